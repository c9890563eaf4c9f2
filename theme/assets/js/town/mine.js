/* »Meine Stadt«: the reader's own town. It is chosen in a dialog or on its page, kept in this browser and nowhere else, and only from then
   on; whoever wants it gone deletes it with one click. Loaded by citynet.js where a town is chosen, or when somebody goes to choose one.

   What pages say, all of it in attributes:
     data-kb-town="choose" | "forget" | "take"   opens the dialog; deletes the choice; takes the town in data-id, data-name
     data-kb-town-name                           holds the name of the chosen town, and its own words where none is chosen
     data-kb-town-here                           on the page of this town: its second child is shown where it is the chosen one, else the first
     data-kb-town-page, data-kb-town-cases       links to the page of the chosen town, and to cases of towns like it
     data-kb-alike                               its entries are brought into the order of likeness with the chosen town, as below
   The dialog itself (theme/partials/town.html) holds all words and addresses. */

import { ITSELF, nearness } from "./likeness.js";

export { nearness };

const box = document.querySelector("[data-kb-mine]");
const part = (name) => box.querySelector(`[data-kb="${name}"]`);
const KEY = `${window.__md_scope.pathname}.stadt`;

/* {id, name, …} of the chosen town, or null. Of a municipality of the register also what the rule compares. */
export const chosen = () => window.__md_get("stadt");

let shipped;

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw answer;
  return answer.json();
}

/* The rule, and the traits of all towns with a page. What failed is tried again. */
export const rule = () => (shipped ??= json(box.dataset.rule).catch((problem) => { shipped = null; throw problem; }));

/* The towns of the register, in the pieces that the form loads as well. */
const register = new Map();
const modules = () => Promise.all([import("../towns/towns.js"), import("../form/case.js")]);
let beginnings;

async function learn(text) {
  const [{ learn: read }] = await modules();
  beginnings ??= (await json(`${box.dataset.pieces}anfaenge.json`)).beginnings;
  await read(text, register, beginnings, box.dataset.pieces);
}

/* A town as the rule compares it, by its id: with a page, the chosen one, or any of the register; undefined where none is called so. */
export async function town(id) {
  const { towns, size_classes } = await rule();
  if (!id || Object.hasOwn(towns, id)) return id ? { id, ...towns[id] } : undefined;
  let found = chosen();
  if (found?.id !== id || !found.state) {
    await learn(id.replaceAll("-", " "));
    found = register.get(id);
  }
  if (!found) return undefined;
  const [size_class] = size_classes.findLast(([, least]) => found.population >= least);
  return { ...found, id, state: found.state.split(",")[0], country: "DE", size_class };
}

function keep(value) {
  try {
    if (value) localStorage.setItem(KEY, JSON.stringify(value));
    else localStorage.removeItem(KEY);
  } catch { /* Storage is switched off or full: nothing is kept then. */ }
  document.dispatchEvent(new CustomEvent("kb:town", { detail: value }));
  return show();
}

/* Keeps a town. Whether it has a page decides where its name leads. */
async function take(id, name) {
  const { towns } = await rule();
  const { state, population, lat, lon } = register.get(id) ?? {};
  return keep({ id, name: towns[id]?.name ?? name, page: Object.hasOwn(towns, id), state, population, lat, lon });
}

/* Order of likeness. All entries with data-town (ids, separated by blanks) below an element with data-kb-alike are put into one order: the
   own town first, then the similar ones, most alike first, equal ones as they stood. Each takes a place where an entry stood, so that of a
   list of twelve and one of all others the first then holds the twelve most alike. Entries within entries stay; an element with data-kb-alike
   within another orders its own. Words in the attribute: "plain" = similar ones bear no mark; "others" = the own town comes last. The mark
   stands before [data-kb-alike-mark] in an entry, else at its end. [data-kb-alike-note] is shown meanwhile,
   and [data-kb-alike-words] holds the words of its attribute, with the town's name for {0}. */

const scopes = new Map();

/* The entries of an element as they stood, and the places that they stood at. */
function entriesOf(scope) {
  if (!scopes.has(scope)) {
    const entries = [...scope.querySelectorAll("[data-town]")].filter(
      (one) => !one.parentElement.closest("[data-town]") && one.closest("[data-kb-alike]") === scope
    );
    scopes.set(scope, { entries, places: entries.map((one) => one.parentElement.insertBefore(document.createComment(""), one)) });
  }
  return scopes.get(scope);
}

