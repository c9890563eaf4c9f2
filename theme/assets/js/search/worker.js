/* Takes the place of the theme's search worker and speaks its language: 0 set up, 1 ready, 2 query, 3 result.
   The list of cases asks too: {type: "cases", data: text} is answered with the ids of all cases that fit, best first. */
"use strict";

importScripts("words.js", "engine.js", "trade.js", "meaning.js", "spelling.js", "reading.js", "query.js", "display.js");

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, CASES = "cases";
const FOLDER = new URL("../../../search/", self.location);
const FITTING = 0.4; // share of the best score from which a case fits: below, a word is only mentioned
const SHOWN = { whole: 50, pieces: 12 }; // nobody reads further; of a large site each line has to be loaded, too
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

async function fetched(path) {
  const answer = await fetch(new URL(path, FOLDER));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function load() {
  const data = await fetched("suche.json");
  const engine = new Engine(data, fetched);
  const search = new Search(data, engine);
  return { search, engine, most: data.rows ? SHOWN.whole : SHOWN.pieces, display: new Display(search.words, data.words) };
}

async function found(text) {
  const opened = await open();
  await opened.engine.prepare(opened.search, text);
  return { ...opened, hits: opened.search.search(text) };
}

async function result(text) {
  if (!text.trim()) return { items: [] };
  const { search, engine, display, most, hits } = await found(text);
  const shown = hits.slice(0, most);
  if (!shown.length) return { items: [], nearest: await links(engine, search.nearest(text)) };
  const line = await engine.lines(shown.map(({ entry }) => entry));
  return { items: shown.map(({ entry, terms }, place) => display.item(line(entry), terms, place)), suggest: search.completed(text) };
}

/* [{url, title}] of pages. */
async function links(engine, entries) {
  const line = await engine.lines(entries);
  return entries.map((entry) => line(entry)).map(([url, , title]) => ({ url: new URL(`../${url}`, FOLDER).href, title }));
}

async function cases(text) {
  const { engine, hits } = await found(text);
  const addresses = await engine.addresses();
  const of = hits.filter(({ entry }) => engine.kind(entry) === "fall");
  const most = Math.max(...of.map(({ covered }) => covered), 0);
  const all = of.filter(({ covered }) => covered >= most - 1e-9);
  const least = FITTING * Math.max(...all.map(({ score }) => score), 0);
  const ids = all.filter(({ score }) => score >= least).map(({ entry }) => addresses[entry].slice("faelle/".length, -1));
  return { query: text, ids };
}

self.onmessage = async ({ data: { type, data } }) => {
  if (type === SETUP) self.postMessage({ type: READY });
  if (type === CASES) self.postMessage({ type: CASES, data: await cases(data).catch(() => ({ query: data, ids: null })) });
  if (type !== QUERY) return;
  const turn = ++newest;
  const answer = await result(data).catch((error) => {
    console.error(error);
    return { items: [FAILED] };
  });
  if (turn === newest) self.postMessage({ type: RESULT, data: { query: data, ...answer } });
};
