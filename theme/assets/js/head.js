/* What the theme expects before its own script runs, in a file, so that no page holds a script of its own and the security policy can
   forbid them all; and light or dark, set before anything is painted. Nothing is stored before the reader chooses. */
(() => {
  "use strict";
  var scope = new URL("../../", document.currentScript.src);

  window.__md_scope = scope;

  window.__md_hash = (text) => Array.from(text).reduce((hash, sign) => (hash << 5) - hash + sign.charCodeAt(0), 0);

  window.__md_get = (key, storage, within) => {
    try {
      return JSON.parse((storage || localStorage).getItem((within || scope).pathname + "." + key));
    } catch {
      return null; // storage is switched off, or holds something else
    }
  };

  window.__md_set = () => {}; // what the theme would keep, such as the tab that was opened last, nobody asked for

  /* Known before anything is painted, so that nothing moves: that scripts run, whether a town is chosen, and that the finder is asked. */
  var root = document.documentElement.classList;
  root.replace("no-js", "js");
  root.toggle("kb-has-town", Boolean(window.__md_get("stadt")));
  if (location.pathname === `${scope.pathname}faelle/` && location.search.length > 1) {
    root.add("kb-asked");
    /* To the theme `?q=` means its own search; to the finder it is the word to look for. */
    history.replaceState(null, "", `${location.search.replace(/([?&])q=/, "$1text=")}${location.hash}`);
  }

  /* The theme's own switch would work out the style of each page three times more while that is loaded. What it stored is still read. */
  var DARK = "slate", LIGHT = "default"; // as the theme calls them
  var night = window.matchMedia("(prefers-color-scheme: dark)");
  var bars = document.head.appendChild(document.createElement("meta"));
  bars.name = "color-scheme";
  var chosen = window.__md_get("__palette")?.color?.scheme;

  function paint() {
    var scheme = chosen === DARK || chosen === LIGHT ? chosen : night.matches ? DARK : LIGHT;
    document.body.setAttribute("data-md-color-scheme", scheme);
    bars.content = scheme === DARK ? "dark" : "normal";
  }

  function choose(scheme) {
    chosen = scheme;
    try {
      localStorage.setItem(`${scope.pathname}.__palette`, JSON.stringify({ color: { scheme } }));
    } catch {
      // Storage is switched off or full: the choice then holds for this page.
    }
    document.body.setAttribute("data-md-color-switching", ""); // the theme's word for: no colour fades into another
    paint();
    setTimeout(() => document.body.removeAttribute("data-md-color-switching"));
  }

  document.addEventListener("change", (event) => {
    if (event.target.name === "__palette") choose(event.target.value);
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.name !== "__palette" || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    var other = document.querySelector(`[name=__palette]:not([value=${document.body.dataset.mdColorScheme}])`);
    other.click();
    other.focus();
  });

  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    paint();
    night.addEventListener("change", paint);
  }).observe(document.documentElement, { childList: true });

  document.addEventListener("DOMContentLoaded", () => {
    // The theme takes links to feeds for other languages of the site, and would ask for a site map beside each.
    document.querySelectorAll("link[rel=alternate]").forEach((feed) => { feed.rel = "alternate feed"; });
    // A page that is loaded again shall not open its search by itself: Firefox would keep the state of these switches, light or dark among them.
    document.querySelectorAll("input.md-toggle, input.md-option").forEach((toggle) => { toggle.autocomplete = "off"; });
    // An address that names a tab opens it.
    var aim = null;
    try {
      aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {} // an address whose fragment is no text names nothing
    if (aim?.name && aim.name.indexOf("__tabbed_") === 0) aim.checked = true;
  }, { once: true });
})();
