/* The form for cases: interprets what the page and one data file hold. */

import { changes, filled, flatten, fold, isEmpty, joinBody, keysOf, nearest, slugify, splitBody, toForge, toMail, unflatten, unifiedDiff, write } from "./case.js";
import { holds, isShaped, judge, readable } from "./rules.js";

const form = document.querySelector("[data-kb-form]");
const page = form.parentElement;
const part = (name) => form.querySelector("[data-" + name + "]");
/* Every word that a visitor reads stands on the page; `word` fills its values in. */
const words = Object.fromEntries([...page.querySelectorAll("[data-word]")].map((item) => [item.dataset.word, item.textContent]));
const word = (name, values) => filled(words[name], values);
const asked = new URLSearchParams(location.search);
/* ?fall=gera/eisbahn&art=nachtrag: which case is to be changed, and how. Each has a draft of its own. */
const [wanted] = /^[a-z0-9-]+\/[a-z0-9-]+$/.exec(asked.get("fall")) || [""];
const isAddition = asked.get("art") === "nachtrag";
let place = location.pathname + "#entwurf" + (wanted && ":" + wanted + (isAddition ? ":nachtrag" : ":korrektur"));

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
const tell = (name, text) => {
  const box = part(name);
  if (box.textContent !== text) box.textContent = text; // screen readers say what is new
  box.hidden = !text;
};
const small = (textContent, onclick) => make("button", { type: "button", className: "kb-form__small", textContent, onclick });
const away = (href, textContent, onclick) => make("a", { href, textContent, onclick, target: "_blank", rel: "noopener" });

let data = null;
let known = null;
let towns = null; // the module about towns, once one is typed
let learning = null; // settles when the towns that may be meant are known
let base = null; // the case that is being changed: {id, values, body}
let kept = {}; // what it holds besides the form's own entries
const touched = new Set();
let attempted = false;
let autoTopic = "";
let isDirty = false;
let isStale = false;
let isPressed = false;
let notice = "";
let timer = 0;

/* The case as it stands in the form. `kept` goes along unseen; a new town is filed as a record of its own, a new measure as a tag. */
export function current() {
  const entries = stamped(readEntries());
  const values = { ...unflatten(entries, data.fields), ...kept };
  const isUnnamed = "_unnamed" in entries;
  const town = towns && !isUnnamed && !entries.city && entries._city ? towns.newTown(entries, known.cities, data) : null;
  const proposal = (!entries.measure && entries._measure || "").trim();
  if (isUnnamed) values.city = data.unnamed;
  else ["region", "size_class"].forEach((key) => delete values[key]);
  if (town) values.city = town.slug;
  if (proposal && !(values.tags || []).includes(proposal)) values.tags = [...(values.tags || []), proposal];
  if (!base) {
    values.added = today();
    if (values.kind !== "dokumentiert") values.next_review ||= aYearAfter(values.added); // then the editors ask what became of it
  }
  const body = joinBody(entries, data.body.sections);
  const isChanged = base && fileOf(values, body) !== fileOf(base.values, base.body);
  if (isChanged) values.updated = today();
  return { values, body, text: fileOf(values, body), town, proposal, isUnnamed, isChanged, path: pathOf(values) };
}

/* A follow-up that the case did not have bears the day on which it was added. Those of the case stay as they are, also when corrected:
   their rows have the first numbers, and no new row ever gets one of these. */
function stamped(entries) {
  const added = Object.keys(entries).map((name) => /^follow_up\.(\d+)/.exec(name)).filter((row) => base && row && row[1] >= had("follow_up"));
  added.forEach(([row]) => { entries[row + ".added"] ||= today(); });
  return entries;
}

/* how many rows the case had that is being changed */
const had = (list) => (base?.values[list] || []).length;

/* Sweden writes dates as ISO does, in local time. */
const today = () => new Date().toLocaleDateString("sv");
const aYearAfter = (day) => (Number(day.slice(0, 4)) + 1 + day.slice(4)).replace("-02-29", "-02-28");
const fileOf = (values, body) => write(values, data.fields, body, data.canonical);
const pathOf = (values) => "content/faelle/" + (base ? base.id : (values.city || "stadt") + "/" + freeSlug(values)) + ".md";

const learnTowns = async (text) => (towns ||= await import("../towns/towns.js")).learn(text, known.cities, data.towns);

