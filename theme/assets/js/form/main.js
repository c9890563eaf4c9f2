/* The form for cases. Labels, fields and words stand in the page, rules and known records in one data file; this only interprets. */

import { isEmpty, write } from "./canonical.js";
import { changes, unifiedDiff } from "./changes.js";
import { combobox } from "./combo.js";
import { draftAt } from "./draft.js";
import { addRow, inOrder, readEntries, setEntry, writeEntries } from "./entries.js";
import { toForge, toMail } from "./handover.js";
import { preview } from "./preview.js";
import { judge } from "./rules.js";
import { flatten, joinBody, slugify, splitBody, unflatten } from "./values.js";

const form = document.querySelector("[data-kb-form]");
const page = document.querySelector("[data-form-page]");
const part = (name, within = form) => within.querySelector("[data-" + name + "]");
const words = Object.fromEntries([...page.querySelectorAll("[data-word]")].map((item) => [item.dataset.word, item.textContent]));
const word = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
const asked = new URLSearchParams(location.search);
const wanted = /^[a-z0-9-]+\/[a-z0-9-]+$/.test(asked.get("fall") || "") ? asked.get("fall") : "";
const isAddition = asked.get("art") === "nachtrag";
const draft = draftAt(wanted ? ":" + wanted + (isAddition ? ":nachtrag" : ":korrektur") : "");

let data = null;
let known = null;
let base = null; // the case that is being changed: {id, values, body}
let kept = {}; // what it holds besides the form's own entries
let touched = new Set();
let attempted = false;
let autoTopic = "";
let isDirty = false;
const waiting = {};

/* What stands in the form: values, text below them, the files they make, and what is proposed besides. */
export function current() {
  const entries = readEntries(form);
  const values = { ...unflatten(entries, data.fields), ...kept };
  const isUnnamed = Boolean(entries._unnamed);
  const town = !isUnnamed && !entries.city && entries._city ? newTown(entries) : null;
  const proposal = !entries.measure && entries._measure ? entries._measure.trim() : "";
  if (isUnnamed) values.city = data.unnamed;
  else ["region", "size_class"].forEach((key) => delete values[key]);
  if (town) values.city = town.slug;
  if (proposal && !(values.tags || []).includes(proposal)) values.tags = [...(values.tags || []), proposal];
  if (!base) values.added = today();
  const body = joinBody(entries, data.body.sections);
  const isChanged = base && fileOf(values, body) !== fileOf(base.values, base.body);
  if (isChanged) values.updated = today();
  return { values, body, text: fileOf(values, body), town, proposal, isUnnamed, isChanged, path: pathOf(values, proposal) };
}

const fileOf = (values, body) => write(values, data.fields, body, data.canonical);
const pathOf = (values, proposal) => "content/faelle/" + (base ? base.id : (values.city || "stadt") + "/" + freeSlug(values, proposal)) + ".md";

function newTown(entries) {
  const name = entries._city.normalize("NFC").trim();
  return { slug: slugify(name), name, state: entries._state || "", country: "DE" };
}

function freeSlug(values, proposal) {
  const wish = (values.measure || slugify(proposal || values.title || "") || "fall").slice(0, 60).replace(/-+$/, "");
  const taken = values.city === data.unnamed ? data.taken : (known.cities.get(values.city) || { taken: [] }).taken;
  let slug = wish;
  for (let number = 2; taken.includes(slug); number += 1) slug = wish + "-" + number;
  return slug;
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
}

/* Put a case into the form. What its fields cannot hold exactly is kept aside, so that nothing is lost. */
export function load(values, body) {
  const entries = { ...flatten(values, data.fields), ...splitBody(body, data.body.sections) };
  const named = (list, id) => (known[list].get(id) || { name: "" }).name;
  if (values.city === data.unnamed) entries._unnamed = "1";
  else entries._city = named("cities", values.city);
  if (values.measure) entries._measure = named("measures", values.measure);
  kept = {};
  writeEntries(form, entries);
  const back = unflatten(readEntries(form), data.fields);
  for (const [key, value] of Object.entries(values)) {
    if (fileOf({ [key]: value }, "") === fileOf({ [key]: back[key] }, "")) continue;
    kept[key] = value;
    const field = wrapper(key);
    if (field) field.hidden = true;
  }
}

