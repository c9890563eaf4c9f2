/* The canonical form of a file, byte for byte as the checks write it: keys in the order of the model, plain scalars where the pattern
   allows, else JSON in double quotes, nothing folded, empty keys left out, LF, NFC, one final newline. */

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
