/* The form for cases: interprets what the page and one data file hold. */

import { changes, flatten, isEmpty, joinBody, slugify, splitBody, toForge, toMail, unflatten, unifiedDiff, write } from "./case.js";
import { judge } from "./rules.js";

const form = document.querySelector("[data-kb-form]");
const page = document.querySelector("[data-form-page]");
const part = (name, within = form) => within.querySelector("[data-" + name + "]");
const words = Object.fromEntries([...page.querySelectorAll("[data-word]")].map((item) => [item.dataset.word, item.textContent]));
const word = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
const asked = new URLSearchParams(location.search);
const wanted = /^[a-z0-9-]+\/[a-z0-9-]+$/.test(asked.get("fall") || "") ? asked.get("fall") : "";
const isAddition = asked.get("art") === "nachtrag";
let place = location.pathname + "#entwurf" + (wanted && ":" + wanted + (isAddition ? ":nachtrag" : ":korrektur"));

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
const small = (textContent) => make("button", { type: "button", className: "kb-form__small", textContent });

let data = null;
let known = null;
let base = null; // the case that is being changed: {id, values, body}
let kept = {}; // what it holds besides the form's own entries
let touched = new Set();
let attempted = false;
let autoTopic = "";
let isDirty = false;
let isStale = false;
const waiting = {};

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
  return { values, body, text: fileOf(values, body), town, proposal, isUnnamed, isChanged, path: pathOf(values) };
}

const fileOf = (values, body) => write(values, data.fields, body, data.canonical);
const pathOf = (values) => "content/faelle/" + (base ? base.id : (values.city || "stadt") + "/" + freeSlug(values)) + ".md";

function newTown(entries) {
  const name = entries._city.normalize("NFC").trim();
  return { slug: slugify(name), name, state: entries._state || "", country: "DE" };
}

function freeSlug(values) {
  const title = slugify(values.title || "");
  const wish = (title.startsWith(values.city + "-") ? title.slice(values.city.length + 1) : title) || "fall";
  const taken = values.city === data.unnamed ? data.taken : (known.cities.get(values.city) || { taken: [] }).taken;
  let slug = wish;
  for (let number = 2; taken.includes(slug); number += 1) slug = wish + "-" + number;
  return slug;
}

const today = () => new Date().toLocaleDateString("sv");

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
  if (part("preview-box").open) preview(now);
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
  const text = missing.length ? word("missing", { fields: names(missing) }) : rest.length ? word("faulty", { fields: names(rest) }) : words[base ? "ready" : "complete"];
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
  const button = small(word("better", { value: shown(aim, better) }));
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
    const link = make("a", { href: "#e-" + one.aim, textContent: (one.aim ? label(one.aim) + ": " : "") + one.says });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      focusOn(one.aim);
    });
    return make("li", {}, link);
  }));
  if (found.length) {
    box.focus();
    box.scrollIntoView({ block: "start" });
  }
}

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
    const mail = toMail(data.mailbox, subject, letter(now), word(base ? "attachedchange" : "attached", { name, path: file.path, rows: base && clip(rowsOf(now, 50).join("\n"), 450) }) + notes(now));
    if (mail.attach) {
      download(name, file.text);
      await copy(mail.clipboard);
      told.push(word("attach", { name }));
    }
    go({ href: mail.url });
    told.push(words.mailed, away(mail.url, words.again));
  } else {
    const target = toForge(data.forge, file);
    if (target.clipboard) told.push(...(await copy(target.clipboard)), words[base ? "replace" : "paste"]);
    window.open(target.url, "_blank", "noopener");
    told.push(words.opened, away(target.url, words.again));
  }
  if (now.town) told.push(word("town", { name: townPath(now.town) }), townButton(now.town));
  if (notes(now)) told.push(notes(now));
  if (now.isChanged) told.push(changeList(now));
  tellDone(told);
}

function go(properties) {
  const link = make("a", properties);
  document.body.append(link);
  link.click();
  link.remove();
}

const away = (href, textContent) => make("a", { href, textContent, target: "_blank", rel: "noopener" });

const townPath = (town) => "content/staedte/" + town.slug + ".md";
const townText = (town) => write(town, data.town, "", data.canonical);

