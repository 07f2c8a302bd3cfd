/* Search: substring scan, citations, labelled "similar". Syntax of 2015, no dependency; a plain script or CommonJS. */
(function (root) {
"use strict";
const LANGS = ["zh", "en"], KINDS = ["law", "check", "term", "page"], HAN = /[\u2e80-\uffff]/, ZH = "零一二三四五六七八九十百千";
const EN = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const NUM = `(\\d+|[〇两${ZH}]+|${EN.slice(1).reverse().join("|")})`, TO = "\\s*(?:[-~\\u2010-\\u2015至到]|to|through)\\s*";

/* Text as compared: NFKC, lower case, simplified, no punctuation, a space only between Latin words;
   one character at a time, so that `map` leads each place back to the text as written. */
function folder(simple) {
	const seen = {}, one = c => c.normalize("NFKC").toLowerCase().replace(/['\u00ad\u02bc\u2019\u200b-\u200f\ufeff]/g, "").replace(/[^\n]/g, x =>
		simple[1][simple[0].indexOf(x)] || (/[0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2e80-\u2fff\u3005-\u3007\u3031-\ud7ff\uf900-\ufaff\ud800-\udfff]/.test(x) ? x : " "));
	return (text, map) => {
		let out = "", gap = false;
		for (let i = 0; i < text.length; i++) {
			const c = text[i];
			for (const x of seen[c] === undefined ? seen[c] = one(c) : seen[c]) if (x === " ") gap = true; else {
				const add = gap && /[^\n\u2e80-\uffff]{2}/.test(out.slice(-1) + x) ? " " + x : x;
				if (map) map.push(...add.replace(/[^]/g, i + ",").split(",").slice(0, -1).map(Number));
				out += add; gap = false;
			}
		}
		return out;
	};
}

function number(s) { // 十二, 12, twelve → 12
	if (/^\w/.test(s)) return EN.indexOf(s) < 0 ? +s : EN.indexOf(s);
	let sum = 0, digit = 0;
	for (const c of s) {
		const d = ZH.indexOf(c === "两" ? "二" : c);
		if (d > 9) { sum += (digit || 1) * Math.pow(10, d - 9); digit = 0; } else digit = d < 0 ? 0 : d;
	}
	return sum + digit;
}

/* 第5条第(三)项 督导 → {cites: [{from: 5, parts: [{k: "i", n: 3}]}], rest: "督导"}; null without an article.
   Numbers become marks \1a5\2 or \1a5~10\2 (a 条, p 款, i 项, s 目, n unsaid), which are then read in order. */
function citations(query) {
	let s = query.normalize("NFKC").toLowerCase().replace(/條/g, "条").replace(/項/g, "项").trim(), cite, before = [], end = 0;
	const cites = [], tail = `\\)?(?:${TO}第?\\s*\\(?${NUM}\\)?)?`, each = (re, f) => { s = s.replace(new RegExp(re, "g"), f); };
	const mark = (k, ...x) => { const [a, b, c] = x.map(n => n && number(n)); return "\x01" + k + a + (c || b < a && k === "a" ? "-" + (c || b) : b ? "~" + b : "") + "\x02"; };
	if (/^\d[\d.()~\u2010-\u2015至到 -]*$/.test(s) || RegExp(`^${NUM}\\(${NUM}\\)$`).test(s)) s = "§" + s;
	each(`(第?)\\s*\\(?\\s*${NUM}\\s*${tail}\\s*([条款项目])(?:\\s*之\\s*${NUM})?`, (m, di, a, b, k, c, at, all) =>
		di || /[\s\x02、至到(]/.test(all[at - 1] || " ") && RegExp(`^([\\s第至到、,(]|${NUM}|$)`).test(all.slice(at + m.length)) ? mark("apis"["条款项目".indexOf(k)], a, b, c) : m);
	each(`(^|[^a-z\x01])(art\\w*?|par\\w+|sub\\S*|items?|points?|[apis§])\\.?\\s*\\(?${NUM}${tail}(?![a-z\\d])`, (m, x, k, a, b) =>
		x + mark(/^pa|^p$/.test(k) ? "p" : /^[ip]/.test(k) ? "i" : k[0] === "s" ? "s" : "a", a, b));
	each(`\\(${NUM}\\)|\x02\\.(\\d+)`, (m, a, b) => mark("n", a || b));
	each("\x01([apisn])([\\d-]+)~?(\\d*)\x02", (m, k, n, to, at) => {
		const parts = cite && cite.parts, last = cite && (parts[parts.length - 1] || cite), part = { k, n, to };
		if (cite && RegExp(`^${TO}$`).test(s.slice(end, at)) && (k !== "a" || last === cite)) last.to = n;
		else if (k === "a") { cites.push(cite = { from: n, to, parts: before }); before = []; }
		else if (cite && last.k === k && k !== "n") cites.push(cite = { from: cite.from, parts: parts.slice(0, -1).concat(part) });
		else (parts || before).push(part);
		end = at + m.length;
		return "\x02";
	});
	each(`\x02(${TO}|[\\s,.、和及与或]|and|or|of)*(?=\x02)`, "");
	return cites.length ? { cites, rest: s.replace(/\x02(的|规定|内容)*$|\x02|本(办法|法|条例|规定)|\b(of|the|these)\b/g, " ") } : null;
}
const within = (n, from, to) => to ? +n >= +from && +n <= +to : n === from;
function cited(cite, path) { // path: ["a12", "p2", "i3"]
	const want = cite.parts.filter((w, i) => i || w.k !== "p" || w.n !== "1" || path.some(c => c[0] === "p")), n = path[0].slice(1);
	let k = 0;
	return within(cite.to ? n.split("-")[0] : n, cite.from, cite.to) && path.slice(1).every(c => {
		const w = want[k], hit = w && (w.k === c[0] || w.k === "n") && within(c.slice(1), w.n, w.to);
		return hit ? ++k : c[0] === "p" && w && w.k !== "p";
	}) && k === want.length;
}

const stem = w => w.replace(/(....)(ations?|e?ments?|ions?|ings?|[eo]rs?|ies|ied|e[ds]|[sye])$/, "$1");
function distance(a, b) { // letters changed, added, lost, or swapped with their neighbour
	const d = [];
	for (let i = 0; i <= a.length; i++) for (let j = 0, row = d[i] = []; j <= b.length; j++) {
		row[j] = i && j ? Math.min(d[i - 1][j] + 1, row[j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] !== b[j - 1])) : i + j;
		if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], d[i - 2][j - 2] + 1);
	}
	return d[a.length][b.length];
}

/* index: {fold: [traditional, simplified], pinyin, books: [{id, order, title, bearers, pages: [[name, rows]]}]}; a row is [kind, address,
   check, bearers, zh title, zh text, en title, en text]. Document 2r is row r in Chinese, 2r + 1 in English. */
function createSearch(index) {
	const fold = folder(index.fold), rows = [], pages = [], starts = [[], []], heads = [[], []], sounds = {}, all = f => rows.map((r, i) => i).filter(f);
	index.books.slice().sort((a, b) => a.order - b.order).forEach(book => book.pages.forEach(([name, list]) => {
		pages.push({ name, first: rows.length });
		list.forEach(([kind, address, check, who, ...said]) => rows.push({ page: pages.length - 1, book, kind, address, check, who, said, path: address.split(".") }));
	}));
	const G = LANGS.map((_, l) => {
		let at = 0;
		const text = rows.map(({ kind, said }, i) => {
			const head = kind > 1 ? fold(said[2 * l] || "") + "\n" : "", s = head + fold(said[2 * l + 1] || "") + "\n";
			starts[l][i] = at; heads[l][i] = head.length; at += s.length;
			return s;
		}).join("");
		starts[l].push(at);
		return text;
	});
	index.pinyin.replace(/([a-z]+)([^a-z]+)/g, (m, s, chars) => { sounds[s] = chars; });

	function find(s, each) { // each(document, place in it, whether a word begins there)
		G.forEach((g, l) => {
			for (let i = g.indexOf(s), at = starts[l], r = 0; i >= 0; i = g.indexOf(s, at[r + 1])) {
				for (let hi = rows.length; hi - r > 1;) { const mid = (r + hi) >> 1; if (at[mid] > i) hi = mid; else r = mid; }
				while (i >= 0 && i < at[r + 1] && /[a-z0-9]{2}/.test(g.substr(i - 1, 2))) i = g.indexOf(s, i + 1);
				const begins = i >= 0 && i < at[r + 1];
				each(2 * r + l, begins ? i - at[r] : 0, begins);
			}
		});
	}

	/* what comes near a term that stands nowhere */
	let vocabulary;
	const stands = s => G.some(g => g.indexOf(s) >= 0), words = () => vocabulary = vocabulary || Array.from(new Set(G.join("").match(/[a-z]{3,}/g)));
	const kin = t => words().filter(w => stem(w) === stem(t));
	function typos(t) {
		const far = words().map(w => t.length < 4 || Math.abs(w.length - t.length) > 2 ? 9 : distance(t, w)), best = far.reduce((a, b) => Math.min(a, b), t.length > 7 ? 2 : 1);
		return words().filter((w, i) => far[i] === best);
	}
	function matches(groups) { // 扶福府 and 贫品, one after the other in the text → 扶贫
		const out = new Set(), re = RegExp(`[${groups.join("][")}]`, "g");
		for (let m, k = 0; k < 200 && groups.every(Boolean) && (m = re.exec(G[0])); k++) out.add(m[0]);
		return Array.from(out);
	}
	const heard = test => Object.keys(sounds).filter(test).map(s => sounds[s]).join(""), chars = (t, f) => matches(t.split("").map(c => heard(s => f(s, c))));
	function spelt(t, groups) { // fupin; fpzj from three initials on
		const out = groups && !t && groups.length > 1 ? matches(groups) : [];
		for (let n = 1; n < 7 && n <= t.length; n++) if (sounds[t.slice(0, n)]) out.push(...spelt(t.slice(n), (groups || []).concat(sounds[t.slice(0, n)])));
		return out.length || groups || t.length < 3 ? out : chars(t, (s, c) => s[0] === c);
	}
	const alike = t => chars(t, (s, c) => sounds[s].indexOf(c) >= 0);
	function wrong(t) { // one character wrong, lost or added: one half still stands
		const n = t.length, half = n >> 1, out = new Set(), loose = n > 3 ? 1 : 0;
		if (n > 2) [0, half].forEach(from => {
			const part = from ? t.slice(half) : t.slice(0, half);
			for (let i = G[0].indexOf(part), k = 0; i >= 0 && k < 5000; i = G[0].indexOf(part, i + 1), k++) for (let more = -loose; more <= loose; more++) {
				const w = G[0].substr(i - from - (from && more), n + more);
				if (distance(t, w) < 2) out.add(w);
			}
		});
		return Array.from(out);
	}
	function cover(t) { // 扶贫资金挪用 → 扶贫资金, 挪用
		let n = 1, rest;
		t = t.replace(/^(怎么|什么|哪些|如何|[的了吗和与在对是])/, "");
		for (let i = 0; n < t.length && (i = G[0].indexOf(t.slice(0, n + 1), i)) >= 0;) n++;
		for (; n > 1 && !rest; n--) if ((rest = cover(t.slice(n)))) rest.unshift([t.slice(0, n)]);
		return t ? rest : [];
	}
	function near(terms) { // → terms as lists of alternatives; null where one has none
		const out = terms.map(t => {
			const han = HAN.test(t), alts = stands(t) ? [t].concat(han ? [] : kin(t)) : (han ? [alike, wrong] : [kin, typos, spelt]).reduce((a, f) => a.length ? a : f(t), []);
			return alts.length ? [alts] : han && t.match(/[a-z0-9 ]+|[^a-z0-9 ]+/g).reduce((a, s) => { const c = HAN.test(s) ? cover(s) : stands(s) && [[s]]; return a && c && a.concat(c); }, []);
		});
		return out.length && out.every(Boolean) ? [].concat(...out) : null;
	}

	/* options: lang, limit, regulation (the one at hand, first), kind (law, check, page), bearer (its code) */
	function search(query, { lang, limit, regulation, kind, bearer } = {}) {
		const whole = fold(query.replace(/\s/g, " ")), cur = lang ? LANGS.indexOf(lang) : HAN.test(whole) ? 0 : 1, split = s => s.split(/\s+/).map(t => fold(t)).filter(Boolean).slice(0, 30);
		const terms = split(query.normalize("NFKC")), buckets = [], taken = {};
		const open = rows.map(r => (!kind || KINDS[r.kind] === kind || kind === "page" && r.kind > 1) && (!bearer || r.who && r.who.some(b => r.book.bearers[b][0] === bearer)));
		let found = [whole];
		function put(d, rank, docs) { // current language first, then by rank, then the regulation at hand
			const r = rows[d >> 1], b = ((d & 1) === cur ? 0 : 400) + rank * 2 + (regulation && r.book.id !== regulation ? 1 : 0);
			if (!taken[d] && r.said[2 * (d & 1)] !== null) { taken[d] = 1; (buckets[b] = buckets[b] || []).push({ d, docs: docs || [d] }); }
		}
		const both = (list, rank) => list.forEach(r => open[r] && [0, 1].forEach(l => put(2 * r + l, rank)));
		/* Puts what has every term (each a list of alternatives): a line, a line in either language, a page, a page in either language, the first that any has. */
		function run(all, phrase, allowed, base, levels) {
			const n = rows.length * 2, bits = new Int32Array(n), rank = new Uint8Array(n), every = Math.pow(2, all.length) - 1;
			all.forEach((alts, k) => alts.forEach(s => find(s, (d, at, begins) => {
				const r = rows[d >> 1], head = heads[d & 1][d >> 1] - 1;
				if (!allowed[d >> 1]) return;
				bits[d] |= 1 << k;
				rank[d] = Math.max(rank[d], (all.length > 1 ? 16 : 0) + (begins ? 0 : 8) + (r.kind > 2 && at < head && (r.address || s.length === head) ? 0 : 1 + r.kind));
			})));
			if (all.length > 1 && phrase) find(phrase, d => { rank[d] -= 16; });
			for (let level = 0, some; level < levels && !some; level++) {
				const key = d => { const p = rows[d >> 1].page; return [d, d >> 1, p * 2 + (d & 1), p][level]; }, masks = new Int32Array(n), groups = {};
				bits.forEach((x, d) => { if (x) masks[key(d)] |= x; });
				bits.forEach((x, d) => { if (x && masks[key(d)] === every) (groups[key(d)] = groups[key(d)] || []).push(d); });
				for (const g in groups) {
					const docs = groups[g], d = docs[0], l = level % 2 ? cur : d & 1;
					let left = some = every;
					put((level > 1 ? pages[rows[d >> 1].page].first : d >> 1) * 2 + l, base + rank[d], docs.filter(d => { const adds = left & bits[d]; left &= ~bits[d]; return adds; }));
				}
			}
			return buckets.length;
		}
		function show({ d, docs }) {
			const l = d & 1, r = rows[d >> 1], said = x => rows[x >> 1] && rows[x >> 1].said[2 * (x & 1) + 1], map = [], ranges = [], mark = [], id = r.check || r.address;
			const text = (r.kind === 2 ? (r.said[2 - 2 * l] || "") + "\n" : "") + (docs.map(said).filter(Boolean).join(" … ") || !r.kind && said(d + 2) || ""), folded = fold(text, map);
			found.forEach(s => { for (let i = folded.indexOf(s); i >= 0; i = folded.indexOf(s, i + 1)) mark.fill.call(mark, 1, mark.length = Math.max(mark.length, i + s.length)) && s.split("").forEach((c, j) => { mark[i + j] = 1; }); });
			map.forEach((at, i) => { if (mark[i] && mark[i - 1]) ranges[ranges.length - 1][1] = at + 1; else if (mark[i]) ranges.push([at, at + 1]); });
			return { url: `${LANGS[l]}/${r.book.id && r.book.id + "/"}${pages[r.page].name}.html${id && "#" + id}`, regulation: r.book.id, address: r.address, check: r.check || null, lang: LANGS[l], kind: KINDS[r.kind], title: r.said[2 * l], text, ranges };
		}
		function answer(mode) {
			const hits = [].concat(...buckets.filter(Boolean));
			return { mode: hits.length ? mode : "none", total: hits.length, hits: hits.slice(0, limit || 20).map(show) };
		}
		if (!whole) return answer();
		const id = s => fold(s).replace(/(\D)0+/g, "$1") + " ", asked = citations(query), lists = ts => ts.map(t => [t]), literal = base => run([[whole]], "", open, base, 1);
		let instead = [];
		if (/^[a-z]+\d+ \d/.test(whole)) both(all(i => rows[i].check && !id(rows[i].check).indexOf(id(whole))), 0);
		if (buckets.length) return answer("reference");
		if (asked) {
			const hit = {}, rest = split(asked.rest), pick = cites => all(i => !rows[i].kind && cites.some(c => cited(c, rows[i].path))), self = pick(asked.cites), key = (r, k) => r.book.id + r.path.slice(0, k);
			self.forEach(i => { hit[key(rows[i])] = 1; });
			const under = rows.map((r, i) => open[i] && r.kind < 2 && r.path.some((_, k) => hit[key(r, k + 1)]));
			const named = self.filter(i => LANGS.some((_, l) => { // 问责办法第五条: the title has these characters in this order
				let at = 0;
				return rest.join("").split("").every(c => (at = fold(rows[i].book.title[l]).indexOf(c, at) + 1));
			}));
			if (rest.length && self.length && run(lists(rest), fold(asked.rest), under, 0, 4)) { found = found.concat(rest); literal(100); return answer("exact"); }
			if (named.length) {
				both(named, 0); literal(1);
				if (!rest.length) both(all(i => under[i]), 150);
				return answer("reference");
			}
			instead = self.length ? self : pick(asked.cites.filter(c => c.parts.length).map(c => ({ from: c.from, to: c.to, parts: [] })));
		}
		found = found.concat(terms);
		if (run(lists(terms), whole, open, 0, 4)) return answer("exact");
		both(instead, 0);
		const likely = asked ? null : near(terms) || near(terms.filter(t => !/^(an?|and|are|by|do|for|how|in|is|of|on|or|the|to|what)$/.test(t)));
		if (likely) { found = [].concat(...likely); run(likely, "", open, 0, 2); }
		return answer("similar");
	}
	return { search, fold };
}

const api = { createSearch, folder };
if (typeof module === "object" && module.exports) module.exports = api; else root.zichaSearch = api;
})(typeof self !== "undefined" ? self : this);