/* Named after the title without the town, with a number where another case has that name already. */
function freeSlug({ title = "", city }) {
  const whole = slugify(title);
  const wish = (whole.startsWith(city + "-") ? whole.slice(city.length + 1) : whole) || "fall";
  const taken = city === data.unnamed ? data.taken : known.cities.get(city)?.taken || [];
  let slug = wish;
  for (let number = 2; taken.includes(slug); number += 1) slug = wish + "-" + number;
  return slug;
}

/* Puts a case into the form. What the form cannot hold and give back the same is kept aside, and its field hidden. */
export function load(values, body) {
  const entries = { ...flatten(values, data.fields), ...splitBody(body, data.body.sections) };
  if (values.city === data.unnamed) entries._unnamed = "1";
  else entries._city = shown("city", values.city);
  if (values.measure) entries._measure = shown("measure", values.measure);
  kept = {};
  writeEntries(entries);
  const back = unflatten(readEntries(), data.fields);
  for (const [key, value] of Object.entries(values)) {
    if (fileOf({ [key]: value }, "") === fileOf({ [key]: back[key] }, "")) continue;
    kept[key] = value;
    const field = wrapper(key);
    if (field) field.hidden = true;
  }
}

/* In the order of the page. */
export function findings({ values, body, text, town } = current()) {
  const cities = town ? new Map([...known.cities, [town.slug, town]]) : known.cities;
  const found = judge(values, body, text, data, { ...known, cities });
  if (town) towns.addFaults(town, found, word);
  const sought = form.elements._reason;
  if (sought.value.trim() && sought !== document.activeElement && !wrapper("failure_reasons").hidden) {
    found.push({ rule: "reason", at: "failure_reasons", aim: "failure_reasons", level: "pair", says: word("reason", { name: sought.value.trim() }) });
  }
  const said = flatten(values, data.fields);
  Object.keys(meant).filter((at) => said[at] === meant[at].value).forEach((at) =>
    found.push({ at, aim: at, level: "hint", says: word("understood", meant[at]) }));
  data.roles.at.filter((at) => isLikeName(said[at] || "")).forEach((at) =>
    found.push({ rule: "person", at, aim: at, level: "hint", says: word("person", { value: said[at] }) }));
  found.forEach((one) => { if (one.aim === "_body" && !free()) one.aim = "_s0"; });
  const order = [...form.querySelectorAll("[data-path]")];
  const rank = (one) => order.indexOf(wrapper(one.aim));
  return found.sort((one, other) => rank(one) - rank(other));
}

/* »Becker« is no function, »Citymanagement« is. */
const isLikeName = (role) => new RegExp(data.roles.like, "u").test(role) && !new RegExp(data.roles.unless, "iu").test(role);

const free = () => !wrapper("_body").hidden;

/* the field for a path, or the one around it */
const wrapper = (path) => path && (part('path="' + path + '"') || wrapper(path.replace(/\.?[^.]*$/, "")));

function label(path) {
  if (path[0] === "_") return form.querySelector('label[for="f-' + path + '"]')?.textContent.trim() || words.body;
  const labels = [];
  let fields = data.fields;
  for (const step of path.split(".")) {
    const field = fields?.find((one) => one.key === step);
    if (field) {
      labels.push(field.label);
      fields = field.fields;
    } else if (fields) labels[labels.length - 1] += " " + (Number(step) + 1);
  }
  return labels.join(": ");
}

function shown(path, value) {
  const list = { city: "cities", measure: "measures", topic: "topics" }[path];
  return known[list]?.get(value)?.name || choices[path.replace(/\.\d+/g, ".#") + "=" + value] || value;
}

const choices = {};

function learnChoices(within) {
  within.querySelectorAll("option, [type=radio], [type=checkbox]").forEach((one) => {
    const { name } = one.closest("select") || one;
    choices[name + "=" + one.value] = one.text || one.parentElement.querySelector("b")?.textContent;
  });
}

/* Judge and store in the next pause, never between press and release: a click misses what moves. */
function later() {
  form.dataset.pending = "";
  clearTimeout(timer);
  timer = setTimeout(() => isPressed || update(), 120);
}

function press({ buttons }) {
  if (isPressed && !buttons && "pending" in form.dataset) later();
  isPressed = buttons > 0;
}

function changed() {
  isDirty = true;
  later();
}

/* What is judged before the towns are there is judged again with them, also where the field has been left by then. */
function wait(learnt) {
  const mine = learning = learnt.finally(() => {
    if (learning === mine) learning = null;
    later();
  });
}

function update() {
  clearTimeout(timer);
  if (!learning) delete form.dataset.pending;
  saveDraft();
  return data && refresh();
}

