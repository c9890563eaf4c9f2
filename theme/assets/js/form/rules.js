/* How each kind of exported rule is read. */

import { bytes, filled, isEmpty } from "./case.js";

/* All that is wrong with a case, as the check finds it: {rule, at, aim, level, says, better?}. `at` = path of the value, `aim` = the field
   to mend, `better` = what was likely meant; a `level` of hint only advises. Rules and words come with `data`; this file knows only how each kind of rule is read. */
export function judge(values, body, text, data, known) {
  const found = [];
  const tell = (rule, at, more) => found.push({ rule, at, aim: at, says: "", ...more });
  const say = (rule, field, value, numbers) => {
    const words = { found: value.length > 80 ? value.slice(0, 80) + "…" : value, label: field.label, count: [...value].length, ...numbers };
    const [fault, remedy] = (data.wording[rule] || ["", ""]).map((part) => filled(part, words));
    return [fault, remedy].filter(Boolean).join(" ");
  };
  checkFields(data.fields, values, "", data, (rule, at, field, value, numbers, more) =>
    tell(rule, at, { level: "value", says: say(rule, field, value, numbers), ...more }));
  const refuse = (rule, at) => tell(rule, at, { level: "value", says: data.says[rule] });
  for (const [at, value] of texts({ ...values, _body: body })) {
    const broken = data.characters.find(([, pattern]) => new RegExp(pattern, "u").test(value));
    if (broken) refuse(broken[0], at);
  }
  if (/^---\s*(\n|$)/.test(body)) refuse("kopf-doppelt", "_body");
  if (bytes(text.slice(4, text.indexOf("\n---\n", 3))) > data.limits.head) refuse("kopf-zu-gross", "");
  if (bytes(text) > data.limits.file) refuse("datei-zu-gross", "");
  for (const pair of data.pairs) {
    for (const [at, more] of HOW[pair.how](pair, values, { data, known, body })) {
      tell(pair.rule, at, { level: pair.hint ? "hint" : "pair", aim: pair.aim || at, says: pair.says, ...more });
    }
  }
  checkBody(body, data, (rule, says) => tell(rule, "_body", { level: "body", says }));
  if (values.city === data.unnamed) checkNames(values, body, known, data, tell);
  return found;
}

const whole = (pattern) => new RegExp("^(?:" + pattern + ")$", "u");

/* Each value by itself, down into lists and mappings. A finding about a list stands at the list. */
function checkFields(fields, values, prefix, data, tell) {
  for (const field of fields) {
    const value = values[field.key];
    const at = prefix + field.key;
    if (isEmpty(value)) {
      if (field.required) tell("feld-fehlt", at, field, "");
    } else if (field.many) {
      if (field.most && value.length > field.most) tell("liste-zu-lang", at, field, "", { count: value.length, most: field.most });
      value.forEach((item, index) => {
        if (field.fields) checkFields(field.fields, item, at + "." + index + ".", data, tell);
        else checkValue(field, item, at + "." + index, data, tell);
      });
    } else if (field.fields) checkFields(field.fields, value, at + ".", data, tell);
    else checkValue(field, value, at, data, tell);
  }
}

function checkValue(field, value, at, data, tell) {
  const length = [...value].length;
  if (field.terms) {
    if (!field.terms.includes(value)) tell(field.unknown, at, field, value, {}, { says: undefined });
  } else if (field.kind) {
    if (!fits(field.kind, value, data)) tell(data.rules[field.kind], at, field, value, {}, mend(field, value, data));
  } else if (field.min && length < field.min) tell("text-zu-kurz", at, field, value, { least: field.min });
  else if (field.max && length > field.max) tell("text-zu-lang", at, field, value, { most: field.max, over: length - field.max });
}

/* Patterns are those of the model. They cannot tell that there is no 31 February. */
const fits = (kind, value, data) => whole(data.patterns[kind]).test(value) && (!/^(datum|tag)$/.test(kind) || inCalendar(value));