/* What is wrong, in the order of the form. */
export function findings(now = current()) {
  const found = judge(now.values, now.body, now.text, data, withTown(now.town));
  if (now.town && now.town.slug && !now.town.state) found.push({ rule: "stadt-unbekannt", at: "city", aim: "city", level: "pair", says: words.state });
  const order = [...form.querySelectorAll("[data-path]")].map((field) => field.dataset.path);
  const place = (finding) => order.indexOf((wrapper(finding.aim) || { dataset: {} }).dataset.path);
  return found.map((one) => ({ ...one, aim: one.aim === "_body" && !free() ? "_s0" : one.aim })).sort((one, other) => place(one) - place(other));
}

const free = () => !wrapper("_body").hidden;

function withTown(town) {
  return town && town.slug ? { ...known, cities: new Map([...known.cities, [town.slug, town]]) } : known;
}

/* The field around a value: the nearest one that the form shows. */
function wrapper(path) {
  for (let way = path; way; way = way.includes(".") ? way.slice(0, way.lastIndexOf(".")) : "") {
    const found = form.querySelector('[data-path="' + way + '"]');
    if (found) return found;
  }
  return null;
}

function label(path) {
  if (path === "_body" || path.startsWith("_s")) {
    const own = form.querySelector('label[for="f-' + path + '"]');
    return own ? own.textContent.trim() : words.body;
  }
  const labels = [];
  let fields = data.fields;
  for (const step of path.split(".")) {
    const field = fields && fields.find((one) => one.key === step);
    if (field) {
      labels.push(field.label);
      fields = field.fields;
    } else if (fields) labels[labels.length - 1] += " " + (Number(step) + 1);
  }
  return labels.join(": ");
}

/* The word for a value: the label of a choice, the name of a record. */
function shown(path, value) {
  const list = { city: "cities", measure: "measures" }[path];
  if (list && known[list].has(value)) return known[list].get(value).name;
  const name = path.replace(/\.\d+/g, ".#");
  return (choices[name] || {})[value] || value;
}

const choices = {};

function learnChoices(within) {
  within.querySelectorAll("input[type=radio], input[type=checkbox]").forEach((box) => {
    const text = box.parentElement.querySelector("b");
    if (text) (choices[box.name] ||= {})[box.value] = text.textContent;
  });
  within.querySelectorAll("option").forEach((option) => { (choices[option.closest("select").name] ||= {})[option.value] = option.textContent; });
  within.querySelectorAll("template").forEach((template) => learnChoices(template.content));
}

/* Bring everything that depends on the values up to date. */
function refresh() {
  const now = current();
  const found = findings(now);
  const outcome = now.values.outcome;
  const setbacks = data.pairs.find((pair) => pair.key === "failure_reasons").when;
  const isSetback = setbacks.in.includes(outcome) || (now.values.follow_up || []).some((entry) => setbacks.in.includes(entry.outcome));
  wrapper("failure_reasons").hidden = !isSetback && isEmpty(now.values.failure_reasons);
  part("unnamed").hidden = !now.isUnnamed;
  form.querySelector('[data-new="city"]').hidden = !now.town;
  form.querySelector('[data-path="city"] .kb-combo').hidden = now.isUnnamed;
  form.querySelectorAll("[data-out=forge]").forEach((button) => { button.hidden = now.isUnnamed; });
  offerTitle(now);
  tellState(found);
  markErrors(found);
  if (part("preview-box").open) preview(part("preview"), now.values, now.body, data.fields, label, shown);
  return { now, found };
}

function offerTitle({ values, town }) {
  const city = town ? town.name : (known.cities.get(values.city) || { name: "" }).name;
  const measure = (known.measures.get(values.measure) || { name: readEntries(form)._measure || "" }).name;
  const title = city && measure && values.outcome ? (city + ": " + measure + " " + shown("outcome", values.outcome).toLowerCase()).slice(0, 90) : "";
  part("title-offer").hidden = !title || Boolean(values.title);
  part("take-title").textContent = word("take", { title });
  part("take-title").dataset.title = title;
}

function tellState(found) {
  const names = (some) => [...new Set(some.map((one) => label(one.aim)))].join(", ");
  const missing = found.filter((one) => one.rule === "feld-fehlt" || (one.level === "pair" && one.aim !== one.at));
  const rest = found.filter((one) => !missing.includes(one));
  const state = part("state");
  const text = missing.length ? word("missing", { fields: names(missing) }) : rest.length ? word("faulty", { fields: names(rest) }) : words.complete;
  state.classList.toggle("kb-form__state--ready", !found.length);
  if (state.textContent !== text) state.textContent = text;
}