function refresh() {
  const now = current();
  const { when } = data.pairs.find((pair) => pair.key === "failure_reasons");
  wrapper("failure_reasons").hidden = isEmpty(now.values.failure_reasons) && !holds(when, now.values);
  const found = findings(now);
  form.toggleAttribute("data-unnamed", now.isUnnamed);
  tellTown(now);
  tellMeasure(now);
  offerTitle(now);
  tellState(faults(found));
  markErrors(found);
  if (part("preview-box").open) preview(now);
  return { now, found };
}

const isOpen = (key) => !document.getElementById("l-" + key).hidden;

function tellTown({ town, values }) {
  const office = known.cities.get(values.city)?.office;
  tell("office", office && word("office", { office }));
  part("new").hidden = !town?.slug || isOpen("city");
  offerNear("city", town?.slug ? town.name : "");
}

function tellMeasure({ values, proposal }) {
  const measure = known.measures.get(values.measure);
  const isProposed = proposal && !isOpen("measure");
  tell("proposed", isProposed ? word("proposed", { name: proposal }) : "");
  offerNear("measure", isProposed ? proposal : "");
  const { baseline } = measure || {};
  tell("measuring", baseline && word("measuring", measure));
  Object.assign(part("goal"), { value: baseline, hidden: !baseline });
  part("items").hidden = !unasked().length;
  part("items-help").hidden = Boolean(measure?.items);
  tell("known-says", measure ? measure.sentence || words.nothing : "");
  part("known").hidden = !measure;
  part("known-link").href = form.dataset.root + "massnahmen/" + values.measure + "/";
}

/* Every way to write a record: its id, its name, each half of it, its synonyms. */
const spellings = ([id, { name, words: others = [] }]) => [id, name, ...name.split(" / "), ...others].map(slugify);

/* The id of what was likely meant. The spellings are gathered once: there are thousands. */
const spelt = new WeakMap();
function near(records, text) {
  if (!spelt.has(records)) spelt.set(records, new Map([...records].flatMap((one) => spellings(one).map((way) => [way, one[0]]))));
  const ways = spelt.get(records);
  return (text && ways.get(nearest(slugify(text), [...ways.keys()]))) || "";
}

function offerNear(path, text) {
  const id = near(known[{ city: "cities", measure: "measures" }[path]], text);
  offer(path, id, id && word("better", { value: shown(path, id) }));
}

function offerTitle({ values, town }) {
  const { plain, name } = town || known.cities.get(values.city) || {};
  const city = plain || name;
  const measure = form.elements._measure.value.trim();
  const isOffered = city && measure && values.outcome && !values.title;
  const title = isOffered ? (city + ": " + measure.split(" / ")[0] + " " + (form.dataset.addition ? words.planned : shown("outcome", values.outcome).toLowerCase())).slice(0, 90) : "";
  offer("title", title, word("take", { title }));
}

function offer(path, value, textContent) {
  Object.assign(part("take=" + path), { value, textContent, hidden: !value });
}

function take(path, value) {
  if (/date|period/.test(path)) understand(path, value);
  else setEntry(path, value);
  setEntry("_" + path, shown(path, value));
  if (path === "measure") takeTopic(known.measures.get(value));
  changed();
  focusOn(path);
}

const faults = (found) => found.filter((one) => one.level !== "hint");

/* What is missing is said before what is wrong. */
function tellState(found) {
  const missing = found.filter((one) => one.rule === "feld-fehlt" || (one.level === "pair" && one.aim !== one.at));
  const fields = [...new Set((missing.length ? missing : found).map((one) => label(one.aim)))].join(", ");
  const text = word(missing.length ? "missing" : found.length ? "faulty" : base ? "ready" : "complete", { fields });
  part("state").classList.toggle("kb-form__state--ready", !found.length);
  tell("state", text);
}

function markErrors(found) {
  form.querySelectorAll("[data-path]").forEach((field) => {
    const message = document.getElementById("e-" + field.dataset.path);
    if (!message) return;
    /* No reproach before a field was left, or handing over was tried. */
    const own = found.filter((one) => wrapper(one.aim) === field && (attempted || touched.has(one.aim) || touched.has(one.at)));
    const isWrong = faults(own).length > 0;
    const text = own.map((one) => (one.level === "hint" ? word("hint", one) : one.says)).join(" ");
    if (message.dataset.says === text) return;
    message.dataset.says = text;
    message.textContent = text;
    own.filter((one) => one.better).forEach(({ aim, better }) => {
      const button = small(word("better", { value: shown(aim, better) }));
      button.dataset.take = aim;
      button.value = better;
      message.append(" ", button);
    });
    message.hidden = !text;
    message.classList.toggle("kb-form__error--hint", !isWrong);
    field.classList.toggle("kb-form__field--error", isWrong);
    field.querySelectorAll(":scope > :is(input:not([type=hidden]), select, textarea), :scope > .kb-combo > input").forEach((control) => {
      control.ariaInvalid = isWrong ? "true" : null;
    });
  });
}