async function order(home) {
  const shipped = home && (await rule());
  const near = (id) => (home ? nearness(home, Object.hasOwn(shipped.towns, id) && { id, ...shipped.towns[id] }, shipped) : 0);
  for (const scope of document.querySelectorAll("[data-kb-alike]")) {
    const { entries, places } = entriesOf(scope);
    const ways = scope.dataset.kbAlike.split(" ");
    const rank = (found) => (found === ITSELF && ways.includes("others") ? -2 : found);
    const ranks = new Map(entries.map((one) => [one, Math.max(...one.dataset.town.split(" ").map((id) => rank(near(id))))]));
    [...entries].sort((one, other) => ranks.get(other) - ranks.get(one)).forEach((one, at) => places[at].after(one));
    scope.querySelectorAll(".kb-alike").forEach((one) => one.remove());
    if (!ways.includes("plain")) scope.querySelectorAll("[data-town]").forEach((one) => mark(one, near(one.dataset.town)));
    scope.querySelectorAll("[data-kb-alike-note]").forEach((note) => { note.hidden = !home; });
    scope.querySelectorAll("[data-kb-alike-words]").forEach((place) => {
      place.dataset.stood ??= place.textContent;
      place.textContent = home ? place.dataset.kbAlikeWords.replace("{0}", home.name) : place.dataset.stood;
    });
  }
}

function mark(entry, found) {
  if (found <= 100) return;
  const made = document.createElement("span");
  made.className = "kb-alike";
  made.textContent = found === ITSELF ? box.dataset.own : box.dataset.similar;
  const after = entry.querySelector("[data-kb-alike-mark]");
  if (after) after.before(made, " ");
  else entry.append(" ", made);
}

/* What the page says of the choice. */
async function show() {
  const mine = chosen();
  document.documentElement.classList.toggle("kb-has-town", Boolean(mine));
  document.querySelectorAll("[data-kb-town-name]").forEach((place) => {
    place.dataset.kbTownName ||= place.textContent;
    place.textContent = mine ? mine.name : place.dataset.kbTownName;
  });
  document.querySelectorAll("[data-kb-town-here]").forEach(({ dataset, children: [offer, is] }) => {
    is.hidden = !(offer.hidden = mine?.id === dataset.kbTownHere);
  });
  document.querySelectorAll("[data-kb-town-page]").forEach((link) => {
    link.hidden = !mine?.page;
    if (mine) link.href = `${box.dataset.towns}${mine.id}/`;
  });
  document.querySelectorAll("[data-kb-town-cases]").forEach((link) => {
    link.hidden = !mine;
    if (mine) link.href = `${box.dataset.cases}?stadt=${mine.id}`;
  });
  if (mine || scopes.size) await order(mine && (await town(mine.id)));
}

/* The dialog: what is typed offers up to eight towns as buttons. */

async function offer() {
  const text = part("field").value;
  await learn(text);
  const [{ offered }, { keysOf, slugify }] = await modules();
  if (text !== part("field").value) return;
  const options = [...register].map(([id, one]) => ({ id, ...one, slugs: [id, slugify(one.name)], keys: keysOf(one) }));
  const found = text.trim().length > 1 ? offered(text, options) : [];
  part("offers").replaceChildren(...found.map(({ id, name, state }) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const land = document.createElement("small");
    button.type = "button";
    button.append(name, " ", land);
    land.textContent = state;
    button.onclick = () => take(id, name).then(() => box.close()).catch(fail);
    item.append(button);
    return item;
  }));
  part("said").textContent = found.length || text.trim().length < 2 ? "" : box.dataset.none;
}

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [part("field"), ...box.querySelectorAll("[data-kb=offers] button")];
  const at = stops.indexOf(document.activeElement);
  if (event.key === "Enter" && at === 0) {
    event.preventDefault();
    stops[1]?.click();
  } else if (step && at >= 0) {
    event.preventDefault();
    stops[Math.max(0, Math.min(at + step, stops.length - 1))].focus();
  }
}

/* Opens the dialog. `kb:town` at the document tells of a choice. */
export function ask() {
  part("field").value = "";
  part("offers").replaceChildren();
  part("said").textContent = "";
  box.showModal();
  part("field").focus();
}

const fail = () => { part("said").textContent = box.dataset.failed; };

box.addEventListener("keydown", move);
part("field").addEventListener("input", () => offer().catch(fail));

/* What was clicked, for citynet.js. */
export function act(button) {
  if (button.dataset.kbTown === "choose") ask();
  else if (button.dataset.kbTown === "forget") keep(null);
  else take(button.dataset.id, button.dataset.name);
}

show().catch(() => {});
