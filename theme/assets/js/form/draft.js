/* Whether what a browser kept is a draft of this form: another page or an older form may have written it. */

const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const areTexts = (value) => [value].flat().every((one) => typeof one === "string");

/* The draft, or null. `lists`: the names of the lists that have rows. */
export function readable(draft, lists) {
  if (!isPlain(draft) || !isPlain(draft.entries) || !isPlain(draft.kept ?? {}) || typeof (draft.time ?? "") !== "string") return null;
  const base = draft.base ?? null;
  if (base !== null && !(isPlain(base) && isPlain(base.values) && areTexts([base.id, base.body]))) return null;
  const fits = ([name, value]) => {
    const row = /^(\w+)\.(\d+)\./.exec(name);
    return areTexts(value) && (!row || (lists.includes(row[1]) && row[2].length < 4));
  };
  return Object.entries(draft.entries).every(fits) ? draft : null;
}