function focusOn(path) {
  const field = wrapper(path);
  if (!field) return null;
  field.closest("details")?.setAttribute("open", "");
  if (!field.offsetParent) delete form.dataset.addition;
  const control = [...field.querySelectorAll("input:not([type=hidden]), select, textarea, button")].find((one) => one.offsetParent);
  (control || field).focus();
  return control || field;
}

function summary(found) {
  const box = part("summary");
  box.hidden = !found.length;
  box.querySelector("ul").replaceChildren(...found.map(({ aim, says }) => {
    const onclick = (event) => {
      event.preventDefault();
      focusOn(aim);
    };
    return make("li", {}, make("a", { href: "#e-" + aim, textContent: (aim && label(aim) + ": ").replace("?:", "?") + says, onclick }));
  }));
  if (!found.length) return;
  const first = focusOn(found[0].aim) || box; // what concerns the whole case has no field
  first.focus();
  first.scrollIntoView({ block: "center" });
}

/* Each way of handing over asks for a case without errors, and says afterwards what was done and what is left to do. */
async function handOver(way) {
  attempted = true;
  const { now, found } = update();
  part("done").hidden = true;
  summary(faults(found));
  if (faults(found).length) return;
  if (base && !now.isChanged) return tellDone([words.unchanged]);
  const told = await WAYS[way](now, fileName(now));
  if (now.town) told.push(...towns.tellFile(way, now.town, data, { word, small, away, download, copy }));
  told.push(notes(now));
  if (now.isChanged) told.push(make("ul", {}, ...rowsOf(now).map((row) => make("li", {}, row))));
  tellDone(told);
}

/* The name of a change says that it is one, and of which case. */
const fileName = ({ path }) => (base ? (isAddition ? "nachtrag" : "korrektur") + "-" + base.id.replace("/", "-") + ".md" : path.split("/").pop());
const titleOf = ({ values }) => word(!base ? "subject" : isAddition ? "addition" : "correction", values);

const WAYS = {
  file(now, name) {
    download(now, name);
    return [word("file", { name })];
  },
  copy: (now) => copy(letter(now)),
  async mail(now, name) {
    const told = [words.mailed];
    const rows = base && clip(rowsOf(now, 50).join("\n"), 450);
    const short = word(base ? "attachedchange" : "attached", { name, path: now.path, rows }) + [notes(now), ...townPart(now)].join("\n\n");
    const mail = toMail(data.mailbox, titleOf(now), letter(now), short);
    if (mail.clipboard) {
      download(now, name);
      await copy(mail.clipboard);
      told.unshift(word("attach", { name }));
    }
    location.href = mail.url;
    return [...told, away(mail.url, words.again)];
  },
  async forge(now) {
    const target = toForge(data.forge, { ...now, exists: Boolean(base) });
    const told = target.clipboard ? [...(await copy(target.clipboard)), words[base ? "replace" : "paste"]] : [];
    window.open(target.url, "_blank", "noopener");
    return [...told, words.opened, away(target.url, words.again)];
  },
};

function notes({ proposal }) {
  return (isStale ? words.old + " " : "") + (proposal && words.note + " " + word("proposal", { name: proposal }));
}

/* By whole characters, so that none is cut in two. */
const clip = (text, most) => (text.length > most ? [...text].slice(0, most).join("") + "…" : text);

function rowsOf(now, most) {
  const rows = changes(base.values, { ...now.values, updated: base.values.updated }, data.fields, label);
  if (base.body !== now.body) rows.push([words.body, base.body, now.body]);
  const cut = (text) => clip(text, most) || words.empty;
  return rows.map(([name, before, after]) => word("row", { label: name, before: cut(before), after: cut(after) }));
}

const whole = ({ path, text }) => path + "\n\n" + text;
const townPart = ({ town }) => (town ? [whole(towns.townFile(town, data))] : []);

