"""axe in a page, as it is delivered, but for three things that took more than half of its time and change no answer."""

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}
"""EN 301 549 takes these over; best practice beyond them is looked at, but does not stop a change."""

_QUICKER = """(WeakMap => {
%s
  const colour = axe.commons.color.Color.prototype, parse = colour.parseString, known = new Map();
  colour.parseString = function (text) {
    const read = known.get(text);
    if (read) return Object.assign(this, read);
    parse.call(this, text);
    const {r, g, b, alpha} = this;
    known.set(text, {r, g, b, alpha});
    return this;
  };
})(class {
  #key = Symbol();
  has(object) { return this.#key in object; }
  get(object) { return object[this.#key]; }
  set(object, value) { object[this.#key] = value; return this; }
  delete(object) { return delete object[this.#key]; }
})"""
"""axe keeps the private fields of its colours in weak maps, which the garbage collector goes through again and again, and reads the same
few colours for each text anew."""


_ALIKE = """passed => {
  const known = new Map(), before = new Set(passed), seen = new Set(passed);
  const digest = text => {
    let high = 0xdeadbeef, low = 0x41c6ce57;
    for (let at = 0; at < text.length; at++) {
      high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
      low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
    }
    return (high >>> 0).toString(36) + (low >>> 0).toString(36);
  };
  const behind = part => {
    if (!part) return "";
    if (!known.has(part)) {
      const style = getComputedStyle(part), also = ["::before", "::after"].map(which => getComputedStyle(part, which).backgroundImage);
      known.set(part, digest([behind(part.parentElement), style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
        style.mixBlendMode, style.position, style.overflow, style.clip, style.clipPath, style.transform, style.zIndex, ...also].join("|")));
    }
    return known.get(part);
  };
  for (const part of document.body.querySelectorAll("*:not(input, select, textarea)")) {
    if (![...part.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) {
      part.dataset.alike = "";
      continue;
    }
    if (!part.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const style = getComputedStyle(part), isPassedOver = part.closest("[aria-disabled], :disabled, label");
    const key = digest([style.color, style.fontSize, style.fontWeight, style.textShadow, style.webkitTextStroke, behind(part)].join("|"));
    part.dataset.alike = before.has(key) || (!isPassedOver && seen.has(key)) ? "" : key;
    if (!isPassedOver) seen.add(key);
  }
  const drawn = part => {
    const style = getComputedStyle(part), looks = [style.color, style.font, style.textDecoration, style.border, style.boxShadow];
    for (const which of ["::before", "::after"]) looks.push(getComputedStyle(part, which).content);
    return /^inline(?!-)/.test(style.display) && part.parentElement ? [...looks, ...drawn(part.parentElement)] : looks;
  };
  for (const link of document.body.querySelectorAll("a[href]")) {
    const key = digest(["link", ...drawn(link), behind(link)].join("|"));
    link.dataset.drawn = before.has(key) ? "" : key;
  }
  axe.configure({rules: [
    {id: "color-contrast", selector: "*:not([data-alike=''])"},
    {id: "link-in-text-block", selector: "a[href]:not([data-drawn='']), [role=link]"},
  ]});
  window.axePassed = new Set();
  for (const [id, mark] of [["color-contrast", "alike"], ["link-in-text-block", "drawn"], ["link-in-text-block-style", "drawn"]]) {
    const check = axe._audit.checks[id], evaluate = check.evaluate;
    check.evaluate = function (part, ...more) {
      const answer = evaluate.call(this, part, ...more);
      if (answer === true && part.dataset[mark]) window.axePassed.add(part.dataset[mark]);
      return answer;
    };
  }
}"""
"""Letters of the same colour, size and weight on the same ground have the same contrast: each such pair is measured once a run, on the
first visible text that has it, and not for each of a thousand rows and again on each page. So it is with links that are drawn alike, in
text that is drawn alike. What did not pass is measured wherever it stands. `make audit` measures them all."""
_PASSED: set[str] = set()
"""What was measured and passed, on whatever page."""


@cache
def script() -> str:
    """axe, as it is given to pages."""
    return _QUICKER % Axe().axe_script


AT = "/assets/axe.js"
"""Where our servers give it out. A browser that fetches it there keeps what it has compiled; what it is told, it compiles each time."""
SERVERS: set[str] = set()
_FETCH = """address => new Promise((done, failed) => {
  const script = Object.assign(document.createElement("script"), {src: address, onload: () => done(), onerror: failed});
  document.head.append(script);
})"""


def _load(page: Page) -> None:
    server = "/".join(page.url.split("/")[:3])
    if server in SERVERS:
        page.evaluate(_FETCH, server + AT)
    else:
        page.evaluate(script())


def too_small(page: Page) -> list[str]:
    """What is too small for a finger, or too near to the next: the one rule that depends on the width of the screen most."""
    _load(page)
    found: dict[str, Any] = page.evaluate("axe.run(document, {runOnly: ['target-size'], resultTypes: ['violations']})")
    return [node["html"][:120] for one in found["violations"] for node in one["nodes"]]


def found_in(page: Page) -> list[dict[str, Any]]:
    """What breaks a rule of WCAG 2.2 AA that a machine can test."""
    _load(page)
    page.evaluate(_ALIKE, list(_PASSED))
    found, passed = page.evaluate("rules => axe.run(document, rules).then(found => [found.violations, [...axePassed]])", RULES)
    _PASSED.update(passed)
    return list(found)


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """The same in few words: the rules, each with the first places that break it."""
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found_in(page)]
