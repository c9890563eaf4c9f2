/* The index in one piece, scored by MiniSearch: for sites of up to some thousand pages. */
"use strict";

class WholeEngine {
  constructor({ language, rows, index }) {
    const asIs = { tokenize: (text) => [text], processTerm: (term) => term };
    const fields = Object.keys(language.fields);
    this.mini = MiniSearch.loadJS(index, { fields, ...asIs, searchOptions: { ...asIs, boost: language.fields, prefix: false, fuzzy: false } });
    this.rows = rows;
    this.size = rows.length;
    this.short = language.short;
    this.terms = new Set(index.index.map(([term]) => term));
    this.vocabulary = [...this.terms].filter((term) => !term.startsWith("="));
    this.tags = new Map();
    rows.forEach(([, , , , , tags], entry) => tags.forEach((tag) => this.tags.set(tag, [...(this.tags.get(tag) ?? []), entry])));
  }

  has(term) {
    return this.terms.has(term);
  }

  kind(entry) {
    return this.rows[entry][1];
  }

  /* [{id, score, terms}]: terms = [[term, weight]], any of them or `all`; `short`: in short fields only. */
  search(terms, { all = false, short = false } = {}) {
    const weights = new Map(terms);
    const options = { combineWith: all ? "AND" : "OR", queries: [...weights.keys()], boostTerm: (term) => weights.get(term) };
    const hits = this.mini.search(short ? { ...options, fields: this.short } : options);
    return hits.map(({ id, score, queryTerms, match }) => ({ id, score: score / queryTerms.length, terms: Object.keys(match) }));
  }

  async prepare() {}

  async lines() {
    return (entry) => this.rows[entry];
  }

  async addresses() {
    return this.rows.map(([url]) => url);
  }
}