function townButton(town) {
  const button = small(words.townfile);
  button.addEventListener("click", () => download(town.slug + ".md", townText(town)));
  return button;
}

function notes({ proposal }) {
  return (isStale ? words.old + " " : "") + (proposal ? words.note + " " + word("proposal", { name: proposal }) : "");
}

const clip = (text, most) => (text.length > most ? [...text].slice(0, most).join("") + "…" : text);

function rowsOf(now, most) {
  const rows = changes(base.values, now.values, data.fields, label);
  if (base.body !== now.body) rows.push([words.body, base.body, now.body]);
  return rows.map(([name, before, after]) => word("row", { label: name, before: clip(before, most) || words.empty, after: clip(after, most) || words.empty }));
}

function changeList(now) {
  return make("ul", {}, ...rowsOf(now).map((row) => make("li", {}, row)));
}

function letter(now) {
  const parts = [notes(now)];
  if (base) {
    parts.push([words.changed, ...rowsOf(now).map((row) => "- " + row)].join("\n"));
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
    return [words.uncopied, make("textarea", { value: text, readOnly: true, rows: 12, ariaLabel: words.uncopied })];
  }
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  go({ href: url, download: name });
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

function tellDone(told) {
  const done = part("done");
  done.replaceChildren(...told.map((one) => (one instanceof HTMLUListElement ? one : make("p", {}, one))));
  done.hidden = false;
  done.focus();
}

function saveDraft() {
  clearTimeout(waiting.draft);
  if (!isDirty) return;
  const time = new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
  const isSaved = stored(place, { entries: readEntries(form), kept, base, time });
  tellDraft(isSaved ? word("saved", { time }) : words.unsaved);
}

function tellDraft(text) {
  part("draft").hidden = false;
  if (part("draft-state").textContent !== text) part("draft-state").textContent = text;
}

function changed() {
  isDirty = true;
  clearTimeout(waiting.draft);
  waiting.draft = setTimeout(saveDraft, 250);
  refreshSoon();
}

function refreshSoon() {
  clearTimeout(waiting.refresh);
  if (data) waiting.refresh = setTimeout(refresh, 120);
}

function clean(control) {
  if (!data || !/^(text|textarea)$/.test(control.type)) return;
  const bare = control.value.replace(new RegExp(data.characters[0][1], "gu"), "");
  if (bare !== control.value) tellDraft(words.cleaned);
  control.value = control.type === "text" ? bare.trim() : bare;
}

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
    if ("second" in button.dataset) swapDrafts();
    if ("deleteDraft" in button.dataset) deleteDraft(button);
  });
  part("preview-box").addEventListener("toggle", () => data && refresh());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveDraft());
  window.addEventListener("pagehide", saveDraft);
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key !== place || !newValue) return;
    place += ":2"; // two windows never write the same draft
    tellDraft(words.elsewhere);
  });
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
  localStorage.removeItem(place);
  location.reload();
}

function swapDrafts() {
  saveDraft();
  isDirty = false;
  const first = stored(place);
  stored(place, stored(place + ":2"));
  stored(place + ":2", first);
  location.reload();
}

function suggest() {
  const option = (note) => ([id, one]) => ({ id, name: one.name, words: one.words || [], note: note(one) });
  const cities = combobox(form.elements._city, [...known.cities].map(option((one) => one.state)), {
    take: (one) => {
      if (form.elements.city.value === one.id) return;
      setEntry(form, "city", one.id);
      touched.add("city");
      changed();
    },
    free: () => { setEntry(form, "city", ""); refreshSoon(); },
    extra: (name) => word("newtown", { name }),
  });
  const measures = combobox(form.elements._measure, [...known.measures].map(option((one) => (choices.topic || {})[one.topic] || "")), {
    take: takeMeasure,
    free: (text) => { setEntry(form, "measure", ""); tellKnown(null, text); refreshSoon(); },
    extra: (name) => word("new", { name }),
  });
  return () => { cities(); measures(); };
}

function takeMeasure(one) {
  tellKnown(one.id, "");
  if (form.elements.measure.value === one.id) return;
  setEntry(form, "measure", one.id);
  const { topic } = known.measures.get(one.id);
  if (!form.elements.topic.value || form.elements.topic.value === autoTopic) {
    setEntry(form, "topic", topic);
    autoTopic = topic;
  }
  touched.add("measure");
  changed();
}

