/* The list of regulations narrowed by words, issuer and year; without it the list is whole. */

(function () {
  "use strict";
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("[data-zc-filter]");
  if (!form) return;
  /** @type {NodeListOf<HTMLElement>} */
  const rows = document.querySelectorAll(".zc-regs > li");
  const words = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const selects = form.querySelectorAll("select");
  const told = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));

  /** @param {string | null} text */
  const plain = text => String(text).toLowerCase().normalize("NFKC");

  /** Whether a row has every word and is of every value chosen. @param {Element} row */
  function fits(row) {
    const text = plain(row.getAttribute("data-text"));
    const asked = plain(words.value).split(/\s+/);
    if (!asked.every(word => text.includes(word))) return false;
    return Array.from(selects).every(select => {
      const values = row.getAttribute("data-" + select.getAttribute("data-zc-by"));
      return !select.value || ("|" + values + "|").includes("|" + select.value + "|");
    });
  }

  function narrow() {
    let count = 0;
    rows.forEach(row => {
      row.hidden = !fits(row);
      if (!row.hidden) count++;
    });
    const said = told.getAttribute(count ? "data-zc-counted" : "data-zc-none") || "";
    told.textContent = said.replace("{n}", String(count));
  }

  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", narrow);
  form.addEventListener("change", narrow);
  // What a browser keeps in the fields on the way back.
  window.addEventListener("pageshow", narrow);
  narrow();
})();
