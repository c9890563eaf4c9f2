/* From what was typed to the entries that answer it, best first. The engine scores; what a word may stand for is decided here. */
"use strict";

const PHRASE = 5; // words of the longest phrase that is looked up
const WEIGHT = { exact: 1, phrase: 0.9, start: 0.7, end: 0.6, kin: 0.5, parts: 0.6, part: 0.3, typo: [1, 0.6, 0.4], synonym: 0.4, related: 0.15, fact: 4, measure: 5, topic: 2 };
const KIND = { massnahme: 1.25, thema: 1.15 };
const NAMED = { name: 3, synonym: 2 };
const MEASURE = "=massnahmen/";
const TOPIC = "=themen/";
const HALF = 40; // a score that counts as half an answer: about a word of the summary
const SEEN_AT_ONCE = 10; // so many results the dialog shows before somebody scrolls
const PAGES_AT_ONCE = 3;
const BEGUN = 0.25; // what the mark of such a measure counts beside texts that have a word with that beginning
const MOST_BEGUN = 3; // measures that half a word may mean
const PINNED = 1e6;
const VOICE = { known: 1.5, other: 0.6, asking: 0.15, guess: 0.4 };
const OWN = 20; // a score that a word has in the title or summary
const ASPECT_OF_SYNONYMS = 0.5; // and what its other synonyms do
const ONE = 1; // that a single case says something shows nothing
const ASPECT = 0.15; // what the mark of a measure counts where its synonym is but an aspect of it
const UNFIT = 0.25; // what is left of the score of a case whose outcome is the opposite of what was asked for

const NEAREST = 0.2; // share of three-letter pieces that makes a name alike

/* The pieces of three letters of a word, its beginning and end marked. */
function threes(word) {
  const marked = ` ${word} `;
  return new Set(Array.from({ length: Math.max(0, marked.length - 2) }, (_one, at) => marked.slice(at, at + 3)));
}

/* Twice the common pieces over all (L. R. Dice, 1945). */
function shared(one, other) {
  const common = [...one].filter((piece) => other.has(piece)).length;
  return (2 * common) / Math.max(1, one.size + other.size);
}

const textOf = (tokens) => tokens.map(({ word }) => word).join(" ");

/* Who says a thing in several ways means it more. */
const alsoSaid = (one, other) => Math.max(one, other) + 0.25 * Math.min(one, other);

class Search {
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
    const named = this.groups.flatMap(({ names, synonyms }) => [...names, ...synonyms]).flatMap((name) => this.words.pieces(name)).filter((word) => word.length > 2);
    this.nameWords = [...new Set(named)].sort((one, other) => one.length - other.length);
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

  /* The measures whose names share most with what was typed, for a query that finds nothing. */
  nearest(text) {
    const typed = threes(this.written(text).name);
    const alike = this.groups.filter(({ spread }) => spread).map(({ entry, names, synonyms }) => ({ entry, share: Math.max(...[...names, ...synonyms].map((name) => shared(typed, threes(this.written(name).name)))) }));
    return alike.filter(({ share }) => share >= NEAREST).sort((one, other) => other.share - one.share || one.entry - other.entry).slice(0, PAGES_AT_ONCE).map(({ entry }) => entry);
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
    const wishes = new Set(units.map(({ wish }) => wish).filter(Boolean));
    for (const sum of total.values()) sum.score *= sum.covered * (KIND[this.engine.kind(sum.entry)] ?? 1) * this.fit(sum.entry, wishes);
    return total;
  }

  /* What went well is no answer to what went wrong, however well its words fit. */
  fit(entry, wishes) {
    if (this.engine.kind(entry) !== "fall") return 1;
    let fit = 1;
    for (const wish of wishes) fit *= UNFIT + (1 - UNFIT) * this.meaning.fit(wish, (mark) => this.engine.bears(entry, mark));
    return fit;
  }

