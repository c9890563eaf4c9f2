/* A field with suggestions as one types (the combobox of ARIA 1.2): arrows move, Enter takes, Escape closes. What is typed stays. */

const MOST = 8;

export const fold = (text) => text.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, " ").trim();

/* `options`: [{id, name, words, note}]; `take(option)` hears of a choice, `free(text)` of text that is no option, `extra(text)` names the
   last line of the list, that leaves the text as it is. `tell` says how many there are. */
export function combobox(input, options, { take, free, extra, tell }) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  const keyed = options.map((option) => ({ option, keys: [option.name, ...option.words].map(fold) }));
  let shown = [];
  let active = -1;

  function find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const rank = ({ keys }) => (keys[0].startsWith(wanted) ? 0 : keys.some((key) => (" " + key).includes(" " + wanted)) ? 1 : keys.some((key) => key.includes(wanted)) ? 2 : 9);
    return keyed.map((one) => [rank(one), one.option]).filter(([found]) => found < 9).sort((one, other) => one[0] - other[0]).slice(0, MOST).map(([, option]) => option);
  }

  function show() {
    const text = input.value.trim();
    const hits = find(text);
    shown = text ? [...hits, ...(exact(text) ? [] : [null])] : [];
    list.replaceChildren(...shown.map((option, index) => {
      const item = document.createElement("li");
      item.id = list.id + "-" + index;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = option ? option.name : extra(text);
      if (option && option.note) item.append(Object.assign(document.createElement("small"), { textContent: option.note }));
      return item;
    }));
    open(shown.length > 0);
    mark(-1);
    tell(hits.length);
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  const exact = (text) => options.find((option) => fold(option.name) === fold(text));

  function settle(option) {
    open(false);
    if (option) {
      input.value = option.name;
      take(option);
    } else free(input.value.trim());
  }

  input.addEventListener("input", () => {
    free("");
    show();
  });
  input.addEventListener("keydown", (event) => {
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) show();
      else mark((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen) settle(active >= 0 ? shown[active] : shown[0]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      open(false);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) settle(shown[[...list.children].indexOf(item)]);
  });
  input.addEventListener("blur", () => settle(exact(input.value)));
  return () => settle(exact(input.value));
}
