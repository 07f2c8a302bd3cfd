/* Search: substring scan, citations, labelled "similar". Syntax of 2015, no dependency; a plain script or CommonJS. */
(function (root) {
"use strict";
const LANGS = ["zh", "en"], KINDS = ["law", "check", "term", "page"], HAN = /[\u2e80-\uffff]/, ZH = "零一二三四五六七八九十百千";
const EN = "zero one two three four five six seven eight nine ten eleven twelve".split(" "), TO = "\\s*(?:[-~\\u2010-\\u2015至到]|to|through)\\s*";
const NUM = `(\\d+|[〇两${ZH}]+|${EN.slice(1).reverse().join("|")})`, flat = lists => [].concat(...lists), regex = s => RegExp(s, "g"), unique = list => Array.from(new Set(list));

/* Text as compared: NFKC, lower case, simplified, no punctuation, a space only between Latin words.
   One character at a time, so that `map` leads each place back to the text as written. */
function folder(simple) {
	const seen = {}, one = c => c.normalize("NFKC").toLowerCase().replace(/['\u00ad\u02bc\u2019\u200b-\u200f\ufeff]/g, "").replace(/[^\n]/g, x =>
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

function number(s) { // 十二, 12, twelve → 12
	if (/^\w/.test(s)) return EN.indexOf(s) < 0 ? +s : EN.indexOf(s);
	let sum = 0, digit = 0;
	for (const c of s) {
		const d = ZH.indexOf(c === "两" ? "二" : c);
		if (d > 9) sum += (digit || 1) * Math.pow(10, d - 9);
		digit = d < 0 || d > 9 ? 0 : d;
	}
	return sum + digit;
}

/* 第5条第(三)项 督导 → {cites: [{n: 5, parts: [{k: "i", n: 3}]}], rest: "督导"}; null without an article.
   Numbers become marks <a5> or <a5~10> (a 条, p 款, i 项, s 目, n unsaid), which are then read in order. */
function citations(query) {
	let s = query.normalize("NFKC").toLowerCase().replace(/條/g, "条").replace(/項/g, "项").replace(/[<>]/g, " ").trim(), cite, before = [], end = 0;
	const cites = [], tail = `\\)?(?:${TO}第?\\s*\\(?${NUM}\\)?)?`, each = (re, f) => { s = s.replace(regex(re), f); };
	const mark = (k, ...x) => { const [a, b, c] = x.map(n => n && number(n)); return `<${k}${a}${c || b < a ? "-" + (c || b) : b ? "~" + b : ""}>`; };
	if (/^\d[\d.()~\u2010-\u2015至到 -]*$/.test(s) || regex(`^${NUM}\\(${NUM}\\)$`).test(s)) s = "§" + s;
	each(`第?\\s*\\(?\\s*${NUM}\\s*${tail}\\s*([条款项目])(?:\\s*之\\s*${NUM})?`, (m, a, b, k, c) => mark({ 条: "a", 款: "p", 项: "i", 目: "s" }[k], a, b, c));
	each(`(^|[^a-z<])(art\\w*?|par\\w+|sub\\S*|items?|points?|[apis§])\\.?\\s*\\(?${NUM}${tail}(?![a-z\\d])`, (m, x, k, a, b) =>
		x + mark(/^[a§](?!p)/.test(k) ? "a" : /^po/.test(k) ? "i" : k[0], a, b));
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
	return cites[0] && { cites, rest: s.replace(/>的?(规定|内容)*$|>|本(办法|法|条例|规定)|\b(of|the|these)\b/g, " ") };
}
function cited(cite, path) { // path: ["a12", "p2", "i3"]
	const within = (n, c) => c.to ? +n >= +c.n && +n <= +c.to : n === c.n, n = path[0].slice(1);
	if (!within(cite.to ? n.split("-")[0] : n, cite)) return false;
	const want = cite.parts.filter((w, i) => i || w.k + w.n !== "p1" || path.some(c => c[0] === "p"));
	let k = 0;
	return path.slice(1).every(c => {
		const w = want[k] || cite;
		return (w.k === c[0] || w.k === "n") && within(c.slice(1), w) ? ++k : c[0] === "p" && w.k && w.k !== "p";
	}) && k === want.length;
}

const stem = w => w.replace(/(....)(ations?|e?ments?|ions?|ings?|[eo]rs?|ies|ied|e[ds]|[sye])$/, "$1");
const distance = (a, b) => a.split("").reduce((up, x, i) => b.split("").reduce((row, y, j) => // letters changed, added or lost
	(row.push(Math.min(up[j + 1] + 1, row[j] + 1, up[j] + (x !== y))), row), [i + 1]), Array.from(b + " ", (_, j) => j))[b.length];

function createSearch(index) { // as generator/render/search.py writes it; each row becomes two documents, first Chinese, then English
	const fold = folder(index.fold), D = [], sounds = {}, all = f => D.map((x, d) => d).filter(f);
	index.books.slice().sort((a, b) => a.order - b.order).forEach(book => book.pages.forEach(([name, rows]) => {
		const page = D.length;
		rows.forEach(([kind, address, check, who, ...said]) => LANGS.forEach((lang, l) => D.push({ page, name, book, kind, address, check, who, lang, title: said[2 * l], text: said[2 * l + 1] || "" })));
	}));
	const lines = D.map(x => fold((x.kind > 1 && x.title ? x.title + "\n" : "") + x.text) + "\n"), text = lines.join("");
	let total = 0, vocabulary;
	const ends = lines.map(s => total += s.length);
	index.pinyin.replace(/([a-z]+)([^a-z]+)/g, (m, s, chars) => { sounds[s] = chars; });

	function find(s, each) { // each(document, whether a word begins there), once a document
		for (let i = text.indexOf(s), d = 0; i >= 0; i = text.indexOf(s, ends[d])) {
			while (ends[d] <= i) d++;
			while (i >= 0 && i < ends[d] && /[a-z0-9]{2}/.test(text.substr(i - 1, 2))) i = text.indexOf(s, i + 1);
			each(d, i >= 0 && i < ends[d]);
		}
	}

	/* what comes near a term that stands nowhere */
	const stands = s => text.indexOf(s) >= 0, words = f => (vocabulary = vocabulary || unique(text.match(/[a-z]{3,}/g))).filter(f);
	const kin = t => words(w => stem(w) === stem(t));
	const typos = t => [1, 2].reduce((out, n) => out.length || t.length < 3 * n ? out : words(w => Math.abs(w.length - t.length) <= n && distance(t, w) === n), []);
	const matches = groups => groups.every(Boolean) ? unique(text.match(regex(`[${groups.join("][")}]`))) : []; // 扶福, 贫品 → 扶贫
	const chars = (t, f) => matches(t.split("").map(c => Object.keys(sounds).filter(s => f(s, c)).map(s => sounds[s]).join("")));
	const alike = t => chars(t, (s, c) => sounds[s].indexOf(c) >= 0);
	function spelt(t, groups) { // fupin; fpzj from three initials on
		const out = groups && !t ? matches(groups) : [];
		for (let n = t.length; n; n--) if (sounds[t.slice(0, n)]) out.push(...spelt(t.slice(n), (groups || []).concat(sounds[t.slice(0, n)])));
		return out.length || groups || t.length < 3 ? out : chars(t, (s, c) => s[0] === c);
	}
	function wrong(t) { // one character wrong, lost or added: one half still stands
		const n = t.length, half = n >> 1, out = [], loose = n > 3 ? 1 : 0;
		if (n > 2) [0, half].forEach(from => {
			const part = from ? t.slice(half) : t.slice(0, half);
			for (let i = text.indexOf(part), k = 0; i >= 0 && k < 5000; i = text.indexOf(part, i + 1), k++) for (let more = -loose; more <= loose; more++) out.push(text.substr(i - from - (from && more), n + more));
		});
		return unique(out).filter(w => distance(t, w) < 2);
	}
	function cover(t) { // 扶贫资金挪用 → 扶贫资金, 挪用
		let n = 1, rest;
		t = t.replace(/^(怎么|什么|哪些|如何|[的了吗和与在对是])/, "");
		for (let i = 0; n < t.length && (i = text.indexOf(t.slice(0, n + 1), i)) >= 0;) n++;
		for (; n > 1 && !rest; n--) if ((rest = cover(t.slice(n)))) rest.unshift([t.slice(0, n)]);
		return t ? rest : [];
	}
	function near(terms, split) { // → terms as lists of alternatives; null where one has none
		const out = terms.map(t => {
			const han = HAN.test(t), alts = stands(t) ? [t].concat(han ? [] : kin(t)) : (!han ? [kin, typos, spelt] : split ? [alike] : [wrong]).reduce((a, f) => a.length ? a : f(t), []);
			return alts.length ? [alts] : split && han && t.match(/[a-z0-9 ]+|[^a-z0-9 ]+/g).reduce((a, s) => { const c = HAN.test(s) ? cover(s) : stands(s) && [[s]]; return a && c && a.concat(c); }, []);
		});
		return out.length && out.every(Boolean) && flat(out);
	}

	/* options: lang, limit, regulation (the one at hand, first), kind (law, check, page), bearer (its code) */
	function search(query, { lang, limit, regulation, kind, bearer } = {}) {
		const whole = fold(query.replace(/\s/g, " ")), cur = lang ? LANGS.indexOf(lang) : HAN.test(whole) ? 0 : 1, split = s => s.split(/\s+/).map(t => fold(t)).filter(Boolean).slice(0, 30);
		const terms = split(query.normalize("NFKC")), lists = ts => ts.map(t => [t]), buckets = [], taken = {}, asked = citations(query);
		const open = D.map(x => x.title !== null && (!kind || KINDS[x.kind] === kind || kind === "page" && x.kind > 1) && (!bearer || x.who && x.who.some(b => x.book.bearers[b][0] === bearer)));
		let found = [whole], instead = [];
		function put(d, rank, docs) { // current language first, then by rank, then the regulation at hand
			const b = ((d & 1) === cur ? 0 : 400) + rank * 2 + (regulation && D[d].book.id !== regulation ? 1 : 0);
			if (!taken[d]) (buckets[b] = buckets[b] || []).push({ d, docs });
			taken[d] = 1;
		}
		const each = (list, rank) => list.forEach(d => open[d] && put(d, rank, [d]));
		/* Puts what has every term (each a list of alternatives): a line, a line in either language, a page, a page in either language, the first that any has. */
		function run(all, phrase, allowed, base, levels) {
			const bits = new Int32Array(D.length), rank = new Uint8Array(D.length), every = Math.pow(2, all.length) - 1, more = all.length > 1 ? 16 : 0;
			all.forEach((alts, k) => alts.forEach(s => find(s, (d, begins) => {
				const { kind, address } = D[d];
				if (!allowed[d]) return;
				bits[d] |= 1 << k;
				rank[d] = Math.max(rank[d], more + (begins ? 0 : 8) + (kind > 2 && (address || lines[d].length === s.length + 1) ? 0 : 1 + kind));
			})));
			if (more) find(phrase, d => { rank[d] -= 16; });
			for (let level = 0, some; level < levels && !some; level++) {
				const key = d => [d, d & -2 | cur, D[d].page | d & 1, D[d].page | cur][level], masks = new Int32Array(D.length), groups = {};
				bits.forEach((x, d) => { masks[key(d)] |= x; });
				bits.forEach((x, d) => { if (x && masks[key(d)] === every) (groups[key(d)] = groups[key(d)] || []).push(d); });
				for (const d in groups) {
					let left = some = every;
					put(+d, base + rank[groups[d][0]], groups[d].filter(d => { const adds = left & bits[d]; left &= ~adds; return adds; }));
				}
			}
			return buckets.length;
		}
		const literal = base => run([[whole]], "", open, base, 1);
		function show({ d, docs }) {
			const { book, name, kind, address, check, lang, title } = D[d], map = [], ranges = [], id = check || address;
			const text = (kind === 2 ? (D[d ^ 1].title || "") + "\n" : "") + (docs.map(d => D[d].text).filter(Boolean).join(" … ") || !kind && (D[d + 2] || "").text || ""), folded = fold(text, map);
			found.forEach(s => { for (let i = folded.indexOf(s); i >= 0; i = folded.indexOf(s, i + 1)) ranges.push([map[i], map[i + s.length - 1] + 1]); });
			return { url: `${lang}/${book.id && book.id + "/"}${name}.html${id && "#" + id}`, regulation: book.id, address, check: check || null, lang, kind: KINDS[kind], title, text,
				ranges: ranges.sort((a, b) => a[0] - b[0]).reduce((out, x) => { const last = out[out.length - 1]; if (last && x[0] <= last[1]) last[1] = Math.max(last[1], x[1]); else out.push(x); return out; }, []) };
		}
		function answer(mode) {
			const hits = flat(buckets.filter(Boolean));
			return { mode: hits.length ? mode : "none", total: hits.length, hits: hits.slice(0, limit || 20).map(show) };
		}
		if (!whole) return answer();
		if (/^[a-z]+\d+ \d/.test(whole)) each(all(d => D[d].check && !(fold(D[d].check) + " ").indexOf(whole + " ")), 0);
		if (buckets.length) return answer("reference");
		if (asked) {
			const hit = {}, rest = split(asked.rest), path = d => D[d].address.split("."), pick = cites => all(d => !D[d].kind && cites.some(c => cited(c, path(d)))), self = pick(asked.cites);
			self.forEach(d => { hit[D[d].page] = hit[D[d].page + D[d].address] = 1; });
			const under = D.map((x, d) => open[d] && x.kind < 2 && hit[x.page] && path(d).some((_, k, all) => hit[x.page + all.slice(0, k + 1).join(".")]));
			if (rest.length && run(lists(rest), fold(asked.rest), under, 0, 2)) { found = found.concat(rest); literal(100); return answer("exact"); }
			const title = regex(rest.join("").split("").join(".*")), named = self.filter(d => D[d].book.title.some(t => fold(t).search(title) >= 0)); // 问责办法第五条
			if (named.length) {
				each(named, 0); literal(1);
				if (!rest.length) each(all(d => under[d]), 150);
				return answer("reference");
			}
			instead = self.length ? self : pick(asked.cites.filter(c => c.parts.length).map(({ n, to }) => ({ n, to, parts: [] })));
		}
		found = found.concat(terms);
		if (run(lists(terms), whole, open, 0, 4)) return answer("exact");
		each(instead, 0);
		[true, false].forEach(way => {
			const likely = !asked && !buckets.length && (near(terms, way) || near(terms.filter(t => !/^(an?|and|are|by|do|for|how|in|is|of|on|or|the|to|what)$/.test(t)), way));
			if (likely) { found = flat(likely); run(likely, whole, open, 0, 2); }
		});
		return answer("similar");
	}
	return { search, fold };
}

const api = { createSearch, folder };
if (typeof module === "object" && module.exports) module.exports = api; else root.zichaSearch = api;
})(typeof self !== "undefined" ? self : this);
