/* Which words of the index a typed word may be: itself, what it begins, its family, its parts, what it is misspelt for. */
"use strict";

const LONG = 6;
const ALIKE = 5; // letters that two words share at least: half of the longer one
const AKIN = 6; // letters that two words share at least
const COMMON = 20; // a word of one page in so many says too little to stand for another one
const HALF_WORD = 4; // letters from which a beginning is completed before it is taken for a typing error

class Spelling {
  constructor(words, trade, engine) {
    Object.assign(this, { words, trade, engine });
  }

  /* The nearest words of the index: at edit distance one from five letters on, two from nine. */
  misspelt(folded) {
    const most = folded.length >= 9 ? 2 : folded.length >= 5 ? 1 : 0;
    if (!most) return [];
    const root = this.words.stem(folded);
    const near = [];
    for (const term of this.engine.vocabulary) {
      if (term[0] !== folded[0] && term.length < LONG) continue; // the first letter is rarely wrong
      if (farApart(root, term, most) && farApart(folded, term, most)) continue;
      const distance = Math.min(editDistance(root, term, most), editDistance(folded, term, most));
      if (distance <= most) near.push({ term, distance });
    }
    const nearest = Math.min(...near.map(({ distance }) => distance));
    const isCompound = nearest > 1 && this.words.parts(folded).some((part) => this.engine.has(part));
    if (isCompound) return []; // its parts say more than a word at edit distance two
    return near.filter(({ distance }) => distance === nearest);
  }

  /* term → weight: the word itself, words that begin or end with it, its parts, words that it may be misspelt for. */
  spelt(unit) {
    const weights = new Map();
    const give = (term, weight) => weights.set(term, Math.max(weights.get(term) ?? 0, weight));
    for (const { term, distance } of unit.corrections) give(term, WEIGHT.typo[distance]);
    const root = unit.root;
    const isPartKnown = (term) => this.engine.has(root) && this.words.parts(term).includes(root);
    for (const term of this.engine.vocabulary) {
      const starts = root.length >= (unit.isLast ? 2 : 4) && term.startsWith(root);
      const ends = root.length >= 5 && term.endsWith(root);
      if ((starts || ends) && term !== root && !isPartKnown(term)) give(term, ends ? this.endWeight(term, root) : (WEIGHT.start * root.length) / term.length);
    }
    for (const term of [root, ...unit.alsoOne]) give(term, WEIGHT.exact);
    for (const term of this.family(unit)) give(term, WEIGHT.end);
    for (const term of this.trade.kin.get(root) ?? []) if (this.engine.of(term).length < this.engine.size / COMMON) give(term, WEIGHT.kin);
    const usual = this.trade.canonical(root);
    if (usual !== root) give(usual, WEIGHT.end);
    for (const term of this.within(root)) give(term, WEIGHT.part);
    const isHalf = this.isHalf(unit.folded, unit.isLast);
    const parts = unit.pieces.flatMap((piece) => this.words.parts(piece));
    if (!this.engine.has(root) && !isHalf) for (const part of parts) give(part, WEIGHT.part);
    if ([...weights.keys()].some((term) => this.engine.has(term))) return weights;
    unit.isGuess = true;
    return this.trade.asks(unit.folded) ? weights : this.akin(unit.folded);
  }

  /* Whether it is half of a word that the index has, or stands within one: »abstellen« in Radabstellanlage. Before the last word of a query
     only long ones are taken for halves. */
  isPart({ folded, root, isLast }) {
    return this.isHalf(folded, isLast) || this.within(root).length > 0;
  }

  isHalf(folded, isLast) {
    return folded.length >= (isLast ? HALF_WORD : LONG) && this.engine.vocabulary.some((term) => term.length > folded.length && term.startsWith(folded));
  }

  within(root) {
    return root.length < LONG || this.engine.has(root) ? [] : this.engine.vocabulary.filter((term) => term.includes(root));
  }

  /* The short plural of a word that the index has, in the singular: apps → app. */
  singular(folded, isKnown) {
    const one = folded.slice(0, -1);
    if (!folded.endsWith("s") || folded.length > 5 || one.length < 2) return "";
    return isKnown(one) || (!this.engine.has(this.words.stem(folded)) && this.engine.has(one)) ? one : "";
  }

  /* A Werbespruch is a Spruch; a Widerspruch is none. */
  endWeight(term, root) {
    return this.words.prefixes.has(term.slice(0, -root.length)) ? WEIGHT.related : WEIGHT.end;
  }

  /* Words of the same family that the index has: »Begrünung« and begrünt, »gesperrt« and sperren, »absagen« and abgesagt. */
  family({ folded, root }) {
    const starts = [...this.words.prefixes].filter((prefix) => root.startsWith(prefix));
    const found = ["", ...starts].map((prefix) => `${prefix}ge${root.slice(prefix.length)}t`);
    const [, prefix, verb] = folded.match(/^(.*?)ge(.{3,})t$/) ?? [];
    if (verb && (!prefix || this.words.prefixes.has(prefix))) found.push(prefix + verb);
    if (root.endsWith("ung")) found.push(root.slice(0, -3));
    return found.filter((one) => one.length > 3 && this.engine.has(one));
  }

  /* For a word that nothing else is known of: the verb without its prefix (abstempeln: Stempelkarte), words that it begins or ends with
     and what is left of it then (Putzaktion: Frühjahrsputz), words that begin like it. */
  akin(folded) {
    const weights = new Map();
    const bare = this.words.bare(folded);
    const like = folded.slice(0, Math.max(ALIKE, Math.ceil(folded.length / 2)));
    const known = new Set([...this.engine.vocabulary, ...this.words.ranks.keys()]);
    const edges = [...known].filter((term) => term.length >= AKIN && (folded.startsWith(term) || folded.endsWith(term)));
    const left = edges.map((term) => (folded.startsWith(term) ? folded.slice(term.length) : folded.slice(0, -term.length))).filter((rest) => rest.length > 3);
    for (const term of edges) weights.set(term, WEIGHT.part);
    for (const term of this.engine.vocabulary) {
      if (bare.some((root) => term.startsWith(root)) || left.some((rest) => term.startsWith(rest) || term.endsWith(rest))) weights.set(term, WEIGHT.part);
      else if (term.length > ALIKE && term.startsWith(like) && !weights.has(term)) weights.set(term, WEIGHT.related);
    }
    return weights;
  }
}