function markErrors(found) {
  form.querySelectorAll("[data-path]").forEach((field) => {
    const path = field.dataset.path;
    const own = found.filter((one) => wrapper(one.aim) === field && (attempted || touched.has(one.aim) || touched.has(one.at)));
    const message = document.getElementById("e-" + path);
    if (!message) return;
    const text = own.map((one) => one.says).join(" ");
    if (message.dataset.says !== text) {
      message.dataset.says = text;
      message.textContent = text;
      own.filter((one) => one.better).forEach((one) => message.append(" ", betterButton(one)));
      message.hidden = !text;
    }
    field.classList.toggle("kb-form__field--error", Boolean(text));
    field.querySelectorAll(":scope > input:not([type=hidden]), :scope > select, :scope > textarea, :scope > .kb-combo > input").forEach((control) => {
      if (text) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    });
  });
}

function betterButton({ aim, better }) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "kb-form__small" });
  button.textContent = word("better", { value: shown(aim, better) });
  button.addEventListener("click", () => {
    setEntry(form, aim, better);
    changed();
    focusOn(aim);
  });
  return button;
}

function focusOn(path) {
  const field = wrapper(path);
  if (!field) return;
  for (let box = field; box && box !== form; box = box.parentElement) {
    if (box.tagName === "DETAILS") box.open = true;
    if (box.tagName === "SECTION" || box.dataset.group) box.hidden = false;
  }
  const control = [...field.querySelectorAll("input:not([type=hidden]), select, textarea, button")].find((one) => one.offsetParent);
  (control || field).focus();
}

function summary(found) {
  const box = part("summary");
  box.hidden = !found.length;
  box.querySelector("ul").replaceChildren(...found.map((one) => {
    const link = Object.assign(document.createElement("a"), { href: "#e-" + one.aim, textContent: (one.aim ? label(one.aim) + ": " : "") + one.says });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      focusOn(one.aim);
    });
    const item = document.createElement("li");
    item.append(link);
    return item;
  }));
  if (found.length) {
    box.focus();
    box.scrollIntoView({ block: "start" });
  }
}

/* Handing over */

async function handOver(way) {
  attempted = true;
  saveDraft();
  const { now, found } = refresh();
  const done = part("done");
  done.hidden = true;
  summary(found);
  if (found.length) return;
  if (base && !now.isChanged) return tellDone([words.unchanged]);
  const file = { path: now.path, text: now.text, exists: Boolean(base) };
  const name = file.path.split("/").pop();
  const told = [];
  if (way === "file") {
    download(name, file.text);
    told.push(word("file", { name }));
  } else if (way === "copy") told.push(...(await copy(letter(now))));
  else if (way === "mail") {
    const subject = word(base ? (isAddition ? "addition" : "correction") : "subject", { title: now.values.title });
    const mail = toMail(data.mailbox, subject, letter(now), word("attached", { name }) + notes(now));
    if (mail.attach) {
      download(name, file.text);
      await copy(mail.clipboard);
      told.push(word("attach", { name }));
    }
    go(mail.url);
    told.push(words.mailed, again(mail.url));
  } else {
    const target = toForge(data.forge, file);
    if (target.clipboard) told.push(...(await copy(target.clipboard)), words[base ? "replace" : "paste"]);
    window.open(target.url, "_blank", "noopener");
    told.push(words.opened, again(target.url));
  }
  if (now.town) told.push(word("town", { name: townPath(now.town) }), townButton(now.town));
  if (notes(now)) told.push(notes(now));
  if (now.isChanged) told.push(changeList(now));
  tellDone(told);
}

function go(url) {
  const link = Object.assign(document.createElement("a"), { href: url });
  document.body.append(link);
  link.click();
  link.remove();
}

function again(url) {
  return Object.assign(document.createElement("a"), { href: url, target: "_blank", rel: "noopener", textContent: words.again });
}

const townPath = (town) => "content/staedte/" + town.slug + ".md";
const townText = (town) => write(town, data.town, "", data.canonical);

function townButton(town) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "kb-form__small", textContent: words.townfile });
  button.addEventListener("click", () => download(town.slug + ".md", townText(town)));
  return button;
}

