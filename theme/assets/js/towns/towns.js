/* Towns on the form, loaded when somebody types one: all German municipalities in pieces, and what is told of a place that is none. */

import { fold, slugify, write } from "../form/case.js";

const pieces = new Map();

/* Adds the towns of which a word begins like the text, to those that are known. `keys` = the beginnings for which there are pieces. */
export async function learn(text, cities, keys) {
  const key = fold(text).trim().replace(/^(?:\d{5} |stadt |gemeinde )+/, "").slice(0, 2);
  if (!keys.split(" ").includes(key)) return;
  if (!pieces.has(key)) pieces.set(key, fetched(key));
  for (const [id, [name, state, plain, ...words]] of Object.entries(await pieces.get(key))) {
    if (!cities.get(id)?.place) cities.set(id, { ...cities.get(id), name, state, place: true, plain, words: plain ? [plain, ...words] : words, also: name + " " + state });
  }
}

async function fetched(key) {
  try {
    return await (await fetch("orte/" + key + ".json")).json();
  } catch {
    pieces.delete(key); // the next letter tries again
    return {};
  }
}

/* A place outside Germany, or a part of a town. Its slug is empty where its name cannot be one, or where several towns bear it. */
export function newTown({ _city, _state = "", _people = "" }, cities, { countries, sizes }) {
  const name = _city.normalize("NFC").trim();
  const slug = slugify(name);
  const several = [...cities.values()].some(({ plain }) => plain && slugify(plain) === slug);
  const population = _people.replace(/[.\s]/g, "");
  const [size_class] = sizes.filter(([, least]) => Number(population) >= least).pop() || [];
  const country = countries[_state] || "DE";
  return { slug: /[a-z]/.test(slug) && !several ? slug : "", name, state: _state, country, population, size_class, several };
}

/* What is still missing of it, as [field, word]. */
export function missing({ slug, state, population }) {
  if (!slug) return [];
  return [["_state", "state", state], ["_people", "people", /^\d{1,9}$/.test(population)]].filter(([, , is]) => !is);
}

export const townFile = (town, data) => ({ path: "content/staedte/" + town.slug + ".md", text: write(town, data.town, "", data.canonical) });