function tellKnown(id, text) {
  const box = part("known");
  const measure = known.measures.get(id);
  box.replaceChildren();
  if (measure) {
    const link = away(form.dataset.root + "massnahmen/" + id + "/", words.read);
    box.append(make("p", {}, make("b", {}, words.known), " " + (measure.sentence || words.nothing) + " ", link));
  } else if (text) box.append(make("p", {}, word("proposed", { name: text })));
}

async function start() {
  listen();
  learnChoices(form);
  const old = stored(place);
  if (old && old.entries) {
    ({ base = null, kept = {} } = old);
    writeEntries(form, old.entries);
    tellDraft(word("restored", { time: old.time }));
    isDirty = true;
  }
  if (stored(place + ":2")) part("draft").hidden = part("second").hidden = false;
  try {
    data = await (await fetch(form.dataset.kbForm)).json();
  } catch (problem) {
    return void tellMode(words.failed);
  }
  known = {
    cities: new Map(data.cities.map(([id, name, state, taken]) => [id, { name, state, taken }])),
    topics: new Map(data.topics.map(([id, name]) => [id, { name }])),
    measures: new Map(data.measures.map(([id, name, topic, synonyms, sentence]) => [id, { name, topic, words: synonyms, sentence }])),
  };
  if (wanted) await loadCase();
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

function tellMode(text) {
  part("mode").hidden = false;
  part("mode").textContent = text;
}

async function loadCase() {
  const [city, slug] = wanted.split("/");
  try {
    const found = (await (await fetch(city + ".json")).json())[slug];
    if (base) isStale = fileOf(found.values, found.body) !== fileOf(base.values, base.body);
    else {
      load(found.values, found.body);
      base = { id: wanted, ...found };
    }
  } catch (problem) {
    if (!base) tellMode(words.gone);
  }
}

function changeCase() {
  tellMode(word(isAddition ? "modeaddition" : "modecorrection", { title: base.values.title }));
  part("stale").hidden = !isStale;
  if (!isAddition) return;
  const whole = [form.querySelector('[data-part="brief"]'), ...form.querySelectorAll("[data-group]:not([data-group=later])")];
  whole.forEach((box) => { box.hidden = true; });
  form.querySelector("[data-group=later]").open = true;
  if ((base.values.follow_up || []).length === form.querySelector('[data-rows="follow_up"]').children.length) {
    const row = addRow(form, "follow_up");
    row.querySelector('[name$=".date"]').value = today();
  }
  const button = small(words.whole);
  button.addEventListener("click", () => { whole.forEach((box) => { box.hidden = false; }); button.remove(); });
  part("mode").append(" ", button);
}

let chosen = 0;

function readEntries(form) {
  const entries = {};
  const lists = {};
  for (const control of form.elements) {
    const { name, value, type } = control;
    if (!name || value === "" || ((type === "radio" || type === "checkbox") && !control.checked)) continue;
    if ("lines" in control.dataset) entries[name] = value.split("\n");
    else if ("list" in control.dataset) (lists[name] ||= []).push([Number(control.dataset.order || 0), value]);
    else entries[name] = value;
  }
  for (const [name, found] of Object.entries(lists)) entries[name] = found.sort((one, other) => one[0] - other[0]).map(([, value]) => value);
  return entries;
}

function writeEntries(form, entries) {
  form.reset();
  form.querySelectorAll("[data-rows]").forEach((rows) => rows.replaceChildren());
  form.querySelectorAll("input[type=hidden]").forEach((control) => { control.value = ""; });
  for (const [name, value] of Object.entries(entries)) {
    const row = /^(\w+)\.(\d+)\./.exec(name);
    if (row) addRow(form, row[1], Number(row[2]));
    setEntry(form, name, value);
  }
}

function setEntry(form, name, value) {
  const found = form.elements.namedItem(name);
  if (!found) return;
  const controls = found instanceof RadioNodeList ? [...found] : [found];
  const values = Array.isArray(value) ? value : [value];
  if (controls[0].type === "checkbox" || controls[0].type === "radio") {
    controls.forEach((control) => { control.checked = values.includes(control.value); });
    values.forEach((one) => controls.filter((control) => control.value === one).forEach(inOrder));
  } else if (controls.length > 1) controls.forEach((control, index) => { control.value = values[index] ?? ""; });
  else controls[0].value = "lines" in controls[0].dataset ? values.join("\n") : value;
}

function inOrder(control) {
  if (control.type === "checkbox" && control.checked) control.dataset.order = String(chosen += 1);
}

function addRow(form, list, index) {
  const rows = form.querySelector('[data-rows="' + list + '"]');
  const template = form.querySelector('template[data-row="' + list + '"]');
  const used = [...rows.children].map((row) => Number(row.dataset.path.split(".")[1]));
  if (index !== undefined && used.includes(index)) return rows.children[used.indexOf(index)];
  const number = index ?? Math.max(-1, ...used) + 1;
  const row = template.content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of ["id", "name", "for", "data-path", "aria-describedby"]) {
      const value = element.getAttribute(attribute);
      if (value && value.includes("#")) element.setAttribute(attribute, value.replaceAll("#", number));
    }
  }
  row.querySelector("[data-number]").textContent = rows.children.length + 1;
  rows.append(row);
  return row;
}