  voice(unit) {
    if (unit.wish || unit.marks.length || unit.groups.length || this.known.has(unit.phrase)) return VOICE.known;
    if (this.trade.asks(unit.folded)) return VOICE.asking;
    if (unit.isGuess) return VOICE.guess;
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

  /* entry → {score, terms} for one unit: the best of what was typed and of other words for it, and the marks that it stands for. */
  answer(unit) {
    const found = new Map();
    if (unit.wish) return this.outcome(unit, found);
    this.collect(found, [...this.spelling.spelt(unit)], {}, Math.max);
    const meant = [...new Set([...this.groupsOf(unit, this.known), ...unit.groups].map(({ mark }) => mark))];
    unit.isAspect = this.isAspect(unit, meant);
    const share = unit.isAspect ? ASPECT : unit.begun ? BEGUN : 1;
    for (const { terms, weight, short } of this.phrases(unit)) this.collect(found, terms.map((term) => [term, weight]), { all: true, short }, alsoSaid);
    const marks = [...unit.marks.map((mark) => [mark, WEIGHT.fact]), ...meant.map((mark) => [mark, share * this.markWeight(mark)])];
    this.collect(found, marks, {}, (text, mark) => text + mark);
    return found;
  }

  /* A synonym that most cases which say it themselves say of other measures: their own words count more than its mark. »Stadtwerke« is a
     synonym of sponsors, and the titles with that word speak of ice rinks and apps. */
  isAspect(unit, marks) {
    if (!marks.length || unit.pieces.length > 1 || this.groupsOf(unit, this.known).some(({ names }) => names.some((name) => this.unordered(name) === unit.phrase))) return false;
    const saying = this.engine.search([[unit.root, WEIGHT.exact]]).filter(({ id, score }) => score >= OWN && this.engine.kind(id) === "fall");
    const marked = saying.filter(({ id }) => marks.some((mark) => this.engine.bears(id, mark)));
    return saying.length - marked.length > Math.max(marked.length, ONE);
  }

  /* What is said of an outcome is looked for as a whole word; the mark of the outcome counts more. */
  outcome(unit, found) {
    this.collect(found, unit.said.map((term) => [term, WEIGHT.exact]), {}, Math.max);
    this.collect(found, this.meaning.marks(unit.wish).map(([mark, weight]) => [mark, weight * WEIGHT.fact]), {}, (text, mark) => text + mark);
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

  phrases(unit) {
    const found = [];
    const roots = unit.pieces.map((piece) => this.words.stem(piece)).filter((root) => !this.words.stop.has(root));
    if (roots.length > 1) found.push({ terms: roots, weight: WEIGHT.phrase });
    for (const piece of unit.pieces) {
      const parts = this.words.parts(piece);
      if (parts.length > 1) found.push({ terms: parts, weight: WEIGHT.parts });
    }
    for (const phrase of unit.also) found.push({ terms: this.content(phrase).map((piece) => this.words.stem(piece)), weight: this.engine.has(unit.root) ? WEIGHT.part : WEIGHT.end });
    const share = unit.isAspect ? ASPECT_OF_SYNONYMS : 1;
    for (const group of this.groupsOf(unit, this.synonyms)) found.push(...this.alike(group, share));
    return found;
  }

  /* The other words of the glossary for the same thing. Words of a phrase may stand apart, so phrases are looked for in short texts only;
     a compound may stand there in its parts: »Probeladen« as »Laden auf Probe«. */
  alike(group, share) {
    return [...(group.spread ? group.names : []), ...group.synonyms].flatMap((phrase) => {
      const pieces = this.content(phrase);
      const roots = pieces.map((piece) => this.words.stem(piece));
      const weight = share * (group.spread ? WEIGHT.synonym : WEIGHT.related);
      if (roots.length > 1) return { terms: roots, weight, short: true };
      const parts = pieces.length ? this.words.parts(pieces[0]) : [];
      return [{ terms: roots, weight }, ...(parts.length > 1 ? [{ terms: parts, weight, short: true }] : [])];
    });
  }
}
