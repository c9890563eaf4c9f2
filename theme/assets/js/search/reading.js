/* What was typed, read: what it says of an outcome, names that the glossary knows, and single words with all that they may stand for. */
"use strict";

const PHRASE = 5; // words of the longest phrase that is looked up
const NAMED = { name: 3, synonym: 2 };
const MOST_BEGUN = 3; // measures that half a word may mean

const textOf = (tokens) => tokens.map(({ word }) => word).join(" ");

class Reading {
  constructor({ language, glossary, marks }, engine) {
    this.words = new Words(language);
    this.engine = engine;
    this.trade = new Trade(language.trade, this.words);
    this.meaning = new Meaning(language.outcomes, this.words);
    this.spelling = new Spelling(this.words, this.trade, engine);
    this.everyday = new Map();
    for (const [phrase, facts] of language.everyday) this.add(this.everyday, this.words.joined(phrase), ...facts);
    this.groups = glossary.map(([entry, names, synonyms]) => ({ entry, names, synonyms, mark: `=${marks[entry]}`, kind: engine.kind(entry), spread: engine.kind(entry) === "massnahme" }));
    this.names = new Map();
    this.known = new Map(); // who types one of these means the cases of that measure or topic …
    this.synonyms = new Map(); // … and with one of these the other words for it as well; what a topic is called says too little for that
    for (const group of this.groups) {
      for (const name of group.names) this.add(this.names, this.nameKey(name), { entry: group.entry, rank: NAMED.name });
      for (const synonym of group.synonyms) this.add(this.names, this.nameKey(synonym), { entry: group.entry, rank: NAMED.synonym });
    }
    const named = this.groups.flatMap(({ names, synonyms }) => [...names, ...synonyms]).flatMap((name) => this.words.pieces(name)).filter((word) => word.length > 2);
    this.nameWords = [...new Set(named)].sort((one, other) => one.length - other.length);
    this.groups = this.groups.filter(({ kind }) => kind === "massnahme" || kind === "thema"); // other pages have a name, and mean no cases
    const keys = new Map(this.groups.flatMap(({ names, synonyms }) => [...names, ...synonyms]).map((phrase) => [phrase, this.unordered(phrase)]));
    for (const group of this.groups) {
      for (const phrase of [...group.synonyms, ...group.names]) this.add(this.known, keys.get(phrase), group);
      for (const phrase of [...group.synonyms, ...(group.spread ? group.names : [])]) this.add(this.synonyms, keys.get(phrase), group);
    }
    const called = this.groups.flatMap((group) => [...group.synonyms, ...group.names].map((phrase) => ({ phrase, group })));
    this.usual = new Map(); // the same in the first word of each family: »Bus umsonst« is »gratis Bus«
    for (const { phrase, group } of called) this.add(this.usual, this.unordered(phrase, true), group);
    this.apart = called.map(({ phrase, group }) => ({ roots: this.content(phrase).map((piece) => this.trade.canonical(this.words.stem(piece))), group })).filter(({ roots }) => roots.length > 1);
    this.beginnings = called.filter(({ group }) => group.spread).map(({ phrase, group }) => ({ ...this.written(phrase), group }));
    this.compounds = new Set(called.flatMap(({ phrase }) => this.words.words(phrase)).map(({ word }) => this.words.key(word)));
    this.tags = new Map();
    for (const [tag, entries] of engine.tags) this.add(this.tags, fold(tag), ...entries);
  }

  add(map, key, ...values) {
    if (key) map.set(key, [...(map.get(key) ?? []), ...values]);
  }

  /* The words of a phrase in any order: »Läden leer« is »leere Läden«. */
  unordered(text, isUsual = false) {
    const keys = this.words.words(text).map(({ word }) => this.words.key(word));
    return (isUsual ? keys.map((key) => this.trade.canonical(key)) : keys).sort().join("");
  }

