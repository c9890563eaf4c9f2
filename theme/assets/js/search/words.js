/* One form for a German word: the same steps as citynet_kb/search/words.py and lexicon.py, with what these know (`language`). */
"use strict";

const WORD = /[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)*/gu;
/* The same for texts in Latin letters, which all but a few are: browsers need 50 ms and more to make the other one ready. */
const LATIN = "[A-Za-z0-9\\u00aa\\u00b2\\u00b3\\u00b5\\u00b9\\u00ba\\u00bc-\\u00be\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f]";
const LATIN_WORD = new RegExp(`${LATIN}+(?:[-\\u2010\\u2011]${LATIN}+)*`, "g");
const BEYOND = /[^\0-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]/;
const HYPHEN = /[-\u2010\u2011]/;

const folded = new Map(); // the names in the glossary share their words, and each is asked for several times

function fold(word) {
  if (!folded.has(word)) folded.set(word, foldAnew(word));
  return folded.get(word);
}

function foldAnew(word) {
  const small = word.toLowerCase();
  const plain = /[^a-z0-9]/.test(small) ? small.replaceAll("ß", "ss").normalize("NFKD").replace(/[^a-z0-9]/g, "") : small;
  return /[aou]e/.test(plain) ? plain.replace(/ae|oe|(?<![aeq])ue/g, (letters) => letters[0]) : plain;
}

class Words {
  constructor(language) {
    this.endings = language.endings;
    this.links = language.links;
    [this.shortest, this.shortestOften] = language.shortest;
    this.longest = language.longest;
    this.stop = new Set(language.stop);
    this.prefixes = new Set(language.prefixes);
    this.ranks = new Map(language.lexicon.map((root, rank) => [root, rank]));
    this.others = new Set(language.others.map((rank) => language.lexicon[rank]));
    this.stems = new Map();
    this.keys = new Map();
    this.known = new Map();
    this.seen = new Map();
  }

  stem(word) {
    if (!this.stems.has(word)) this.stems.set(word, this.stemAnew(word));
    return this.stems.get(word);
  }

  stemAnew(folded) {
    for (const step of this.endings) {
      const found = step.find(([ending, least]) => folded.endsWith(ending) && folded.length - ending.length >= least);
      if (found) folded = folded.slice(0, -found[0].length) + found[2];
    }
    return folded;
  }

  /* The words of a text with their places: [{word, start, end}]. */
  words(text) {
    return [...text.matchAll(BEYOND.test(text) ? WORD : LATIN_WORD)].map((match) => ({ word: match[0], start: match.index, end: match.index + match[0].length }));
  }

  /* The words of a text, those with hyphens in parts. */
  pieces(text) {
    return this.words(text).flatMap(({ word }) => word.split(HYPHEN));
  }

  /* Folded parts of a word with hyphens. */
  components(word) {
    return word.split(HYPHEN).map(fold);
  }

  /* A single word, its parts stemmed and written as one. */
  key(word) {
    if (!this.keys.has(word)) this.keys.set(word, this.components(word).map((part) => this.stem(part)).join(""));
    return this.keys.get(word);
  }

  joined(text) {
    return this.words(text).map(({ word }) => this.key(word)).join("");
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
    if (word.length > this.longest) return [];
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

/* The letters of a word, a bit for each. */
const letters = new Map();

function lettersOf(word) {
  let bits = letters.get(word);
  if (bits !== undefined) return bits;
  bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << word.charCodeAt(at) % 32;
  letters.set(word, bits);
  return bits;
}

function count(bits) {
  let ones = 0;
  for (let rest = bits; rest; rest &= rest - 1) ones++;
  return ones;
}

/* Whether length or letters show that the edit distance of two words exceeds `most`: an edit adds or removes one letter at most. */
function farApart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return true;
  const [own, foreign] = [lettersOf(one), lettersOf(other)];
  return count(own & ~foreign) > most || count(foreign & ~own) > most;
}

/* Typing errors between two words: letters left out, added, changed or swapped; more than `most` counts as `most` + 1. */
function editDistance(one, other, most) {
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
