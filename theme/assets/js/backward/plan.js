/* The rule of the backward calendars, and calendar files (RFC 5545). Pure; Python does the same in indexes/backward_plan.py and
   pages/plan_calendars.py, and a test compares both, byte by byte. A day is its number since 1970, so that no clock is ever put forward. */
const DAY = 86_400_000;
const WEEK = 7;

export const fromIso = (text) => {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) / DAY : NaN;
  return toIso(day) === text ? day : NaN; // 30 February is none
};

export const toIso = (day) => (Number.isFinite(day) ? new Date(day * DAY).toISOString().slice(0, 10) : "");

/* 1 January 1970 was a Thursday. */
const isWeekend = (day) => (day + 3) % WEEK > 4;

/* The day so many weeks from the start. Weekends and days of `free` give way to the working day before; the start itself stays. */
export function dueDay(start, weeks, free) {
  let day = start + WEEK * weeks;
  while (weeks && (isWeekend(day) || free.has(day))) day--;
  return day;
}

/* Day → name, of the holidays of one Land, or without one of those of all Länder. */
export const freeDays = ({ days }, land) =>
  new Map(days.filter(([, , laender]) => !laender || laender.split(" ").includes(land)).map(([day, name]) => [fromIso(day), name]));

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

/* No line is longer than 75 octets, its first blank included, and no letter is cut. */
function folded(line) {
  let room = 74;
  let out = "";
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (size > room) {
      out += "\r\n ";
      room = 74;
    }
    room -= size;
    out += letter;
  }
  return out + "\r\n";
}

/* entries: [{ day, key, what, note }]; `plan` holds id, name, host, stamp, product, title and address. */
export function calendar(plan, start, entries) {
  const compact = (iso) => iso.replaceAll("-", "");
  const lines = entries.flatMap(({ day, key, what, note }) => [
    "BEGIN:VEVENT",
    `SUMMARY:${escaped(`${plan.name}: ${what}`)}`,
    `DTSTART;VALUE=DATE:${compact(toIso(day))}`,
    `DTSTAMP:${compact(plan.stamp)}T000000Z`,
    `UID:${plan.id}-${toIso(start)}-${key}@${plan.host}`,
    `DESCRIPTION:${escaped([note, plan.address].filter(Boolean).join("\n"))}`,
    "TRANSP:TRANSPARENT",
    `URL:${plan.address}`,
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:${plan.product}`, `X-WR-CALNAME:${escaped(plan.title)}`, ...lines, "END:VCALENDAR"]
    .filter((line) => !/^(DESCRIPTION|URL):$/.test(line))
    .map(folded)
    .join("");
}
