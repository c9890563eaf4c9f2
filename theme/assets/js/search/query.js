/* From what was typed to the entries that answer it, best first. The engine scores; what a word may stand for is decided here. */
"use strict";

const PHRASE = 5; // words of the longest phrase that is looked up
const WEIGHT = { exact: 1, phrase: 0.9, start: 0.7, end: 0.6, parts: 0.6, part: 0.3, typo: [1, 0.6, 0.4], synonym: 0.4, related: 0.15, fact: 4, measure: 5, topic: 2 };
const KIND = { massnahme: 1.25, thema: 1.15 };
const NAMED = { name: 3, synonym: 2 };
const LONG = 6;
const ALIKE = 5; // letters that two words share at least: half of the longer one
const AKIN = 6; // letters that two words share at least
const MEASURE = "=massnahmen/";
const TOPIC = "=themen/";
const HALF = 40; // a score that counts as half an answer: about a word of the summary
const SEEN_AT_ONCE = 10; // so many results the dialog shows before somebody scrolls
const PAGES_AT_ONCE = 3;
const PINNED = 1e6;
const VOICE = { known: 1.5, other: 0.6 };

/* Who says a thing in several ways means it more. */
const alsoSaid = (one, other) => Math.max(one, other) + 0.25 * Math.min(one, other);

class Search {
  constructor({ language, glossary, marks }, engine) {
    this.words = new Words(language);
    this.engine = engine;
    this.everyday = new Map();
    for (const [phrase, facts] of language.everyday) this.add(this.everyday, this.words.joined(phrase), ...facts);
    this.groups = glossary.map(([entry, names, synonyms]) => ({ entry, names, synonyms, mark: `=${marks[entry]}`, spread: engine.kind(entry) === "massnahme" }));
    this.names = new Map();
    this.known = new Map(); // who types one of these means the cases of that measure or topic …
    this.synonyms = new Map(); // … and with one of these the other words for it as well; what a topic is called says too little for that
    const keys = new Map(this.groups.flatMap(({ names, synonyms }) => [...names, ...synonyms]).map((phrase) => [phrase, this.unordered(phrase)]));
    for (const group of this.groups) {
      for (const name of group.names) this.add(this.names, this.nameKey(name), { entry: group.entry, rank: NAMED.name });
      for (const synonym of group.synonyms) this.add(this.names, this.nameKey(synonym), { entry: group.entry, rank: NAMED.synonym });
      for (const phrase of [...group.synonyms, ...group.names]) this.add(this.known, keys.get(phrase), group);
      for (const phrase of [...group.synonyms, ...(group.spread ? group.names : [])]) this.add(this.synonyms, keys.get(phrase), group);
    }
    this.apart = this.groups.flatMap((group) => [...group.synonyms, ...group.names].map((phrase) => ({ roots: this.content(phrase).map((piece) => this.words.stem(piece)), group }))).filter(({ roots }) => roots.length > 1);
    const named = this.groups.flatMap(({ names, synonyms }) => [...names, ...synonyms]).flatMap((name) => this.words.pieces(name)).filter((word) => word.length > 2);
    this.nameWords = [...new Set(named)].sort((one, other) => one.length - other.length);
    this.tags = new Map();
    for (const [tag, entries] of engine.tags) this.add(this.tags, fold(tag), ...entries);
  }

  add(map, key, ...values) {
    if (key) map.set(key, [...(map.get(key) ?? []), ...values]);
  }