function letter(now) {
  const parts = [notes(now)];
  if (base) {
    parts.unshift(titleOf(now));
    parts.push([words.changed, ...rowsOf(now).map((row) => "- " + row)].join("\n"));
    parts.push(unifiedDiff(now.path, fileOf(base.values, base.body), now.text));
  }
  return [...parts, whole(now), ...townPart(now)].filter(Boolean).join("\n\n");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return [words.copied];
  } catch {
    return [words.uncopied, make("textarea", { value: text, readOnly: true, rows: 12, ariaLabel: words.uncopied })];
  }
}

function download({ path, text }, name = path.split("/").pop()) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}

function tellDone(told) {
  const done = part("done");
  done.replaceChildren(...told.filter(Boolean).map((one) => (one.tagName === "UL" ? one : make("p", {}, one))));
  done.hidden = false;
  done.focus();
}

function saveDraft() {
  if (!isDirty) return;
  const time = new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
  isDirty = !stored(place, { entries: readEntries(), kept, base, time });
  tellDraft(notice + (isDirty ? words.unsaved : word("saved", { time })));
  notice = "";
}

function tellDraft(text) {
  part("draft").hidden = false;
  tell("draft-state", text);
}

/* What no record may hold, such as invisible letters from a copied text, goes at once, and is said. */
function clean(control) {
  if (!data || !control.type?.startsWith("text")) return;
  const bare = control.value.replace(new RegExp(data.characters[0][1], "gu"), "");
  if (bare !== control.value) notice = words.cleaned + " ";
  /* The sign of a list before an entry, or before a value of one line, is none of its words; a report keeps it. */
  const sign = new RegExp("^" + data.sign, "u");
  const lines = () => bare.split("\n").map((line) => line.trim().replace(sign, "")).join("\n");
  const value = () => bare.trim().replace(sign, (found, _at, all) => (/^\p{L}[^\n]+$/u.test(all.slice(found.length)) ? "" : found));
  const report = () => (control.name === "_body" ? bare : bare.trim());
  control.value = "lines" in control.dataset ? lines() : /^_(body|s\d)/.test(control.name) ? report() : value();
}

/* What is clear is taken at once, and said: »48.000 €« is 48000. */
const meant = {};

function understand(path, value) {
  meant[path] = { written: form.elements[path].value, value };
  setEntry(path, value);
}

function understood({ name }) {
  const found = data && findings().find((one) => one.at === name && one.level === "value");
  if (found?.better && !found.rough) understand(name, found.better);
}

/* What a button does, by the name of its attribute: <button data-add="goals">. */
const ACTS = {
  add: (_button, list) => addRow(list).focus(),
  remove: removeRow,
  goal: takeGoal,
  items: offerItems,
  take: (button, path) => take(path, button.value),
  out: (_button, way) => Promise.all([loading, learning]).then(() => (data ? handOver(way) : tellDone([words.failed]))),
  whole: () => delete form.dataset.addition,
  second: swapDrafts,
  deleteDraft,
};

function listen() {
  // the last three for a release that a menu or another window took
  ["pointerdown", "pointerup", "pointercancel", "pointermove", "keydown", "blur"].forEach((type) => window.addEventListener(type, press));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  form.addEventListener("change", ({ target }) => {
    clean(target);
    inOrder(target);
    understood(target);
    const field = target.closest("[data-path]");
    if (field) touched.add(field.dataset.path);
    if (target.name === "topic") autoTopic = "";
    changed();
  });
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    for (const name in button?.dataset) ACTS[name]?.(button, button.dataset[name]);
  });
  part("preview-box").addEventListener("toggle", later);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveDraft());
  window.addEventListener("pagehide", saveDraft);
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key !== place || !newValue) return;
    place += ":2"; // two windows never write the same draft
    tellDraft(words.elsewhere);
  });
}

/* What to count becomes the indicator of a new goal, which is still to be named. */
function takeGoal({ value }) {
  const row = addRow("goals");
  row.querySelector("[name$='.indicator']").value = value;
  row.querySelector("[name$='.goal']").focus();
  changed();
}

/* The items of the measure that have no entry yet. */
function unasked() {
  const asked = [...form.querySelectorAll("[name^='checklist.'][name$='.item']")].map(({ value }) => value);
  return (known.measures.get(form.elements.measure.value)?.items || []).filter((id) => !asked.includes(id));
}

