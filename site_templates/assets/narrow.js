/* Lists narrowed: checks by what their rows say of themselves (data-own, data-first,
   data-kind), with or without guidance; terms by words. Without it the lists are whole. */

(function () {
  "use strict";
  const { words, kept, keep, addressed } = self.zichaWay;

  /** The checks of a page under their clauses and articles, with the blanks for their sums.
   * @typedef {{head: HTMLElement | null, rows: HTMLElement[], sums: HTMLElement[],
   *   clauses: {row: HTMLElement, checks: HTMLElement[]}[]}} Section */

  /** @param {Element} table @returns {Section[]} */
  function sectionsOf(table) {
    /** @type {Section[]} */
    const sections = [{ head: null, rows: [], sums: [], clauses: [] }];
    /** @type {NodeListOf<HTMLElement>} */
    const rows = table.querySelectorAll("tbody > tr");
    rows.forEach(row => {
      const body = /** @type {HTMLElement} */ (row.parentElement);
      if (body.classList.contains("zc-section")) {
        sections.push({ head: body, rows: [], sums: [], clauses: [] });
      }
      const last = sections[sections.length - 1];
      if (row.classList.contains("zc-clause")) last.clauses.push({ row, checks: [] });
      if (row.classList.contains("zc-sums")) last.sums.push(row);
      if (!row.classList.contains("zc-check")) return;
      last.rows.push(row);
      if (last.clauses.length) last.clauses[last.clauses.length - 1].checks.push(row);
    });
    return sections.filter(section => section.head || section.rows.length);
  }

  /** The lists of checks of a page, a section for each regulation.
   * @param {Element} lists @returns {Section[]} */
  function listed(lists) {
    /** @type {NodeListOf<HTMLElement>} */
    const heads = lists.querySelectorAll("section");
    return Array.from(heads)
      .map(head => ({
        head,
        rows: /** @type {HTMLElement[]} */ (Array.from(head.querySelectorAll("[data-check]"))),
        sums: [],
        clauses: [],
      }))
      .filter(({ rows }) => rows.length);
  }

  /** @param {HTMLElement[]} rows */
  const visible = rows => rows.filter(row => !row.hidden).length;

  /** @param {Element} row @param {number} count */
  function due(row, count) {
    const blank = row.querySelector("[data-zc-due]");
    if (blank) blank.textContent = String(count);
  }

  /** Shows of the sections what fits, and nothing that would stand alone.
   * @param {Section[]} sections @param {(row: HTMLElement) => boolean} fits */
  function sift(sections, fits) {
    let count = 0;
    sections.forEach(({ head, rows, clauses, sums }) => {
      rows.forEach(row => {
        row.hidden = !fits(row);
      });
      clauses.forEach(clause => {
        clause.row.hidden = !!clause.checks.length && !visible(clause.checks);
      });
      const n = visible(rows);
      if (head) head.hidden = !n;
      count += n;
      if (sums.length) {
        due(sums[0], n);
        sums[0].hidden = !n;
      }
    });
    const totals = sections.length ? sections[sections.length - 1].sums : [];
    if (totals.length) {
      const total = totals[totals.length - 1];
      total.hidden = false;
      due(total, count);
    }
    return count;
  }

  /** Numbers in the contents that follow, as many as show.
   * @param {Section[]} sections */
  function recount(sections) {
    sections.forEach(({ head, rows }) => {
      const title = head && head.querySelector("[id]");
      const link = title && document.querySelector(`.zc-follow a[href="#${title.id}"]`);
      const number = link && link.querySelector(".zc-follow__n");
      if (!link || !number) return;
      number.textContent = String(visible(rows));
      /** @type {HTMLElement} */ (link.parentElement).hidden = !visible(rows);
    });
  }

  /** Whether a field asks for something that the page has. @param {HTMLInputElement} field */
  function isChosen(field) {
    const label = field.parentElement;
    return field.name !== "guidance" && !!valueOf(field) && !!label && !label.hidden;
  }

  /** @param {Element} row @param {HTMLInputElement} field */
  function has(row, { name, type, value }) {
    if (type === "checkbox") return row.hasAttribute("data-" + name);
    return row.getAttribute("data-" + name) === value;
  }

  /** Fields that no check of the page answers to are not shown.
   * @param {HTMLInputElement[]} fields @param {Element} table */
  function hideUseless(fields, table) {
    fields.forEach(field => {
      const label = field.parentElement;
      const marked = table.querySelector(`[data-check][data-${field.name}]`);
      if (label && /^(?:own|first)$/.test(field.name)) label.hidden = !marked;
    });
  }

  /** @param {HTMLFormElement} form @param {Element} table */
  function makeNarrow(form, table) {
    const sections = table.hasAttribute("data-zc-list") ? listed(table) : sectionsOf(table);
    const all = sections.reduce((n, { rows }) => n + rows.length, 0);
    const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    const paper = table.querySelector("[data-zc-shown]");
    const key = "zc-narrow-" + form.getAttribute("data-zc-narrow");
    /** @type {HTMLInputElement[]} */
    const fields = Array.from(form.querySelectorAll("input, select"));
    const before = fields.map(valueOf);

    function show() {
      const chosen = fields.filter(isChosen);
      const count = sift(sections, row => chosen.every(field => has(row, field)));
      const guidance = fields.find(field => field.name === "guidance");
      if (guidance) table.classList.toggle("zc-checks--brief", !guidance.checked);
      const left = words.shown.replace("{n}", String(count)).replace("{all}", String(all));
      const said = count < all ? left : "";
      status.textContent = count ? said : status.getAttribute("data-none");
      if (paper) paper.textContent = said;
      recount(sections);
      dispatchEvent(new Event("zc-narrowed"));
    }

    function remember() {
      /** @type {Record<string, string>} */
      const state = {};
      fields.forEach((field, n) => {
        const value = valueOf(field);
        if (value !== before[n]) state[field.name] = value || "0";
        addressed(field.name, value === before[n] ? "" : value || "0");
      });
      keep(key, JSON.stringify(state));
    }

    hideUseless(fields, table);
    recall(fields, key);
    form.hidden = false;
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("change", () => {
      remember();
      show();
    });
    // A link to a check that the choice hides shows it.
    addEventListener("hashchange", () => uncover(form, fields, show));
    show();
    uncover(form, fields, show);
  }

  /** @param {HTMLInputElement} field */
  function valueOf(field) {
    if (field.type !== "checkbox") return field.value;
    return field.checked ? "1" : "";
  }

  /** What the address says, else what the browser kept.
   * @param {HTMLInputElement[]} fields @param {string} key */
  function recall(fields, key) {
    const asked = new URLSearchParams(location.search);
    /** @type {Record<string, string>} */
    let state = {};
    try {
      state = JSON.parse(kept(key) || "{}");
    } catch (error) {
      void error;
      /* what is kept is not ours */
    }
    const named = fields.some(field => asked.has(field.name));
    fields.forEach(field => {
      const value = named ? asked.get(field.name) : state[field.name];
      if (value === null || value === undefined) return;
      if (field.type === "checkbox") field.checked = value === "1";
      else field.value = value === "0" ? "" : value;
      if (field.type !== "checkbox" && !field.value) field.value = "";
    });
  }

  /** @param {HTMLFormElement} form @param {HTMLInputElement[]} fields
   * @param {() => void} show */
  function uncover(form, fields, show) {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place || !place.closest(".zc-checks") || place.getClientRects().length) return;
    fields.forEach(field => {
      if (field.name === "guidance") return;
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    });
    show();
    place.scrollIntoView();
  }

  /* ── terms by words ── */

  /** @param {string} text */
  const plain = text => text.toLowerCase().normalize("NFKC").trim();

  /** @param {HTMLFormElement} form */
  function makeFinder(form) {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    /** @type {HTMLElement[]} */
    const rows = Array.from(document.querySelectorAll(".zc-table--terms tbody > tr"));
    const texts = rows.map(row => plain(row.textContent || ""));

    function show() {
      const asked = plain(input.value).split(/\s+/);
      rows.forEach((row, n) => {
        row.hidden = !asked.every(word => texts[n].includes(word));
      });
      status.textContent = visible(rows) ? "" : status.getAttribute("data-none");
      dispatchEvent(new Event("zc-narrowed"));
    }

    form.hidden = false;
    form.addEventListener("submit", event => event.preventDefault());
    input.addEventListener("input", show);
    addEventListener("hashchange", () => {
      const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!place || !place.hidden) return;
      input.value = "";
      show();
      place.scrollIntoView();
    });
  }

  /** @type {NodeListOf<HTMLFormElement>} */
  const lists = document.querySelectorAll("form[data-zc-narrow]");
  lists.forEach(form => {
    const table = document.querySelector(".zc-checks, [data-zc-list]");
    if (table) makeNarrow(form, table);
  });
  /** @type {NodeListOf<HTMLFormElement>} */
  const finders = document.querySelectorAll("form[data-zc-find]");
  finders.forEach(makeFinder);
})();
