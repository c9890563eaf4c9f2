/* From what a query says (reading.js) to the entries that answer it, best first. The engine scores; what counts how much is decided here. */
"use strict";

const WEIGHT = { exact: 1, phrase: 0.9, start: 0.7, end: 0.6, kin: 0.5, parts: 0.6, part: 0.3, typo: [1, 0.6, 0.4], synonym: 0.4, related: 0.15, fact: 4, measure: 5, topic: 2 };
const KIND = { massnahme: 1.25, thema: 1.15 };
const MEASURE = "=massnahmen/";
const TOPIC = "=themen/";
const HALF = 40; // a score that counts as half an answer: about a word of the summary
const SEEN_AT_ONCE = 10; // so many results the dialog shows before somebody scrolls
const PAGES_AT_ONCE = 3;
const BEGUN = 0.25; // what the mark of a measure counts whose name was begun, beside texts that have a word with that beginning
const PINNED = 1e6;
const VOICE = { known: 1.5, other: 0.6, asking: 0.15, guess: 0.4 };
const OWN = 20; // a score that a word has in the title or summary
const ONE = 1; // that a single case says something shows nothing
const ASPECT = 0.15; // what the mark of a measure counts where its synonym is but an aspect of it
const ASPECT_OF_SYNONYMS = 0.5; // and what its other synonyms do
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

/* Who says a thing in several ways means it more. */
const alsoSaid = (one, other) => Math.max(one, other) + 0.25 * Math.min(one, other);

class Search extends Reading {
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
    const least = Math.max(NEAREST, ...alike.map(({ share }) => share / 2));
    return alike.filter(({ share }) => share >= least).sort((one, other) => other.share - one.share || one.entry - other.entry).slice(0, PAGES_AT_ONCE).map(({ entry }) => entry);
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
