/* Maps of towns. A tap beside a sign means the nearest one. The map of Germany can be enlarged: signs that have room then stand alone,
   all others join the nearest that stays of their Land, as in pictures/joining.py. Words stand in attributes of the figure. */

const SVG = "http://www.w3.org/2000/svg";
const [FARTHEST_TAP, STEP, MOST, MOST_LISTED] = [60, 2, 12, 40];
const [SIGN, LEAST_GROUP, OF_GROUP, LARGEST_GROUP, LETTER] = [9, 10, 1.3, 18, 13];
/* As in pictures/maps.py, in pixels of a map that fills its width. */

const fill = (words, ...values) => words.replace(/\{(\d)\}/g, (_, at) => values[at]);
const element = (name, attributes, ...inside) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
};
const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/* The sign that is nearest to a point of the screen, if it is near at all. */
function nearestLink(svg, x, y) {
  const links = [...svg.querySelectorAll("a")].map((link) => {
    const box = link.getBoundingClientRect();
    return { link, box, away: Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y) };
  });
  const near = links.filter(({ box, away }) => box.width && away <= FARTHEST_TAP);
  return near.sort((one, other) => one.away - other.away)[0]?.link;
}

function enlargeable(figure, svg) {
  const say = figure.dataset;
  const towns = say.towns.split("\n").filter(Boolean).map((row) => {
    const [name, url, x, y, from, sign, cases, land] = row.split("|");
    return { name, url, x: +x, y: +y, from: +from, sign, cases: +cases, land };
  });
  const whole = svg.viewBox.baseVal;
  const [width, height] = [whole.width, whole.height];
  const signs = svg.querySelector(".kb-map__signs--towns");
  const atFirst = [...signs.children];
  const panel = document.querySelector("[data-kb-map-view]");
  const tools = figure.querySelector(".kb-map__tools");
  let [times, left, top] = [1, 0, 0];

  /* Pixels a unit of the map, and how large that makes it beside the drawing of the page. */
  const pixels = () => (times * svg.clientWidth) / width;

  function shown() {
    const staying = towns.filter(({ from }) => from <= Math.max(1, pixels()));
    const groups = new Map(staying.map((town) => [town, [town]]));
    for (const town of towns) {
      if (groups.has(town)) continue;
      const own = staying.filter(({ land }) => land === town.land);
      const near = (own.length ? own : staying).reduce((one, other) => (distance(town, other) < distance(town, one) ? other : one));
      groups.get(near).push(town);
    }
    return [...groups.values()].filter(([lead]) => isInside(lead));
  }

  const isInside = ({ x, y }) => x >= left && y >= top && x <= left + width / times && y <= top + height / times;
  const casesOf = ({ cases }) => (cases === 0 ? say.wordsNone : cases === 1 ? say.wordsCase : fill(say.wordsCases, cases));

  function ring(group, size) {
    const numbers = new Map();
    for (const { sign } of group) numbers.set(sign, (numbers.get(sign) ?? 0) + 1);
    const [drawn, line] = [element("g", {}, element("circle", { class: "kb-map__disc", r: size })), 0.22 * size];
    let before = 0;
    for (const [sign, number] of numbers) {
      drawn.append(element("circle", {
        class: `kb-map__part kb-is-${sign}`, r: size - line / 2, "stroke-width": line, pathLength: group.length,
        "stroke-dasharray": `${number} ${group.length}`, "stroke-dashoffset": -before,
      }));
      before += number;
    }
    drawn.append(element("text", { class: "kb-map__count", y: 0.34 * size, "font-size": size }, `${group.length}`));
    return drawn;
  }

  function single(town) {
    if (town.sign === "kein-fall") return element("circle", { class: "kb-is-kein-fall", r: SIGN * 0.42, fill: "currentColor" });
    const use = { class: `kb-is-${town.sign}`, href: `#kb-${town.sign}`, x: -SIGN, y: -SIGN, width: 2 * SIGN, height: 2 * SIGN };
    return element("g", {}, element("circle", { class: "kb-map__halo", r: SIGN * 1.1 }), element("use", use));
  }

  function draw() {
    svg.setAttribute("viewBox", `${left} ${top} ${width / times} ${height / times}`);
    figure.classList.toggle("kb-map--enlarged", times > 1);
    if (times === 1) signs.replaceChildren(...atFirst);
    else signs.replaceChildren(...drawn());
    tell();
    tools.querySelector('[data-kb-zoom="out"]').disabled = times === 1;
    tools.querySelector('[data-kb-zoom="all"]').disabled = times === 1;
    tools.querySelector('[data-kb-zoom="in"]').disabled = pixels() >= MOST;
  }

  function drawn() {
    const taken = [];
    const free = (box) => taken.every((other) => box[0] > other[2] || other[0] > box[2] || box[1] > other[3] || other[1] > box[3]);
    const groups = shown().map((group) => {
      const size = group.length === 1 ? SIGN : Math.min(LARGEST_GROUP, LEAST_GROUP + OF_GROUP * Math.sqrt(group.length));
      const [x, y] = [group[0].x * pixels(), group[0].y * pixels()];
      taken.push([x - size, y - size, x + size, y + size]);
      return { group, size, x, y };
    });
    return groups.map(({ group, size, x, y }) => {
      const [lead] = group;
      const words = group.length > 1 ? fill(say.wordsGroup, group.length, lead.name) : `${lead.name}: ${casesOf(lead)}`;
      const made = element("a", {
        class: "kb-map__town", href: lead.url, "aria-label": words, transform: `translate(${lead.x} ${lead.y}) scale(${1 / pixels()})`,
      }, element("title", {}, words), group.length > 1 ? ring(group, size) : single(lead));
      const half = (lead.name.length * LETTER) / 3.7;
      const box = [x - half, y + size + 1, x + half, y + size + LETTER * 1.2];
      if (free(box)) {
        taken.push(box);
        made.append(element("text", { class: "kb-map__name", y: size + LETTER, "font-size": LETTER, "aria-hidden": "true" }, lead.name));
      }
      made.group = group;
      return made;
    });
  }

  /* Which towns stand in this part, by name. */
  function tell() {
    panel.hidden = times === 1;
    if (panel.hidden) return;
    const here = towns.filter(isInside).sort((one, other) => one.name.localeCompare(other.name, "de"));
    const title = Object.assign(document.createElement("h3"), { textContent: fill(say.wordsView, here.length) });
    const list = document.createElement("ul");
    list.append(...here.slice(0, MOST_LISTED).map((town) => {
      const [entry, link] = [document.createElement("li"), document.createElement("a")];
      Object.assign(link, { href: town.url, textContent: town.name });
      entry.append(link, ` ${casesOf(town)}`);
      return entry;
    }));
    const more = Object.assign(document.createElement("p"), { textContent: say.wordsMore });
    panel.replaceChildren(title, here.length > MOST_LISTED ? more : list);
  }

  /* Enlarged so many times, with this point in the middle as far as the map reaches. */
  function show(wanted, x, y) {
    times = Math.max(1, Math.min(wanted, (MOST * width) / svg.clientWidth));
    left = Math.max(0, Math.min(width - width / times, x - width / times / 2));
    top = Math.max(0, Math.min(height - height / times, y - height / times / 2));
    draw();
  }

  const middle = () => [left + width / times / 2, top + height / times / 2];

  function open(group) {
    const [xs, ys] = [group.map(({ x }) => x), group.map(({ y }) => y)];
    const [wide, high] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
    const fitting = 0.75 * Math.min(width / Math.max(wide, 1), height / Math.max(high, 1));
    show(Math.max(times * STEP, fitting), (Math.max(...xs) + Math.min(...xs)) / 2, (Math.max(...ys) + Math.min(...ys)) / 2);
  }

  tools.hidden = false;
  tools.addEventListener("click", ({ target }) => {
    const { kbZoom } = target.dataset;
    if (kbZoom === "all") show(1, 0, 0);
    else if (kbZoom) show(kbZoom === "in" ? times * STEP : times / STEP, ...middle());
  });
  /* What stands for several towns on the drawing of the page opens too. */
  const ofPage = shown();
  for (const link of atFirst) {
    const group = ofPage.find(([lead]) => link.ariaLabel === fill(say.wordsGroup, link.querySelector("text")?.textContent, lead.name));
    if (group) link.group = group;
  }
  draggable(svg, () => times > 1, (dx, dy) => {
    const [x, y] = middle();
    show(times, x - dx / pixels(), y - dy / pixels());
  });
  draw();
  return open;
}

function draggable(svg, isLarge, move) {
  let from = null;
  svg.addEventListener("pointerdown", (event) => { from = isLarge() && event.isPrimary ? { x: event.clientX, y: event.clientY, far: 0 } : null; });
  svg.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    from.far += Math.abs(dx) + Math.abs(dy);
    if (from.far < 6) return;
    svg.setPointerCapture(event.pointerId);
    Object.assign(from, { x: event.clientX, y: event.clientY });
    move(dx, dy);
  });
  svg.addEventListener("click", (event) => {
    if (from?.far >= 6) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    from = null;
  }, true);
}

for (const figure of document.querySelectorAll("[data-kb-map]")) {
  const svg = figure.querySelector("svg");
  const open = figure.dataset.towns ? enlargeable(figure, svg) : null;
  svg.addEventListener("click", (event) => {
    const hit = event.target.closest("a");
    const link = hit ?? nearestLink(svg, event.clientX, event.clientY);
    if (!link) return;
    if (link.group?.length > 1) {
      event.preventDefault();
      open(link.group);
      if (event.detail === 0) svg.querySelector("a")?.focus();
    } else if (!hit) location.assign(link.href.baseVal);
  });
}