function notes({ proposal }) {
  return proposal ? words.note + " " + word("proposal", { name: proposal }) : "";
}

function rowsOf(now) {
  const rows = changes(base.values, now.values, data.fields, label).map(([name, ...values]) => [name, ...values.map((one) => one || words.empty)]);
  return base.body === now.body ? rows : [...rows, [words.body, base.body || words.empty, now.body || words.empty]];
}

function changeList(now) {
  const list = document.createElement("ul");
  list.append(...rowsOf(now).map(([name, before, after]) => Object.assign(document.createElement("li"), { textContent: word("row", { label: name, before, after }) })));
  return list;
}

/* Everything that the editors need, as one text: notes, what was changed, each file under its path. */
function letter(now) {
  const parts = [notes(now)];
  if (base) {
    parts.push([words.changed, ...rowsOf(now).map(([name, before, after]) => "- " + word("row", { label: name, before, after }))].join("\n"));
    parts.push(unifiedDiff(now.path, fileOf(base.values, base.body), now.text));
  }
  parts.push(now.path + "\n\n" + now.text);
  if (now.town) parts.push(townPath(now.town) + "\n\n" + townText(now.town));
  return parts.filter(Boolean).join("\n\n");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return [words.copied];
  } catch (problem) {
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, rows: 12 });
    area.setAttribute("aria-label", words.uncopied);
    return [words.uncopied, area];
  }
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

function tellDone(told) {
  const done = part("done");
  done.replaceChildren(...told.map((one) => {
    if (one instanceof HTMLUListElement) return one;
    const line = document.createElement("p");
    line.append(one);
    return line;
  }));
  done.hidden = false;
  done.focus();
}

/* The draft */

function saveDraft() {
  clearTimeout(waiting.draft);
  if (!isDirty) return;
  const time = new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
  const isSaved = draft.write({ entries: readEntries(form), kept, base, time });
  tellDraft(isSaved ? word("saved", { time }) : words.unsaved);
}

function tellDraft(text) {
  part("draft").hidden = false;
  if (part("draft-state").textContent !== text) part("draft-state").textContent = text;
}

function changed() {
  isDirty = true;
  clearTimeout(waiting.draft);
  clearTimeout(waiting.refresh);
  waiting.draft = setTimeout(saveDraft, 250);
  if (data) waiting.refresh = setTimeout(refresh, 120);
}

function clean(control) {
  if (!data || !/^(text|textarea)$/.test(control.type)) return;
  const bare = control.value.normalize("NFC").replace(new RegExp(data.invisible, "gu"), (sign) => (/[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(sign) ? " " : ""));
  if (bare !== control.value.normalize("NFC")) tellDraft(words.cleaned);
  if (bare.trim() !== control.value) control.value = control.type === "text" ? bare.trim() : bare;
}

/* Start */

function listen() {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  form.addEventListener("change", (event) => {
    clean(event.target);
    inOrder(event.target);
    const field = event.target.closest("[data-path]");
    if (field) touched.add(field.dataset.path);
    if (event.target.name === "topic") autoTopic = "";
    changed();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { add, out, title } = button.dataset;
    if (add) addRow(form, add).focus();
    if ("remove" in button.dataset) removeRow(button);
    if (out && data) handOver(out);
    if (title !== undefined) {
      setEntry(form, "title", title);
      focusOn("title");
    }
    if (add || title !== undefined || "remove" in button.dataset) changed();
    if ("deleteDraft" in button.dataset) deleteDraft(button);
  });
  part("preview-box").addEventListener("toggle", () => data && refresh());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveDraft());
  window.addEventListener("pagehide", saveDraft);
}

function removeRow(button) {
  const rows = button.closest("[data-rows]");
  button.closest("[data-path]").remove();
  [...rows.children].forEach((row, index) => { row.querySelector("[data-number]").textContent = index + 1; });
  form.querySelector('[data-add="' + rows.dataset.rows + '"]').focus();
}

function deleteDraft(button) {
  if (button.textContent !== words.sure) {
    button.dataset.says = button.textContent;
    button.textContent = words.sure;
    return;
  }
  clearTimeout(waiting.draft);
  isDirty = false;
  draft.remove();
  location.reload();
}

