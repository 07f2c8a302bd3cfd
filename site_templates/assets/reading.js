/* Lights up the words a check rests on, prints, opens and shuts the menu by keyboard.
   Without it every quotation still stands beside its question. */

(function () {
  "use strict";
  /** @type {Element[]} */
  let lit = [];

  /** @param {string | null} check */
  function light(check) {
    lit.forEach(node => node.classList.remove("is-lit"));
    lit = check ? Array.from(document.querySelectorAll(`.zc-q[data-q~="${check}"]`)) : [];
    lit.forEach(node => node.classList.add("is-lit"));
  }

  /** The element at which something happened, or one around it. @param {Event} event
   * @param {string} selector @returns {Element | null} */
  function around(event, selector) {
    return event.target instanceof Element ? event.target.closest(selector) : null;
  }

  /** @param {Event} event */
  function follow(event) {
    const row = around(event, "[data-check]");
    light(row && row.getAttribute("data-check"));
  }

  /** Material shows the scheme that holds but checks no radio button. */
  function tickScheme() {
    const holding = document.body.getAttribute("data-md-color-scheme");
    /** @type {NodeListOf<HTMLInputElement>} */
    const choices = document.querySelectorAll("input[name=__palette]");
    choices.forEach(choice => {
      choice.checked = choice.getAttribute("data-md-color-scheme") === holding;
    });
  }

  /** The drawer: the focus goes in with it, and out again; it shuts when the focus leaves.
   * @param {HTMLInputElement} box @param {HTMLElement} button @param {Element} drawer */
  function followDrawer(box, button, drawer) {
    button.addEventListener("click", () => box.click());
    box.addEventListener("change", () => {
      /** @type {HTMLElement | null} */
      const link =
        drawer.querySelector("a.md-nav__link--active") ||
        drawer.querySelector("a.md-nav__link");
      button.setAttribute("aria-expanded", String(box.checked));
      if (box.checked && link) link.focus();
    });
    drawer.addEventListener("focusout", event => {
      const to = /** @type {FocusEvent} */ (event).relatedTarget;
      if (box.checked && to instanceof Node && !drawer.contains(to)) box.click();
    });
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !box.checked) return;
      box.click();
      button.focus();
    });
  }

  document.addEventListener("mouseover", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("click", event => {
    if (around(event, "[data-zc-print]")) window.print();
  });
  window.addEventListener("load", tickScheme);

  // The chapter's check box has the focus that its label had, so that it is told as what it is.
  document
    .querySelectorAll("label.md-nav__link[tabindex]")
    .forEach(label => label.removeAttribute("tabindex"));

  const box = document.getElementById("__drawer");
  /** @type {HTMLElement | null} */
  const button = document.querySelector("button.zc-menu");
  const drawer = document.querySelector(".md-sidebar--primary");
  if (box instanceof HTMLInputElement && button && drawer) followDrawer(box, button, drawer);
})();
