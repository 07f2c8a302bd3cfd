/* The search box of every page, the page of all results, and the marks on the page a hit leads to.
   Works from a folder as from a server; syntax of 2015; the index is asked for on first focus. */
(function () {
"use strict";
const source = document.currentScript.src;
const root = source.replace(/assets\/[^/]*$/, "");
const ENGINE = "search.js" + (/\?.*$/.exec(source) || [""])[0]; // one version for all assets
const lang = /^en/.test(document.documentElement.lang) ? "en" : "zh";
const here = location.href.replace(/[?#].*$/, "").slice(root.length).split("/"); // zh / jinan-2016-31 / article-05.html
const regulation = here.length > 2 ? decodeURIComponent(here[1]) : "";
const asked = new URLSearchParams(location.search).get("q") || "";
const WORDS = {
	zh: {
		label: "搜索", hint: "搜索：词语、第5条、五条第三项", law: "条文", check: "检查项", page: "页面", all: "全部类别",
		bearers: "全部责任主体", kind: "类别", bearer: "责任主体", recent: "最近搜索", clear: "清除最近搜索",
		none: "没有找到", similar: "没有完全一致的内容，以下为相近结果", other: "英文", more: "查看全部结果", next: "显示更多",
		failed: "搜索索引没有加载成功，请刷新页面再试", loading: "正在加载索引", page_label: "全部结果", slash: "按 / 键进入搜索框", count: n => n + "条结果"
	},
	en: {
		label: "Search", hint: "Search: words, art. 5(1)", law: "Text", check: "Checks", page: "Pages", all: "Everything",
		bearers: "All duty-bearers", kind: "Kind", bearer: "Duty-bearer", recent: "Recent searches", clear: "Clear recent searches",
		none: "Nothing found", similar: "No exact match; similar results", other: "In Chinese", more: "See all results", next: "Show more",
		failed: "The search index could not be loaded; reload the page", loading: "Loading the index", page_label: "All results", slash: "The / key goes to the search box", count: n => n === 1 ? "1 result" : n + " results"
	}
}[lang];

function el(tag, attributes, ...children) {
	const node = document.createElement(tag);
	Object.keys(attributes || {}).forEach(name => node.setAttribute(name, attributes[name]));
	node.append(...children);
	return node;
}

/* ── engine and index ── */
let engine = null, loading = null, listeners = [];
const script = name => new Promise((done, failed) => {
	const node = el("script", { src: root + "assets/" + name, charset: "utf-8" });
	node.onload = done;
	node.onerror = failed;
	document.head.append(node);
});
const ready = () => { engine = self.zichaSearch.createSearch(self.zichaIndex); listeners.forEach(f => f()); };
function load() { // the regulation at hand answers first; the others follow
	loading = loading || Promise.all([script(ENGINE), script("search-index.js")]).then(() => {
		const parts = self.zichaIndex.parts, isOwn = p => p.split("?")[0] === "search-index-" + regulation + ".js";
		return Promise.all(parts.filter(isOwn).map(script)).then(() => {
			ready();
			const rest = parts.filter(p => !isOwn(p));
			return rest.length ? Promise.all(rest.map(script)).then(ready) : null;
		});
	});
	return loading;
}

/* ── recent queries: on this device only, and only for this visit where storage is denied ── */
const KEY = "zicha-searches";
let kept = [];
function recent() {
	try { kept = JSON.parse(localStorage.getItem(KEY) || "[]").filter(q => typeof q === "string"); } catch (error) { /* denied or damaged */ }
	return kept;
}
function keep(queries) {
	kept = queries;
	try { localStorage.setItem(KEY, JSON.stringify(queries)); } catch (error) { /* denied */ }
}
const remember = query => { if (query.trim()) keep([query.trim()].concat(recent().filter(q => q !== query.trim())).slice(0, 8)); };

/* ── the key / : a reader whose speech input types it by chance can turn it off ── */
const SLASH = "zicha-slash";
function slash(wanted) { // set where told, then whether it is on
	try {
		if (wanted !== undefined) localStorage.setItem(SLASH, wanted ? "on" : "off");
		return localStorage.getItem(SLASH) !== "off";
	} catch (error) { return true; /* denied */ }
}
function slashChoice() {
	const tick = el("input", { type: "checkbox" });
	tick.checked = slash();
	tick.addEventListener("change", () => slash(tick.checked));
	return el("p", { class: "zc-found__keys" }, el("label", {}, tick, " " + WORDS.slash));
}

/* ── one result ── */
function marked(hit) { // the words around the first match, from its line
	const first = hit.ranges.length ? hit.ranges[0][0] : 0, start = hit.text.lastIndexOf("\n", first - 1) + 1;
	const stop = (hit.text + "\n").indexOf("\n", first), zh = /[\u4e00-\u9fff]/.test(hit.text.slice(start, stop));
	const size = zh ? 78 : 170, lead = zh ? 16 : 40, dots = zh ? "……" : "…";
	const edge = i => i <= start || i >= stop || zh ? i : hit.text.lastIndexOf(" ", i) + 1; // whole words
	const from = first - start > size - lead ? edge(first - lead) : start, to = Math.min(stop, edge(from + size));
	const node = el("span", { class: hit.kind === "law" ? "zc-results__law" : "zc-results__ours", lang: zh ? "zh-Hans" : "en" });
	const plain = (a, b) => node.append(hit.text.slice(a, b).replace(/\s+/g, " "));
	let at = from;
	if (from > start) node.append(dots);
	hit.ranges.filter(r => r[0] >= from && r[1] <= to).forEach(r => {
		plain(at, r[0]);
		node.append(el("mark", {}, hit.text.slice(r[0], r[1])));
		at = r[1];
	});
	plain(at, to);
	if (to < stop) node.append(dots);
	return node;
}
function address(hit, result, query) { // the found words go along, so that the page can mark them
	const found = Array.from(new Set(hit.ranges.map(r => hit.text.slice(r[0], r[1]).trim()))).slice(0, 6).join(" ");
	const words = found || (result.mode === "exact" ? query.trim() : "");
	const parts = hit.url.split("#");
	return root + parts[0] + (words ? "?q=" + encodeURIComponent(words) : "") + (parts[1] ? "#" + parts[1] : "");
}
const everything = query => root + lang + "/search.html?q=" + encodeURIComponent(query);
function title(hit) {
	const name = el("b", { lang: hit.lang === "zh" ? "zh-Hans" : "en" }, hit.title);
	const book = self.zichaIndex.books.length > 2 && self.zichaIndex.books.find(b => b.id === hit.regulation);
	return book && book.id !== regulation ? [name, el("i", {}, book.title[hit.lang === "zh" ? 0 : 1])] : [name];
}
function groups(hits) { // in the order of the best hit of each: text, checks, pages; the other language after
	const out = [];
	hits.forEach(hit => {
		const name = (hit.lang === lang ? "" : WORDS.other + " · ") + WORDS[hit.kind];
		const group = out.find(g => g.name === name) || out[out.push({ name: name, hits: [], far: hit.lang !== lang }) - 1];
		group.hits.push(hit);
	});
	return out;
}
const said = result => !result.total ? WORDS.none : (result.mode === "similar" ? WORDS.similar + " · " : "") + WORDS.count(result.total);

/* ── filters ── */
function filters(changed) {
	const kind = el("select", { "aria-label": WORDS.kind }), bearer = el("select", { "aria-label": WORDS.bearer });
	[["", WORDS.all], ["law", WORDS.law], ["check", WORDS.check], ["page", WORDS.page]].forEach(x => kind.append(el("option", { value: x[0] }, x[1])));
	bearer.append(el("option", { value: "" }, WORDS.bearers));
	listeners.push(() => {
		const seen = Array.from(bearer.options).map(x => x.value);
		self.zichaIndex.books.filter(b => !regulation || b.id === regulation).forEach(b => b.bearers.forEach(x => {
			if (seen.indexOf(x[0]) < 0) { seen.push(x[0]); bearer.append(el("option", { value: x[0] }, x[lang === "zh" ? 1 : 2] || x[1])); }
		}));
		bearer.hidden = seen.length < 2;
	});
	[kind, bearer].forEach(x => x.addEventListener("change", changed));
	return { node: el("div", { class: "zc-results__filters" }, kind, bearer), options: limit => ({ lang: lang, limit: limit, regulation: regulation, kind: kind.value, bearer: bearer.value }) };
}
function whenTyped(input, run) { // an IME reports candidates, also those picked by mouse, when it is done
	let timer = 0;
	const soon = event => { if (!event.isComposing) { clearTimeout(timer); timer = setTimeout(run, 50); } };
	["input", "compositionend", "search"].forEach(name => input.addEventListener(name, soon));
}
const composing = event => event.isComposing || event.keyCode === 229;

/* ── the box in the header ── */
function box(host) {
	const input = el("input", {
		class: "zc-search__input", type: "search", placeholder: WORDS.hint, "aria-label": WORDS.label, autocomplete: "off", spellcheck: "false",
		role: "combobox", "aria-expanded": "false", "aria-controls": "zc-results", "aria-autocomplete": "list", "aria-keyshortcuts": "/ Control+K"
	});
	const status = el("p", { class: "zc-results__status", "aria-hidden": "true" });
	const told = el("p", { class: "zc-vh", role: "status" }); // always there: what appears already filled is not read out
	const list = el("div", { class: "zc-results", id: "zc-results", role: "listbox", "aria-label": WORDS.label });
	const choice = filters(() => show());
	const panel = el("div", { class: "zc-results__panel" }, choice.node, status, list);
	let active = -1;
	panel.hidden = true;
	input.value = asked;
	host.setAttribute("role", "search");
	host.setAttribute("aria-label", WORDS.label);
	host.append(input, panel, told);

	const options = () => Array.from(list.querySelectorAll("[role=option]"));
	function activate(n) {
		const all = options();
		active = all.length ? (n + all.length) % all.length : -1;
		all.forEach((x, i) => x.setAttribute("aria-selected", String(i === active)));
		if (active < 0) input.removeAttribute("aria-activedescendant");
		else {
			input.setAttribute("aria-activedescendant", all[active].id);
			if (all[active].scrollIntoView) all[active].scrollIntoView({ block: "nearest" });
		}
	}
	function open(yes) {
		panel.hidden = !yes;
		told.textContent = yes ? status.textContent : "";
		input.setAttribute("aria-expanded", String(yes));
		if (!yes) activate(-1);
	}
	function option(href, ...children) {
		return el("a", { role: "option", href: href, id: "zc-option-" + options().length, tabindex: "-1", "aria-selected": "false" }, ...children);
	}
	function fill(sections) {
		list.textContent = "";
		sections.forEach((section, i) => {
			const name = el("div", { class: "zc-results__g", id: "zc-group-" + i, role: "presentation" }, section.name);
			const group = el("div", { role: "group", "aria-labelledby": "zc-group-" + i, class: section.far ? "zc-results__far" : "" }, name);
			list.append(group);
			section.items.forEach(make => group.append(make()));
		});
	}
	function showRecent() {
		const queries = recent();
		status.textContent = "";
		const again = query => () => {
			const node = option(everything(query), query);
			node.addEventListener("click", event => { event.preventDefault(); input.value = query; input.focus(); show(); });
			return node;
		};
		const forget = () => {
			const node = option("#", WORDS.clear);
			node.addEventListener("click", event => { event.preventDefault(); keep([]); open(false); });
			return node;
		};
		fill(queries.length ? [{ name: WORDS.recent, items: queries.map(again).concat(forget) }] : []);
		choice.node.hidden = true;
		open(queries.length > 0);
		activate(-1);
		active = -1;
		options().forEach(x => x.setAttribute("aria-selected", "false"));
		input.removeAttribute("aria-activedescendant");
	}
	function show() {
		const query = input.value;
		if (!query.trim()) return showRecent();
		if (!engine) { status.textContent = WORDS.loading; choice.node.hidden = true; list.textContent = ""; return open(true); }
		const result = engine.search(query, choice.options(12));
		const sections = groups(result.hits).map(g => ({ name: g.name, far: g.far, items: g.hits.map(hit => () => option(address(hit, result, query), ...title(hit), marked(hit))) }));
		if (result.total > result.hits.length) sections.push({ name: "", items: [() => option(everything(query), WORDS.more)] });
		fill(sections);
		choice.node.hidden = false;
		status.textContent = said(result);
		open(true);
		activate(0);
	}
	function key(event) {
		if (composing(event)) return;
		const steps = { ArrowDown: 1, ArrowUp: -1 }, step = steps[event.key];
		if (step) {
			event.preventDefault();
			if (panel.hidden) show(); else activate(active < 0 && step < 0 ? -1 : active + step);
		} else if (event.key === "Enter") {
			event.preventDefault();
			const chosen = !panel.hidden && options()[active];
			if (chosen) chosen.click();
			else if (input.value.trim()) { remember(input.value); location.href = everything(input.value.trim()); }
		} else if (event.key === "Escape") {
			if (panel.hidden) input.value = "";
			event.preventDefault();
			open(false);
			input.focus();
		}
	}
	listeners.push(() => { if (!panel.hidden) show(); });
	input.addEventListener("focus", () => {
		load().catch(() => { status.textContent = WORDS.failed; list.textContent = ""; open(true); });
		if (!input.value.trim()) showRecent();
	});
	whenTyped(input, show);
	host.addEventListener("keydown", key);
	list.addEventListener("mousedown", event => event.preventDefault()); // the focus stays in the input
	list.addEventListener("click", event => { if (event.target.closest("[role=option]")) remember(input.value); });
	host.addEventListener("focusout", event => { if (event.relatedTarget && !host.contains(event.relatedTarget)) open(false); });
	document.addEventListener("mousedown", event => { if (!host.contains(event.target)) open(false); });
	document.addEventListener("keydown", event => {
		const typing = /^(?:input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
		const wanted = event.key === "/" && slash() && !typing && !event.ctrlKey && !event.metaKey && !event.altKey || (event.ctrlKey || event.metaKey) && /^k$/i.test(event.key);
		if (wanted) { event.preventDefault(); input.focus(); input.select(); }
	});
}

/* ── the page of all results ── */
function fullPage(host) {
	const input = el("input", { class: "zc-search__input", type: "search", "aria-label": WORDS.label, placeholder: WORDS.hint, autocomplete: "off", spellcheck: "false" });
	const status = el("p", { role: "status", "aria-live": "polite", class: "zc-found__status" });
	const found = el("div", { class: "zc-found__list" }), more = el("button", { type: "button", class: "zc-btn" }, WORDS.next);
	let limit = 50;
	const choice = filters(() => show());
	function show() {
		const query = input.value.trim();
		try { history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname); } catch (error) { /* old browsers on file:// */ }
		found.textContent = "";
		more.hidden = true;
		if (!engine || !query) { status.textContent = query ? WORDS.loading : ""; return; }
		const result = engine.search(query, choice.options(limit));
		status.textContent = said(result);
		groups(result.hits).forEach(group => {
			const items = el("ul", { role: "list" });
			group.hits.forEach(hit => items.append(el("li", {}, el("a", { href: address(hit, result, query) }, ...title(hit), marked(hit)))));
			found.append(el("h2", {}, group.name), items);
		});
		more.hidden = result.total <= result.hits.length;
	}
	more.addEventListener("click", () => { limit += 100; show(); });
	input.value = asked;
	listeners.push(show);
	whenTyped(input, () => { limit = 50; show(); });
	host.append(el("div", { class: "zc-found__ask", role: "search", "aria-label": WORDS.page_label }, input, choice.node), status, found, more, slashChoice());
	show();
	load().catch(() => { status.textContent = WORDS.failed; });
	if (asked) remember(asked); else input.focus();
}

/* ── marks on the page that a hit leads to ── */
function blocks(content) { // runs of text nodes that are read as one line
	const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT, null), out = [];
	let last = null;
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const parent = node.parentElement.closest("p,li,td,th,h1,h2,h3,h4,dt,dd,summary,caption,figcaption,div,section");
		if (node.parentElement.closest("script,style,.zc-fill,[aria-hidden=true]")) continue;
		if (!last || last.parent !== parent) out.push(last = { parent: parent, nodes: [] });
		last.nodes.push(node);
	}
	return out;
}
function places(fold, nodes, words) { // [[first, end)] in the text of the nodes taken together
	const map = [], text = fold(nodes.map(n => n.data).join(""), map), hit = [];
	words.forEach(word => {
		for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) for (let j = map[i]; j <= map[i + word.length - 1]; j++) hit[j] = true;
	});
	return hit;
}
function wrap(nodes, hit) {
	let start = 0;
	nodes.forEach(node => {
		const size = node.data.length, base = start;
		start += size;
		for (let end = size; end > 0; end--) if (hit[base + end - 1]) {
			let from = end - 1;
			while (from > 0 && hit[base + from - 1]) from--;
			const mark = el("mark", { class: "zc-hit" }), words = node.splitText(from);
			words.splitText(end - from);
			words.parentNode.replaceChild(mark, words);
			mark.append(words);
			end = from + 1;
		}
	});
}
function mark() {
	const fold = self.zichaSearch.folder(["", ""]), words = asked.split(/\s+/).map(w => fold(w)).filter(Boolean);
	blocks(document.querySelector(".md-content") || document.body).forEach(block => {
		const hit = places(fold, block.nodes, words);
		if (hit.length) wrap(block.nodes, hit);
	});
	const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
	const first = target && target.querySelector("mark.zc-hit") || !target && document.querySelector("mark.zc-hit");
	const folded = first && first.closest("details");
	if (folded) folded.open = true;
	if (first && !target) first.scrollIntoView({ block: "center" });
}

function start() {
	const page = document.querySelector("[data-zc-search-page]");
	document.querySelectorAll("[data-zc-search]").forEach(box);
	if (page) fullPage(page);
	else if (asked.trim()) script(ENGINE).then(mark, () => { /* the page reads as well without marks */ });
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
