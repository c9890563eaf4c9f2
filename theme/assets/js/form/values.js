/* Values of a case ↔ named entries of the form. A name is the way to the value: period.start, goals.0.goal; lists without groups have
   one entry with several values. Names with an underscore belong to the form alone. */

import { isEmpty } from "./canonical.js";

export function flatten(values, fields, prefix = "", into = {}) {
  for (const field of fields) {
    const value = values[field.key];
    const name = prefix + field.key;
    if (isEmpty(value)) continue;
    if (field.fields && field.many) value.forEach((item, index) => flatten(item, field.fields, name + "." + index + ".", into));
    else if (field.fields) flatten(value, field.fields, name + ".", into);
    else into[name] = value;
  }
  return into;
}

export function unflatten(entries, fields, prefix = "") {
  const values = {};
  for (const field of fields) {
    const name = prefix + field.key;
    const value = field.fields && field.many ? rows(entries, field, name)
      : field.fields ? unflatten(entries, field.fields, name + ".") : tidy(entries[name]);
    if (!isEmpty(value)) values[field.key] = value;
  }
  return values;
}

const tidy = (value) => (Array.isArray(value) ? value.map(tidy).filter((one) => one.trim()) : (value || "").normalize("NFC"));

function rows(entries, field, name) {
  const found = Object.keys(entries).filter((key) => key.startsWith(name + ".")).map((key) => Number(key.slice(name.length + 1).split(".")[0]));
  const indexes = [...new Set(found)].sort((one, other) => one - other);
  return indexes.map((index) => unflatten(entries, field.fields, name + "." + index + ".")).filter((item) => !isEmpty(item));
}

/* The text below the front matter: one section a heading, or, where it is written otherwise, one free text. */
export function splitBody(body, names) {
  const text = body.replace(/^\n+|\n+$/g, "");
  const parts = {};
  for (const part of text.split(/^(?=## )/m)) {
    const [heading, ...rest] = part.split("\n");
    const index = names.indexOf(heading.slice(3));
    if (index >= 0) parts["_s" + index] = rest.join("\n").trim();
  }
  return joinBody(parts, names) === text ? parts : { _body: text };
}

export function joinBody(entries, names) {
  if ((entries._body || "").trim()) return entries._body.normalize("NFC").replace(/^\n+|\n+$/g, "");
  const sections = names.map((name, index) => [name, (entries["_s" + index] || "").normalize("NFC").trim()]);
  return sections.filter(([, text]) => text).map(([name, text]) => "## " + name + "\n\n" + text).join("\n\n");
}

export function slugify(text) {
  const folded = text.replace(/[äöüßÄÖÜ]/g, (sign) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss", Ä: "ae", Ö: "oe", Ü: "ue" })[sign]);
  return folded.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}