/* Each item of the measure as an entry that only waits for its state. Those of another measure go, unless something was said of them. */
function offerItems() {
  form.querySelectorAll("[data-offered]").forEach((row) => isTold(row, readEntries()) || row.remove());
  const rows = unasked().map((id) => {
    const row = addRow("checklist");
    const item = row.querySelector("[data-path$='.item']");
    item.remove();
    row.append(make("input", { type: "hidden", name: item.dataset.path, value: id }));
    row.querySelector("legend").textContent = known.items.get(id).name;
    row.dataset.offered = "";
    return row;
  });
  rows[0]?.querySelector("[type=radio]").focus();
  changed();
}

/* whether more is said of an offered item than its name */
const isTold = ({ dataset }, entries) => Object.keys(entries).filter((name) => name.startsWith(dataset.path + ".")).length > 1;

function removeRow(button) {
  const rows = button.closest("[data-rows]");
  button.closest("[data-path]").remove();
  rows.querySelectorAll(":scope > :not([data-offered]) [data-number]").forEach((number, index) => { number.textContent = index + 1; });
  part("add=" + rows.dataset.rows).focus();
  changed();
}

/* Asks once, on the button itself. */
function deleteDraft(button) {
  if (button.textContent !== words.sure) {
    button.textContent = words.sure;
    return;
  }
  isDirty = false;
  localStorage.removeItem(place);
  location.reload();
}

function swapDrafts() {
  saveDraft();
  const first = stored(place);
  stored(place, stored(place + ":2"));
  stored(place + ":2", first);
  location.reload();
}

/* A measure brings its topic along, unless another one was chosen by hand. */
function takeTopic({ topic }) {
  if (!["", autoTopic].includes(form.elements.topic.value)) return;
  setEntry("topic", topic);
  autoTopic = topic;
}

/* The choices of the list of reasons, with everyday words for each. */
function reasons() {
  const options = [...form.elements["f-failure_reasons-0"].options].filter((one) => one.value);
  return new Map(options.map((one) => [one.value, { name: one.text, words: data.reasons[one.value], group: one.parentElement.label }]));
}

/* A reason goes to the first free place; what has none stays where it was typed. */
function takeReason({ id, name }) {
  const lists = [...form.elements.failure_reasons];
  if (lists.some((one) => one.value === id)) return;
  const place = lists.find((one) => !one.value);
  (place || form.elements._reason).value = place ? id : name;
}

const fetched = async (file) => (await fetch(file)).json();

/* The draft comes first, before the data is there: nothing typed is lost, whatever the line does. */
async function start() {
  listen();
  [form, ...[...form.querySelectorAll("template")].map((template) => template.content)].forEach(learnChoices);
  const found = stored(place);
  const old = readable(found, [...form.querySelectorAll("[data-rows]")].map(({ dataset }) => dataset.rows), wanted);
  if (found !== null && !old) drop();
  if (old) {
    base = old.base ?? null;
    kept = old.kept ?? {};
    writeEntries(old.entries);
    tellDraft(word("restored", old));
  }
  if (stored(place + ":2")) part("draft").hidden = part("second").hidden = false;
  try {
    data = await fetched(form.dataset.kbForm);
  } catch {
    return tell("mode", words.failed);
  }
  if (![kept, base ? base.values : {}].every((values) => isShaped(values, data.fields))) {
    [base, kept] = [null, {}];
    writeEntries({});
    drop();
  }
  known = Object.fromEntries(["cities", "topics", "measures", "items"].map((list) => [list, new Map(Object.entries(data[list]))]));
  if (wanted) await loadCase();
  if (base) changeCase();
  else wrapper("stellungnahme").hidden = true;
  if (asked.get("gesuch")) startCall(asked.get("gesuch"));
  wrapper("_body").hidden = !form.elements._body.value;
  part("sentences").hidden = wrapper("_s3").hidden = free();
  const typed = form.elements.city.value || form.elements._city.value;
  if (typed) await learnTowns(typed);
  combobox("city", known.cities, "unlisted", (one) => one.state);
  combobox("measure", known.measures, "new", (one) => shown("topic", one.topic), takeTopic);
  combobox("reason", reasons(), "unlisted", (one) => one.group, takeReason);
  page.querySelector("[data-form-off]").hidden = true;
  form.dataset.ready = "";
  refresh();
}

/* A draft that is none of this form's would leave it dead. */
function drop() {
  localStorage.removeItem(place);
  tellDraft(words.dropped);
}

