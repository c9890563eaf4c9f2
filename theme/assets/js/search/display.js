/* What the theme's dialog shows of each hit: it prints titles and texts as HTML, so everything from the index is escaped here. */
"use strict";

const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => ESCAPED[sign]);

class Display {
  constructor(words, { kinds, badges, signs, counted }) {
    Object.assign(this, { words, kinds, badges, signs, counted });
  }

  /* One result in the theme's form: a list with one document. The order is ours, so the score only says it once more. */
  item([location, kind, title, lead, row], terms, place) {
    const heading = this.marked(title, terms);
    const text = this.marked(lead, terms);
    const found = Object.fromEntries([...heading.words, ...text.words].map((word) => [word, true]));
    const said = row.headline ? `<p class="kb-hit kb-hit--headline">${escaped(row.headline)}</p>` : "";
    const body = `<p class="kb-hit">${this.facts(kind, row)}</p>${said}${lead ? `<p>${text.html}</p>` : ""}`;
    return [{ location, title: heading.html, text: body, terms: found, score: 1 / (1 + place) }];
  }

  facts(kind, { outcome, town, measure, signs = [] }) {
    const badge = this.badges[outcome] ?? "";
    const said = (kind === "fall" ? [town, measure] : [this.kinds[kind]]).filter(Boolean);
    const towns = signs.map(([slug, number]) => `<span class="kb-hit__towns">${this.signs[slug]}${number} ${escaped(this.counted[slug])}</span>`);
    return badge + said.map((one) => `<span class="kb-hit__fact">${escaped(one)}</span>`).join("") + towns.join("");
  }

  /* A text with the words marked that were found in it, as they are spelt there. */
  marked(text, terms) {
    if (!terms.size) return { html: escaped(text), words: [] };
    let html = "";
    let last = 0;
    const words = [];
    for (const { word, start, end } of this.words.words(text)) {
      if (!this.words.terms(word).some((term) => terms.has(term))) continue;
      html += `${escaped(text.slice(last, start))}<mark data-md-highlight>${escaped(word)}</mark>`;
      last = end;
      words.push(word);
    }
    return { html: html + escaped(text.slice(last)), words };
  }
}
