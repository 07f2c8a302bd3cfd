/* Lights up the words a check rests on, prints, keeps the anchor when the language changes.
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
})();
