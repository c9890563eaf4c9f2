/* The inverted index: all of it at once, or, on large sites, in small pieces of which a query loads those that its words need.
   What a hit weighs was worked out in the build, the same way for both. */
"use strict";

const SCALE = 10;
const ONCE = 1.5; // what BM25+ gives a mark that stands in an entry once
const MOST_PIECES = 3; // of words that begin with what was typed

class Engine {
  constructor({ language, facts, terms, rows, starts, rowsAPiece }, fetched) {
    this.fetched = (path) => this.once(path, fetched);
    this.fetching = new Map();
    Object.assign(this, { rows, starts, rowsAPiece });
    this.boost = language.fields.facts;
    this.size = facts.kind.length;
    this.kinds = [...facts.kind].map((number) => facts.kinds[number]);
    this.hits = new Map();
    this.packed = new Map(); // of terms that nobody asked for yet
    this.held = new Set();
    this.vocabulary = [];
    this.letters = new Set();
    if (terms) this.hold(terms);
    this.marks = new Map(Object.entries(facts.marks).map(([mark, letters]) => [mark, this.numbers(letters, facts.alphabet)]));
    this.bearers = new Map();
    this.tags = new Map();
    for (const [mark, entries] of this.marks) {
      const slug = mark.replace(/^[=#](?:themen\/|massnahmen\/)?|\/$/g, "");
      if (!mark.startsWith("=aufwand-")) this.tags.set(slug, [...(this.tags.get(slug) ?? []), ...entries]);
    }
  }

  /* Numbers packed as letters: five bits each, a sixth says that more belong to the same distance. */
  numbers(letters, alphabet) {
    const found = [];
    let last = 0, distance = 0, place = 1;
    for (const letter of letters) {
      const value = alphabet.indexOf(letter);
      distance += (value % 32) * place;
      place *= 32;
      if (value > 31) continue;
      last += distance;
      found.push(last);
      [distance, place] = [0, 1];
    }
    return found;
  }

  /* A piece is loaded once; what failed is tried again. */
  once(path, fetched) {
    if (!this.fetching.has(path)) {
      const coming = fetched(path);
      coming.catch(() => this.fetching.delete(path));
      this.fetching.set(path, coming);
    }
    return this.fetching.get(path);
  }

  has(term) {
    return this.packed.has(term) || this.marks.has(term);
  }

  bears(entry, mark) {
    if (!this.bearers.has(mark)) this.bearers.set(mark, new Set(this.marks.get(mark) ?? []));
    return this.bearers.get(mark).has(entry);
  }

  kind(entry) {
    return this.kinds[entry];
  }

  search(terms, { all = false, short = false } = {}) {
    const found = new Map();
    for (const [term, weight] of terms) {
      for (const [id, every, inShort] of this.of(term)) {
        if (short && !inShort) continue;
        const sum = found.get(id) ?? { id, score: 0, terms: [] };
        sum.score += (weight * (short ? inShort : every)) / SCALE;
        sum.terms.push(term);
        found.set(id, sum);
      }
    }
    return [...found.values()].filter((sum) => !all || sum.terms.length === terms.length);
  }

  /* [entry, weight, weight in short fields] for each entry of a term or mark. */
  of(term) {
    if (!this.marks.has(term)) return this.unpacked(term);
    const entries = this.marks.get(term);
    const rarity = Math.log(1 + (this.size - entries.length + 0.5) / (entries.length + 0.5));
    const weight = SCALE * this.boost * rarity * ONCE;
    return entries.map((entry) => [entry, weight, 0]);
  }

  /* Distance and weight for each entry; where a third number follows, the weight in short fields, the distance is below zero. */
  unpacked(term) {
    if (this.hits.has(term) || !this.packed.has(term)) return this.hits.get(term) ?? [];
    const numbers = this.packed.get(term);
    const found = [];
    for (let at = 0, entry = 0; at < numbers.length; at += 2) {
      const isShort = numbers[at] < 0;
      entry += isShort ? -numbers[at] - 1 : numbers[at];
      found.push([entry, numbers[at + 1], isShort ? numbers[++at + 1] : 0]);
    }
    this.hits.set(term, found);
    return found;
  }

  hold(terms) {
    for (const [term, ...numbers] of terms) {
      this.packed.set(term, numbers);
      this.vocabulary.push(term);
    }
  }

  /* Loads what a query may need: the words with all that begins like them, their parts, and, for words that are unknown, all of their first letter. */
  async prepare(search, text) {
    if (!this.starts) return;
    const units = search.units(text);
    const roots = units.flatMap((unit) => [unit.root, ...unit.pieces.map((piece) => search.words.stem(piece))]);
    const pairs = search.words.words(text).map(({ word }) => search.words.components(word).join(""));
    const joined = pairs.slice(1).map((word, at) => search.words.stem(pairs[at] + word));
    const parts = pairs.flatMap((word) => search.words.parts(word));
    await Promise.all([...roots.map((root) => this.load(root, MOST_PIECES)), ...[...joined, ...parts].map((term) => this.load(term, 1))]);
    const unknown = units.filter((unit) => !this.has(unit.root) && unit.folded.length > 4);
    await Promise.all(unknown.map(({ folded }) => this.loadLetter(folded[0])));
    const meant = search.units(text).flatMap((unit) => (unit.corrections.length ? unit.corrections.map(({ term }) => term) : this.has(unit.root) ? [] : [...search.spelling.spelt(unit).keys()]));
    await Promise.all(meant.filter((term) => !this.has(term)).slice(0, MOST_PIECES).map((term) => this.load(term, 1)));
  }

  /* The pieces with all terms that begin with `root`, at most so many. */
  async load(root, most) {
    if (!root) return;
    const from = this.pieceOf(root);
    const to = Math.min(this.pieceOf(`${root}~`), from + most - 1);
    await Promise.all(Array.from({ length: to - from + 1 }, (_, at) => this.loadPiece(from + at)));
  }

  pieceOf(term) {
    const after = this.starts.findIndex((start) => start > term);
    return Math.max((after < 0 ? this.starts.length : after) - 1, 0);
  }

  async loadPiece(number) {
    if (this.held.has(number)) return;
    const terms = await this.fetched(`w/${number}.json`);
    if (this.held.has(number)) return;
    this.held.add(number);
    this.hold(terms);
  }

  async loadLetter(letter) {
    if (this.letters.has(letter)) return;
    this.letters.add(letter);
    this.vocabulary.push(...(await this.fetched(`v/${letter}.json`)));
  }

  /* entry → its line, for these entries. */
  async lines(entries) {
    if (this.rows) return (entry) => this.rows[entry];
    const numbers = [...new Set(entries.map((entry) => Math.floor(entry / this.rowsAPiece)))];
    const pieces = new Map(await Promise.all(numbers.map(async (number) => [number, await this.fetched(`z/${number}.json`)])));
    return (entry) => pieces.get(Math.floor(entry / this.rowsAPiece))[entry % this.rowsAPiece];
  }

  async addresses() {
    return this.rows ? this.rows.map(([url]) => url) : this.fetched("kennungen.json");
  }
}
