/* Lights up the words a check rests on, prints, keeps the anchor when the language changes,
   opens and shuts the menu by keyboard.
   ES5, no dependency. Without it every quotation still stands beside its question. */
(function () {
  "use strict";
  var lit = [];
  function each(list, fn) { for (var i = 0; i < list.length; i++) fn(list[i]); }
  function up(node, wanted) {
    while (node && node.nodeType === 1) {
      if (wanted(node)) return node;
      node = node.parentNode;
    }
    return null;
  }
  function isCheck(node) { return node.hasAttribute("data-check"); }
  function light(id) {
    each(lit, function (n) { n.classList.remove("is-lit"); });
    lit = [];
    if (!id) return;
    each(document.querySelectorAll('.zc-q[data-q~="' + id + '"]'), function (n) {
      n.classList.add("is-lit");
      lit.push(n);
    });
  }
  function follow(event) {
    var row = up(event.target, isCheck);
    light(row ? row.getAttribute("data-check") : null);
  }
  document.addEventListener("mouseover", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("click", function (event) {
    var button = up(event.target, function (n) { return n.hasAttribute("data-zc-print"); });
    var lang = up(event.target, function (n) { return n.hasAttribute("data-zc-lang"); });
    if (button) window.print();
    if (lang) lang.href = lang.href.split("#")[0] + location.hash;
  });

  /* Material shows the scheme that holds but checks no radio button. */
  window.addEventListener("load", function () {
    each(document.querySelectorAll("input[name=__palette]"), function (radio) {
      radio.checked = radio.getAttribute("data-md-color-scheme") === document.body.getAttribute("data-md-color-scheme");
    });
  });

  /* The chapter's check box has the focus now, so that it is told as what it is; its label had it. */
  each(document.querySelectorAll("label.md-nav__link[tabindex]"), function (label) { label.removeAttribute("tabindex"); });

  /* The drawer: the focus goes in with it, and out again; it shuts when the focus leaves. */
  var box = document.getElementById("__drawer"), menu = document.querySelector("button.zc-menu");
  var drawer = document.querySelector(".md-sidebar--primary");
  if (!box || !menu || !drawer) return;
  menu.addEventListener("click", function () { box.click(); });
  box.addEventListener("change", function () {
    var link = drawer.querySelector("a.md-nav__link--active") || drawer.querySelector("a.md-nav__link");
    menu.setAttribute("aria-expanded", String(box.checked));
    if (box.checked && link) link.focus();
  });
  drawer.addEventListener("focusout", function (event) {
    if (box.checked && event.relatedTarget && !drawer.contains(event.relatedTarget)) box.click();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !box.checked) return;
    box.click();
    menu.focus();
  });
})();
