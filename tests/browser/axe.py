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


_ALIKE = """() => {
  const known = new Map(), seen = new Set();
  const behind = part => {
    if (!part) return 0;
    if (!known.has(part)) {
      const style = getComputedStyle(part), also = ["::before", "::after"].map(which => getComputedStyle(part, which).backgroundImage);
      known.set(part, [behind(part.parentElement), style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
        style.mixBlendMode, style.position, style.overflow, style.clip, style.clipPath, style.transform, style.zIndex, ...also].join("|"));
    }
    return known.get(part);
  };
  for (const part of document.body.querySelectorAll("*")) {
    if (![...part.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    if (!part.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (part.closest("[aria-disabled], :disabled, label")) continue;
    const style = getComputedStyle(part);
    const key = [style.color, style.fontSize, style.fontWeight, style.textShadow, style.webkitTextStroke, behind(part)].join("|");
    if (seen.has(key)) part.dataset.alike = "";
    else seen.add(key);
  }
  axe.configure({rules: [{id: "color-contrast", selector: "*:not([data-alike])"}]});
}"""
"""Letters of the same colour, size and weight on the same ground have the same contrast: each such pair is measured once a page, on the
first visible text that has it, and not for each of a thousand rows. `make audit` measures them all."""


@cache
def _script() -> str:
    return _QUICKER % Axe().axe_script


def too_small(page: Page) -> list[str]:
    """What is too small for a finger, or too near to the next: the one rule that depends on the width of the screen most."""
    page.evaluate(_script())
    found: dict[str, Any] = page.evaluate("axe.run(document, {runOnly: ['target-size'], resultTypes: ['violations']})")
    return [node["html"][:120] for one in found["violations"] for node in one["nodes"]]


def found_in(page: Page) -> list[dict[str, Any]]:
    """What breaks a rule of WCAG 2.2 AA that a machine can test."""
    page.evaluate(_script())
    page.evaluate(_ALIKE)
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", RULES)
    return found


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """The same in few words: the rules, each with the first places that break it."""
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found_in(page)]
