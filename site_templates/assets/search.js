/* Search by substring, citation and likeness. Syntax of 2015, no dependency; a plain script or CommonJS. */
(function (root) {
"use strict";
const KINDS = ["law", "check", "page"], HAN = /[\u2e80-\uffff]/, ZH = "零一二三四五六七八九十百千", EN = " one two three four five six seven eight nine ten".split(" ");
const NUM = `(\\d+|[〇两${ZH}]+|${EN.slice(1).join("|")})`, TO = "\\s*(?:[-~‐-―至到]|to|through)\\s*", flat = lists => [].concat(...lists), regex = s => RegExp(s, "g"), unique = list => Array.from(new Set(list));

/* Text as compared: NFKC, small letters, simplified, without punctuation, a space only between Latin words.
   `map` leads each place back to the text as written. */
function folder(simple) {
	const seen = {}, one = c => c.normalize("NFKC").toLowerCase().replace(/['’\u00ad\u200b-\u200f\ufeff]/g, "").replace(/[^\n]/g, x =>
		simple[1][simple[0].indexOf(x)] || (/[0-9a-z\u00c0-\u1fff\u3005-\u3007\u3031-\ufaff]/.test(x) ? x : " "));
	return (text, map) => {
		let out = "", gap = false;
		const put = (x, i) => { out += x; if (map) map.push(i); };
		for (let i = 0; i < text.length; i++) for (const x of seen[text[i]] || (seen[text[i]] = one(text[i]).split(""))) {
			if (x !== " " && gap && /[^\n\u2e80-\uffff]{2}/.test(out.slice(-1) + x)) put(" ", i);
			if (!(gap = x === " ")) put(x, i);
		}
		return out;
	};
}

function number(s) { // 十二, 12, ten
	if (/^\w/.test(s)) return EN.indexOf(s) < 0 ? +s : EN.indexOf(s);
	let sum = 0;
	s.replace(/两/g, "二").replace(/〇/g, "零").replace(/(.?)([十百千])|./g, (m, a, b) => { sum += b ? (ZH.indexOf(a) || 1) * Math.pow(10, ZH.indexOf(b) - 9) : ZH.indexOf(m); });
	return sum;
}

/* 第5条第(三)项 督导 → {cites: [{n: 5, parts: [{k: "i", n: 3}]}], rest: "督导"}. Numbers become marks,
   <a5> or <a5~10> (a 条, p 款, i 项, s 目, n unsaid), which are then read in order. */
function citations(query) {
	let s = query.normalize("NFKC").toLowerCase().trim(), cite, before = [], end = 0;
	const cites = [], tail = `\\)?(?:${TO}第?\\s*\\(?${NUM}\\)?)?`, each = (re, f) => { s = s.replace(regex(re), f); };
	const mark = (k, ...x) => { const [a, b, c] = x.map(n => n && number(n)); return `<${k}${a}${c || b < a ? "-" + (c || b) : b ? "~" + b : ""}>`; };
	if (regex(`^(\\d[\\d.()~‐-―至到 -]*|${NUM}\\(${NUM}\\))$`).test(s)) s = "§" + s;
	each(`第?\\s*\\(?${NUM}\\s*${tail}\\s*([条條款项項目])(?:\\s*之\\s*${NUM})?`, (m, a, b, k, c) => mark("aapiis"["条條款项項目".indexOf(k)], a, b, c));
	each(`(^|[^a-z<])(art\\w*?|par\\w+|sub\\S*|items?|[apis§])\\.?\\s*\\(?${NUM}${tail}(?![a-z\\d])`, (m, x, k, a, b) => x + mark(k === "§" ? "a" : k[0], a, b));
	each(`\\(${NUM}\\)|>\\.(\\d+)`, (m, a, b) => (b ? ">" : "") + mark("n", a || b));
	each("<(.)([\\d-]+)~?(\\d*)>", (m, k, n, to, at) => {
		const parts = cite && cite.parts, last = cite && (parts[parts.length - 1] || cite), part = { k, n, to };
		if (cite && regex(`^${TO}$`).test(s.slice(end, at)) && (k !== "a" || last === cite)) last.to = n;
		else if (k === "a") { cites.push(cite = { n, to, parts: before }); before = []; }
		else if (cite && last.k === k && k !== "n") cites.push(cite = { n: cite.n, parts: parts.slice(0, -1).concat(part) });
		else (parts || before).push(part);
		end = at + m.length;
		return ">";
	});
	each(`>(${TO}|[\\s,.、和及与或]|and|or|of)*(?=>)`, "");
	return cites[0] && { cites, rest: s.replace(/>的?(规定|内容)*$|>|本(办法|法|条例)|\bof (the|these) \w+/g, " ") };
}
const within = (n, c) => c.to ? +n >= +c.n && +n <= +c.to : n === c.n;
function cited(cite, path, loose) { // path: ["a12", "p2", "i3"]; loose: 第一款 of an article that has but one
	const n = path[0].slice(1);
	if (!within(cite.to ? n.split("-")[0] : n, cite)) return false;
	const want = cite.parts.filter((w, i) => i || w.k + w.n !== "p1" || !loose);
	let k = 0;
	return path.slice(1).every(c => {
		const w = want[k] || cite;
		return (w.k === c[0] || w.k === "n") && within(c.slice(1), w) ? ++k : c[0] === "p" && w.k && w.k !== "p";
	}) && k === want.length;
}

const stem = w => w.replace(/(....)(ations?|e?ments?|ions?|ings?|[eo]rs?|ies|ied|e[ds]|[sye])$/, "$1");
const distance = (a, b) => a.split("").reduce((up, x, i) => b.split("").reduce((row, y, j) =>
	(row.push(Math.min(up[j + 1] + 1, row[j] + 1, up[j] + (x !== y))), row), [i + 1]), Array.from(b + " ", (_, j) => j))[b.length];

function createSearch(index) { // a row becomes two documents, the even one Chinese
const fold = folder(index.fold), sounds = index.pinyin, D = [];
index.books.sort((a, b) => a.order - b.order).forEach(book => book.pages.forEach(([name, rows]) => {
	const page = D.length;
	rows.forEach(([kind, address, check, who, ...said]) => said.forEach(([title, text], l) => D.push({ page, name, book, kind, address, check, who, lang: l ? "en" : "zh", title, text, path: address.split(".") })));
}));
const lines = D.map(x => fold((x.kind > 1 && x.title ? x.title + "\n" : "") + x.text) + "\n"), text = lines.join("");
let total = 0;
const vocabulary = unique(text.match(/[a-z]{3,}/g)), ends = lines.map(s => total += s.length), stands = s => text.indexOf(s) >= 0, every = D.map((x, d) => d), all = f => every.filter(f), live = D.map(x => x.title);

function find(s, each) { // each(document, whether a word begins there)
	for (let i = text.indexOf(s), d = 0; i >= 0; i = text.indexOf(s, ends[d])) {
		while (ends[d] <= i) d++;
		while (i >= 0 && i < ends[d] && /[a-z0-9]{2}/.test(text.substr(i - 1, 2))) i = text.indexOf(s, i + 1);
		each(d, i >= 0 && i < ends[d]);
	}
}

/* What comes near a term that stands nowhere. */
const kin = t => vocabulary.filter(w => stem(w) === stem(t));
const typos = t => [1, 2].reduce((out, n) => out.length || t.length < 4 * n ? out : vocabulary.filter(w => Math.abs(w.length - t.length) <= n && distance(t, w) === n), []);
const matches = groups => groups.every(Boolean) ? unique(text.match(regex(`[${groups.join("][")}]`))) : []; // 扶福, 贫品 → 扶贫
const alike = t => matches(t.split("").map(c => Object.keys(sounds).filter(s => s[1] && sounds[s].indexOf(c) >= 0).map(s => sounds[s]).join("")));
const spelt = (t, groups = []) => !t ? matches(groups) : [6, 5, 4, 3, 2, 1].reduce((out, n) => out.length || n > t.length || !sounds[t.slice(0, n)] ? out : spelt(t.slice(n), groups.concat(sounds[t.slice(0, n)])), []); // fupin, fpzj
function wrong(t) { // one character wrong: one half still stands
	const n = t.length, half = n >> 1, out = [];
	if (n > 2) [0, half].forEach(from => {
		const part = from ? t.slice(half) : t.slice(0, half);
		for (let i = text.indexOf(part), k = 0; i >= 0 && k < 3000; i = text.indexOf(part, i + 1), k++) (n > 3 ? [-1, 0, 1] : [0]).forEach(more => out.push(text.substr(i - from - (from && more), n + more)));
	});
	return unique(out).filter(w => distance(t, w) < 2);
}
function cover(t) { // 扶贫资金挪用 → 扶贫资金, 挪用
	let n = 1, rest;
	t = t.replace(/^[的了和与]/, "");
	for (let i = 0; n < t.length && (i = text.indexOf(t.slice(0, n + 1), i)) >= 0;) n++;
	for (; n > 1 && !rest; n--) if ((rest = cover(t.slice(n)))) rest.unshift([t.slice(0, n)]);
	return t ? rest : [];
}
function near(terms, split) { // → terms as lists of alternatives; false where one has none
	const out = terms.map(t => {
		const han = HAN.test(t), alts = (han ? [split ? alike : wrong] : [kin, typos, spelt]).reduce((a, f) => a.length ? a : f(t), stands(t) ? [t] : []);
		return alts.length ? [alts] : split && han && cover(t);
	});
	return out.every(Boolean) && flat(out);
}

/* regulation: shown first; kind: law, check, page; bearer: a code */
function search(query, { lang, limit = 20, regulation, kind, bearer } = {}) {
	const split = s => s.split(/\s+/).map(t => fold(t)).filter(Boolean).slice(0, 30), buckets = [], taken = {};
	const whole = fold(query.replace(/\s/g, " ")), terms = split(query.normalize("NFKC")), asked = citations(query), cur = (lang ? lang === "zh" : HAN.test(whole)) ? 0 : 1;
	const open = !kind && !bearer ? live : D.map(x => x.title && (!kind || KINDS[x.kind] === kind) && (!bearer || x.who.indexOf(bearer) >= 0));
	let found = [whole];
	function put(d, rank, docs) { // current language first, then by rank, then the regulation at hand
		const b = (d & 1 ^ cur) * 400 + rank * 2 + !!(regulation && D[d].book.id !== regulation);
		if (!taken[d]) (buckets[b] = buckets[b] || []).push({ d, docs });
		taken[d] = 1;
	}
	const each = (list, rank) => list.forEach(d => open[d] && put(d, rank, [d]));
	/* Lines with every term; else lines in two languages, pages, pages in two. */
	function run(wanted, allowed, base, levels) {
		const bits = new Int32Array(D.length), rank = new Uint8Array(D.length), full = (1 << wanted.length) - 1, more = wanted.length > 1 ? 16 : 0;
		wanted.forEach((alts, k) => [].concat(alts).forEach(s => find(s, (d, begins) => {
			const { kind, address } = D[d];
			if (!allowed[d]) return;
			bits[d] |= 1 << k;
			rank[d] = Math.max(rank[d], more + 8 * !begins + (kind > 1 && (address || lines[d].length === s.length + 1) ? 0 : 1 + kind));
		})));
		if (more) find(whole, d => { rank[d] -= 16; });
		const some = all(d => bits[d]);
		for (let level = 0; level < levels; level++) {
			const key = d => [d, d & -2 | cur, D[d].page | d & 1, D[d].page | cur][level], masks = new Int32Array(D.length), groups = {};
			some.forEach(d => { masks[key(d)] |= bits[d]; });
			some.forEach(d => { if (masks[key(d)] === full) (groups[key(d)] = groups[key(d)] || []).push(d); });
			for (const d in groups) {
				levels = 0;
				put(+d, base + rank[groups[d][0]], groups[d].filter((d, i, list) => list.findIndex(e => bits[e] === bits[d]) === i));
			}
		}
		return buckets.length;
	}
	function show({ d, docs }) {
		const { book, name, kind, address, check, lang, title } = D[d], map = [], ranges = [], id = check || address;
		const text = docs.map(d => D[d].text).filter(Boolean).join(" … ") || !kind && (D[d + 2] || "").text || "";
		fold(text, map).replace(regex(found.sort((a, b) => b.length - a.length).join("|")), (m, i) => { ranges.push([map[i], map[i + m.length - 1] + 1]); });
		return { url: `${lang}/${book.id && book.id + "/"}${name}.html${id && "#" + id}`, regulation: book.id, address, check, lang, kind: KINDS[kind], title, text, ranges };
	}
	function answer(mode) {
		const hits = flat(buckets.filter(Boolean));
		return { mode: hits.length ? mode : "none", total: hits.length, hits: hits.slice(0, limit).map(show) };
	}
	if (!whole) return answer();
	if (/\d \d/.test(whole)) each(all(d => D[d].check && (fold(D[d].check) + " ").startsWith(whole + " ")), 0);
	if (buckets.length) return answer("reference");
	let self = [];
	if (asked) {
		const under = [], rest = split(asked.rest), pick = loose => all(d => !D[d].kind && asked.cites.some(c => cited(c, D[d].path, loose)));
		self = pick();
		if (!self.length) self = pick(true);
		self.forEach(d => {
			const { page, address } = D[d];
			for (let e = page; D[e] && D[e].page === page; e++) if (D[e].kind < 2 && (D[e].address + ".").startsWith(address + ".")) under[e] = open[e];
		});
		if (rest.length && !stands(whole) && run(rest, under, 0, 2)) { found = rest; return answer("exact"); }
		const title = regex(rest.join("").split("").join(".*")), named = self.filter(d => D[d].book.title.some(t => fold(t).match(title))); // 问责办法第五条
		if (named.length) {
			each(named, 0); run([whole], open, 1, 1);
			if (!rest.length) each(all(d => under[d]), 150);
			return answer("reference");
		}
	}
	found = found.concat(terms);
	if (run(terms, open, 0, 4)) return answer("exact");
	each(self, 0);
	[true, false].forEach(way => {
		const likely = !asked && !buckets.length && near(terms, way);
		if (likely) { found = flat(likely); run(likely, open, 0, 2); }
	});
	return answer("similar");
}
return { search, fold };
}

Object.assign(typeof module === "object" ? module.exports : root.zichaSearch = {}, { createSearch, folder });
})(this);
