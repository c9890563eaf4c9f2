/* One form for a German word: the same steps as citynet_kb/search/words.py and lexicon.py, with what these know (`language`). */
"use strict";

const WORD = /[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)*/gu;
const HYPHEN = /[-\u2010\u2011]/;

function fold(word) {
  const plain = word.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/[^a-z0-9]/g, "");
  return plain.replace(/ae|oe|(?<![aeq])ue/g, (letters) => letters[0]);
}

class Words {
  constructor(language) {
    this.endings = language.endings;
    this.links = language.links;
    [this.shortest, this.shortestOften] = language.shortest;
    this.stop = new Set(language.stop);
    this.prefixes = new Set(language.prefixes);
    this.ranks = new Map(language.lexicon.map((root, rank) => [root, rank]));
    this.others = new Set(language.others.map((rank) => language.lexicon[rank]));
    this.known = new Map();
    this.seen = new Map();
  }

  stem(folded) {
    for (const step of this.endings) {
      const found = step.find(([ending, least]) => folded.endsWith(ending) && folded.length - ending.length >= least);
      if (found) folded = folded.slice(0, -found[0].length) + found[2];
    }
    return folded;
  }

  /* The words of a text with their places: [{word, start, end}]. */
  words(text) {
    return [...text.matchAll(WORD)].map((match) => ({ word: match[0], start: match.index, end: match.index + match[0].length }));
  }

  /* Folded parts of a word with hyphens. */
  components(word) {
    return word.split(HYPHEN).map(fold);
  }

  joined(text) {
    return this.words(text).flatMap(({ word }) => this.components(word)).map((part) => this.stem(part)).join("");
  }

  /* A word, or several written as one, as it stands in the index. */
  root(text) {
    return this.stem(this.words(text).flatMap(({ word }) => this.components(word)).join(""));
  }

  /* The stems of what follows a prefix: beliefern → lief. */
  bare(folded) {
    const rests = [...this.prefixes].filter((prefix) => folded.startsWith(prefix)).map((prefix) => folded.slice(prefix.length));
    return [...new Set(rests.map((rest) => this.stem(rest)).filter((root) => root.length > 3))];
  }

  terms(word) {
    if (!this.seen.has(word)) this.seen.set(word, this.termsOf(word));
    return this.seen.get(word);
  }

  termsOf(word) {
    const folded = this.components(word);
    const pieces = folded.length > 1 ? [folded.join(""), ...folded] : folded;
    const found = pieces.filter((piece) => !this.stop.has(piece)).flatMap((piece) => [this.stem(piece), ...this.parts(piece)]);
    return [...new Set(found)].filter((term) => term.length > 1 || /^[0-9]$/.test(term));
  }

  parts(word) {
    if (!this.known.has(word)) this.known.set(word, this.split(word));
    return this.known.get(word);
  }

  split(word) {
    let best = null;
    for (let at = this.shortestOften; at <= word.length - this.shortestOften; at++) {
      const first = this.first(word.slice(0, at));
      const head = this.stem(word.slice(at));
      if (!first || !this.isNoun(head) || Math.max(at, word.length - at) < this.shortest) continue;
      const rank = this.ranks.get(head) + (this.ranks.get(first) ?? this.ranks.size);
      if (!best || rank < best.rank) best = { rank, first, end: word.slice(at) };
    }
    return best ? [...this.whole(best.first, best.first), ...this.whole(this.stem(best.end), best.end)] : [];
  }

  first(start) {
    for (const link of this.links) {
      const bare = start.slice(0, start.length - link.length);
      if (start.endsWith(link) && bare.length >= this.shortestOften && this.ranks.has(this.stem(bare))) return this.stem(bare);
    }
    return start.length > 2 * this.shortestOften && this.parts(start).length ? start : "";
  }

  isNoun(root) {
    return this.ranks.has(root) && !this.others.has(root);
  }

  whole(part, spelt) {
    return [...new Set([part, ...this.parts(spelt)])];
  }
}

/* Typing errors between two words: letters left out, added, changed or swapped; more than `most` counts as `most` + 1. */
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = null;
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[other.length], most + 1);
}
