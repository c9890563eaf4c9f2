/* The controls of the form as named entries, and back. Entries of lists keep the order in which they were chosen. */

let chosen = 0;

export function readEntries(form) {
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

export function writeEntries(form, entries) {
  form.reset();
  form.querySelectorAll("[data-rows]").forEach((rows) => rows.replaceChildren());
  form.querySelectorAll("input[type=hidden]").forEach((control) => { control.value = ""; });
  for (const [name, value] of Object.entries(entries)) {
    const row = /^(\w+)\.(\d+)\./.exec(name);
    if (row) addRow(form, row[1], Number(row[2]));
    setEntry(form, name, value);
  }
}

export function setEntry(form, name, value) {
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

/* Remember that a box was ticked after those before it. */
export function inOrder(control) {
  if (control.type === "checkbox" && control.checked) control.dataset.order = String(chosen += 1);
}

/* The row with this number, a new one after the last where none is given. */
export function addRow(form, list, index) {
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
