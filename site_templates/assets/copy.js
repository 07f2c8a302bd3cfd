/* Copies a provision or a check as people cite it, or its link, by one press; explains a term
   of the glossary where it stands. Without it the numbers are links to themselves, and the
   terms lead to the glossary. */

(function () {
  "use strict";
  const { words } = self.zichaWay;
  const told = document.querySelector("[data-zc-told]");
  if (!told) return;

  /** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag @param {string} kind */
  function el(tag, kind) {
    const node = document.createElement(tag);
    node.className = kind;
    return node;
  }

  /* ── what is copied ── */

  /** The words of an element without what stands in it for the reader's convenience.
   * @param {Element} place */
  function wordsOf(place) {
    const copy = /** @type {Element} */ (place.cloneNode(true));
    const own = copy.querySelector(".zc-label");
    if (own && own.parentElement === copy) own.remove();
    copy
      .querySelectorAll(".zc-copy, .zc-pop, .zc-untranslated, .zc-caption, .zc-artno")
      .forEach(node => node.remove());
    const text = (copy.textContent || "").trim();
    return /^en/.test(languageOf(place)) ? text.replace(/\s+/g, " ") : text.replace(/\s+/g, "");
  }

  /** @param {Element} place */
  function languageOf(place) {
    const marked = place.closest("[lang]");
    return (marked && marked.getAttribute("lang")) || "";
  }

  /** Quotation marks within quotation marks. @param {string} text */
  function within(text) {
    return text.replace(/[\u201c\u201d]/g, mark => (mark === "\u201c" ? "\u2018" : "\u2019"));
  }

  /** Where the words of a provision stand: an article has them in the law text of its page,
   * in the full text in all its rows. @param {Element} place */
  function textOf(place) {
    const page = document.querySelector(".zc-spread__main > .zc-law");
    if (place.nodeName === "H1" && page) return wordsOf(page);
    if (!place.classList.contains("zc-row")) return wordsOf(place);
    const rows = Array.from(document.querySelectorAll(".zc-row[id]"));
    const below = rows.filter(row => row === place || row.id.startsWith(place.id + "."));
    const side = /^en/.test(document.documentElement.lang) ? ".zc-en" : ".zc-zh";
    return below.map(row => wordsOfSide(row, side, row !== place)).join("");
  }

  /** @param {Element} row @param {string} side @param {boolean} labelled */
  function wordsOfSide(row, side, labelled) {
    const cell = row.querySelector(side);
    if (!cell) return "";
    const label = labelled && cell.querySelector(".zc-label");
    return ((label && label.textContent) || "").trim() + wordsOf(cell);
  }

  /** @param {Element} place */
  function citation(place) {
    const check = place.getAttribute("data-check");
    const ask = place.querySelector(".zc-ask");
    const line = (told && told.getAttribute(check ? "data-check-line" : "data-law")) || "";
    return line
      .replace("{cite}", () => place.getAttribute(check ? "data-at" : "data-cite") || "")
      .replace("{id}", () => check || "")
      .replace("{words}", () => (check && ask ? wordsOf(ask) : within(textOf(place))));
  }

  /** @param {Element} place */
  const linkTo = place => location.href.replace(/[?#].*$/, "") + "#" + place.id;

  /* ── how it is copied ── */

  /** As browsers do without a secure context. @param {string} text */
  function copyOld(text) {
    const area = el("textarea", "zc-vh");
    const focused = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return done;
  }

  /** @param {string} text @param {HTMLElement} button */
  function copy(text, button) {
    const fallback = () => {
      if (copyOld(text)) tell(button);
      else window.prompt(words.by_hand, text);
    };
    if (!navigator.clipboard || !isSecureContext) return fallback();
    return navigator.clipboard.writeText(text).then(() => tell(button), fallback);
  }

  const status = el("span", "zc-vh");
  status.setAttribute("role", "status");

  /** @param {HTMLElement} button */
  function tell(button) {
    const before = button.getAttribute("data-says") || "";
    if (before === words.copied) return;
    button.setAttribute("data-says", words.copied);
    status.textContent = words.copied;
    setTimeout(() => {
      button.setAttribute("data-says", before);
      status.textContent = "";
    }, 1600);
  }

  /* ── the controls ── */

  /** @param {Element} place @param {"cite" | "link"} kind */
  function makeButton(place, kind) {
    const what = place.getAttribute("data-cite") || place.getAttribute("data-check") || "";
    const button = el("button", "zc-copy__b");
    button.type = "button";
    // Shown by the style sheet, so that it is no word of the law.
    button.setAttribute("data-says", words[kind]);
    button.setAttribute("data-copy", kind);
    button.setAttribute("aria-label", words[kind + "_of"].replace("{what}", what));
    button.addEventListener("click", event => {
      event.stopPropagation();
      copy(kind === "cite" ? citation(place) : linkTo(place), button);
    });
    return button;
  }

  /** The controls of a place, made when it is first pointed at or comes into focus.
   * @param {Element} place */
  function equip(place) {
    const home = place.querySelector(".zc-c-ask") || place;
    if (place.hasAttribute("data-copied-by")) return;
    place.setAttribute("data-copied-by", "");
    const box = el("span", "zc-copy");
    box.append(makeButton(place, "cite"), makeButton(place, "link"));
    const label = home.querySelector(".zc-label, .zc-artno");
    if (place.matches("h1")) home.append(box);
    else if (label && place.matches(".zc-item, .zc-row")) {
      label.insertAdjacentElement("afterend", box);
    } else if (place.matches(".zc-check")) home.insertBefore(box, home.firstChild);
    else home.append(box);
  }

  const CITABLE = "[data-cite], .zc-check";

  /** @param {Event} event */
  function near(event) {
    const place = event.target instanceof Element ? event.target.closest(CITABLE) : null;
    if (place) equip(place);
  }

  document.body.append(status);
  // Those without a link of their own by which the keyboard comes to them have theirs at once.
  document.querySelectorAll(CITABLE).forEach(place => {
    if (place.matches("h1") || !place.querySelector(".zc-label, .zc-artno, .zc-c-id a")) {
      equip(place);
    }
  });
  document.addEventListener("mouseover", near);
  document.addEventListener("focusin", near);

  /* ── terms ── */

  /** @type {{link: HTMLElement, box: HTMLElement} | null} */
  let open = null;

  /** @param {boolean} [back] whether the focus returns to the term */
  function shut(back) {
    if (!open) return;
    const { link, box } = open;
    open = null;
    box.remove();
    link.setAttribute("aria-expanded", "false");
    if (back) link.focus();
  }

  /** @param {HTMLAnchorElement} link @param {Element} entry */
  function explain(link, entry) {
    shut();
    const box = el("span", "zc-pop");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", (entry.firstElementChild || entry).textContent || "");
    Array.from(entry.children).forEach(child => {
      const part = el("span", child.nodeName === "B" ? "zc-pop__t" : "zc-pop__p");
      if (child.getAttribute("lang")) part.lang = child.getAttribute("lang") || "";
      part.append(...Array.from(child.cloneNode(true).childNodes));
      box.append(part);
    });
    const more = el("a", "zc-pop__more");
    more.href = link.href;
    more.append(words.term_open);
    const close = el("button", "zc-pop__x");
    close.type = "button";
    close.setAttribute("aria-label", words.close);
    close.addEventListener("click", () => shut(true));
    box.append(more, close);
    link.insertAdjacentElement("afterend", box);
    link.setAttribute("aria-expanded", "true");
    open = { link, box };
    fit(box);
  }

  /** Keeps the box within the window. @param {HTMLElement} box */
  function fit(box) {
    const { right } = box.getBoundingClientRect();
    const over = right - document.documentElement.clientWidth + 12;
    if (over > 0) box.style.marginLeft = `${-over}px`;
  }

  /** @param {Element} link */
  function entryOf(link) {
    const id = decodeURIComponent((link.getAttribute("href") || "").split("#")[1] || "");
    return told && told.querySelector(`[data-term="${id}"]`);
  }

  document.querySelectorAll("a.zc-gloss").forEach(link => {
    if (entryOf(link)) link.setAttribute("aria-expanded", "false");
  });
  document.addEventListener("click", event => {
    const at = event.target instanceof Element ? event.target : null;
    const link = at && at.closest("a.zc-gloss");
    const held = event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0;
    if (link instanceof HTMLAnchorElement && !held) {
      const entry = entryOf(link);
      if (!entry) return;
      event.preventDefault();
      if (open && open.link === link) shut();
      else explain(link, entry);
    } else if (open && at && !open.box.contains(at)) shut();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") shut(true);
  });
})();
