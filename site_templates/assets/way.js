/* Where one is and where one may go: the contents follow, the language switch keeps the place,
   the full text its view; back to the top; keys and what they do.
   Without it the contents are links, and every page shows what it shows at first. */

(function () {
  "use strict";
  const told = document.querySelector("[data-zc-way]");
  /** @type {Record<string, string>} */
  const words = JSON.parse((told && told.getAttribute("data-words")) || "{}");
  const language = /^en/.test(document.documentElement.lang) ? "en" : "zh";

  /** What the browser keeps, "" where it keeps nothing. @param {string} key */
  function kept(key) {
    try {
      return localStorage.getItem(key) || "";
    } catch (error) {
      void error;
      return "";
    }
  }

  /** @param {string} key @param {string} value */
  function keep(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch (error) {
      void error;
      /* it is then asked anew each time */
    }
  }

  /** Says in the address what the page shows; some browsers forbid it for files.
   * @param {string} name @param {string} value */
  function addressed(name, value) {
    const asked = new URLSearchParams(location.search);
    if (value) asked.set(name, value);
    else asked.delete(name);
    const query = asked.toString();
    try {
      history.replaceState(
        history.state,
        "",
        location.pathname + (query ? "?" + query : "") + location.hash,
      );
    } catch (error) {
      void error;
      /* the choice is kept all the same */
    }
  }

  self.zichaWay = { words, kept, keep, addressed };

  /* ── contents that follow ── */

  /** The lowest line that something sticky covers, from the top of the window. */
  function covered() {
    const bars = document.querySelectorAll(
      ".zc-masthead, .zc-follow, .zc-fullbar, .zc-cols th",
    );
    return Array.from(bars).reduce((line, bar) => {
      const box = bar.getBoundingClientRect();
      const stuck = /sticky|fixed/.test(getComputedStyle(bar).position);
      return stuck && box.height && box.top <= line + 2 ? Math.max(line, box.bottom) : line;
    }, 0);
  }

  /** The last of some elements, in the order of the page, that begins above a line, or -1.
   * @param {Element[]} places @param {number} line */
  function lastAbove(places, line) {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle].getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** @param {Element} place */
  const shows = place => place.getClientRects().length > 0;

  /** @param {HTMLElement} bar */
  function follow(bar) {
    /** @type {HTMLAnchorElement[]} */
    const links = Array.from(bar.querySelectorAll("a[href^='#']"));
    const steps = links
      .map(link => ({
        link,
        place: document.getElementById(decodeURIComponent(link.hash.slice(1))),
      }))
      .filter(step => step.place);
    const now = bar.querySelector("[data-zc-now]");
    const clauses = now ? Array.from(document.querySelectorAll(".zc-clause .zc-cite")) : [];

    return function update(/** @type {number} */ line) {
      const seen = steps.filter(({ place }) => place && shows(place));
      const at = lastAbove(
        seen.map(({ place }) => /** @type {Element} */ (place)),
        line + 24,
      );
      const here = at < 0 ? null : seen[at].link;
      links.forEach(link => {
        if (link === here && !link.hasAttribute("aria-current")) {
          link.setAttribute("aria-current", "location");
          reveal(bar, link);
        } else if (link !== here) link.removeAttribute("aria-current");
      });
      if (now) {
        const places = clauses.filter(shows);
        const clause = places[lastAbove(places, line + 24)];
        now.textContent = (clause && here && clause.textContent) || "";
      }
    };
  }

  /** Brings a link of a bar that is wider than the window into it; the page does not move.
   * @param {Element} bar @param {Element} link */
  function reveal(bar, link) {
    const list = link.closest("ol") || bar;
    const outer = list.getBoundingClientRect();
    const inner = link.getBoundingClientRect();
    if (inner.left < outer.left || inner.right > outer.right) {
      list.scrollLeft += inner.left - outer.left - outer.width / 3;
    }
  }

  function followAll() {
    /** @type {NodeListOf<HTMLElement>} */
    const bars = document.querySelectorAll("[data-zc-follow]");
    const updates = Array.from(bars).map(follow);
    const top = document.querySelector("[data-zc-top]");
    let waiting = false;
    function update() {
      waiting = false;
      const line = updates.length ? covered() : 0;
      updates.forEach(each => each(line));
      if (top) top.classList.toggle("is-afloat", scrollY > 2 * innerHeight);
    }
    function soon() {
      if (!waiting) requestAnimationFrame(update);
      waiting = true;
    }
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    addEventListener("zc-narrowed", soon);
    addEventListener("load", soon);
    soon();
  }

  /* ── the other language, at the same place ── */

  /** The anchor that stands nearest the top of the window, where one has scrolled. */
  function nearest() {
    if (scrollY < 120) return "";
    const places = Array.from(document.querySelectorAll(".md-content [id]")).filter(
      place => shows(place) && !place.closest("[data-zc-told], form, .zc-full__head"),
    );
    const line = covered() + 40;
    let best = "";
    places.forEach(place => {
      if (place.getBoundingClientRect().top <= line) best = place.id;
    });
    return best ? "#" + best : "";
  }

  /** Whether what the address names is in sight. */
  function stillThere() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return !!location.hash;
    const { top, bottom } = place.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  /** @param {HTMLAnchorElement} link */
  function carry(link) {
    const asked = new URLSearchParams(location.search);
    asked.delete("view"); // each language has its own
    const query = asked.toString();
    link.href =
      link.href.replace(/[?#].*$/, "") +
      (query ? "?" + query : "") +
      (stillThere() ? location.hash : nearest());
  }

  /* ── the view of the full text ── */

  function rememberView() {
    /** @type {NodeListOf<HTMLInputElement>} */
    const views = document.querySelectorAll("input[name=zc-view]");
    const key = "zc-view-" + language;
    const asked = new URLSearchParams(location.search).get("view") || kept(key);
    views.forEach(view => {
      const name = view.id.replace("zc-view-", "");
      if (name === asked) view.checked = true;
      view.addEventListener("change", () => {
        keep(key, name);
        addressed("view", name);
        dispatchEvent(new Event("zc-narrowed"));
      });
    });
    // The page has another height now: back to what the address names.
    const place =
      location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (views.length && asked && place) place.scrollIntoView();
  }

  /* ── keys ── */

  /** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag @param {string} [text] */
  function el(tag, text) {
    const node = document.createElement(tag);
    if (text) node.append(text);
    return node;
  }

  /** @returns {HTMLDialogElement} */
  function makeHelp() {
    const dialog = /** @type {HTMLDialogElement} */ (el("dialog"));
    dialog.className = "zc-keys";
    dialog.setAttribute("aria-label", words.keys);
    const list = el("dl");
    [
      ["/", "search"],
      ["n", "next"],
      ["p", "previous"],
      ["?", "help"],
      ["Esc", "escape"],
    ].forEach(([key, name]) => {
      const row = el("div");
      const term = el("dt");
      term.append(el("kbd", key));
      row.append(term, el("dd", words["key_" + name]));
      list.append(row);
    });
    const label = el("label");
    const tick = el("input");
    tick.type = "checkbox";
    tick.checked = kept("zc-keys") !== "off";
    tick.addEventListener("change", () => keep("zc-keys", tick.checked ? "" : "off"));
    label.append(tick, words.keys_on);
    const close = el("button", words.close);
    close.type = "button";
    close.className = "zc-btn";
    close.addEventListener("click", () => shut(dialog));
    dialog.append(el("h2", words.keys), list, label, close);
    const content = document.querySelector(".md-content__inner") || document.body;
    content.append(dialog);
    return dialog;
  }

  /** @param {HTMLDialogElement} dialog */
  function shut(dialog) {
    if (dialog.close) dialog.close();
    else dialog.removeAttribute("open");
  }

  /** @type {HTMLDialogElement | null} */
  let help = null;

  function openHelp() {
    help = help || makeHelp();
    if (help.hasAttribute("open")) shut(help);
    else if (help.showModal) help.showModal();
    else help.setAttribute("open", "");
  }

  /** Whether a key is meant for the page. @param {KeyboardEvent} event */
  function isForPage(event) {
    const at = event.target;
    const typing =
      at instanceof HTMLElement &&
      (/^(?:input|textarea|select)$/i.test(at.tagName) || at.isContentEditable);
    const held = event.ctrlKey || event.metaKey || event.altKey;
    return !typing && !held && kept("zc-keys") !== "off";
  }

  const WAYS = new Map([
    ["n", "next"],
    ["p", "prev"],
  ]);

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (!isForPage(event)) return;
    if (event.key === "?" || event.key === "\uff1f") {
      event.preventDefault();
      openHelp();
    }
    const way = WAYS.get(event.key.toLowerCase());
    /** @type {HTMLAnchorElement | null} */
    const link = way && !isHelping() ? document.querySelector(`a[rel=${way}]`) : null;
    if (link) link.click();
  }

  const isHelping = () => !!help && help.hasAttribute("open");

  function offerHelp() {
    if (!told) return;
    const button = el("button", words.keys);
    button.type = "button";
    button.className = "zc-colophon__keys";
    button.addEventListener("click", openHelp);
    told.append(button);
  }

  rememberView();
  followAll();
  offerHelp();
  document.addEventListener("keydown", press);
  document.addEventListener("click", event => {
    const at = event.target instanceof Element ? event.target : null;
    const other = at && at.closest("a[data-zc-lang]");
    if (other instanceof HTMLAnchorElement) carry(other);
  });
})();
