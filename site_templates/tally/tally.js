/* The rows of a tally's units, narrowed as the reader asks; without scripts all are shown. */
(function () {
  "use strict";

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".filter"));
  const print = /** @type {HTMLButtonElement | null} */ (
    document.querySelector('[data-action="print"]')
  );
  const rows = /** @type {HTMLElement[]} */ (
    Array.prototype.slice.call(document.querySelectorAll(".t-units tbody tr"))
  );

  if (print) {
    print.hidden = false;
    print.addEventListener("click", function () {
      window.print();
    });
  }
  if (form && rows.length) {
    form.hidden = false;
    form.addEventListener("input", show);
    form.addEventListener("change", show);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    show();
  }

  /** @param {string} name @returns {string} */
  function asked(name) {
    if (!form) return "";
    const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (
      form.elements.namedItem(name)
    );
    return field.value.trim().toLowerCase();
  }

  /** Whether a row has what is asked for. @param {HTMLElement} row @returns {boolean} */
  function wanted(row) {
    const box = /** @type {HTMLInputElement | null} */ (
      form && form.elements.namedItem("open")
    );
    const said = row.dataset;
    const types = (said.types || "").toLowerCase().split("|");
    return (
      (said.words || "").toLowerCase().indexOf(asked("words")) >= 0 &&
      (!asked("types") || types.indexOf(asked("types")) >= 0) &&
      (!asked("period") || (said.period || "").toLowerCase() === asked("period")) &&
      (!box || !box.checked || said.open !== "0")
    );
  }

  /** Show the rows that are wanted, and say how many these are. */
  function show() {
    let n = 0;
    rows.forEach(function (row) {
      row.hidden = !wanted(row);
      if (!row.hidden) n += 1;
    });
    const told = form && form.querySelector("output");
    if (told) {
      told.textContent = (told.getAttribute("data-words") || "")
        .replace("{n}", String(n))
        .replace("{all}", String(rows.length));
    }
  }
})();