async function loadCase() {
  const [city, slug] = wanted.split("/");
  try {
    const found = (await fetched(city + ".json"))[slug];
    if (base) isStale = fileOf(found.values, found.body) !== fileOf(base.values, base.body);
    else if (found.now) location.replace(location.href.replace(wanted, found.now));
    else {
      load(found.values, found.body);
      base = { id: wanted, ...found };
    }
  } catch {
    if (!base) tell("mode", words.gone);
  }
}

function changeCase() {
  const kind = isAddition ? "addition" : "correction";
  tell("mode", word("mode" + kind, base.values));
  document.title = titleOf(base);
  document.querySelector("h1").firstChild.data = words["name" + kind];
  part("stale").hidden = !isStale;
  if (!isAddition) return;
  form.dataset.addition = "";
  part("group=later").open = true;
  if (had("follow_up") === part("rows=follow_up").children.length) {
    const row = addRow("follow_up");
    const note = row.querySelector('[name$=".note"]');
    row.querySelector('[name$=".date"]').value = today();
    /* ?stand=beendet, from a letter: the answer stands there, what is missing is asked, one more click hands it in. */
    const stand = asked.get("stand");
    note.value = words["stand" + stand] || "";
    if (note.value) (stand === "beendet" ? row.querySelector('[name$=".outcome"]') : note).focus();
  }
}

/* ?gesuch=leihgut&massnahme=eisbahn: a call; of a case that is changed, or of a plan, which begins here. A draft with a call stays as it is. */
function startCall(what) {
  form.dataset.addition = base ? "call" : "plan";
  tell("mode", word("mode" + form.dataset.addition, base?.values));
  if (part("rows=looking_for").children.length > had("looking_for")) return;
  const row = addRow("looking_for");
  row.querySelector("select").value = what;
  row.querySelector('[name$=".until"]').value = new Date(Date.now() + 78e8).toLocaleDateString("sv"); // 90 days
  ["time", "contact"].forEach((name) => { part("group=" + name).open = !base || name === "contact"; });
  if (base) {
    row.querySelector("select").focus();
    return;
  }
  const measure = known.measures.get(asked.get("massnahme"));
  const start = { outcome: "offen", effort: "unbekannt", ...(measure && { _measure: measure.name }) };
  Object.entries(start).forEach(([name, value]) => form.elements[name].value || setEntry(name, value));
}

/* Boxes are read in the order in which they were ticked: the first reason is the chief one. */
let chosen = 0;

function readEntries() {
  const entries = {};
  const order = ({ dataset }) => dataset.order || 0;
  for (const { name, value, type, checked, dataset } of [...form.elements].sort((one, other) => order(one) - order(other))) {
    if (!name || value === "" || (/^(radio|checkbox)$/.test(type) && !checked)) continue;
    if ("list" in dataset) entries[name] = [...(entries[name] || []), value];
    else entries[name] = "lines" in dataset ? value.split("\n") : value;
  }
  form.querySelectorAll("[data-offered]").forEach((row) => isTold(row, entries) || delete entries[row.dataset.path + ".item"]);
  return entries;
}

function writeEntries(entries) {
  form.reset();
  form.querySelectorAll("[data-rows]").forEach((rows) => rows.replaceChildren());
  form.querySelectorAll("input[type=hidden]").forEach((control) => { control.value = ""; });
  for (const [name, value] of Object.entries(entries)) {
    const row = /^(\w+)\.(\d+)\./.exec(name);
    if (row) addRow(row[1], Number(row[2]));
    setEntry(name, value);
  }
}

function setEntry(name, value) {
  const found = form.elements.namedItem(name);
  if (!found) return;
  const controls = found instanceof RadioNodeList ? [...found] : [found];
  const values = [value].flat();
  if (/^(radio|checkbox)$/.test(controls[0].type)) {
    controls.forEach((control) => { control.checked = values.includes(control.value); });
    values.forEach((one) => controls.filter((control) => control.value === one).forEach(inOrder));
  } else if (controls.length > 1) controls.forEach((control, index) => { control.value = values[index] ?? ""; });
  else controls[0].value = "lines" in controls[0].dataset ? values.join("\n") : value;
}

function inOrder(control) {
  if (control.type !== "checkbox" || !control.checked) return;
  chosen += 1;
  control.dataset.order = String(chosen);
}

/* A row from its template; `#` stands for its number, which is never given twice. */
function addRow(list, index) {
  const rows = part('rows="' + list + '"');
  const used = [...rows.children].map((row) => Number(row.dataset.path.split(".")[1]));
  if (used.includes(index)) return rows.children[used.indexOf(index)];
  const number = index ?? Math.max(had(list) - 1, ...used) + 1;
  const row = part('row="' + list + '"').content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll("#", number);
  }
  row.querySelector("[data-number]").textContent = rows.children.length + 1;
  rows.append(row);
  return row;
}