  /* Names are compared without small words: »Eisbahn in der Innenstadt«. */
  nameKey(text) {
    const kept = this.words.words(text).filter(({ word }) => !this.words.stop.has(fold(word)));
    return kept.map(({ word }) => this.words.key(word)).join("");
  }

  /* What a phrase is made of, without small words. */
  content(phrase) {
    const pieces = this.words.words(phrase).flatMap(({ word }) => this.words.components(word));
    return pieces.filter((piece) => !this.words.stop.has(piece));
  }

  /* What was typed, in units: what is said of the outcome, a phrase that the glossary knows, or a single word. */
  units(text) {
    const tokens = this.joinedApart(this.words.words(Trade.whole(text)));
    const sizes = tokens.map((_token, at) => this.phraseAt(tokens, at));
    const inPhrase = new Set(sizes.flatMap((size, at) => (size > 1 ? Array.from({ length: size }, (_one, more) => at + more) : [])));
    const said = this.meaning.read(tokens, (at) => inPhrase.has(at));
    const used = new Map(said.flatMap((one) => one.places.map((place) => [place, one])));
    const units = [];
    for (let at = 0; at < tokens.length; ) {
      const outcome = used.get(at);
      if (outcome) {
        if (outcome.wish && outcome.places[0] === at) units.push(this.outcomeUnit(outcome, tokens));
        at++;
        continue;
      }
      const size = sizes[at];
      units.push(this.unit(textOf(tokens.slice(at, at + size)), size, at + size === tokens.length));
      at += size;
    }
    units.forEach((unit, at) => this.together(unit, units[at + 1]));
    this.scattered(units);
    const telling = units.filter((unit) => !unit.isSmall);
    return telling.length ? telling : units;
  }

  /* Words of the glossary that were written apart become one: »fußgänger zone«, »park leit system«. */
  joinedApart(tokens) {
    const joined = [];
    for (let at = 0; at < tokens.length; ) {
      const size = [3, 2].find((many) => at + many <= tokens.length && this.isApart(tokens.slice(at, at + many))) ?? 1;
      const parts = tokens.slice(at, at + size);
      joined.push(size > 1 ? { word: parts.map(({ word }) => word).join(""), start: parts[0].start, end: parts.at(-1).end } : parts[0]);
      at += size;
    }
    return joined;
  }

  isApart(parts) {
    const folded = parts.map(({ word }) => fold(word));
    if (folded.some((one) => this.words.stop.has(one) || one.length < 3)) return false;
    return this.compounds.has(this.words.stem(folded.join("")));
  }

  outcomeUnit({ places, wish, terms, isDenied }, tokens) {
    const piece = textOf(places.map((place) => tokens[place]));
    const unit = this.emptyUnit(piece);
    return Object.assign(unit, { name: isDenied ? "" : this.nameKey(piece), wish, said: terms, marks: this.meaning.marks(wish).map(([mark]) => mark), isSmall: false });
  }

  /* Two words that the content writes as one: »Stadt Gutschein«. */
  together(unit, next) {
    const one = next && !unit.wish && !next.wish ? this.words.stem(unit.folded + next.folded) : "";
    if (one.length > 4 && this.engine.has(one)) [unit, next].forEach((half) => half.alsoOne.push(one));
  }

  /* A phrase of the glossary means its measure, also when other words stand between: »Stadt kauft altes Kaufhaus«. */
  scattered(units) {
    const plain = units.filter((unit) => !unit.wish);
    const typed = new Map(plain.flatMap((unit) => this.standsFor(unit).map((root) => [this.trade.canonical(root), unit])));
    const found = this.apart.map(({ roots, group }) => ({ meant: [...new Set(roots.map((root) => typed.get(root)))], group })).filter(({ meant }) => meant.length > 1 && meant.every(Boolean));
    const isSide = ({ meant }) => Math.max(...meant.map((unit) => plain.indexOf(unit))) - Math.min(...meant.map((unit) => plain.indexOf(unit))) < meant.length;
    const bound = new Set(found.filter(isSide).flatMap(({ meant }) => meant)); // in »freies Netz in Bussen« it is not the bus that is free
    for (const one of found) if (isSide(one) || one.meant.every((unit) => !bound.has(unit))) one.meant[0].groups.push(one.group);
  }

