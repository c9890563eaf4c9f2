/* Towns, loaded when somebody types one: all German municipalities in pieces; and what the form is told of a place that is none. */

import { fold, slugify, toForge, write } from "../form/case.js";

const pieces = new Map();

/* Adds the towns of which a word begins like the text, to those that are known. `keys` = the beginnings for which there are pieces. */
export async function learn(text, cities, keys, folder = "orte/") {
  const key = fold(text).trim().replace(/^(?:\d{5} |stadt |gemeinde )+/, "").slice(0, 2);
  if (!keys.split(" ").includes(key)) return;
  if (!pieces.has(key)) pieces.set(key, fetched(key, folder));
  for (const [id, [name, state, plain, population, lat, lon, ...words]] of Object.entries(await pieces.get(key))) {
    if (!cities.get(id)?.place) {
      cities.set(id, { ...cities.get(id), name, state, population, lat, lon, place: true, plain, words: plain ? [plain, ...words] : words });
    }
  }
}

async function fetched(key, folder) {
  try {
    return await (await fetch(folder + key + ".json")).json();
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

/* Adds what is wrong with it, or still missing. */
export function addFaults(town, found, word) {
  const asked = [["_state", "state", town.state], ["_people", "people", /^\d{1,9}$/.test(town.population)]];
  if (!town.slug) found.find((one) => one.at === "city").says = word(town.several ? "several" : "nameless", town);
  else asked.filter(([, , is]) => !is).forEach(([aim, said]) => found.push({ rule: "feld-fehlt", at: "city", aim, level: "pair", says: word(said) }));
}

/* Of the known towns those that a text may mean: without a title before it, then by its words in their order (»Rothenburg o.d.T.«), which
   may be those of the Land. Of what sounds alike first what is spelt alike: Neuenkirchen before Neunkirchen. */
export function offered(name, options) {
  const bare = name.replace(/^(?:\d{5}|Stadt|Gemeinde) /i, "");
  const [wanted, own] = [fold(bare).trim(), slugify(bare)];
  if (!wanted) return [];
  const ways = ["^ " + wanted, wanted + " ", " " + wanted, wanted];
  const rank = ({ keys, slugs }) =>
    keys.flatMap((key) => ways.map((way) => key.includes(way))).indexOf(true) + (slugs.some((slug) => slug.startsWith(own)) ? 0 : 0.5);
  const found = options.filter((one) => rank(one) >= 0).sort((one, other) => rank(one) - rank(other));
  const loose = new RegExp(" " + wanted.replaceAll(" ", ".* "));
  return (found.length ? found : options.filter((one) => loose.test(fold(one.name + " " + one.state)))).slice(0, 8);
}

export const townFile = (town, data) => ({ path: "content/staedte/" + town.slug + ".md", text: write(town, data.town, "", data.canonical) });

/* How the file of a new town reaches the editors. */
export function tellFile(way, town, data, { word, small, away, download, copy }) {
  const file = townFile(town, data);
  const told = [word("town", { name: town.name, file: file.path }) + " " + word("town" + way)];
  if (way === "file") told.push(small(word("townsave"), () => download(file)));
  if (way === "forge") told.push(away(toForge(data.forge, file).url, word("townopen"), () => copy(file.text)));
  return told;
}
