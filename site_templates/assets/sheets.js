/* Choosing a sheet from the list of the page; telling whether a sheet is current.
   Syntax of 2009, DOM nodes only; without it the pages are lists and tables that say the same. */
(function () {
"use strict";
var root = document.currentScript.src.replace(/assets\/[^\/]*$/, "");
var lang = /^en/.test(document.documentElement.lang) ? 1 : 0;

function el(name, text, kind) {
	var node = document.createElement(name);
	if (text) node.appendChild(document.createTextNode(text));
	if (kind) node.className = kind;
	return node;
}
function each(list, what) { for (var i = 0; i < list.length; i++) what(list[i], i); }
function trimmed(node) { return node ? node.textContent.replace(/\s+/g, " ").replace(/^ | $/g, "") : ""; }

/* ── one of three choices after the other: form, subject, language ── */
function options(select, words, first) { // `first` is taken where what was chosen before is not there
	var before = select.value;
	while (select.firstChild) select.removeChild(select.firstChild);
	each(words, function (word) {
		var option = el("option", word);
		option.value = word;
		select.appendChild(option);
	});
	select.value = words.indexOf(before) < 0 ? first || words[0] : before;
	select.disabled = words.length < 2;
}
function listed() { // [{form, subject, languages: {language: link}}] as the page lists them
	var rows = [];
	each(document.querySelectorAll(".zc-files > li"), function (li) {
		var head = li.parentNode, links = li.querySelectorAll(".zc-files__f a"), row = { words: [], links: [] };
		while (head && head.nodeName !== "H2") head = head.previousElementSibling;
		var name = li.querySelector(".zc-files__n"), about = li.querySelector(".zc-files__d"), own = trimmed(name);
		row.subject = about ? own.slice(0, own.length - trimmed(about).length).replace(/ $/, "") : own;
		row.form = trimmed(head).replace(/¶$/, "");
		each(links, function (link) {
			row.words.push(link.getAttribute("data-word"));
			row.links.push(link);
		});
		if (row.words.length) rows.push(row);
	});
	return rows;
}
function picker(box) {
	var words = box.getAttribute("data-words").split("|"), rows = listed(), selects = [], go = el("a", words[3], "zc-btn zc-btn--main");
	function where(test) {
		var found = [];
		each(rows, function (row) { if (test(row)) found.push(row); });
		return found;
	}
	function unique(list, key) {
		var seen = [];
		each(list, function (row) { if (seen.indexOf(row[key]) < 0) seen.push(row[key]); });
		return seen;
	}
	function own(row) { // the first file in the language of the page
		var mine = lang ? /\/en\/[^\/]*$/ : /\/zh\/[^\/]*$/, i = 0;
		while (i < row.links.length && !mine.test(row.links[i].href)) i++;
		return row.words[i];
	}
	function update() {
		options(selects[0], unique(rows, "form"));
		var form = where(function (row) { return row.form === selects[0].value; });
		options(selects[1], unique(form, "subject"));
		var row = where(function (r) { return r.form === selects[0].value && r.subject === selects[1].value; })[0];
		options(selects[2], row.words, own(row));
		var link = row.links[row.words.indexOf(selects[2].value)];
		go.href = link.href;
		go.setAttribute("download", "");
		size.textContent = trimmed(link.querySelector(".zc-size"));
	}
	var size = el("span", "", "zc-size");
	each([0, 1, 2], function (n) {
		var label = el("label", words[n], "zc-pick__k"), select = el("select");
		select.addEventListener("change", update);
		label.appendChild(select);
		box.appendChild(label);
		selects.push(select);
	});
	box.appendChild(go);
	box.appendChild(size);
	if (rows.length) { update(); box.hidden = false; }
}

/* ── is my sheet current? ── */
function plain(text) { // what an input method or a scanner may have made of ASCII
	return text.replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); })
		.replace(/[\s\u3000]+/g, "").replace(/[\u2013\u2014\u2212\u30fc]/g, "-").replace(/\u3002/g, ".");
}
function asked(text) { // jinan-2016-31/A-a5@2026-11-23#9e41…, the words of a sheet that say the same, or a part of it
	var line = plain(text).toLowerCase().replace(/(版本|version)[:：]?/, "@").replace(/(内容核对码|contentstamp)[:：]?/, "#")
		.replace(/^[^a-z0-9#]+|^sheet:?/, "");
	var alone = /^#?([0-9a-f]{12})$/.exec(line);
	if (alone) return { stamp: alone[1] };
	var m = /^(?:([a-z0-9-]+)\/)?([a-z][\w-]*?)(?:@(\d{4}-\d\d-\d\d))?(?:[#·]*([0-9a-f]{12}))?$/.exec(line);
	return m && { regulation: m[1], sheet: m[2], edition: m[3], stamp: m[4] };
}
function subject(record, sheet) { // a5 of A-a5, a-a5, a05, where there is such a sheet or once was one
	var key = "", bare = sheet.replace(/(^|-)a0+(?=[1-9])/g, "$1a");
	each(Object.keys(record.ids), function (one) {
		var ids = record.ids[one].join(" ").toLowerCase().split(" ");
		if (ids.indexOf(bare) >= 0 || !key && ids.indexOf("a-" + bare) >= 0) key = one;
	});
	if (key) return key;
	key = /^t-/.test(sheet) ? "T" + sheet.slice(1) : sheet.replace(/^[a-z]-/, "");
	return record.now[key] ? "" : key; // no form of this letter is made about it
}
/* Without a stamp: {kind: which|gone|unknown, all: [{record, keys}]} with the present sheets of that name. */
function named(records, what) {
	var all = [], gone = [];
	each(records, function (record) {
		if (what.regulation && what.regulation !== record.id) return;
		var key = subject(record, what.sheet), hit = { record: record, keys: [key] };
		if (record.now[key]) all.push(hit);
		else each(record.was, function (was) { if (was.sheets[key]) gone[0] = hit; });
	});
	return { kind: all.length ? "which" : gone.length ? "gone" : "unknown", all: all.length ? all : gone };
}
/* → {kind: yes|same|no|gone|other|unknown, record, keys, diff} for the first regulation that knows the stamp;
   `other`: the sheet is known, its stamp never was. Without a sheet named, all of the stamp are in `keys`. */
function found(records, what) {
	var best = null;
	each(records, function (record) {
		if (best || what.regulation && what.regulation !== record.id) return;
		var keys = what.sheet ? [subject(record, what.sheet)] : Object.keys(record.now);
		each(record.was, function (was) { if (!what.sheet) keys = keys.concat(Object.keys(was.sheets)); });
		each(keys, function (key) {
			if (record.now[key] === what.stamp) {
				if (best && best.keys.indexOf(key) < 0) best.keys.push(key);
				if (!best) best = { kind: what.edition && what.edition !== record.edition ? "same" : "yes", record: record, keys: [key] };
				return;
			}
			each(record.was, function (was) {
				if (best || was.sheets[key] !== what.stamp) return;
				best = { kind: record.now[key] ? "no" : "gone", record: record, keys: [key], diff: was.changed[key] || [[], [], []] };
			});
		});
		if (!best && what.sheet && record.now[keys[0]]) best = { kind: "other", record: record, keys: keys };
	});
	return best || { kind: "unknown" };
}
function checker(form) {
	var out = form.querySelector(".zc-current__out"), input = form.querySelector("input");
	function word(key) { return trimmed(form.querySelector("[data-word=" + key + "]")); }
	function tell() {
		var what = asked(input.value), look = what && what.stamp ? found : named;
		var answer = what ? look(window.zichaSheets || [], what) : { kind: plain(input.value) ? "unknown" : "empty" };
		while (out.firstChild) out.removeChild(out.firstChild);
		out.setAttribute("data-answer", answer.kind);
		out.appendChild(el("p", word(answer.kind), "zc-current__a"));
		each(answer.all || (answer.record ? [answer] : []), function (hit) {
			var r = hit.record, key = hit.keys[0];
			var names = hit.keys.map(function (k) { return (r.names[k] || [k])[lang] || k; }).join(lang ? "; " : "；");
			out.appendChild(el("p", (r.title[lang] || r.title[0]) + (lang ? ", " : "　") + names + (lang ? ", " : "　") + r.edition + (r.now[key] ? " #" + r.now[key] : "")));
		});
		if (answer.kind !== "no") return;
		var some = false;
		each(["changed", "added", "removed"], function (kind, n) {
			if (!answer.diff[n].length) return;
			some = true;
			out.appendChild(el("h3", word(kind)));
			var list = el("ul");
			each(answer.diff[n], function (id) { list.appendChild(el("li", id)); });
			out.appendChild(list);
		});
		if (!some) out.appendChild(el("p", word("reworded")));
	}
	form.addEventListener("submit", function (event) {
		event.preventDefault(); // a scanner ends with Enter
		tell();
		input.select();
	});
	var script = el("script");
	script.src = root + "assets/sheet-ids.js";
	script.charset = "utf-8";
	script.onload = function () { form.hidden = false; input.focus(); };
	document.head.appendChild(script);
}

each(document.querySelectorAll("[data-zc-pick]"), picker);
each(document.querySelectorAll("[data-zc-current]"), checker);
}());