  /* Stems by which a unit may be part of a name: its own, of what is left without a prefix or an ending of verbs. */
  standsFor({ root, folded, also }) {
    const bare = this.engine.has(root) ? [] : this.words.bare(folded);
    const verb = root.endsWith("t") && root.length > 4 ? [root.slice(0, -1)] : [];
    return [...bare, ...verb, ...also.map((word) => this.words.key(word)), root];
  }

  phraseAt(tokens, at) {
    for (let size = Math.min(PHRASE, tokens.length - at); size > 1; size--) {
      const piece = textOf(tokens.slice(at, at + size));
      if (this.everyday.has(this.words.joined(piece)) || this.known.has(this.unordered(piece))) return size;
      if (at + size === tokens.length && this.begun(piece).length) return size;
    }
    return 1;
  }

  /* A name written as one word, and where its words end. */
  written(phrase) {
    const parts = this.words.words(phrase).flatMap(({ word }) => this.words.components(word));
    const ends = new Set(parts.map((_part, at) => parts.slice(0, at + 1).join("").length));
    return { name: parts.join(""), ends };
  }

  /* Who types half of a name or synonym means its measure; several that begin alike say nothing. */
  begun(piece) {
    const typed = this.words.words(piece).flatMap(({ word }) => this.words.components(word)).join("");
    if (typed.length < HALF_WORD) return [];
    const groups = new Set(this.beginnings.filter(({ name, ends }) => name.length > typed.length && name.startsWith(typed) && !ends.has(typed.length)).map(({ group }) => group));
    return groups.size <= MOST_BEGUN ? [...groups] : [];
  }

  emptyUnit(piece) {
    const pieces = this.words.words(piece).flatMap(({ word }) => this.words.components(word));
    const key = this.words.joined(piece);
    const root = this.words.root(piece);
    return { key, phrase: this.unordered(piece), root, name: this.nameKey(piece) || key, folded: pieces.join(""), pieces, marks: [], said: [], corrections: [], alsoOne: [], also: [], groups: [] };
  }

  unit(piece, size, isLast) {
    const unit = Object.assign(this.emptyUnit(piece), { isLast });
    unit.isSmall = size === 1 && unit.pieces.every((one) => this.words.stop.has(one));
    unit.marks = this.everyday.get(unit.key) ?? [];
    const one = size === 1 && this.spelling.singular(unit.folded, (word) => this.known.has(word));
    if (one) Object.assign(unit, { key: one, phrase: one, name: one, alsoOne: [unit.root], root: one });
    unit.also = this.trade.short.get(unit.folded) ?? [];
    const isKnown = this.known.has(unit.phrase) || unit.marks.length || unit.isSmall;
    if (isKnown) return unit;
    unit.groups.push(...(this.usual.get(this.unordered(piece, true)) ?? []), ...unit.also.flatMap((phrase) => this.known.get(this.unordered(phrase)) ?? []));
    const isInIndex = this.engine.has(unit.root);
    if (!unit.groups.length && (isLast || (!isInIndex && unit.folded.length >= LONG))) unit.begun = this.begun(piece);
    if (unit.begun) unit.groups.push(...unit.begun);
    if (isInIndex || unit.groups.length || unit.also.length || this.spelling.isPart(unit)) return unit;
    unit.corrections = this.spelling.misspelt(unit.folded);
    if (unit.corrections.length) unit.name = (unit.corrections.find(({ term }) => this.names.has(term)) ?? unit.corrections[0]).term;
    return unit;
  }

  groupsOf(unit, from) {
    return [...new Set([unit.phrase, ...unit.corrections.map(({ term }) => term)].flatMap((key) => from.get(key) ?? []))];
  }
}
