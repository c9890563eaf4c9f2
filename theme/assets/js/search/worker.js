/* Takes the place of the theme's search worker and speaks its language: 0 set up, 1 ready, 2 query, 3 result.
   The list of cases asks too: {type: "cases", data: text} is answered with the ids of all cases that match, best first. */
"use strict";

importScripts("minisearch.js", "words.js", "query.js", "display.js");

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, CASES = "cases";
const INDEX = new URL("../../../search/suche.json", self.location);
const FAILED = [
  {
    location: "schlagworte/",
    title: "Die Suche konnte nicht geladen werden",
    text: "<p>Bitte prüfen Sie die Verbindung und versuchen Sie es noch einmal. Alle Schlagworte stehen auch als Liste bereit.</p>",
    terms: {},
    score: 1,
  },
];

let opening = null;
let newest = 0;

/* The index is loaded once, with the first query. After a failure the next query tries again. */
function open() {
  opening ??= load().catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function load() {
  const answer = await fetch(INDEX);
  if (!answer.ok) throw new Error(`${INDEX.pathname}: ${answer.status}`);
  const data = await answer.json();
  const search = new Search(data);
  return { search, rows: data.rows, display: new Display(search.words, data.words) };
}

async function result(text) {
  if (!text.trim()) return { items: [] };
  const { search, rows, display } = await open();
  const hits = search.search(text);
  return { items: hits.map(({ entry, terms }, place) => display.item(rows[entry], terms, place)), suggest: search.completed(text) };
}

async function cases(text) {
  const { search, rows } = await open();
  const hits = search.search(text).filter(({ entry }) => rows[entry][1] === "fall");
  const most = Math.max(...hits.map(({ covered }) => covered), 0);
  const ids = hits.filter(({ covered }) => covered >= most - 1e-9).map(({ entry }) => rows[entry][0].slice("faelle/".length, -1));
  return { query: text, ids };
}

self.onmessage = async ({ data: { type, data } }) => {
  if (type === SETUP) self.postMessage({ type: READY });
  if (type === CASES) self.postMessage({ type: CASES, data: await cases(data).catch(() => ({ query: data, ids: null })) });
  if (type !== QUERY) return;
  const turn = ++newest;
  const found = await result(data).catch((error) => {
    console.error(error);
    return { items: [FAILED] };
  });
  if (turn === newest) self.postMessage({ type: RESULT, data: found });
};
