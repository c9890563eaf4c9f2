/* A case as text and as entries: pure functions. */

/* The file of a case in canonical form, byte for byte as `sources/canonical.py` writes it. `law` = which texts need no quotation marks. */
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

/* Lines of a mapping in the order of the model. Numbers are written as numbers; what is empty is left out. */
function mapping(values, fields, indent, scalar) {
  const lines = [];
  for (const field of fields) {
    const value = values[field.key];
    if (isEmpty(value)) continue;
    const start = indent + field.key + ":";
    if (Array.isArray(value)) lines.push(start, ...sequence(value, field, indent + "  ", scalar));
    else if (field.fields) lines.push(start, ...mapping(value, field.fields, indent + "  ", scalar));
    else lines.push(start + " " + scalar(field.kind === "ganzzahl" && /^\d{1,12}$/.test(value) ? Number(value) : value));
  }
  return lines;
}

/* The first line of an item stands behind its dash. */
function sequence(items, field, indent, scalar) {
  return items.filter((item) => !isEmpty(item)).flatMap((item) => {
    if (!field.fields) return [indent + "- " + scalar(item)];
    const lines = mapping(item, field.fields, indent + "  ", scalar);
    return [indent + "- " + lines[0].trimStart(), ...lines.slice(1)];
  });
}

/* Values as entries of a form: {goals: [{goal: "a"}]} becomes {"goals.0.goal": "a"}. */
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

/* And back. Rows that are empty or were removed leave no gap. */
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

/* The body by the headings that the form asks for: `_s0`, `_s1` …; whole as `_body` if it would not come back the same. */
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

/* As `model/slugs.py`: ä becomes ae, ß becomes ss, other accents go. */
export function slugify(text) {
  const bare = text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/([aou])\u0308/g, "$1e").replace(/\p{M}/gu, "");
  return bare.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/* ä like ae like a */
export const fold = (text) => " " + slugify(text).replace(/([aou])e/g, "$1").replaceAll("-", " ");

/* By what a town or measure is found: its name, and its other words. */
export const keysOf = ({ name, words }) => [name, [words].join()].map((text) => "^" + fold(text) + " ");

/* What differs between two states: [label, before, after] of each entry. */
export function changes(before, after, fields, label) {
  const [old, fresh] = [flatten(before, fields), flatten(after, fields)];
  const show = (value) => (value === undefined ? "" : Array.isArray(value) ? value.join("; ") : String(value));
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .filter((name) => show(old[name]) !== show(fresh[name]))
    .map((name) => [label(name), show(old[name]), show(fresh[name])]);
}

/* A change that `git apply` takes: three lines around each difference. `quiet` = the last line was far from any. */
export function unifiedDiff(path, before, after) {
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

/* Longest common subsequence, from the end: the steps from one list to the other as [sign, item]. */
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

/* Words with values in them; quotation marks within quotation marks become single ones. */
export function filled(text, values) {
  return text.replace(/(»?)\{(\w+)\}/g, (all, quote, name) => {
    const value = String(values[name] ?? all);
    return quote + (quote ? value.replaceAll("»", "›").replaceAll("«", "‹") : value);
  });
}

/* What was likely meant: a part of the name, its letters in another order, or nearly the same. */
export function nearest(wanted, slugs) {
  const isPart = (slug, other) => `-${other}-`.includes(`-${slug}-`);
  const share = (slug, letters) => (2 * letters) / (slug + wanted).length;
  let [best, found] = [0.8, ""];
  for (const slug of slugs) {
    const likeness = isPart(slug, wanted) || isPart(wanted, slug) ? 1 : unordered(slug);
    if (likeness > best) [best, found] = [likeness, slug];
  }
  return found;

  /* The order is looked at last: it takes longest, and of thousands of names few have enough letters in common. */
  function unordered(slug) {
    if (share(slug, Math.min(slug.length, wanted.length)) <= best) return 0;
    let rest = wanted;
    for (const letter of slug) rest = rest.replace(letter, "");
    const most = share(slug, wanted.length - rest.length);
    if (most <= best || most === 1) return most;
    return share(slug, compare([...slug], [...wanted]).filter(([sign]) => sign === " ").length);
  }
}

/* Bytes that an address may have; forges and mail programs cut or refuse longer ones. */
const LIMIT = 6000;
const MAIL_LIMIT = 1800;

const code = encodeURIComponent;
export const bytes = (text) => new TextEncoder().encode(text).length;
/* Not every forge takes the text in the address; edit pages take none. */
export function toForge({ add, value, change }, { path, text, exists }) {
  if (exists) return { url: change + path, clipboard: text };
  const empty = add + code(path);
  const full = empty + value + code(text);
  return value && bytes(full) <= LIMIT ? { url: full, clipboard: "" } : { url: empty, clipboard: text };
}

/* A text too long for an address goes with the mail as a file. */
export function toMail(mailbox, subject, text, short) {
  const url = (body) => "mailto:" + mailbox + "?subject=" + code(subject) + "&body=" + code(body.replace(/\n/g, "\r\n"));
  return bytes(url(text)) <= MAIL_LIMIT ? { url: url(text), clipboard: "" } : { url: url(short), clipboard: text };
}
