/* The case as its page will show it, as text only: nothing that was typed is ever read as markup. */

import { flatten } from "./values.js";

const make = (tag, text, className) => Object.assign(document.createElement(tag), { textContent: text, className: className || "" });

export function preview(box, values, body, fields, label, show) {
  const facts = document.createElement("dl");
  for (const [name, value] of Object.entries(flatten(values, fields))) {
    if (name === "title" || name === "summary") continue;
    const row = document.createElement("div");
    const shown = (Array.isArray(value) ? value : [value]).map((one) => show(name, one)).join(", ");
    row.append(make("dt", label(name)), make("dd", shown));
    facts.append(row);
  }
  const text = body.split(/\n{2,}/).filter(Boolean).map((part) => (part.startsWith("## ") ? make("h4", part.slice(3)) : make("p", part)));
  box.replaceChildren(make("h3", values.title || "…"), ...(values.summary ? [make("p", values.summary, "kb-lead")] : []), ...text, facts);
}
