/* Words that stand for each other, abbreviations, and words that only ask (`language.trade`). */
"use strict";

const SHORTEST_MEMBER = 3; // letters of a word that is looked for inside compounds
const SIGNS = /([A-Za-zÄÖÜäöü])\s?[&+]\s?([A-Za-zÄÖÜäöü])(?![A-Za-zÄÖÜäöüß])/g; // »C&A«, »P+R« are one word

class Trade {
  constructor({ families, abbreviations, asking }, words) {
    this.words = words;
    this.kin = new Map();
    this.first = new Map();
    this.inside = [];
    for (const family of families) {
      const roots = [...new Set(family.map((word) => words.stem(fold(word))))];
      for (const root of roots) {
        this.kin.set(root, roots.filter((other) => other !== root));
        this.first.set(root, roots[0]);
        if (root.length >= SHORTEST_MEMBER) this.inside.push([root, roots[0]]);
      }
    }
    this.inside.sort(([one], [other]) => other.length - one.length);
    this.short = new Map(abbreviations.map(([short, meant]) => [fold(Trade.whole(short)), meant]));
    this.asking = new Set(asking.map(fold));
    this.usual = new Map();
  }

  static whole(text) {
    return text.replace(SIGNS, "$1$2");
  }

  /* One form for all words of a family, also at either end of a compound: lastenfahrrad → lastenrad. */
  canonical(root) {
    if (!this.usual.has(root)) this.usual.set(root, this.first.get(root) ?? this.withinCompound(root));
    return this.usual.get(root);
  }

  withinCompound(root) {
    const end = this.inside.find(([member]) => root.length >= member.length + SHORTEST_MEMBER && root.endsWith(member));
    const changed = end ? root.slice(0, -end[0].length) + end[1] : root;
    const start = this.inside.find(([member]) => changed.length >= member.length + SHORTEST_MEMBER && changed.startsWith(member));
    return start ? start[1] + changed.slice(start[0].length) : changed;
  }

  asks(folded) {
    return this.asking.has(folded);
  }
}
