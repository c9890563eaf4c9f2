/* What the theme expects before its own script runs, in a file, so that no page holds a script of its own and the security policy can
   forbid them all. Light or dark is set before anything is painted. Nothing is stored before the reader chooses. */
(() => {
  "use strict";
  var scope = new URL("../../", document.currentScript.src);
  var chosen = false;

  window.__md_scope = scope;

  window.__md_hash = (text) => Array.from(text).reduce((hash, sign) => (hash << 5) - hash + sign.charCodeAt(0), 0);

  window.__md_get = (key, storage, within) => {
    try {
      return JSON.parse((storage || localStorage).getItem((within || scope).pathname + "." + key));
    } catch {
      return null; // storage is switched off, or holds something else
    }
  };

  // The theme would also store the colours that the system asked for, at the very first visit.
  window.__md_set = (key, value) => {
    if (key !== "__palette" || !chosen) return;
    try {
      localStorage.setItem(scope.pathname + "." + key, JSON.stringify(value));
    } catch {
      // Storage is switched off or full: the choice then holds for this page.
    }
  };

  /* Known before anything is painted, so that nothing moves: that scripts run, whether a town is chosen, and that the finder is asked. */
  var root = document.documentElement.classList;
  root.replace("no-js", "js");
  root.toggle("kb-has-town", Boolean(window.__md_get("stadt")));
  if (location.pathname === `${scope.pathname}faelle/` && location.search.length > 1) {
    root.add("kb-asked");
    /* To the theme `?q=` means its own search; to the finder it is the word to look for. */
    history.replaceState(null, "", `${location.search.replace(/([?&])q=/, "$1text=")}${location.hash}`);
  }

  ["pointerdown", "keydown", "click"].forEach((kind) => {
    document.addEventListener(kind, (event) => {
      if (event.isTrusted && event.target instanceof Element && event.target.closest("[data-md-component=palette]")) chosen = true;
    }, true);
  });

  function paint(body) {
    var kept = window.__md_get("__palette");
    var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    var scheme = kept?.color?.scheme;
    body.setAttribute("data-md-color-scheme", scheme === "slate" || scheme === "default" ? scheme : dark ? "slate" : "default");
  }

  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    paint(document.body);
  }).observe(document.documentElement, { childList: true });

  document.addEventListener("DOMContentLoaded", () => {
    // A page that is loaded again shall not open its search by itself: Firefox would keep the state of these switches.
    document.querySelectorAll("input.md-toggle").forEach((toggle) => { toggle.autocomplete = "off"; });
    // An address that names a tab opens it.
    var aim = null;
    try {
      aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {} // an address whose fragment is no text names nothing
    if (aim?.name && aim.name.indexOf("__tabbed_") === 0) aim.checked = true;
  });
})();