  /* The words of a phrase in any order: »Läden leer« is »leere Läden«. */
  unordered(text) {
    return this.words.words(text).map(({ word }) => this.words.key(word)).sort().join("");
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

  /* [{entry, score, covered, terms}] best first. `covered` = share of the typed units that the entry answers. */
  search(text) {
    const { tags, rest } = this.tagged(text);
    const units = this.units(rest);
    const found = units.length ? this.scored(units) : new Map();
    if (!units.length) for (const entry of tags[0] ?? this.offered(text)) found.set(entry, this.tagHit(entry));
    this.pin(found, units);
    const hits = [...found.values()].filter(({ entry }) => tags.every((tagged) => tagged.has(entry)));
    return this.mixed(hits.sort((one, other) => other.score - one.score || one.entry - other.entry));
  }

  /* Among the first results that anybody sees, most are reports; further pages follow after them. */
  mixed(hits) {
    const isCase = ({ entry }) => this.engine.kind(entry) === "fall";
    const pages = hits.filter((hit) => !isCase(hit)).slice(0, PAGES_AT_ONCE);
    const seen = new Set([...hits.filter(isCase).slice(0, SEEN_AT_ONCE - pages.length), ...pages]);
    return [...hits.filter((hit) => seen.has(hit)), ...hits.filter((hit) => !seen.has(hit))];
  }

  /* What the last word may become, for the field to offer: a tag after #, else a word of a name or synonym. */
  completed(text) {
    const last = text.match(/\S*$/)[0];
    const isTag = last.startsWith("#");
    if (last.length < (isTag ? 2 : 3)) return [];
    const from = isTag ? [...this.engine.tags.keys()].map((tag) => `#${tag}`) : this.nameWords;
    const fit = from.filter((word) => word.length > last.length && word.toLowerCase().startsWith(last.toLowerCase()));
    return fit.length ? [last.match(/[^-]*$/)[0] + fit[0].slice(last.length)] : []; // the theme puts it behind the last hyphen
  }

  /* Behind a mere # any tag may follow: the topics are shown, which lead to all. */
  offered(text) {
    return text.includes("#") ? [...Array(this.engine.size).keys()].filter((entry) => this.engine.kind(entry) === "thema") : [];
  }

  /* The page of a tag comes before the cases that bear it, that of a topic before all. */
  tagHit(entry) {
    const kind = this.engine.kind(entry);
    return { entry, score: kind === "fall" ? 1 : kind === "thema" ? 3 : 2, covered: 1, terms: new Set() };
  }

  /* #leerstand: entries with that tag; while it is still being typed, those with a tag that begins so. */
  tagged(text) {
    if (!text.includes("#")) return { tags: [], rest: text };
    const typed = [...text.matchAll(/#([\p{L}\p{N}-]+)/gu)].map((match) => fold(match[1]));
    const meant = (start) => (this.tags.has(start) ? [start] : [...this.tags.keys()].filter((tag) => tag.startsWith(start)));
    const tags = typed.map((start) => new Set(meant(start).flatMap((tag) => this.tags.get(tag))));
    return { tags, rest: text.replace(/#[\p{L}\p{N}-]*/gu, " ") };
  }

  /* Each unit speaks with its own voice: how well an entry answers it, between 0 and 1, times how much the unit tells.
     Rare words tell more than frequent ones; a unit without any answer tells nothing. */
  scored(units) {
    const all = units.map((unit) => this.answer(unit));
    const answers = all.filter((answer) => answer.size);
    const telling = units.filter((_unit, at) => all[at].size);
    const tells = answers.map((answer, at) => this.voice(telling[at]) * Math.log(1 + this.engine.size / answer.size));
    const most = tells.reduce((sum, one) => sum + one, 0);
    const total = new Map();
    answers.forEach((answer, at) => {
      for (const [entry, { score, terms }] of answer) {
        const sum = total.get(entry) ?? { entry, score: 0, covered: 0, terms: new Set() };
        sum.score += (tells[at] * score) / (score + HALF);
        sum.covered += tells[at] / most;
        terms.forEach((term) => sum.terms.add(term));
        total.set(entry, sum);
      }
    });
    for (const sum of total.values()) sum.score *= sum.covered * (KIND[this.engine.kind(sum.entry)] ?? 1);
    return total;
  }

  voice(unit) {
    if (unit.marks.length || unit.groups.length || this.known.has(unit.phrase)) return VOICE.known;
    return this.words.others.has(unit.root) ? VOICE.other : 1;
  }

  /* A page whose very name or synonym was typed comes first; typing errors and marks of outcome or effort do not count. */
  pin(found, units) {
    const named = units.filter((unit) => !unit.marks.length || this.names.has(unit.name));
    const key = named.map((unit) => unit.name).join("");
    for (const { entry, rank } of this.names.get(key) ?? []) {
      const sum = found.get(entry) ?? { entry, score: 0, covered: 1, terms: new Set() };
      sum.score += sum.score < PINNED ? PINNED * rank : 0;
      found.set(entry, sum);
    }
  }

  /* What was typed, in units: a phrase that the glossary knows, two words that belong together, or a single word. */
  units(text) {
    const tokens = this.words.words(text);
    const units = [];
    for (let at = 0; at < tokens.length; ) {
      const size = this.phraseAt(text, tokens, at);
      const piece = text.slice(tokens[at].start, tokens[at + size - 1].end);
      units.push(this.unit(piece, size, at + size === tokens.length));
      at += size;
    }
    units.forEach((unit, at) => this.together(unit, units[at + 1]));
    this.scattered(units);
    const telling = units.filter((unit) => !unit.isSmall);
    return telling.length ? telling : units;
  }

  /* Two words that the content writes as one: »Stadt Gutschein«. */
  together(unit, next) {
    const one = next ? this.words.stem(unit.folded + next.folded) : "";
    if (one.length > 4 && this.engine.has(one)) [unit, next].forEach((half) => half.alsoOne.push(one));
  }

  /* A phrase of the glossary means its measure, also when other words stand between: »Stadt kauft altes Kaufhaus«. */
  scattered(units) {
    const typed = new Map(units.flatMap((unit) => [unit.root, ...(this.engine.has(unit.root) ? [] : this.words.bare(unit.folded))].map((root) => [root, unit])));
    for (const { roots, group } of this.apart) {
      const meant = roots.map((root) => typed.get(root));
      if (meant.every(Boolean) && new Set(meant).size > 1) meant[0].groups.push(group);
    }
  }

  phraseAt(text, tokens, at) {
    for (let size = Math.min(PHRASE, tokens.length - at); size > 1; size--) {
      const piece = text.slice(tokens[at].start, tokens[at + size - 1].end);
      if (this.everyday.has(this.words.joined(piece)) || this.known.has(this.unordered(piece))) return size;
    }
    return 1;
  }

  unit(piece, size, isLast) {
    const key = this.words.joined(piece);
    const pieces = this.words.words(piece).flatMap(({ word }) => this.words.components(word));
    const isSmall = size === 1 && pieces.every((one) => this.words.stop.has(one));
    const unit = { key, phrase: this.unordered(piece), root: this.words.root(piece), name: this.nameKey(piece) || key, folded: pieces.join(""), pieces, isLast, isSmall, alsoOne: [], groups: [] };
    unit.marks = this.everyday.get(key) ?? [];
    unit.corrections = this.engine.has(unit.root) || this.known.has(unit.phrase) || unit.marks.length ? [] : this.misspelt(unit.folded);
    if (unit.corrections.length) unit.name = (unit.corrections.find(({ term }) => this.names.has(term)) ?? unit.corrections[0]).term;
    return unit;
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

  /* entry → {score, terms} for one unit: the best of what was typed and of other words for it, and the marks that it stands for. */
  answer(unit) {
    const found = new Map();
    this.collect(found, [...this.spelt(unit)], {}, Math.max);
    for (const { terms, weight, short } of this.phrases(unit)) this.collect(found, terms.map((term) => [term, weight]), { all: true, short }, alsoSaid);
    const marks = new Set([...unit.marks, ...[...this.groupsOf(unit, this.known), ...unit.groups].map(({ mark }) => mark)]);
    this.collect(found, [...marks].map((mark) => [mark, this.markWeight(mark)]), {}, (text, mark) => text + mark);
    return found;
  }

  markWeight(mark) {
    return mark.startsWith(TOPIC) ? WEIGHT.topic : mark.startsWith(MEASURE) ? WEIGHT.measure : WEIGHT.fact;
  }

  collect(found, weighed, options, together) {
    const terms = weighed.filter(([term]) => this.engine.has(term));
    if (!terms.length || (options.all && terms.length < weighed.length)) return;
    for (const { id, score, terms: matched } of this.engine.search(terms, options)) {
      const sum = found.get(id) ?? { score: 0, terms: [] };
      sum.score = together(sum.score, score);
      if (!options.short) sum.terms.push(...matched); // of other words for it, only single ones are marked in what is shown
      found.set(id, sum);
    }
  }

  groupsOf(unit, from) {
    return [...new Set([unit.phrase, ...unit.corrections.map(({ term }) => term)].flatMap((key) => from.get(key) ?? []))];
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
    const parts = unit.pieces.flatMap((piece) => this.words.parts(piece));
    if (!this.engine.has(root)) for (const part of parts) give(part, WEIGHT.part);
    return [...weights.keys()].some((term) => this.engine.has(term)) ? weights : this.akin(unit.folded);
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

  phrases(unit) {
    const found = [];
    const roots = unit.pieces.map((piece) => this.words.stem(piece)).filter((root) => !this.words.stop.has(root));
    if (roots.length > 1) found.push({ terms: roots, weight: WEIGHT.phrase });
    for (const piece of unit.pieces) {
      const parts = this.words.parts(piece);
      if (parts.length > 1) found.push({ terms: parts, weight: WEIGHT.parts });
    }
    for (const group of this.groupsOf(unit, this.synonyms)) found.push(...this.alike(group));
    return found;
  }

  /* The other words of the glossary for the same thing. Words of a phrase may stand apart, so phrases are looked for in short texts only;
     a compound may stand there in its parts: »Probeladen« as »Laden auf Probe«. */
  alike(group) {
    return [...(group.spread ? group.names : []), ...group.synonyms].flatMap((phrase) => {
      const pieces = this.content(phrase);
      const roots = pieces.map((piece) => this.words.stem(piece));
      const weight = group.spread ? WEIGHT.synonym : WEIGHT.related;
      if (roots.length > 1) return { terms: roots, weight, short: true };
      const parts = pieces.length ? this.words.parts(pieces[0]) : [];
      return [{ terms: roots, weight }, ...(parts.length > 1 ? [{ terms: parts, weight, short: true }] : [])];
    });
  }
}
