/* Chooses feeds on »Neuigkeiten abonnieren«: towns are offered from the list of all feeds, and the choice becomes a list of its own. */

const form = document.querySelector(".kb-feeds");
const towns = form.querySelector("[data-towns]");
const field = towns.querySelector("input");
const end = form.querySelector("[data-end]");
const said = end.querySelector("output");
let list;

/* The list of all feeds, as a document and by the mark of each. */
function loaded() {
  list ??= fetch(form.dataset.list).then(async (answer) => {
    const text = await answer.text();
    const all = new DOMParser().parseFromString(text, "text/xml");
    const feeds = [...all.querySelectorAll("outline[xmlUrl]")];
    return { all, feeds: new Map(feeds.map((feed) => [idOf(feed), feed])) };
  });
  list.catch(() => (list = undefined)); // the next attempt asks again
  return list;
}

function idOf(feed) {
  const url = feed.getAttribute("xmlUrl");
  return url.slice(url.lastIndexOf("/abo/") + 5).replace(/\.xml$/, "").replace("/", "-");
}

/* »Neu: Gera – Wissensspeicher« → Gera */
function nameOf(feed) {
  return feed.getAttribute("text").replace(form.dataset.prefix, "").replace(/ – [^–]*$/, "");
}

const isTown = (id) => id.startsWith("stadt-");
const boxOf = (id) => [...form.querySelectorAll("input[type=checkbox]")].find((box) => box.value === id);

async function offer() {
  const offered = towns.querySelector("datalist");
  if (offered.childElementCount) return;
  const { feeds } = await loaded();
  const names = [...feeds].filter(([id]) => isTown(id)).map(([, feed]) => new Option("", nameOf(feed)));
  offered.replaceChildren(...names);
}

/* Ticks a feed; a town gets its entry first. */
async function choose(id) {
  const { feeds } = await loaded();
  if (!feeds.has(id)) return;
  if (!boxOf(id)) {
    const link = Object.assign(document.createElement("a"), { href: feeds.get(id).getAttribute("xmlUrl"), textContent: form.dataset.address });
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: id });
    const label = document.createElement("label");
    label.append(box, " " + nameOf(feeds.get(id)));
    link.setAttribute("aria-label", form.dataset.address + ": " + nameOf(feeds.get(id)));
    const entry = document.createElement("li");
    entry.append(label, " ", link);
    towns.querySelector("ul").append(entry);
  }
  const box = boxOf(id);
  box.closest("details")?.setAttribute("open", "");
  box.checked = true;
  tell();
}

function chosen() {
  return [...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value);
}

function tell() {
  said.textContent = chosen().length ? form.dataset.chosen + " " + chosen().length : "";
}

async function download() {
  if (!chosen().length) {
    said.textContent = form.dataset.none;
    return;
  }
  const { all, feeds } = await loaded();
  const own = all.cloneNode(true);
  const wanted = new Set(chosen().map((id) => feeds.get(id)?.getAttribute("xmlUrl")));
  for (const feed of own.querySelectorAll("outline[xmlUrl]")) if (!wanted.has(feed.getAttribute("xmlUrl"))) feed.remove();
  for (const folder of own.querySelectorAll("outline:not([xmlUrl])")) if (!folder.childElementCount) folder.remove();
  const text = '<?xml version="1.0" encoding="utf-8"?>\n' + new XMLSerializer().serializeToString(own.documentElement) + "\n";
  const href = URL.createObjectURL(new Blob([text], { type: "text/x-opml" }));
  Object.assign(document.createElement("a"), { href, download: "abos.opml" }).click();
}

towns.hidden = end.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => event.target.type === "checkbox" && tell());
field.addEventListener("focus", offer);
field.addEventListener("change", async () => {
  const { feeds } = await loaded();
  const found = [...feeds].find(([id, feed]) => isTown(id) && nameOf(feed).toLowerCase() === field.value.trim().toLowerCase());
  if (!found) return;
  field.value = "";
  await choose(found[0]);
});
end.querySelector("button").addEventListener("click", download);
const wanted = new URLSearchParams(location.search).get("abo");
if (wanted) choose(wanted);
