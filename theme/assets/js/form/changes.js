/* What a correction changes: for people field by field, for machines as a unified diff. */

import { flatten } from "./values.js";

/* [label, before, after] of each entry that differs. `label` gives the German name of an entry. */
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

/* Lines kept, taken away and added, by their longest common subsequence. */
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
