/* Whether what a browser kept is a draft of this form: another page or an older form may have written it. */

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