const MOST = 8;

const fold = (text) => text.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, " ").trim();

/* The combobox of ARIA 1.2; what is typed stays. */
function combobox(input, options, { take, free, extra }) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  const keyed = options.map((option) => ({ option, keys: [option.name, ...option.words].map(fold) }));
  let shown = [];
  let active = -1;

  function find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const rank = ({ keys }) => (keys[0].startsWith(wanted) ? 0 : keys.some((key) => (" " + key).includes(" " + wanted)) ? 1 : keys.some((key) => key.includes(wanted)) ? 2 : 9);
    return keyed.map((one) => [rank(one), one.option]).filter(([found]) => found < 9).sort((one, other) => one[0] - other[0]).slice(0, MOST).map(([, option]) => option);
  }

  function show() {
    const text = input.value.trim();
    const hits = find(text);
    shown = text ? [...hits, ...(exact(text) ? [] : [null])] : [];
    list.replaceChildren(...shown.map((option, index) => {
      const item = make("li", { id: list.id + "-" + index, ariaSelected: "false" }, option ? option.name : extra(text));
      item.setAttribute("role", "option");
      if (option && option.note) item.append(make("small", {}, option.note));
      return item;
    }));
    open(shown.length > 0);
    mark(-1);
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, number) => { item.ariaSelected = String(number === index); });
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  const exact = (text) => options.find((option) => fold(option.name) === fold(text));

  function settle(option) {
    open(false);
    if (option) {
      input.value = option.name;
      take(option);
    } else free(input.value.trim());
  }

  input.addEventListener("input", () => {
    free("");
    show();
  });
  input.addEventListener("keydown", (event) => {
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) show();
      else mark((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen) settle(active >= 0 ? shown[active] : shown[0]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      open(false);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) settle(shown[[...list.children].indexOf(item)]);
  });
  input.addEventListener("blur", () => settle(exact(input.value)));
  return () => settle(exact(input.value));
}

function preview({ values, body }) {
  const facts = Object.entries(flatten(values, data.fields)).filter(([name]) => name !== "title" && name !== "summary").map(([name, value]) =>
    make("div", {}, make("dt", {}, label(name)), make("dd", {}, [value].flat().map((one) => shown(name, one)).join(", "))));
  const text = body.split(/\n{2,}/).filter(Boolean).map((one) => (one.startsWith("## ") ? make("h4", {}, one.slice(3)) : make("p", {}, one)));
  const lead = values.summary ? [make("p", { className: "kb-lead" }, values.summary)] : [];
  part("preview").replaceChildren(make("h3", {}, values.title || "…"), ...lead, ...text, make("dl", {}, ...facts));
}

function stored(key, ...content) {
  try {
    if (content.length) localStorage.setItem(key, JSON.stringify(content[0]));
    return JSON.parse(localStorage.getItem(key));
  } catch (problem) {
    return null; // storage is switched off or full, or holds something else
  }
}

start();
