/* The list of regulations narrowed by words, issuer and year; without it the list is whole.
   Syntax of 2009, DOM nodes only. */
(function () {
"use strict";
var form = document.querySelector("[data-zc-filter]");
if (!form) return;
var rows = document.querySelectorAll(".zc-regs > li"), words = form.querySelector("input");
var selects = form.querySelectorAll("select"), told = form.querySelector("[role=status]");

function plain(text) {
	text = String(text).toLowerCase();
	return text.normalize ? text.normalize("NFKC") : text;
}
function fits(row) {
	var text = plain(row.getAttribute("data-text")), asked = plain(words.value).split(/\s+/), i;
	for (i = 0; i < asked.length; i++) if (text.indexOf(asked[i]) < 0) return false;
	for (i = 0; i < selects.length; i++) {
		var by = row.getAttribute("data-" + selects[i].getAttribute("data-zc-by"));
		if (selects[i].value && ("|" + by + "|").indexOf("|" + selects[i].value + "|") < 0) return false;
	}
	return true;
}
function narrow() {
	var n = 0;
	for (var i = 0; i < rows.length; i++) {
		rows[i].hidden = !fits(rows[i]);
		if (!rows[i].hidden) n++;
	}
	told.textContent = n ? told.getAttribute("data-zc-counted").replace("{n}", n) : told.getAttribute("data-zc-none");
}
form.hidden = false;
form.addEventListener("submit", function (event) { event.preventDefault(); });
form.addEventListener("input", narrow);
form.addEventListener("change", narrow);
window.addEventListener("pageshow", narrow); // what a browser keeps in the fields on the way back
narrow();
})();
