/* A person's decisions on what a scan leaves open: keys 1 to 5 and 0, and a file of them. */
"use strict";

(function () {
  const rows = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("form.row")]);

  /** The answer that is chosen in a row. @param {HTMLFormElement} row */
  const chosen = row =>
    /** @type {HTMLInputElement | null} */ (row.querySelector("input:checked"));

  /** How many rows are still open, and which are not. */
  function count() {
    rows.forEach(row => row.classList.toggle("is-done", chosen(row) !== null));
    const left = document.querySelector("[data-left]");
    if (left) left.textContent = String(rows.filter(row => !chosen(row)).length);
  }

  /** The row that has the focus. @param {EventTarget | null} target */
  const rowOf = target => (target instanceof Element ? target.closest("form.row") : null);

  document.addEventListener("keydown", event => {
    const row = rowOf(event.target);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const input = /** @type {HTMLInputElement | null} */ (
      row.querySelector('[data-key="' + event.key.replace(/[^0-5]/g, "") + '"]')
    );
    if (!input) return;
    event.preventDefault();
    input.checked = true;
    count();
    const next = rows[rows.indexOf(/** @type {HTMLFormElement} */ (row)) + 1];
    if (next) next.focus();
  });

  document.addEventListener("change", count);
  document.addEventListener("submit", event => event.preventDefault());

  /** What was typed of what stands in pictures. */
  function typed() {
    const forms = /** @type {HTMLFormElement[]} */ ([
      ...document.querySelectorAll("form.words"),
    ]);
    const field = /** @param {HTMLFormElement} form */ form =>
      /** @type {HTMLInputElement} */ (form.querySelector("input, textarea")).value.trim();
    return forms.filter(field).map(form => ({
      file: form.dataset.file,
      page: Number(form.dataset.page),
      check: form.dataset.check,
      field: form.dataset.field,
      words: field(form),
    }));
  }

  /** All that was decided, as `zicha scan --decisions` takes it. */
  function save() {
    const decided = rows.filter(chosen).map(row => ({
      file: row.dataset.file,
      page: Number(row.dataset.page),
      check: row.dataset.check,
      answer: /** @type {HTMLInputElement} */ (chosen(row)).value,
    }));
    const text = JSON.stringify(
      { format: "zicha-decisions/1", rows: decided, words: typed() },
      null,
      1,
    );
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text + "\n"], { type: "application/json" }));
    link.download = "decisions.json";
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  const button = document.querySelector('[data-action="save"]');
  if (button) button.addEventListener("click", save);
  if (rows.length) rows[0].focus();
  count();
})();
