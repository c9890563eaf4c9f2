/* The field above the list of towns: what does not match is hidden, letters without a town too. Enter leads to the first that is left.
   Where the list stands on several pages, the letters of the others are loaded when somebody begins to type. */
const field = document.querySelector("[data-kb-towns]");
const plain = (text) => text.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");
/* A name with and without its dots written out: Köln is found as köln, koln and koeln. */
const spellings = (name) => [plain(name), plain(name.replace(/[äöü]/gi, "$&e"))];

if (field) {
  const [input, said] = [field.querySelector("input"), field.querySelector("[role=status]")];
  const list = document.querySelector(".kb-townlist");
  const own = [...list.children];
  const read = (section) => ({
    section,
    towns: [...section.querySelectorAll("li")].map((entry) => ({ entry, names: spellings(entry.firstElementChild.textContent) })),
  });
  const letters = own.map(read);
  let others = (field.dataset.parts ?? "").split(" ").filter(Boolean);
  const load = async (page) => {
    const answer = await fetch(page);
    if (!answer.ok) return [];
    const there = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of there.querySelectorAll(".kb-townlist a")) link.href = new URL(link.getAttribute("href"), answer.url).href;
    return [...there.querySelectorAll(".kb-townlist > section")];
  };
  /* What cannot be loaded is left out: the letters above lead to it. */
  const loadOthers = async () => {
    const [pages, none] = [others, []];
    others = none;
    for (const sections of await Promise.all(pages.map((page) => load(page).catch(() => none)))) {
      for (const section of sections) {
        section.removeAttribute("id");
        list.append(document.adoptNode(section));
        letters.push(read(section));
      }
    }
    filter();
  };
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
      section.hidden = !any || (!typed && !own.includes(section));
    }
    said.textContent = typed ? (left ? field.dataset.found.replace("{0}", left) : field.dataset.none) : "";
  };
  field.hidden = false;
  input.addEventListener("input", () => {
    if (others.length) loadOthers();
    filter();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = input.value.trim() && document.querySelector(".kb-townlist section:not([hidden]) li:not([hidden]) a");
    if (first) location.assign(first.href);
  });
  if (input.value) input.dispatchEvent(new Event("input"));
}
