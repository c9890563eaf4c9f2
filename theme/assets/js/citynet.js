/* »Meine Stadt« is loaded where one is chosen, or when somebody goes to choose one. Without it its links lead to the list of towns. */
(() => {
  "use strict";
  const mine = () => import("./town/mine.js");
  if (window.__md_get("stadt")) mine();
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-kb-town]");
    if (!button) return;
    event.preventDefault();
    mine().then((loaded) => loaded.act(button));
  });
})();

/* A call of a town goes with its last day, also where nobody has built the site since. Before »Meine Stadt« orders what is left. */
(() => {
  "use strict";
  const today = new Date().toLocaleDateString("sv"); // YYYY-MM-DD
  document.querySelectorAll("[data-open-until]").forEach((call) => { if (call.dataset.openUntil < today) call.remove(); });
  document.querySelectorAll("[data-open-list]:not(:has([data-open-until])) [data-open-none]").forEach((none) => { none.hidden = false; });
})();

/* The theme's script weighs more than a page. It is loaded with the page where that holds what it works on, or where the address asks the
   search; else when the search is opened. It then finds all as if it had been there from the beginning. */
(() => {
  "use strict";
  const theme = document.querySelector("[data-kb-theme]");
  const WORKED_ON = [".annotate", "pre > code", "pre.mermaid", "table:not([class])", "[data-tabs]"];
  let isLoaded = false;
  let isRead = false;
  if (!theme) return;

  function load() {
    if (isLoaded) return;
    isLoaded = true;
    const hash = isRead ? location.hash : "";
    const script = document.createElement("script");
    script.src = theme.dataset.kbTheme;
    const restore = () => { if (hash && !location.hash) history.replaceState(history.state, "", hash); };
    script.onload = () => {
      restore();
      if (isRead) document.dispatchEvent(new Event("DOMContentLoaded"));
    };
    script.onerror = () => {
      restore();
      isLoaded = false; // the next opening tries again
    };
    // An address that names a part of the page would let the theme close the search that was just opened.
    if (hash) history.replaceState(history.state, "", location.pathname + location.search);
    document.body.append(script);
  }

  document.addEventListener("DOMContentLoaded", () => { isRead = true; }, { once: true });
  document.addEventListener("kb-search", load);
  const asked = new URLSearchParams(location.search);
  const content = document.querySelector("[data-md-component=content]");
  if (asked.has("q") || asked.has("h") || content?.querySelector(WORKED_ON.join())) load();
})();

/* A fold that the address names, or that holds what it names, opens; on paper all are open. */
(() => {
  "use strict";
  const FOLDED = "[data-md-component=content] details:not([open])";

  function reveal() {
    let aim = null;
    try {
      aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {} // an address whose fragment is no text names nothing
    const fold = aim?.closest(FOLDED);
    if (!fold) return;
    for (let part = fold; part; part = part.parentElement.closest(FOLDED)) part.open = true;
    fold.scrollIntoView();
  }

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(FOLDED)];
    opened.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((fold) => { fold.open = false; }));
  window.addEventListener("hashchange", reveal);
  reveal();
})();

/* Opens and closes the theme's search dialog: from the button in the header and from the form on the start page.
   Everything else works without this file; the form then leads to the list of measures. */