function suggest() {
  const hits = (count) => (part("known").dataset.count = count);
  const option = (note) => ([id, one]) => ({ id, name: one.name, words: one.words || [], note: note(one) });
  const cities = combobox(form.elements._city, [...known.cities].map(option((one) => one.state)), {
    take: (one) => { setEntry(form, "city", one.id); touched.add("city"); changed(); },
    free: () => { setEntry(form, "city", ""); if (data) changed0(); },
    extra: (name) => word("newtown", { name }),
    tell: hits,
  });
  const measures = combobox(form.elements._measure, [...known.measures].map(option((one) => (choices.topic || {})[one.topic] || "")), {
    take: takeMeasure,
    free: (text) => { setEntry(form, "measure", ""); tellKnown(null, text); if (data) changed0(); },
    extra: (name) => word("new", { name }),
    tell: hits,
  });
  return () => { cities(); measures(); };
}

function changed0() {
  clearTimeout(waiting.refresh);
  waiting.refresh = setTimeout(refresh, 120);
}

function takeMeasure(one) {
  setEntry(form, "measure", one.id);
  const { topic } = known.measures.get(one.id);
  if (!form.elements.topic.value || form.elements.topic.value === autoTopic) {
    setEntry(form, "topic", topic);
    autoTopic = topic;
  }
  touched.add("measure");
  tellKnown(one.id, "");
  changed();
}

/* Whether the measure was reported before, and with what result. */
function tellKnown(id, text) {
  const box = part("known");
  const measure = known.measures.get(id);
  box.replaceChildren();
  if (measure) {
    const line = document.createElement("p");
    const link = Object.assign(document.createElement("a"), { href: form.dataset.root + "massnahmen/" + id + "/", target: "_blank", rel: "noopener", textContent: words.read });
    line.append(Object.assign(document.createElement("b"), { textContent: words.known }), " " + (measure.sentence || words.nothing) + " ", link);
    box.append(line);
  } else if (text) box.append(Object.assign(document.createElement("p"), { textContent: word("proposed", { name: text }) }));
}

async function start() {
  listen();
  learnChoices(form);
  const old = draft.read();
  if (old) {
    ({ base = null, kept = {} } = old);
    writeEntries(form, old.entries);
    tellDraft(word("restored", { time: old.time }));
    isDirty = true;
  }
  try {
    data = await (await fetch(form.dataset.kbForm)).json();
  } catch (problem) {
    part("mode").hidden = false;
    part("mode").textContent = words.failed;
    return;
  }
  known = {
    cities: new Map(data.cities.map(([id, name, state, taken]) => [id, { name, state, taken }])),
    topics: new Map(data.topics.map(([id, name]) => [id, { name }])),
    measures: new Map(data.measures.map(([id, name, topic, synonyms, sentence]) => [id, { name, topic, words: synonyms, sentence }])),
  };
  if (wanted && !base) await loadCase();
  if (base) changeCase();
  else wrapper("stellungnahme").hidden = true;
  wrapper("_body").hidden = !form.elements._body.value;
  part("sentences").hidden = free();
  wrapper("_s3").hidden = free();
  suggest()();
  page.querySelector("[data-form-off]").hidden = true;
  form.dataset.ready = "";
  refresh();
}

async function loadCase() {
  const [city, slug] = wanted.split("/");
  try {
    const found = (await (await fetch(city + ".json")).json())[slug];
    base = { id: wanted, ...found };
    load(found.values, found.body);
  } catch (problem) {
    part("mode").hidden = false;
    part("mode").textContent = words.gone;
  }
}

function changeCase() {
  const mode = part("mode");
  mode.hidden = false;
  mode.textContent = word(isAddition ? "modeaddition" : "modecorrection", { title: base.values.title });
  if (!isAddition) return;
  const whole = [form.querySelector('[data-part="brief"]'), ...form.querySelectorAll("[data-group]:not([data-group=later])")];
  whole.forEach((box) => { box.hidden = true; });
  form.querySelector("[data-group=later]").open = true;
  if ((base.values.follow_up || []).length === form.querySelector('[data-rows="follow_up"]').children.length) {
    const row = addRow(form, "follow_up");
    row.querySelector('[name$=".date"]').value = today();
  }
  const button = Object.assign(document.createElement("button"), { type: "button", className: "kb-form__small", textContent: words.whole });
  button.addEventListener("click", () => { whole.forEach((box) => { box.hidden = false; }); button.remove(); });
  mode.append(" ", button);
}

start();