/* The combobox of ARIA 1.2. Enter takes what is marked, at first the best; what is typed stays. Arrows go to what is known only: something new
   is proposed by leaving the field, or where nothing known is like it. */
function combobox(key, records, extra, note, taken = () => {}) {
  const isTown = key === "city";
  const input = form.elements["_" + key];
  const list = document.getElementById("l-" + key);
  let options = [];
  const learn = () => {
    options = [...records].map(([id, one]) =>
      ({ id, ...one, slugs: spellings([id, one]), keys: keysOf(one) }));
  };
  learn();
  const hidden = form.elements[key]; // a list of reasons has none: what is chosen moves on
  let offered = [];
  let active = 0;

  /* A name in full, or a part or synonym of it that no other has. */
  function exact() {
    const slug = slugify(input.value);
    const found = options.filter(({ slugs }) => slug && slugs.includes(slug));
    return found.find(({ slugs }) => slugs.indexOf(slug) < 2) || (found.length === 1 ? found[0] : undefined);
  }

  function matching(name) {
    const wanted = fold(name).trim();
    const ways = ["^ " + wanted, wanted + " ", " " + wanted, wanted]; // a Wochenmarkt before a Marktplatz
    const rank = ({ keys }) => keys.flatMap((key) => ways.map((way) => key.includes(way))).indexOf(true);
    return options.filter((one) => wanted && rank(one) >= 0).sort((one, other) => rank(one) - rank(other)).slice(0, 8);
  }

  function show() {
    const name = input.value.trim();
    offered = isTown && towns ? towns.offered(name, options) : matching(name);
    if (!offered.length) offered = options.filter(({ id }) => id === near(records, name));
    if (name && !exact()) offered.push(null);
    list.replaceChildren(...offered.map((option, index) =>
      make("li", { id: list.id + "-" + index, role: "option" }, ...(option ? [option.name, make("small", {}, note(option))] : [word(extra, { name })]))));
    open(offered.length > 0);
    if (offered.length) mark(0);
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.ariaExpanded = String(isOpen);
    if (!isOpen) input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, number) => { item.ariaSelected = String(number === index); });
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  /* Takes an option, or none; the hidden field holds its slug. */
  function settle(option) {
    if (option) input.value = hidden ? option.name : "";
    const id = option ? option.id : "";
    if (hidden ? hidden.value !== id : option) {
      if (hidden) hidden.value = id;
      touched.add(key);
      if (option) taken(option);
      changed();
    }
    if (isOpen(key)) later();
    open(false);
  }

  input.addEventListener("input", () => {
    if (hidden) hidden.value = "";
    show();
    if (isTown) wait(learnTowns(input.value).then(() => {
      learn();
      if (hidden.value) return;
      if (document.activeElement === input) show();
      else settle(exact());
    }));
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step && (list.hidden || !["Enter", "Escape"].includes(event.key))) return;
    event.preventDefault();
    if (event.key === "Enter") settle(offered[active]);
    else if (event.key === "Escape") settle(exact());
    else if (list.hidden) show();
    else {
      const most = offered.filter(Boolean).length || 1;
      mark((active + step + most) % most);
    }
  });
  /* The field keeps the focus, or its list would close before the click. */
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => settle(offered[[...list.children].indexOf(target.closest("li"))]));
  input.addEventListener("blur", () => settle(exact()));
  settle(exact());
}

function preview({ values, body }) {
  const facts = Object.entries(flatten(values, data.fields)).filter(([name]) => name !== "title" && name !== "summary").map(([name, value]) =>
    make("div", {}, make("dt", {}, label(name)), make("dd", {}, [value].flat().map((one) => shown(name, one)).join(", "))));
  const text = body.split(/\n{2,}/).filter(Boolean).map((one) => (one.startsWith("## ") ? make("h4", {}, one.slice(3)) : make("p", {}, one)));
  const lead = values.summary ? [make("p", { className: "kb-lead" }, values.summary)] : [];
  part("preview").replaceChildren(make("h3", {}, values.title || "…"), ...lead, ...text, make("dl", {}, ...facts));
}

/* Reads a draft, or writes one and reads it back. */
function stored(key, ...content) {
  try {
    if (content.length) localStorage.setItem(key, JSON.stringify(content[0]));
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // storage is switched off or full, or holds something else
  }
}

const loading = start();