export function inCalendar(text) {
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/* A value in another notation: "1.200 €", "Mai 2023", "www.example.org". Only if it then fits, and never in another unit. What says more than
   the value can hold ("Herbst 2023") is `rough`: it is offered, the rest is taken as meant. */
function mend({ kind, key }, value, data) {
  const text = value.trim().replace(/\s+/g, " ");
  let [better, rough] = [""];
  if (kind === "ganzzahl") better = numberIn(text.toLowerCase(), key, data.numbers);
  else if (/^(datum|tag)$/.test(kind)) [better, rough] = dateIn(text.toLowerCase(), key, data.dates);
  else if (kind === "adresse") better = text.replace(/^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/, "https://$&");
  else if (kind === "mailadresse") better = text.replace(/[([]at[)\]]|\sat\s/i, "@").replace(/[([](punkt|dot)[)\]]/gi, ".").replace(/\s|^mailto:/gi, "");
  return better !== value && fits(kind, better, data) ? { better, rough } : {};
}

/* The groups of a pattern that fits; those by which every way in reads dates and numbers come with the data. */
const groups = (pattern, text) => whole(pattern).exec(text)?.groups || {};

function dateIn(text, key, { forms, months, before, rough }) {
  const plain = text.replace(/ä/g, "ae").replace(/ü/g, "ue").replace(new RegExp("^" + (before[key] || before.start)), "");
  const { date } = groups(rough, plain);
  for (const form of forms) {
    const { year, short, month, name, day } = groups(form, date);
    if (year || short) return [[year || 20 + short, months[name] || month, day].filter(Boolean).map(two).join("-"), date !== plain];
  }
  return [""];
}

/* Halves are rounded up. What is no number becomes NaN, which fits nowhere. */
function numberIn(text, key, { forms, words, scales }) {
  const { figure, scale } = groups(forms[Object.keys(forms).find((unit) => key.includes(unit))], text);
  const digits = figure?.replace(/[.' ](?=\d{3})|,\D+$/g, "").replace(",", ".");
  return String(Math.round((words[figure] ?? digits) * (scales[scale] || 1)));
}

const two = (digits) => digits.toString().padStart(2, "0");

/* Every text with its path. */
function texts(value, at = "") {
  if (!value || typeof value !== "object") return value ? [[at, value]] : [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, at ? at + "." + key : key));
}

/* The values at a way such as "goals.*.goal", each with its path; empty ones left out. */
function at(values, way) {
  return way.split(".").reduce(
    (places, step) => places.flatMap(([path, value]) => {
      if (value === undefined || value === null) return [];
      const steps = step === "*" ? Object.keys(value) : [step];
      return steps.map((one) => [path ? path + "." + one : one, value[one]]);
    }),
    [["", values]],
  ).filter(([, value]) => !isEmpty(value));
}

const first = (values, way) => (at(values, way)[0] || [])[1];
const isFilled = (values, way) => at(values, way).length > 0;
/* Dates of unequal precision reach to their last day. */
function lastDay(date) {
  const [year, month = "12", day] = date.split("-");
  return [year, month, day || two(daysIn(Number(year), Number(month)))].join("-");
}

/* The outcome of the newest follow-up that has one, and not one that changes nothing; of equal dates the later in the list. */
function turn({ follow_up = [] }, passes) {
  const turns = follow_up.filter((entry) => entry.outcome && entry.outcome !== passes);
  return turns.reduce((one, other) => (one && lastDay(one.date || "") > lastDay(other.date || "") ? one : other), null);
}

/* A condition: any field holds one of the values, or none where that is the default; any is filled in; or the case has ended like this. */
export function holds(when, values) {
  if (when.effective) {
    const last = turn(values, when.passes);
    return when.effective.includes((last || values).outcome) && (when.turned || !last);
  }
  const known = when.any.flatMap((way) => at(values, way)).map(([, value]) => value);
  if (!known.length) return Boolean(when.or_none);
  return !when.in || known.some((value) => when.in.includes(value));
}
const number = (text) => (/^\d{1,12}$/.test(text || "") ? Number(text) : null);

/* One function a kind of rule that weighs fields against each other: yields [path, more] of each finding. `checks/form_pairs.py` says which
   rule is of which kind. */
const HOW = {
  needs: (pair, values) => (holds(pair.when, values) && isEmpty(values[pair.key]) ? [[pair.at]] : []),
  only: (pair, values) => (!holds(pair.when, values) && !isEmpty(values[pair.key]) ? [[pair.at]] : []),
  all(pair, values) {
    const isFound = pair.when.every((one) => holds(one, values)) && !pair.without.some((way) => isFilled(values, way));
    return isFound ? [[pair.at]] : [];
  },
  mentions(pair, values, { body }) {
    if (!holds(pair.when, values) || (pair.without && isFilled(values, pair.without))) return [];
    const sections = body.split(/^(?=## )/m).filter((part) => !pair.passing.includes(part.split("\n")[0].slice(3).trim()));
    const pattern = new RegExp(pair.pattern, "iu");
    return [values.title, values.summary, ...sections].some((text) => pattern.test(text || "")) ? [[pair.at]] : [];
  },
  years(pair, values) {
    const { start, end } = values.period || {};
    const later = (values.follow_up || []).map(({ date }) => (date || "").slice(0, 4));
    const isOutside = (year) => (start && year < start.slice(0, 4)) || (end && year > end.slice(0, 4));
    const years = (first(values, pair.at) || "").match(new RegExp(pair.pattern, "gu")) || [];
    return years.some((year) => isOutside(year) && !later.includes(year)) ? [[pair.at]] : [];
  },
  among: (pair, values) => (holds(pair.when, values) && !isEmpty(first(values, pair.at)) && !pair.values.includes(first(values, pair.at)) ? [[pair.at]] : []),
  /* An end reaches to its last day, a start begins with its first. */
  order(pair, values) {
    const [start, end] = [first(values, pair.from), first(values, pair.to)];
    const isKnown = (date) => date && /^\d{4}(-\d\d){0,2}$/.test(date) && inCalendar(date);
    if (!isKnown(start) || !isKnown(end)) return [];
    return lastDay(end) < (start + "-01-01").slice(0, 10) ? [[pair.at]] : [];
  },
  /* The largest of the figures decides the band. Below it is wrong always, above it only where all figures are known. */
  band(pair, values) {
    const figures = pair.figures.map((ways) => ways.map((way) => number(first(values, way))).find((one) => one !== null) ?? null);
    if (pair.cost_of.includes(values.cost_of)) figures[0] = null;
    const level = pair.bands.findIndex(([slug]) => slug === values.effort);
    const unknown = figures.filter((one) => one === null).length;
    if (!values.effort || unknown === 3 || (pair.over && unknown)) return [];
    const least = pair.bands.findIndex(([, limits]) => !limits || figures.every((one, index) => one === null || one <= limits[index]));
    return (pair.over ? level > least : level < least) ? [[pair.at, { better: pair.bands[least][0] }]] : [];
  },
  unlike(pair, values) {
    const like = (pattern, value) => new RegExp(pattern, pair.flags).test(value);
    return at(values, pair.at).filter(([, value]) => pair.bad.some((bad) => like(bad, value)) && !(pair.good && like(pair.good, value))).map(([way]) => [way]);
  },
  known: (pair, values, { known }) => at(values, pair.at).filter(([, value]) => value !== pair.or && !known[pair.list].has(value)).map(([way]) => [way]),
  belongs(pair, values, { known }) {
    const topic = known.measures.get(values[pair.key])?.topic;
    return topic && values.topic && topic !== values.topic ? [[pair.at, { better: topic }]] : [];
  },
  distinct(pair, values) {
    const all = [values[pair.key], ...(values[pair.at] || [])];
    return new Set(all).size < all.length ? [[pair.at]] : [];
  },
  sections(pair, values, { body }) {
    const headings = body.split("\n").filter((line) => line.startsWith("## ")).map((line) => line.slice(3).trim());
    return holds(pair.when, values) && pair.sections.some((name) => !headings.includes(name)) ? [[pair.at]] : [];
  },
};
/* Rules about Markdown, except where code may stand: there the check alone knows what is text. */
function checkBody(body, data, tell) {
  if (body.includes("`") || body.includes("~~~")) return;
  for (const rule of data.body.rules) {
    const pattern = new RegExp(rule.pattern, "u");
    const line = body.split("\n").find((one) => pattern.test(one));
    if (line !== undefined) tell(rule.rule, rule.says + filled(" »{line}«", { line: line.trim().slice(0, 40) }));
  }
}

/* No town may be named in a case without one; long names first, with their endings in German. */
function checkNames(values, body, known, data, tell) {
  const names = [...known.cities.values()].map((city) => city.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((one, other) => other.length - one.length);
  if (!names.length) return;
  const pattern = new RegExp("(?<![\\p{L}\\p{N}_])(?:" + names.join("|") + ")(?:er|s)?(?![\\p{L}\\p{N}_])", "u");
  for (const [at, value] of texts({ ...values, _body: body })) {
    const [name] = (at !== "region" && pattern.exec(value)) || [];
    if (name) tell(data.says.names.rule, at, { level: "body", says: data.says.names.says + " »" + name + "«" });
  }
}

/* What a browser kept may have been written by another page or an older form. */
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const areTexts = (value) => [value].flat().every((one) => typeof one === "string");

/* The draft, or null. `lists`: the names of the lists that have rows; `wanted`: the case that is being changed. */
export function readable(draft, lists, wanted) {
  if (!isPlain(draft) || !isPlain(draft.entries) || !isPlain(draft.kept ?? {}) || typeof (draft.time ?? "") !== "string") return null;
  const base = draft.base ?? null;
  if (base !== null && !(isPlain(base) && wanted && base.id === wanted && areTexts([base.body]))) return null;
  const fits = ([name, value]) => {
    const row = /^(\w+)\.(\d+)\./.exec(name);
    return areTexts(value) && (!row || (lists.includes(row[1]) && row[2].length < 4));
  };
  const entries = Object.entries(draft.entries);
  return entries.length < 2000 && entries.every(fits) ? draft : null;
}

/* Whether values are those of a case: where the model has a text, a group or a list, there stands one. */
export const isShaped = (values, fields) => isPlain(values) && Object.entries(values).every(([key, value]) => {
  const field = fields.find((one) => one.key === key);
  const fits = (one) => (field.fields ? isShaped(one, field.fields) : typeof one === "string");
  return field && (value === null || (field.many ? Array.isArray(value) && value.length < 1000 && value.every(fits) : fits(value)));
});
