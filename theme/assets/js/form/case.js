/* A case as text and as entries: pure functions. */

export function write(values, fields, body, law) {
  const plain = new RegExp("^(?:" + law.plain + ")$", "u");
  const scalar = (value) => {
    const text = String(value).normalize("NFC");
    return plain.test(text) && !text.endsWith(" ") && !law.not_plain.includes(text) ? text : JSON.stringify(text);
  };
  const content = ["---", ...mapping(values, fields, "", scalar), "---"].join("\n") + "\n";
  const text = body.replace(/^\n+|\n+$/g, "");
  return (content + (text ? "\n" + text + "\n" : "")).normalize("NFC");
}

export function isEmpty(value) {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

function mapping(values, fields, indent, scalar) {
  const lines = [];
  for (const field of fields) {
    const value = values[field.key];
    if (isEmpty(value)) continue;
    const start = indent + field.key + ":";
    if (Array.isArray(value)) lines.push(start, ...sequence(value, field, indent + "  ", scalar));
    else if (field.fields) lines.push(start, ...mapping(value, field.fields, indent + "  ", scalar));
    else lines.push(start + " " + scalar(field.kind === "ganzzahl" && /^[0-9]{1,12}$/.test(value) ? Number(value) : value));
  }
  return lines;
}

function sequence(items, field, indent, scalar) {
  return items.filter((item) => !isEmpty(item)).flatMap((item) => {
    if (!field.fields) return [indent + "- " + scalar(item)];
    const lines = mapping(item, field.fields, indent + "  ", scalar);
    return [indent + "- " + lines[0].trimStart(), ...lines.slice(1)];
  });
}

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
  const german = text.normalize("NFC").toLowerCase().replace(/[äöüß]/g, (sign) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" })[sign]);
  return german.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

export function changes(before, after, fields, label) {
  const [old, fresh] = [flatten(before, fields), flatten(after, fields)];
  const show = (value) => (value === undefined ? "" : Array.isArray(value) ? value.join("; ") : String(value));
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .filter((name) => show(old[name]) !== show(fresh[name]))
    .map((name) => [label(name), show(old[name]), show(fresh[name])]);
}

export function unifiedDiff(path, before, after) {
  if (before === after) return "";
  const steps = compare(before.split("\n").slice(0, -1), after.split("\n").slice(0, -1));
  const hunks = [];
  let [oldLine, newLine, quiet] = [1, 1, 7];
  steps.forEach(([sign, line], index) => {
    const near = steps.slice(Math.max(0, index - 3), index + 4).some(([other]) => other !== " ");
    if (near && quiet) hunks.push({ old: oldLine, fresh: newLine, lines: [] });
    quiet = !near;
    if (near) hunks[hunks.length - 1].lines.push(sign + line);
    if (sign !== "+") oldLine += 1;
    if (sign !== "-") newLine += 1;
  });
  const count = (lines, sign) => lines.filter((line) => line[0] !== sign).length;
  const body = hunks.flatMap(({ old, fresh, lines }) => [`@@ -${old},${count(lines, "+")} +${fresh},${count(lines, "-")} @@`, ...lines]);
  return ["--- a/" + path, "+++ b/" + path, ...body, ""].join("\n");
}

function compare(old, fresh) {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = old[i] === fresh[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const steps = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) steps.push([" ", old[i++], j++]);
    else if (i < old.length && (j === fresh.length || lengths[i + 1][j] >= lengths[i][j + 1])) steps.push(["-", old[i++]]);
    else steps.push(["+", fresh[j++]]);
  }
  return steps;
}

export const LIMIT = 6000;
export const MAIL_LIMIT = 1800;

const code = encodeURIComponent;
const length = (url) => new TextEncoder().encode(url).length;
const ways = {
  github: { add: "/new/{branch}?filename={path}", value: "&value=", change: "/edit/{branch}/" },
  forgejo: { add: "/_new/{branch}/?filename={path}", value: "&value=", change: "/_edit/{branch}/" },
  gitlab: { add: "/-/new/{branch}?file_name={path}", value: "", change: "/-/edit/{branch}/" },
};
const steps = (path) => path.split("/").map(code).join("/");

/* GitHub and Forgejo fill in what the address says, GitLab only the name, edit pages nothing. */
export function toForge(forge, file) {
  const way = ways[forge.kind];
  const home = forge.url.replace(/\/+$/, "");
  const fill = (part) => home + part.replace("{branch}", steps(forge.branch)).replace("{path}", code(file.path));
  if (file.exists) return { url: fill(way.change) + steps(file.path), clipboard: file.text };
  const empty = fill(way.add);
  const filled = way.value ? empty + way.value + code(file.text) : "";
  return filled && length(filled) <= LIMIT ? { url: filled, clipboard: "" } : { url: empty, clipboard: file.text };
}

/* A text too long for an address goes with the mail as a file. */
export function toMail(mailbox, subject, text, short) {
  const url = (body) => "mailto:" + mailbox + "?subject=" + code(subject) + "&body=" + code(body.replace(/\n/g, "\r\n"));
  return length(url(text)) <= MAIL_LIMIT ? { url: url(text), clipboard: "", attach: false } : { url: url(short), clipboard: text, attach: true };
}
