/* The search box of every page, the page of all results, and the marks on the page a hit leads
   to. Works from a folder as from a server; the engine and its index are asked for on first
   focus. Its words come from strings.yaml, as JSON in the attribute `data-words` of the box. */

/**
 * The parts of the box in the header; `active` is the option chosen, -1 for none.
 * @typedef {{host: HTMLElement, input: HTMLInputElement, status: HTMLElement,
 *   told: HTMLElement, list: HTMLElement, hint: HTMLElement, panel: HTMLElement,
 *   filters: Filters, active: number}} Box
 * @typedef {{node: HTMLElement, kind: HTMLSelectElement,
 *   wish: (limit: number) => Wish}} Filters
 * @typedef {{input: HTMLInputElement, status: HTMLElement, found: HTMLElement,
 *   more: HTMLElement, filters: Filters, limit: number}} ResultsPage
 * @typedef {{name: string, far: boolean, hits: Hit[]}} Group
 * @typedef {{name: string, far?: boolean, last?: boolean,
 *   items: Array<() => HTMLElement>}} Section
 *
 * What is offered where nothing is found: other queries, and pages to look in.
 * @typedef {{name: string, links: Array<[words: string, href: string, query: string]>}} Advice
 */

(function () {
  "use strict";
  const source = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = source.replace(/assets\/[^/]*$/, "");
  // One version for all assets.
  const ENGINE = "search.js" + (/\?.*$/.exec(source) || [""])[0];
  const lang = /^en/.test(document.documentElement.lang) ? "en" : "zh";
  // zh / jinan-2016-31 / article-05.html
  const here = location.href
    .replace(/[?#].*$/, "")
    .slice(root.length)
    .split("/");
  const wished = new URLSearchParams(location.search);
  const asked = wished.get("q") || "";
  // The page of all results knows from which regulation it was asked.
  const regulation = here.length > 2 ? decodeURIComponent(here[1]) : wished.get("in") || "";
  /** @type {Record<string, string>} */
  let words = {};

  /** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag
   * @param {Record<string, string>} attributes @param {Array<Node | string>} children */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    Object.keys(attributes).forEach(name => node.setAttribute(name, attributes[name]));
    node.append(...children);
    return node;
  }

  /* ── engine and index ── */

  /** @type {Engine | null} */
  let engine = null;
  /** @type {Promise<void> | null} */
  let loading = null;
  /** @type {Array<() => void>} */
  const listeners = [];

  /** @param {string} name @returns {Promise<void>} */
  function loadScript(name) {
    return new Promise((done, failed) => {
      const node = el("script", { src: root + "assets/" + name, charset: "utf-8" });
      node.onload = () => done();
      node.onerror = failed;
      document.head.append(node);
    });
  }

  function ready() {
    engine = self.zichaSearch.createSearch(self.zichaIndex);
    listeners.forEach(listener => listener());
  }

  /** The regulation at hand answers first; the others follow. */
  function loadIndex() {
    const isOwn = (/** @type {string} */ part) =>
      part.split("?")[0] === "search-index-" + regulation + ".js";
    const parts = self.zichaIndex.parts;
    const rest = parts.filter(part => !isOwn(part));
    return Promise.all(parts.filter(isOwn).map(loadScript)).then(() => {
      ready();
      if (!rest.length) return undefined;
      return Promise.all(rest.map(loadScript)).then(ready);
    });
  }

  function load() {
    const scripts = [ENGINE, "search-index.js"];
    loading = loading || Promise.all(scripts.map(loadScript)).then(loadIndex);
    return loading;
  }

  /* ── recent queries: on this device; only for this visit where storage is denied ── */

  const RECENT = "zicha-searches";
  /** @type {string[]} */
  let kept = [];

  function recent() {
    try {
      const stored = JSON.parse(localStorage.getItem(RECENT) || "[]");
      kept = stored.filter((/** @type {unknown} */ query) => typeof query === "string");
    } catch (error) {
      void error; // denied or damaged
    }
    return kept;
  }

  /** @param {string[]} queries */
  function keep(queries) {
    kept = queries;
    try {
      localStorage.setItem(RECENT, JSON.stringify(queries));
    } catch (error) {
      void error; // denied
    }
  }

  /** @param {string} query */
  function remember(query) {
    const own = query.trim();
    if (own) keep([own, ...recent().filter(each => each !== own)].slice(0, 8));
  }

  /* ── the key / : a reader whose speech input types it by chance can turn it off ── */

  const SLASH = "zicha-slash";

  /** Set where told, then whether it is on. @param {boolean} [wanted] */
  function slash(wanted) {
    try {
      if (wanted !== undefined) localStorage.setItem(SLASH, wanted ? "on" : "off");
      return localStorage.getItem(SLASH) !== "off";
    } catch (error) {
      void error; // denied
      return true;
    }
  }

  function slashChoice() {
    const tick = el("input", { type: "checkbox" });
    tick.checked = slash();
    tick.addEventListener("change", () => slash(tick.checked));
    return el("p", { class: "zc-found__keys" }, el("label", {}, tick, " " + words.slash));
  }

  /* ── one result ── */

  /** Which part of the line of the first match is shown: its places in the text of the hit.
   * @param {Hit} hit */
  function excerpt(hit) {
    const first = hit.ranges.length ? hit.ranges[0][0] : 0;
    const start = hit.text.lastIndexOf("\n", first - 1) + 1;
    const stop = (hit.text + "\n").indexOf("\n", first);
    const zh = /[\u4e00-\u9fff]/.test(hit.text.slice(start, stop));
    const size = zh ? 78 : 170;
    const lead = zh ? 16 : 40;
    const edge = (/** @type {number} */ place) => {
      const whole = place <= start || place >= stop || zh;
      return whole ? place : hit.text.lastIndexOf(" ", place) + 1; // whole words
    };
    const from = first - start > size - lead ? edge(first - lead) : start;
    return { from, to: Math.min(stop, edge(from + size)), start, stop, zh };
  }

  /** The words around the first match, each match marked. @param {Hit} hit */
  function marked(hit) {
    const { from, to, start, stop, zh } = excerpt(hit);
    const kind = hit.kind === "law" ? "zc-results__law" : "zc-results__ours";
    const node = el("span", { class: kind, lang: zh ? "zh-Hans" : "en" });
    const dots = zh ? "……" : "…";
    const plain = (/** @type {number} */ first, /** @type {number} */ end) =>
      node.append(hit.text.slice(first, end).replace(/\s+/g, " "));
    let at = from;
    if (from > start) node.append(dots);
    hit.ranges
      .filter(range => range[0] >= from && range[1] <= to)
      .forEach(([first, end]) => {
        plain(at, first);
        node.append(el("mark", {}, hit.text.slice(first, end)));
        at = end;
      });
    plain(at, to);
    if (to < stop) node.append(dots);
    return node;
  }

  /** Where a hit leads; the found words go along, so that the page can mark them.
   * @param {Hit} hit @param {Answer} result @param {string} query */
  function address(hit, result, query) {
    const matches = hit.ranges.map(range => hit.text.slice(range[0], range[1]).trim());
    const found = Array.from(new Set(matches)).slice(0, 6).join(" ");
    const marks = found || (result.mode === "exact" && hit.kind !== "form" ? query.trim() : "");
    const [page, anchor] = hit.url.split("#");
    const asking = marks && page.indexOf("?") < 0 ? "?q=" + encodeURIComponent(marks) : "";
    return root + page + asking + (anchor ? "#" + anchor : "");
  }

  /** The page of all results. @param {string} query */
  function everything(query) {
    const several = self.zichaIndex && self.zichaIndex.books.length > 2 && regulation;
    const within = several ? "&in=" + encodeURIComponent(regulation) : "";
    return root + lang + "/search.html?q=" + encodeURIComponent(query) + within;
  }

  const tagOf = (/** @type {string} */ code) => (code === "zh" ? "zh-Hans" : "en");

  /** What it is, and in the second line where the words stand.
   * @param {Hit} hit @returns {Node[]} */
  function described(hit) {
    const name = el("b", { lang: tagOf(hit.lang) }, hit.title || "");
    const { books } = self.zichaIndex;
    const book = books.length > 2 && books.find(each => each.id === hit.regulation);
    const of = book && book.id && book.id !== regulation ? book : null;
    const nodes = [name];
    if (of) nodes.push(el("i", {}, (lang === "en" && of.title[1]) || of.title[0]));
    if (hit.sheet) return [...nodes, ...sheetWords(hit.sheet)];
    if (/current\.html\?/.test(hit.url)) return [...nodes, words.sheet_check_about].map(own);
    if (!hit.lead) return [...nodes, marked(hit)];
    const kind = hit.kind === "law" ? "zc-results__law" : "zc-results__ours";
    const lead = el("span", { class: kind, lang: tagOf(hit.lang) }, shortened(hit.lead));
    const field = words["line_" + Math.min(hit.line, 3)]; // all after it are of one kind
    const second = el("span", { class: "zc-results__second" });
    if (field) second.append(el("i", {}, field));
    second.append(marked(hit));
    return [...nodes, lead, second];
  }

  /** @param {Node | string} node */
  const own = node => (typeof node === "string" ? el("span", {}, node) : node);

  /** @param {string} line */
  const shortened = line => {
    const size = /[\u4e00-\u9fff]/.test(line) ? 78 : 170;
    return line.length > size ? line.slice(0, size) + "…" : line;
  };

  /** The number of a printed form and whether it is the one in use.
   * @param {NonNullable<Hit["sheet"]>} sheet */
  function sheetWords({ id, state }) {
    const number = el("i", {}, words.sheet_number.replace("{id}", id));
    return state ? [number, el("span", {}, words["sheet_" + state])] : [number];
  }

  /** Files of a form in the language of the page, or in the first that there is; and where its
   * version is told. @param {Hit} hit @returns {Array<[words: string, href: string]>} */
  function filesOf({ sheet }) {
    if (!sheet) return [];
    const { files } = sheet;
    const ours = files.filter(file => file[1] === lang);
    const some = ours.length ? ours : files.filter(file => file[1] === files[0][1]);
    /** @type {Array<[string, string]>} */
    const links = some.map(([path, , format]) => [format.toUpperCase(), root + path]);
    return [...links, [words.sheet_check, root + sheet.check]];
  }

  /** In the order of the best hit of each kind; what there is in the other language only, last.
   * @param {Hit[]} hits */
  function groups(hits) {
    /** @type {Group[]} */
    const out = [];
    hits.forEach(hit => {
      const far = hit.lang !== lang;
      const name = (far ? words.other + " · " : "") + words[hit.kind];
      let group = out.find(each => each.name === name);
      if (!group) {
        group = { name, far, hits: [] };
        out.push(group);
      }
      group.hits.push(hit);
    });
    return out;
  }

  /** What there is instead, of how much was found and how.
   * @param {Answer} result */
  function said({ total, mode, left, note }) {
    const count = (total === 1 ? words.count_one : words.count).replace("{n}", String(total));
    const quoted = left.map(word => words.quoted.replace("{word}", word)).join("");
    const told = note
      ? words[note.key]
          .replace("{title}", note.title)
          .replace("{unit}", note.title)
          .replace("{n}", String(note.n))
          .replace("{last}", note.last)
      : "";
    if (!total) return told || words.none;
    if (mode === "beyond") return told;
    const how = { similar: words.similar, fewer: words.fewer.replace("{words}", quoted) };
    const first = [told, mode === "similar" || mode === "fewer" ? how[mode] : ""];
    return [...first.filter(Boolean), count].join(" · ");
  }

  /** What to try where nothing was found. @param {Answer} result @returns {Advice[]} */
  function advice({ near, shorter }) {
    const again = (/** @type {string[]} */ queries) =>
      queries.map(
        query => /** @type {[string, string, string]} */ ([query, everything(query), query]),
      );
    const { books } = self.zichaIndex;
    const named = books.find(each => each.id !== "" && each.id === regulation);
    const book = named || (books.length === 2 ? books[1] : books[0]);
    const side = lang === "zh" ? 4 : 5;
    const pages = ["full-text", "sheets", "glossary", "guide"].map(name => {
      const home = name === "guide" ? books[0] : book;
      const page = home.pages.find(each => each[0] === name && each[1][0][side][0]);
      const title = page && page[1][0][side][0];
      const shown = name === "glossary" ? words.term : title;
      const href = `${root}${lang}/${home.id && home.id + "/"}${name}.html`;
      return /** @type {[string, string, string]} */ ([(page && shown) || "", href, ""]);
    });
    return [
      { name: words.near, links: again(near) },
      { name: words.shorter, links: again(shorter) },
      { name: words.elsewhere, links: pages.filter(page => page[0]) },
    ].filter(each => each.links.length);
  }

  const examples = () => words.try.replace("{ways}", words.examples);

  /* ── filters ── */

  /** A choice of kind and of duty-bearer. @param {() => void} changed @returns {Filters} */
  function makeFilters(changed) {
    const kind = el("select", { "aria-label": words.kind });
    const bearer = el("select", { "aria-label": words.bearer });
    kind.append(el("option", { value: "" }, words.all));
    ["law", "check", "form", "who", "term", "page"].forEach(each => {
      kind.append(el("option", { value: each }, words[each]));
    });
    bearer.append(el("option", { value: "" }, words.bearers));
    listeners.push(() => offerBearers(bearer));
    [kind, bearer].forEach(select => select.addEventListener("change", changed));
    return {
      node: el("div", { class: "zc-results__filters" }, kind, bearer),
      kind,
      wish: limit => ({ lang, limit, regulation, kind: kind.value, bearer: bearer.value }),
    };
  }

  /** @param {HTMLSelectElement} select */
  function offerBearers(select) {
    const seen = Array.from(select.options).map(option => option.value);
    const books = self.zichaIndex.books.filter(book => !regulation || book.id === regulation);
    books.forEach(book =>
      book.bearers.forEach(([code, zh, en]) => {
        if (seen.indexOf(code) >= 0) return;
        seen.push(code);
        select.append(el("option", { value: code }, (lang === "en" && en) || zh));
      }),
    );
    select.hidden = seen.length < 2;
  }

  /** An input method reports candidates, also those picked by mouse, when it is done.
   * @param {HTMLInputElement} input @param {() => void} run */
  function whenTyped(input, run) {
    let timer = 0;
    const soon = (/** @type {Event} */ event) => {
      if (/** @type {InputEvent} */ (event).isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(run, 50);
    };
    ["input", "compositionend", "search"].forEach(name => input.addEventListener(name, soon));
  }

  /** @param {KeyboardEvent} event */
  const composing = event => event.isComposing || event.keyCode === 229;

  /* ── the box in the header ── */

  /** @param {HTMLElement} host */
  function makeBox(host) {
    const input = el("input", {
      class: "zc-search__input",
      type: "search",
      placeholder: words.hint,
      "aria-label": words.label,
      autocomplete: "off",
      spellcheck: "false",
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": "zc-results",
      "aria-autocomplete": "list",
      "aria-keyshortcuts": "/ Control+K",
    });
    const status = el("p", { class: "zc-results__status", "aria-hidden": "true" });
    // Always there: what appears already filled is not read out.
    const told = el("p", { class: "zc-vh", role: "status" });
    const list = el("div", {
      class: "zc-results",
      id: "zc-results",
      role: "listbox",
      "aria-label": words.label,
    });
    const filters = makeFilters(() => show(box));
    const hint = el("p", { class: "zc-results__hint" });
    const panel = el("div", { class: "zc-results__panel" }, filters.node, status, list, hint);
    /** @type {Box} */
    const box = { host, input, status, told, list, hint, panel, filters, active: -1 };
    panel.hidden = true;
    input.value = asked;
    host.setAttribute("role", "search");
    host.setAttribute("aria-label", words.label);
    host.append(input, panel, told);
    listeners.push(() => {
      if (!panel.hidden) show(box);
    });
    listen(box);
  }

  /** @param {Box} box @returns {HTMLElement[]} */
  const options = ({ list }) => Array.from(list.querySelectorAll("[role=option]"));

  /** Chooses an option, counted round. @param {Box} box @param {number} wanted */
  function activate(box, wanted) {
    const all = options(box);
    box.active = all.length ? (wanted + all.length) % all.length : -1;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === box.active)));
    if (box.active < 0) {
      box.input.removeAttribute("aria-activedescendant");
      return;
    }
    const chosen = all[box.active];
    box.input.setAttribute("aria-activedescendant", chosen.id);
    if (chosen.scrollIntoView) chosen.scrollIntoView({ block: "nearest" });
  }

  /** @param {Box} box */
  function chooseNone(box) {
    box.active = -1;
    options(box).forEach(option => option.setAttribute("aria-selected", "false"));
    box.input.removeAttribute("aria-activedescendant");
  }

  /** @param {Box} box @param {boolean} yes */
  function open(box, yes) {
    box.panel.hidden = !yes;
    const { status, hint } = box;
    box.told.textContent = yes ? `${status.textContent} ${hint.textContent}`.trim() : "";
    box.input.setAttribute("aria-expanded", String(yes));
    if (!yes) chooseNone(box);
  }

  /** @param {Box} box @param {string} href @param {Array<Node | string>} children */
  function makeOption(box, href, ...children) {
    const id = "zc-option-" + options(box).length;
    const attributes = { role: "option", href, id, tabindex: "-1", "aria-selected": "false" };
    return el("a", attributes, ...children);
  }

  /** @param {Box} box @param {Section[]} sections */
  function fill(box, sections) {
    box.list.textContent = "";
    sections.forEach((section, i) => {
      const id = "zc-group-" + i;
      const name = el(
        "div",
        { class: "zc-results__g", id, role: "presentation" },
        section.name,
      );
      const kind = (section.far && "far") || (section.last && "last");
      const far = kind ? "zc-results__" + kind : "";
      const group = el("div", { role: "group", "aria-labelledby": id, class: far }, name);
      box.list.append(group);
      section.items.forEach(make => group.append(make()));
    });
  }

  /** An option that does something on this page.
   * @param {Box} box @param {string} name @param {() => void} then */
  function makeChoice(box, name, then) {
    const node = makeOption(box, everything(name), name);
    node.addEventListener("click", event => {
      event.preventDefault();
      then();
    });
    return node;
  }

  /** An option that asks for something else. @param {Box} box @param {string} query */
  const makeQuery = (box, query) =>
    makeChoice(box, query, () => {
      box.input.value = query;
      box.input.focus();
      show(box);
    });

  /** @param {Box} box */
  function showRecent(box) {
    const queries = recent();
    const forget = () =>
      makeChoice(box, words.clear, () => {
        keep([]);
        open(box, false);
      });
    const items = [...queries.map(query => () => makeQuery(box, query)), forget];
    box.status.textContent = "";
    box.hint.textContent = "";
    fill(box, queries.length ? [{ name: words.recent, items }] : []);
    box.filters.node.hidden = true;
    open(box, queries.length > 0);
    chooseNone(box);
  }

  /** @param {Box} box */
  function show(box) {
    const query = box.input.value;
    if (!query.trim()) {
      showRecent(box);
      return;
    }
    if (!engine) {
      box.filters.node.hidden = true;
      tell(box, words.loading);
      return;
    }
    const result = engine.search(query, Object.assign(box.filters.wish(12), { each: 5 }));
    const sections = result.total ? found(box, result, query) : advised(box, result);
    box.status.textContent = said(result);
    box.hint.textContent = result.total ? "" : examples();
    fill(box, sections);
    box.filters.node.hidden = !result.total && !box.filters.kind.value;
    open(box, true);
    chooseNone(box);
  }

  /** What was found, and in the end the way to all of it.
   * @param {Box} box @param {Answer} result @param {string} query @returns {Section[]} */
  function found(box, result, query) {
    const optionsOf = (/** @type {Hit} */ hit) => [
      () => makeOption(box, address(hit, result, query), ...described(hit)),
      ...filesOf(hit).map(([name, href]) => () => {
        const option = makeOption(box, href, name);
        option.className = "zc-results__file";
        option.setAttribute("aria-label", `${hit.title} ${name}`);
        return option;
      }),
    ];
    const sections = groups(result.hits).map(({ name, far, hits }) => ({
      name,
      far,
      items: hits.map(optionsOf).reduce((all, some) => all.concat(some), []),
    }));
    const more = words.more.replace("{n}", String(result.total));
    const all = () => makeOption(box, everything(query.trim()), more);
    return [...sections, { name: "", last: true, items: [all] }];
  }

  /** @param {Box} box @param {Answer} result @returns {Section[]} */
  const advised = (box, result) =>
    advice(result).map(({ name, links }) => ({
      name,
      items: links.map(
        ([title, href, query]) =>
          () =>
            query ? makeQuery(box, query) : makeOption(box, href, title),
      ),
    }));

  /** In place of results. @param {Box} box @param {string} what */
  function tell(box, what) {
    box.status.textContent = what;
    box.hint.textContent = "";
    box.list.textContent = "";
    open(box, true);
  }

  /** @param {Box} box @param {KeyboardEvent} event */
  function followKey(box, event) {
    if (composing(event)) return;
    const { input, panel, active } = box;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      event.preventDefault();
      if (panel.hidden) show(box);
      else activate(box, active < 0 && step < 0 ? -1 : active + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = !panel.hidden && options(box)[active];
      if (chosen) chosen.click();
      else if (input.value.trim()) enter(box);
    } else if (event.key === "Escape") {
      if (panel.hidden) input.value = "";
      event.preventDefault();
      open(box, false);
      input.focus();
    }
  }

  /** To what was named (an address, a number, its whole name), else to all results.
   * @param {Box} box */
  function enter(box) {
    const query = box.input.value;
    remember(query);
    const result = engine && engine.search(query, box.filters.wish(12));
    const [first] = result && result.direct ? result.hits : [];
    location.href = first && result ? address(first, result, query) : everything(query.trim());
  }

  /** Whether a key pressed anywhere on the page asks for the box.
   * @param {KeyboardEvent} event */
  function asksForBox(event) {
    const at = /** @type {HTMLElement} */ (event.target);
    const typing = /^(?:input|textarea|select)$/i.test(at.tagName) || at.isContentEditable;
    const held = event.ctrlKey || event.metaKey;
    if (held && /^k$/i.test(event.key)) return true;
    return event.key === "/" && slash() && !typing && !held && !event.altKey;
  }

  /** @param {Box} box */
  function listen(box) {
    const { host, input, list } = box;
    const outside = (/** @type {EventTarget | null} */ target) =>
      !host.contains(/** @type {Node | null} */ (target));
    input.addEventListener("focus", () => {
      load().catch(() => tell(box, words.failed));
      if (!input.value.trim()) showRecent(box);
    });
    whenTyped(input, () => show(box));
    host.addEventListener("keydown", event => followKey(box, event));
    // The focus stays in the input.
    list.addEventListener("mousedown", event => event.preventDefault());
    list.addEventListener("click", event => {
      const at = /** @type {Element} */ (event.target);
      if (at.closest("[role=option]")) remember(input.value);
    });
    host.addEventListener("focusout", event => {
      if (event.relatedTarget && outside(event.relatedTarget)) open(box, false);
    });
    document.addEventListener("mousedown", event => {
      if (outside(event.target)) open(box, false);
    });
    document.addEventListener("keydown", event => {
      if (!asksForBox(event)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  /* ── the page of all results ── */

  const AT_FIRST = 50;
  const MORE = 100;

  /** @param {HTMLElement} host */
  function makeResultsPage(host) {
    const input = el("input", {
      class: "zc-search__input",
      type: "search",
      "aria-label": words.label,
      placeholder: words.hint,
      autocomplete: "off",
      spellcheck: "false",
    });
    const status = el("p", {
      role: "status",
      "aria-live": "polite",
      class: "zc-found__status",
    });
    const found = el("div", { class: "zc-found__list" });
    const more = el("button", { type: "button", class: "zc-btn" }, words.next);
    const filters = makeFilters(() => showAll(page));
    /** @type {ResultsPage} */
    const page = { input, status, found, more, filters, limit: AT_FIRST };
    const showUpTo = (/** @type {number} */ limit) => {
      page.limit = limit;
      showAll(page);
    };
    more.addEventListener("click", () => showUpTo(page.limit + MORE));
    input.value = asked;
    filters.kind.value = wished.get("kind") || "";
    listeners.push(() => showAll(page));
    whenTyped(input, () => showUpTo(AT_FIRST));
    const named = { class: "zc-found__ask", role: "search", "aria-label": words.page_label };
    host.append(el("div", named, input, filters.node), status, found, more, slashChoice());
    showAll(page);
    load().catch(() => {
      status.textContent = words.failed;
    });
    if (asked) remember(asked);
    else input.focus();
  }

  /** The address says what is shown, for whoever it is sent to.
   * @param {string} query @param {string} kind */
  function keepAddress(query, kind) {
    const parts = new URLSearchParams();
    if (query) parts.set("q", query);
    if (kind) parts.set("kind", kind);
    if (regulation) parts.set("in", regulation);
    const now = String(parts);
    try {
      history.replaceState(null, "", now ? "?" + now : location.pathname);
    } catch (error) {
      void error; // old browsers on file://
    }
  }

  /** @param {ResultsPage} page */
  function showAll({ input, status, found, more, filters, limit }) {
    const query = input.value.trim();
    keepAddress(query, filters.kind.value);
    found.textContent = "";
    more.hidden = true;
    if (!engine || !query) {
      status.textContent = query ? words.loading : "";
      return;
    }
    const result = engine.search(query, filters.wish(limit));
    status.textContent = said(result);
    groups(result.hits).forEach(group => {
      const items = el("ul", { role: "list" });
      group.hits.forEach(hit => {
        const link = { href: address(hit, result, query) };
        const item = el("li", {}, el("a", link, ...described(hit)));
        const files = filesOf(hit).map(([name, href]) => el("a", { href }, name));
        if (files.length) item.append(el("span", { class: "zc-found__files" }, ...files));
        items.append(item);
      });
      found.append(el("h2", {}, group.name), items);
    });
    if (!result.total) found.append(...adviceNodes(result));
    more.hidden = result.total <= result.hits.length;
  }

  /** @param {Answer} result @returns {Node[]} */
  function adviceNodes(result) {
    /** @type {Node[]} */
    const nodes = [el("p", { class: "zc-found__hint" }, examples())];
    advice(result).forEach(({ name, links }) => {
      const items = el("ul", { role: "list" });
      links.forEach(([title, href]) => items.append(el("li", {}, el("a", { href }, title))));
      nodes.push(el("h2", {}, name), items);
    });
    return nodes;
  }

  /* ── marks on the page that a hit leads to ── */

  const BLOCKS = "p,li,td,th,h1,h2,h3,h4,dt,dd,summary,caption,figcaption,div,section";
  const UNREAD = "script,style,.zc-fill,[aria-hidden=true]";

  /** Runs of text nodes that are read as one line. @param {Node} content */
  function blocks(content) {
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT, null);
    /** @type {Array<{parent: Element | null, nodes: Text[]}>} */
    const out = [];
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const around = /** @type {Element} */ (node.parentElement);
      if (around.closest(UNREAD)) continue;
      const parent = around.closest(BLOCKS);
      const last = out[out.length - 1];
      if (last && last.parent === parent) last.nodes.push(node);
      else out.push({ parent, nodes: [node] });
    }
    return out;
  }

  /** For each character of the nodes taken together whether it is of a word.
   * @param {Fold} fold @param {Text[]} nodes @param {string[]} found */
  function places(fold, nodes, found) {
    /** @type {number[]} */
    const map = [];
    const text = fold(nodes.map(node => node.data).join(""), map);
    /** @type {boolean[]} */
    const hit = [];
    found.forEach(word => {
      for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) {
        for (let j = map[i]; j <= map[i + word.length - 1]; j++) hit[j] = true;
      }
    });
    return hit;
  }

  /** Puts the characters that are hit into marks.
   * @param {Text[]} nodes @param {boolean[]} hit */
  function wrap(nodes, hit) {
    let base = 0;
    nodes.forEach(node => {
      const size = node.data.length;
      // From the end, so that the places before stay as they are.
      for (let end = size; end > 0; end--) {
        let from = end;
        while (from > 0 && hit[base + from - 1]) from--;
        if (from === end) continue;
        wrapPart(node, from, end);
        end = from + 1;
      }
      base += size;
    });
  }

  /** @param {Text} node @param {number} from @param {number} end */
  function wrapPart(node, from, end) {
    const mark = el("mark", { class: "zc-hit" });
    const part = node.splitText(from);
    part.splitText(end - from);
    part.replaceWith(mark);
    mark.append(part);
  }

  function markPage() {
    const fold = self.zichaSearch.folder(["", ""]);
    const found = asked
      .split(/\s+/)
      .map(word => fold(word))
      .filter(Boolean);
    blocks(document.querySelector(".md-content") || document.body).forEach(({ nodes }) => {
      const hit = places(fold, nodes, found);
      if (hit.length) wrap(nodes, hit);
    });
    const anchor = decodeURIComponent(location.hash.slice(1));
    const target = anchor ? document.getElementById(anchor) : null;
    const first = (target || document).querySelector("mark.zc-hit");
    if (!first) return;
    const folded = first.closest("details");
    if (folded) folded.open = true;
    if (!target) first.scrollIntoView({ block: "center" });
  }

  function start() {
    /** @type {HTMLElement | null} */
    const box = document.querySelector("[data-zc-search]");
    /** @type {HTMLElement | null} */
    const page = document.querySelector("[data-zc-search-page]");
    if (box) {
      words = JSON.parse(box.getAttribute("data-words") || "{}");
      makeBox(box);
    }
    if (page) makeResultsPage(page);
    // The page reads as well without marks.
    else if (asked.trim()) loadScript(ENGINE).then(markPage, () => undefined);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