(() => {
  "use strict";
  var toggle = document.getElementById("__search");
  var field = document.querySelector("[data-md-component=search-query]");
  if (!toggle || !field) return;
  var opener = null;

  function open(from, words) {
    opener = from;
    document.dispatchEvent(new Event("kb-search"));
    if (!toggle.checked) toggle.click();
    if (words) field.value = words;
    field.focus();
    field.dispatchEvent(new Event("keyup"));
  }

  document.addEventListener("click", (event) => {
    var button = event.target.closest("[data-kb-search]");
    if (!button) return;
    if (button.dataset.kbSearch === "open") open(button, "");
    else if (toggle.checked) toggle.click();
  });

  /* The theme would focus a field that is not there yet; so the keys it knows open the dialog first. */
  document.addEventListener("keydown", (event) => {
    var inside = event.target.closest("input, select, textarea, [contenteditable]");
    if (inside || event.ctrlKey || event.metaKey || event.altKey || toggle.checked) return;
    if (event.key !== "/" && event.key !== "s" && event.key !== "f") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open(event.target === document.body ? null : event.target, "");
  }, true);

  /* The theme closes its dialog by this key too, but only once its script has come. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !toggle.checked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    field.blur();
    toggle.click();
  }, true);

  toggle.addEventListener("change", () => {
    if (!toggle.checked && opener) opener.focus();
  });

  /* The theme opens, or moves to, what it listed last, which may be the answer to half a word. So Enter and the arrows wait in the field
     until the answer to what stands there has come. The theme lets nobody listen to its worker: its first question shows us which one it is. */
  var QUERY = 2, RESULT = 3;
  var answered = "";
  var held = "";
  var heard = new WeakSet();

  function listenIn(prototype) {
    var post = prototype.postMessage;
    prototype.postMessage = function (message, ...more) {
      if (message && message.type === QUERY && !heard.has(this)) {
        heard.add(this);
        this.addEventListener("message", hear);
      }
      return post.call(this, message, ...more);
    };
    document.addEventListener("keydown", wait, true);
  }

  function hear(event) {
    if (event.data.type !== RESULT) return;
    answered = event.data.data.query;
    offer(event.data.data.nearest || []);
    if (!held || answered !== field.value) return;
    var key = held;
    held = "";
    field.dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true }));
  }

  function wait(event) {
    if (event.target !== field || event.isComposing) return;
    held = "";
    if (["Enter", "ArrowDown", "ArrowUp"].indexOf(event.key) < 0 || answered === field.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = event.key;
    field.dispatchEvent(new Event("keyup")); // what was typed last, and not yet let go, is asked for now
  }

  if (window.Worker) listenIn(Worker.prototype);

  /* What is pasted, dictated or dropped into the field comes without keys, which alone the theme listens to. */
  field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));

  /* The measures nearest to what nothing was found for. */
  function offer(nearest) {
    var box = document.querySelector("[data-kb-search=nearest]");
    if (!box) return;
    box.hidden = !nearest.length;
    box.querySelector("ul").replaceChildren(
      ...nearest.map(({ url, title }) => {
        var item = document.createElement("li");
        var link = item.appendChild(document.createElement("a"));
        link.href = url;
        link.textContent = title;
        return item;
      })
    );
  }

  /* Where nothing is found, the dialog says where to go on. */
  var list = document.querySelector(".md-search-result__list");
  var none = document.querySelector("[data-kb-search=none]");
  if (list && none) {
    new MutationObserver(() => {
      none.hidden = Boolean(list.children.length) || !field.value.trim();
    }).observe(list.parentElement, { childList: true, characterData: true, subtree: true });
  }

  document.querySelectorAll("form[data-kb-ask]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      var words = form.elements.q.value.trim();
      if (!words) return;
      event.preventDefault();
      var picked = Array.prototype.find.call(form.querySelectorAll("option"), (option) => option.value === words);
      if (picked) {
        window.location.assign(picked.dataset.url);
        return;
      }
      open(form.elements.q, words);
    });
  });
})();

/* Passes a page on: copies its address, and names it in the mail where the site knows none of its own. */
(() => {
  "use strict";
  document.querySelectorAll("[data-kb-address]").forEach((line) => {
    var address = line.dataset.kbAddress;
    var copy = line.querySelector("button");
    var mail = line.querySelector("[href^='mailto:?']");
    if (!address) {
      address = location.origin + location.pathname;
      mail.href += encodeURIComponent("\r\n\r\n" + address);
    }
    copy.hidden = !navigator.clipboard;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(address);
      copy.textContent = copy.dataset.done;
    });
  });
})();
