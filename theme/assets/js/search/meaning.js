/* What a query says of how a thing went: words of outcome, verbs whose prefix stands apart, and what turns them around. */
"use strict";

const NEAR = 3; // a denial stands so many words away at most: »nicht besonders gut gelaufen«
const CLAUSE = 6; // and the prefix of a verb: »fällt in diesem Jahr wieder aus«
const LONGEST_PHRASE = 5;
const GOES_ON = new Set(["und", "oder", "aber", "weil", "wenn", "dass", "ob", "obwohl", "warum", "wieso", "was", "wer"]);

/* Who writes »abschaffen« has it in mind; »abgeschafft« tells how it ended. */
const isIntention = (form) => form.endsWith("en") && !form.startsWith("ge");

class Meaning {
  constructor({ wishes, negations, before, words, verbs }, normaliser) {
    this.words = normaliser;
    this.wishes = new Map(Object.entries(wishes));
    this.negations = new Set([...negations, ...before].map(fold));
    this.before = new Set(before.map(fold));
    this.phrases = new Map();
    for (const [phrase, said, denied, asks, stays] of words) {
      const key = this.keyOf(normaliser.words(phrase).map(({ word }) => word));
      if (!this.phrases.has(key)) this.phrases.set(key, { said, denied, asks, stays });
    }
    this.verbs = verbs.map(([prefix, forms, said, denied, like]) => ({ prefix, forms: new Set(forms.map(fold)), said, denied, like }));
    this.joined = new Map();
    for (const verb of this.verbs) for (const form of verb.forms) if (!isIntention(form)) this.joined.set(verb.prefix + form, verb);
  }

  keyOf(words) {
    return words.map((word) => this.words.key(word)).join(" ");
  }

  /* [{places, wish, terms}]: the places of its words among all, and the words by which a text may say the same. */
  read(tokens, isTaken) {
    const small = tokens.map(({ word }) => fold(word));
    const found = [];
    const used = new Set();
    for (let at = 0; at < tokens.length; at++) {
      if (used.has(at) || isTaken(at)) continue;
      const said = this.saidAt(tokens, small, at);
      if (!said || said.places.some((place) => used.has(place))) continue;
      const denial = this.denial(small, said.places, Boolean(said.said) && said.said !== "success");
      const isAsked = said.asks && denial < 0 && !small.slice(0, at).some((word) => !GOES_ON.has(word));
      const wish = isAsked ? "" : denial < 0 ? said.said : said.denied;
      if (!wish && !isAsked) continue;
      const places = denial < 0 ? said.places : said.stays ? [denial] : [...said.places, denial];
      places.forEach((place) => used.add(place));
      found.push({ places, wish, terms: denial < 0 ? said.terms : [], isDenied: denial >= 0 });
    }
    return found;
  }

  saidAt(tokens, small, at) {
    for (let size = Math.min(LONGEST_PHRASE, tokens.length - at); size > 0; size--) {
      const places = Array.from({ length: size }, (_, more) => at + more);
      const known = this.phrases.get(this.keyOf(places.map((place) => tokens[place].word)));
      if (known) return { ...known, places, terms: size > 1 ? [] : [this.words.stem(small[at])] };
      if (size === 2) {
        const verb = this.verbAt(small, at);
        if (verb) return verb;
      }
    }
    return this.verbAt(small, at);
  }

  verbAt(small, at) {
    const said = (verb, places) => ({ said: verb.said, denied: verb.denied, places, terms: this.forms(verb) });
    if (this.joined.has(small[at])) return said(this.joined.get(small[at]), [at]);
    for (const verb of this.verbs) {
      if (small[at] === verb.prefix && verb.forms.has(small[at + 1])) return said(verb, [at, at + 1]);
      if (!verb.forms.has(small[at])) continue;
      for (let to = at + 1; to < Math.min(small.length, at + CLAUSE + 1); to++) {
        if (small[to] === verb.prefix && (to === small.length - 1 || GOES_ON.has(small[to + 1]))) return said(verb, [at, to]);
      }
    }
    return null;
  }

  forms(verb) {
    return [...new Set([...[...verb.forms].map((form) => verb.prefix + form), ...verb.like.map(fold)].map((form) => this.words.stem(form)))];
  }

  /* The place of the word that denies it, or -1. A setback is denied only right before it: in »keine Helfer, abgesagt« it is not. */
  denial(small, places, isSetback) {
    const [first, last] = [Math.min(...places), Math.max(...places)];
    for (let at = first - 1; at >= Math.max(0, first - (isSetback ? 1 : NEAR)); at--) if (this.negations.has(small[at])) return at;
    if (isSetback) return -1;
    for (let at = first + 1; at <= Math.min(small.length - 1, last + NEAR); at++) {
      if (!places.includes(at) && this.negations.has(small[at]) && !this.before.has(small[at])) return at;
    }
    return -1;
  }

  /* How well a case with these marks answers the wish: 1 well, 0 the very opposite. */
  fit(wish, has) {
    const [answers, contrary] = this.wishes.get(wish);
    const best = Math.max(0, ...Object.entries(answers).map(([mark, weight]) => (has(mark) ? weight : 0)));
    return best || (contrary.some(has) ? 0 : UNSAID);
  }

  marks(wish) {
    return Object.entries(this.wishes.get(wish)[0]);
  }
}

const UNSAID = 0.3;
