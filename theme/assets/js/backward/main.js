/* The page of a backward calendar: the day of the start and the Land stand in the form and in the address. Words and addresses stand in
   attributes of the form: the script holds none. {0}, {1} are filled in. */
import { calendar, dueDay, freeDays, fromIso, toIso } from "./plan.js";

const form = document.querySelector("[data-kb-plan]");
const say = form.dataset;
const { datum, land } = form.elements;
const part = (name) => form.querySelector(`[data-kb="${name}"]`);
const fill = (words, ...values) => words.replace(/\{(\d)\}/g, (_, at) => values[at]);
const written = (weekday, month) => {
  const format = new Intl.DateTimeFormat("de", { weekday, day: "numeric", month, year: "numeric", timeZone: "UTC" });
  return (day) => format.format(new Date(`${toIso(day)}T00:00Z`));
};
const long = written("long", "long");
const short = written("short", "numeric");
const plain = written(undefined, "long");

const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
const weeks = [...document.querySelectorAll(".kb-plan__week")].map((row) => ({
  row,
  when: row.querySelector(".kb-plan__when"),
  weeks: Number(row.dataset.weeks),
  lines: [...row.querySelectorAll("[data-key]")].map((line) => ({
    key: line.dataset.key,
    what: text(line.querySelector(".kb-plan__what")),
    note: text(line.querySelector(".kb-plan__note")) || (line.dataset.key === "beginn" ? say.advice : ""),
  })),
}));

/* The holidays are asked for with the first day that is chosen. */
let holidays = null;
async function known() {
  if (holidays) return holidays;
  try {
    const answer = await fetch(say.holidays);
    holidays = answer.ok ? await answer.json() : null;
  } catch {} // without a network weekends are reckoned with alone, and the page says so
  return holidays || { days: [] };
}

const query = (start) => `?${new URLSearchParams({ datum: toIso(start), ...(land.value === say.land ? {} : { land: land.value }) })}`;

function show({ when, row }, words) {
  when.querySelectorAll("[data-said]").forEach((node) => { node.remove(); });
  row.classList.toggle("kb-plan__week--past", words.past);
  [["strong", words.day], ["span", words.instead], ["em", words.past && say.past]].forEach(([tag, said]) => {
    if (!said) return;
    const node = when.appendChild(document.createElement(tag));
    node.dataset.said = "";
    node.textContent = said;
  });
}

let link = "";
let turn = 0;
async function update() {
  const mine = ++turn;
  const start = fromIso(datum.value);
  const chosen = Number.isFinite(start);
  part("tools").hidden = !chosen;
  if (!chosen) {
    part("status").textContent = "";
    weeks.forEach((week) => { show(week, {}); });
    return;
  }
  const free = freeDays(await known(), land.value);
  if (mine !== turn) return; // another day was chosen meanwhile
  const today = fromIso(new Intl.DateTimeFormat("sv").format(new Date()));
  const days = weeks.map((week) => dueDay(start, week.weeks, free));
  weeks.forEach((week, at) => {
    const meant = start + 7 * week.weeks;
    const why = free.has(meant) ? `${short(meant)}, ${free.get(meant)}` : short(meant);
    show(week, { day: long(days[at]), instead: days[at] !== meant && fill(say.instead, why), past: days[at] < today });
  });
  const late = days.filter((day) => day < today).length;
  const beyond = days.some((day) => toIso(day).slice(0, 4) < say.first || toIso(day).slice(0, 4) > say.last);
  part("status").textContent = [
    fill(say.said, long(start), long(days[0])),
    late && (late === 1 ? say.lateOne : fill(say.late, late)),
    !holidays ? say.failed : beyond && fill(say.unknown, say.first, say.last),
  ].filter(Boolean).join(" ");
  history.replaceState(null, "", query(start));
  offer(start, days);
}

function offer(start, days) {
  const entries = weeks.flatMap((week, at) => week.lines.map((line) => ({ day: days[at], ...line })));
  const address = say.address && say.address + query(start);
  const plan = { ...say, address, title: `${say.name}: ${say.begin} ${plain(start)}` };
  URL.revokeObjectURL(link);
  link = URL.createObjectURL(new Blob([calendar(plan, start, entries)], { type: "text/calendar" }));
  part("file").href = link;
  part("file").download = `${say.id}-${toIso(start)}.ics`;
}

part("copy").onclick = async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    part("status").textContent = say.copied;
  } catch { part("status").textContent = say.notcopied; }
};
part("print").onclick = () => print();
form.onchange = update;
form.onsubmit = () => { update(); return false; };

const given = new URLSearchParams(location.search);
if (Number.isFinite(fromIso(given.get("datum") || ""))) datum.value = given.get("datum");
if (given.has("land") && [...land.options].some(({ value }) => value === given.get("land"))) land.value = given.get("land");
form.hidden = false;
update();
