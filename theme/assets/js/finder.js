/* The finder: what is chosen stands in the form, and as slugs in the address. */
const form = document.querySelector("[data-kb-finder]");

/* Without a case there is no form. */
if (form) {
  /* Words and addresses stand in attributes of the form: the script holds none. {0}, {1} are filled in. */
  const say = form.dataset;
  const part = (name) => form.querySelector(`[data-kb~="${name}"]`);
  const fill = (words, ...values) => words.replace(/\{(\d)\}/g, (_, at) => values[at]);
  const { format: figure } = new Intl.NumberFormat("de"); // kept: to make one takes longer than all else that a choice does
  const { compare } = new Intl.Collator("de");
  const { text, stadt, sort } = form.elements;
  const list = form.querySelector(".kb-rows");
  const total = Number(say.total);
  const all = part("status").textContent;
  /* Facets, and their choices in the order of the page. `out` is the number beside a choice. */
  const facets = [...form.querySelectorAll("[data-facet]")].map((fold) => ({
    fold,
    name: fold.dataset.facet,
    label: fold.querySelector("summary").textContent,
    choices: [...fold.querySelectorAll("label")].map((label) => {
      const [box, word, out] = label.children;
      return { label, box, word, out };
    }),
  }));

  /* Text and town narrow the list too. Whatever does can be lifted. */

  const TEXT = facets.length;
  const TOWN = TEXT + 1;
  /* How to undo each restriction, by its place: the facets first, then the text, then the town. */
  const lift = [
    ...facets.map(({ choices }) => () => choices.forEach(({ box }) => { box.checked = false; })),
    () => { text.value = ""; },
    () => { stadt.value = ""; },
  ];
  const named = (at) => (at < TEXT ? facets[at].label : at === TEXT ? fill(say.text, asked) : fill(say.town, townName()));

  /* Cases, what happened last first. Their facts are places among the choices. */

  const cases = [];

  /* "3;0,2;…": for each facet the places of the values that a case has. A case may have several, or none. */
  const known = (facts) => facts.split(";").map((places, at) => (places ? places.split(",").map((place) => facets[at].choices[place]) : []));

  function add(id, facts, row) {
    cases.push({
      id, row, facts, at: cases.length, city: id.split("/")[0], words: row.textContent.toLowerCase(),
      town: row.querySelector(".kb-row__facts").textContent.split(" · ")[0],
    });
  }

  [...list.children].forEach((row) => add(row.querySelector("a").getAttribute("href").slice(0, -1), known(row.dataset.facts), row));
  /* How many rows are shown at first, and now. The page itself holds these; all others come in files. */
  const first = cases.length;
  let limit = first;

  function years(start, end, running) {
    if (start && end) return start === end ? end : `${start}–${end}`;
    return start ? fill(running ? say.since : say.from, start) : end && fill(say.until, end);
  }

  /* A case from a file becomes a row like those of the page: a copy of the first one, with its own words. */
  function take({ id, title, town, region, start, end, running, own, facts }) {
    const row = cases[0].row.cloneNode(true);
    const link = row.querySelector("a");
    const badge = row.lastElementChild;
    const values = known(facts);
    const of = (name) => values[facets.findIndex((facet) => facet.name === name)];
    const [outcome] = of("ergebnis");
    link.href = `${id}/`;
    link.textContent = title;
    row.querySelector(".kb-row__facts").textContent =
      [town || `${say.unnamed} (${region})`, ...of("massnahme").map(({ word }) => word.textContent), years(start, end, running), own && say.own]
        .filter(Boolean).join(" · ");
    badge.className = `kb-badge kb-is-${outcome.box.value}`;
    badge.replaceChildren(...outcome.word.cloneNode(true).childNodes);
    if (own) badge.querySelector("use").href.baseVal += "-hollow";
    add(id, values, row);
  }

  let step = 0;
  let loading;

  async function json(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw answer;
    return answer.json();
  }

  const tell = (words) => { part("notice").textContent = words; };
  const reveal = () => document.documentElement.classList.remove("kb-asked");

  function failed() {
    tell(say.failed);
    reveal();
  }

  /* Files come one after the other, oldest last, until enough cases are known. */
  async function steps(least) {
    while (cases.length < least && step < say.steps) {
      (await json(`${say.rest}${step + 1}.json`)).forEach(take);
      step += 1;
      update();
    }
  }

  /* At most one loading at a time; whoever asks meanwhile waits for it. */
  async function load(least) {
    if (!loading && cases.length < Math.min(least, total)) {
      part("status").textContent = say.loading;
      loading = steps(least).catch(failed).then(() => { loading = null; update(); });
    }
    return loading;
  }

  /* »Meine Stadt«, and the town whose likes are asked for. What it is compared by comes when it is needed. */

  let mine;
  let rule;
  let home;

  const module = async () => (mine ??= await import("./town/mine.js"));
  /* The town that the address names, else, for the order alone, the reader's own. */
  const wanted = () => stadt.value || (sort.value === "aehnlich" ? own() : "");
  const own = () => window.__md_get("stadt")?.id || "";
  const townName = () => (home?.id === stadt.value ? home.name : window.__md_get("stadt")?.id === stadt.value ? window.__md_get("stadt").name : "…");

  /* A slug that no town has is said and passed over. */
  async function know() {
    const id = wanted();
    if (!id || id === home?.id) return;
    const { rule: shipped, town } = await module();
    const is = await shipped();
    const found = (await town(id)) || (await town(Object.keys(is.towns).find((one) => slugify(is.towns[one].name) === id) || ""));
    if (id !== wanted()) return;
    [rule, home] = [is, found];
    if (home && stadt.value) {
      stadt.value = home.id;
      written = query();
    } else if (!home) {
      stadt.value = "";
      written = query();
      tell(`${part("notice").textContent} ${fill(say.unknown, `${part("label").dataset.choose} »${id}«`)}`.trim());
    }
    update();
  }

  /* The search knows which cases fit a text. Where it does not answer, each word must stand in the entry. */

  /* `hits` = rank by id of the cases that fit the text; null without a text. `waiting` = the answer has not come yet. `patience` = milliseconds until we search ourselves. */
  let hits = null;
  let waiting = false;
  let asked = "";
  let worker;
  let timer = 0;
  let patience = 2000;

  function found(ids) {
    clearTimeout(timer);
    waiting = false;
    hits = new Map(ids.map((id, rank) => [id, rank]));
    update();
  }

  /* Without the search: every word must stand in the entry. From then on it is not waited for any more. */
  function plainly() {
    const words = asked.toLowerCase().split(/\s+/);
    patience = 50;
    found(cases.filter((one) => words.every((word) => one.words.includes(word))).map(({ id }) => id));
  }

  function start() {
    try {
      worker = new Worker(JSON.parse(document.getElementById("__config").textContent).search);
      worker.onmessage = ({ data: { type, data } }) => {
        /* An answer to an older question comes too late. */
        if (type !== "cases" || data.query !== asked) return;
        if (data.ids) found(data.ids);
        else plainly();
      };
    } catch { patience = 50; }
  }

  function search() {
    const words = text.value.trim();
    if (words === asked) return update();
    asked = words;
    clearTimeout(timer);
    waiting = Boolean(words);
    if (!words) {
      hits = null;
      return update();
    }
    if (!worker) start();
    worker?.postMessage({ type: "cases", data: words });
    timer = setTimeout(() => load(total).then(plainly), patience);
  }

  /* Which cases fit, and how many would with one facet free. */

  let shown = [];
  let wish = "";

  /* The order that suits what is asked for; only another one, a `wish`, stands in the address. */
  const usual = () => (text.value.trim() ? "passend" : stadt.value ? "aehnlich" : "neu");

  const orders = {
    passend: (one, other) => hits && hits.get(one.id) - hits.get(other.id),
    stadt: (one, other) => compare(one.town, other.town),
    aehnlich: (one, other) => home && (other.alike - one.alike || (one.city > other.city) - (one.city < other.city)),
    neu: () => 0,
  };

  function update() {
    const like = stadt.value && home?.id === stadt.value ? home : null;
    const size = like?.population;
    const lifted = lift.map(() => 0);
    facets.forEach((facet) => {
      facet.choices.forEach((choice) => { choice.cases = 0; });
      facet.active = facet.choices.some(({ box }) => box.checked);
    });
    const on = new Set(facets.flatMap(({ choices }) => choices.filter(({ box }) => box.checked)));
    shown = [];
    for (const one of cases) {
      const town = home && rule.towns[one.city];
      /* What keeps a case out. One that misses a single restriction is counted for it: so many more there would be without. */
      const missed = [...facets.keys()].filter((at) => facets[at].active && !one.facts[at].some((choice) => on.has(choice)));
      if (hits && !hits.has(one.id)) missed.push(TEXT);
      /* Nobody looks for their own town among those that are like it. */
      if (like && (one.city === like.id || (size && !(town && town.population * 2 >= size && town.population <= size * 2)))) missed.push(TOWN);
      if (missed.length > 1) continue;
      const [free] = missed;
      if (free === undefined) shown.push(one);
      else lifted[free] += 1;
      if (home) one.alike = mine.nearness(home, town && { id: one.city, ...town }, rule);
      one.facts.forEach((values, at) => { if (free === undefined || free === at) values.forEach((choice) => { choice.cases += 1; }); });
    }
    const order = orders[sort.value];
    shown.sort((one, other) => order(one, other) || one.at - other.at);
    part("range").textContent = !like ? "" : size ? fill(say.range, figure(Math.ceil(size / 2)), figure(size * 2)) : say.norange;
    render(lifted, on);
  }

  function show(most) {
    list.replaceChildren(...shown.slice(0, most).map(({ row }) => row));
  }

  function render(lifted, on) {
    /* As long as nothing is chosen, the numbers of the page stand until all cases are known: it has counted every case. */
    const sure = written || cases.length >= total;
    show(limit);
    if (sure) {
      facets.forEach(({ choices }) => choices.forEach((choice) => {
        choice.out.value = choice.cases;
        choice.out.textContent = figure(choice.cases);
        choice.label.classList.toggle("kb-choice--none", !choice.cases && !on.has(choice));
      }));
    }
    const number = sure ? shown.length : total;
    if (!loading) part("status").textContent = number === total ? all : fill(say.found, figure(number), figure(total));
    part("done").textContent = number === 1 ? say.showone : fill(say.show, figure(number));
    part("further").hidden = shown.length <= limit && sure;
    townButton();
    /* What the address asks for is shown at once as it stays. */
    if (sure && !loading && !waiting && (!wanted() || home?.id === wanted())) reveal();
    part("none").hidden = shown.length || loading;
    list.hidden = !shown.length;
    part("address").textContent = location.href;
    chips(on);
    /* What to lift when little is found: at most three, those that bring most first. */
    const worth = [...lift.keys()].filter((at) => lifted[at]).sort((one, other) => lifted[other] - lifted[one]);
    part("lifts").replaceChildren(...worth.slice(0, 3).map((at) => button(fill(say.lift, named(at), figure(lifted[at])), lift[at])));
  }

  /* Chooses a town, or, where one is chosen, narrows the list to those like it. */
  function townButton() {
    const kept = window.__md_get("stadt");
    const is = part("alike");
    is.textContent = stadt.value ? townName() : kept ? kept.name : is.dataset.choose;
    part("label").textContent = part("label").dataset[stadt.value || kept ? "only" : "choose"];
    is.ariaPressed = stadt.value || kept ? String(Boolean(stadt.value)) : null;
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "kb-chip";
    made.textContent = words;
    made.onclick = () => {
      act();
      commit();
      /* The pressed button may be gone with what it lifted; the focus must not fall back to the top of the page. */
      if (!made.isConnected) (part("chips").querySelector("button") || part("copy")).focus();
    };
    return made;
  }

  const facetOf = (box) => facets.find(({ name }) => name === box.name).label;

  function chips(on) {
    const chosen = [...on].map(({ word, box }) => [/^\d/.test(word.textContent) ? `${facetOf(box)}: ${word.textContent}` : word.textContent, () => { box.checked = false; }]);
    if (stadt.value) chosen.push([named(TOWN), lift[TOWN]]);
    if (asked) chosen.push([named(TEXT), lift[TEXT]]);
    part("chips").replaceChildren(...chosen.map(([words, act]) => {
      const item = document.createElement("li");
      item.append(button(words, act));
      item.firstChild.setAttribute("aria-label", fill(say.remove, words));
      return item;
    }));
    part("chips").hidden = part("reset").hidden = !chosen.length;
    part("active").textContent = chosen.length ? `(${chosen.length})` : "";
  }

  /* The form as it stands in the address, and back. */

  let written = "";

  /* The address of what is chosen, slugs alone. Orders that do not fit are switched off and forgotten. */
  function query() {
    const off = { passend: !text.value.trim(), aehnlich: !stadt.value && !own() };
    [...sort.options].forEach((option) => { option.disabled = off[option.value]; });
    if (off[wish] || wish === usual()) wish = "";
    sort.value = wish || usual();
    return [
      ...facets.map(({ name, choices }) => [name, choices.filter(({ box }) => box.checked).map(({ box }) => box.value).join(",")]),
      ["text", encodeURIComponent(text.value.trim())], ["stadt", stadt.value], ["sort", wish],
    ].filter(([, value]) => value).map((pair) => pair.join("=")).join("&");
  }

  /* As `model/slugs.py`: ä becomes ae, ß becomes ss, other accents go. */
  const slugify = (words) =>
    words.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/([aou])\u0308/g, "$1e").replace(/[\u0300-\u036f]/g, "")
      .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  /* What an old address names is called otherwise today; people write names for slugs. Else the words stay as they are; of a town, of which
     others than those of the page may be asked for, what a slug of them would be. */
  function present(name, words, choices) {
    const slug = slugify(words);
    const former = say.former.split(" ").map((entry) => entry.split("=")).find(([kind, old]) => kind === name && old === slug);
    const now = former ? former[2] : slug;
    const called = (same) => now && choices.find(({ value, text }) => value && now === (same ? value : slugify(text)));
    return (called(true) || called(false) || { value: name === "stadt" ? now : words }).value;
  }

  /* What the address asks for. What it names and we do not know is said, not dropped in silence. */
  function read() {
    const asks = new URLSearchParams(location.search);
    const unknown = [];
    facets.forEach(({ name, label, choices, fold }) => {
      const boxes = choices.map(({ box, word }) => ({ value: box.value, text: word.textContent.trim() }));
      const slugs = asks.getAll(name).join(",").split(",").filter(Boolean).map((words) => present(name, words, boxes));
      choices.forEach(({ box }) => { box.checked = slugs.includes(box.value); });
      unknown.push(...slugs.filter((slug) => !choices.some(({ box }) => box.value === slug)).map((slug) => `${label} »${slug}«`));
      fold.open = fold.open || choices.some(({ box }) => box.checked);
    });
    text.value = (asks.get("text") || "").slice(0, 100);
    stadt.value = asks.get("stadt") ? present("stadt", asks.get("stadt"), []) : "";
    const order = asks.get("sort") || "";
    sort.value = order;
    if (sort.selectedIndex < 0 && order) unknown.push(`${sort.labels[0].textContent} »${order}«`);
    /* Who comes back from a case finds the list as long as it was. */
    limit = history.state?.limit || first;
    wish = sort.value;
    const named = wish && sort.selectedOptions[0].text;
    written = query();
    const now = sort.selectedOptions[0].text;
    tell(`${unknown[0] ? fill(say.unknown, unknown.join(", ")) : ""} ${named && named !== now ? fill(say.unfit, named, now) : ""}`.trim());
    work();
  }

  /* Letters typed in one go are one step back in the history. `fresh` lets the style leave out entries out of sight for one layout. */
  function commit(typing) {
    const now = query();
    if (now !== written) {
      history[typing && history.state?.typing ? "replaceState" : "pushState"]({ typing }, "", now ? `?${now}` : location.pathname);
      tell("");
    }
    written = now;
    limit = first;
    say.fresh = "";
    requestAnimationFrame(() => setTimeout(() => delete say.fresh));
    work();
  }

  function work() {
    know().catch(failed);
    load(written ? total : limit);
    search();
  }

  let pause = 0;
  text.oninput = () => { clearTimeout(pause); pause = setTimeout(commit, 200, true); };
  form.onchange = ({ target }) => {
    if (target === sort) wish = sort.value;
    commit(target === text);
  };
  form.onsubmit = () => { commit(true); return false; };
  window.addEventListener("popstate", read);
  part("reset").onclick = () => { lift.forEach((act) => act()); wish = ""; commit(); part("copy").focus(); };
  part("more").onclick = () => {
    const before = limit;
    limit += first;
    history.replaceState({ ...history.state, limit }, "");
    load(limit).then(update).then(() => list.children[before]?.querySelector("a").focus({ preventScroll: true }));
    return false;
  };
  part("alike").onclick = async () => {
    if (stadt.value) stadt.value = "";
    else if (own()) stadt.value = own();
    else return (await module()).ask();
    return commit();
  };
  /* A town that is chosen here is meant for this list; where the list already asks for one, it follows the choice. */
  document.addEventListener("kb:town", ({ detail }) => {
    if (detail || stadt.value) stadt.value = detail ? detail.id : "";
    commit();
  });
  part("copy").onclick = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      tell(say.copied);
    } catch { tell(say.notcopied); }
  };
  part("print").onclick = () => load(total).then(() => print());
  window.addEventListener("beforeprint", () => show(total));
  window.addEventListener("afterprint", () => show(limit));

  part("csv").onclick = async () => {
    await load(total);
    const table = await (await fetch(say.table)).text();
    /* Rows of the table, line breaks within quotation marks included. */
    const [head, ...lines] = table.match(/(?:[^"\n]|"[^"]*")*\n/g);
    const byId = new Map(lines.map((line) => [line.split(";", 1)[0], line]));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", head, ...shown.map(({ id }) => byId.get(id) || "")], { type: "text/csv" }));
    link.download = "faelle-auswahl.csv";
    link.click();
  };

  /* On phones the filters open and close; on wide screens they always stand beside the list. */
  const open = (isOpen) => { part("filters").ariaExpanded = String(isOpen); };
  part("filters").onclick = () => open(part("filters").ariaExpanded !== "true");
  part("done").onclick = () => {
    open(false);
    part("filters").focus({ preventScroll: true });
    part("status").scrollIntoView({ block: "start" });
  };
  read();
}
