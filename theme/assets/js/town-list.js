/* The field above the list of towns: what does not match is hidden, letters without a town too. Enter leads to the first that is left. */
const field = document.querySelector("[data-kb-towns]");
const plain = (text) => text.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");
/* A name with and without its dots written out: Köln is found as köln, koln and koeln. */
const spellings = (name) => [plain(name), plain(name.replace(/[äöü]/gi, "$&e"))];

if (field) {
  const [input, said] = [field.querySelector("input"), field.querySelector("[role=status]")];
  const letters = [...document.querySelectorAll(".kb-townlist > section")].map((section) => ({
    section,
    towns: [...section.querySelectorAll("li")].map((entry) => ({ entry, names: spellings(entry.firstElementChild.textContent) })),
  }));
  /* A name that begins with what was typed, or one of whose words does. */
  const fits = (name, typed) => name.startsWith(typed) || name.split(/[ (/-]/).some((word) => word.startsWith(typed));
  const filter = () => {
    const typed = plain(input.value.trim());
    let left = 0;
    for (const { section, towns } of letters) {
      let any = false;
      for (const { entry, names } of towns) {
        entry.hidden = !names.some((name) => fits(name, typed));
        any ||= !entry.hidden;
        left += !entry.hidden;
      }
      section.hidden = !any;
    }
    said.textContent = typed ? (left ? field.dataset.found.replace("{0}", left) : field.dataset.none) : "";
  };
  field.hidden = false;
  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = input.value.trim() && document.querySelector(".kb-townlist section:not([hidden]) li:not([hidden]) a");
    if (first) location.assign(first.href);
  });
  if (input.value) filter();
}
