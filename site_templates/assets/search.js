/* Search by substring, citation and likeness: a plain script or CommonJS. */
(function (root) {
"use strict";
const HAN = /[\u2e80-\uffff]/, flat = lists => [].concat(...lists), regex = s => RegExp(s, "g");

/* Text as compared; `map`: places in the text as written. */
function folder(simple) {
	const seen = [], one = c => c.normalize("NFKC").toLowerCase().replace(/['’\u00ad\u200b-\u200f\ufeff]/g, "").replace(/[^\n]/g, x =>
		simple[1][simple[0].indexOf(x)] || (/[0-9a-z\u00c0-\u1fff\u3005-\u3007\u3031-\ufaff]/.test(x) ? x : " "));
	return (text, map) => {
		let out = "", gap;
		const put = (x, i) => { out += x; if (map) map.push(i); };
		for (let i = 0; i < text.length; i++) {
			const c = text.charCodeAt(i), s = seen[c] = seen[c] || one(text[i]);
			for (let k = 0; k < s.length; k++) {
				if (gap && s[k] !== " " && /[^\n\u2e80-\uffff]{2}/.test(out.slice(-1) + s[k])) put(" ", i);
				if (!(gap = s[k] === " ")) put(s[k], i);
			}
		}
		return out;
	};
}

function close(a, b, n) {
	const cut = (i, j, typos) => close(a.slice(i), b.slice(j), n - typos);
	return n >= 0 && (a && b ? a[0] === b[0] && cut(1, 1, 0) || cut(1, 1, 1) || cut(0, 1, 1) || cut(1, 0, 1) || a[0] === b[1] && a[1] === b[0] && cut(2, 2, 1) : (a + b).length <= n);
}

function createSearch(index) { // a row: two documents, the even one Chinese
const citing = index.citing.map(([from, to]) => [regex(from), to]), fold = folder(index.fold), sounds = index.pinyin, D = [], stood = {}, lines = [], ends = [];
let total = 0;
index.books.sort((a, b) => a.order - b.order).forEach(book => book.pages.forEach(([name, rows]) => {
	const page = D.length, owners = {};
	rows.forEach(([kind, address, check, who, ...sides]) => sides.forEach(([title, said]) => {
		const row = address || D.length >> 1, own = owners[row] = owners[row] || D.length, head = kind > 1 && title ? fold(title) + "\n" : "";
		if (!kind && title) (stood[address] = stood[address] || []).push(D.length);
		lines.push(head + fold(said) + "\n");
		ends.push(total += lines[D.length].length);
		D.push({ page, own, name, book, kind, address, check, id: fold(check || ""), who, title, said, head: head.length });
	}));
}));
const text = lines.join(""), latin = Array.from(new Set(text.match(/[a-z]+/g))), live = D.map(x => x.title);

const spots = [], codes = s => s.split("").map(c => c.charCodeAt(0));
for (let i = 0; i < text.length; i++) (spots[text.charCodeAt(i)] = spots[text.charCodeAt(i)] || []).push(i);

/* Where each set has the next character; an empty one takes any. */
function scan(sets, each) {
	const mask = new Uint32Array(65536), n = Math.min(31, sets.length), sum = (size, c) => size + (spots[c] || "").length;
	let any = 0, k = 0, least = Infinity;
	sets.slice(0, n).forEach((set, j) => {
		const all = codes(set), size = set ? all.reduce(sum, 0) : least;
		if (!set) any |= 1 << j;
		all.forEach(c => { mask[c] |= 1 << j; });
		if (size < least) { least = size; k = j; }
	});
	codes(sets[k]).forEach(c => {
		const at = spots[c] || [];
		for (let p = 0, d = 0, i, j, x; p < at.length; p++) {
			i = at[p] - k;
			for (j = 0; j < n && (x = text.charCodeAt(i + j)) !== 10 && (mask[x] | any) >> j & 1;) j++;
			if (j === n && i >= 0 && (!sets[31] || text.startsWith(sets.join(""), i))) {
				while (ends[d] <= i) d++;
				each(d, i);
			}
		}
	});
}
function gather(list, said) {
	const hits = [], words = new Set(said);
	list.forEach(sets => scan(sets, (d, i) => { hits.push(d, i); if (!said) words.add(text.substr(i, sets.length)); }));
	return hits[0] + 1 && { words: Array.from(words), hits };
}
let memo = {};
const exact = (words, key = "=" + words) => memo[key] = memo[key] || gather(words.map(w => w.split("")), words);

const kin = t => exact(latin.filter(w => {
	let p = 0;
	while (t[p] && t[p] === w[p]) p++;
	return p > 3 && [t, w].every(x => RegExp(index.endings).test(x.slice(p)));
}));
const joined = t => exact(t.split("").map((c, i) => t.slice(0, i) + " " + t.slice(i)));
const typos = t => [1, 2].reduce((out, n) => out || t.length > 1 + 2 * n && exact(latin.filter(w => close(t, w, n))), 0);
const keys = Object.keys(sounds), heard = f => keys.map(s => f(s) ? sounds[s] : "").join(""), alike = t => gather([t.split("").map(c => heard(s => sounds[s].indexOf(c) >= 0) || c)]);
const spell = t => t ? flat(keys.filter(s => t.startsWith(s)).map(s => spell(t.slice(s.length)).map(x => [sounds[s]].concat(x)))) : [[]];
const spelt = t => t.length < 40 && spell(t).slice(0, 4).concat([t.split("").map(c => heard(s => s[0] === c))]).reduce((out, sets) => out || sets[1] && sets.every(Boolean) && gather([sets]), 0);
function wrong(t) {
	const turn = f => gather(t.split("").map((c, i) => t.slice(0, i).split("").concat(f(t.slice(i).split("")))));
	return t[2] && !t[19] && (turn(x => [""].concat(x.slice(1))) || t[3] && (turn(x => x.slice(1)) || turn(x => [""].concat(x)) || turn(x => [x[1] || "", x[0]].concat(x.slice(2)))));
}
function cover(t) {
	let n = 1, rest;
	t = t.replace(/^[的了和与]/, "");
	for (let i = 0; n < t.length && (i = text.indexOf(t.slice(0, n + 1), i)) >= 0;) n++;
	for (; n > 1 && !rest; n--) if ((rest = cover(t.slice(n)))) rest.unshift(exact([t.slice(0, n)]));
	return t ? rest : [];
}
function near(terms, way) {
	const out = terms.map(t => {
		const han = HAN.test(t), like = (han || !way) && exact([t]) || (han ? [way ? wrong : alike] : [kin, joined, spelt, typos]).reduce((out, f) => out || f(t), 0);
		return like ? [like] : !way && han && cover(t);
	});
	return out.every(Boolean) && flat(out);
}

/* 第5条第(三)项 督导 → {cites: [["a5~", "i3~"]], rest: "督导"} */
function read(query) {
	let s = query.normalize("NFKC").toLowerCase().trim();
	citing.forEach(([from, to]) => { s = s.replace(from, to); });
	const cites = s.match(/<a[^>]*>(<[^a>][^>]*>)*/g);
	return cites && { rest: s.replace(regex(index.around), " "), cites: cites.map(c => c.match(/[^<>]+/g)) };
}
function cited(marks, address) {
	let k = 0;
	return address.split(".").every(c => {
		const mark = marks[k] || "", [n, to] = mark.slice(1).split("~"), own = c.slice(1), v = parseInt(own, 10);
		return (mark[0] === c[0] || mark[0] === "n") && (+to > +n ? v >= n && v <= to : own === n + (to && "-" + to)) ? ++k : mark && c[0] === "p" && mark[0] !== "p";
	}) && k === marks.length;
}

function search(query, wish = {}) {
	const { lang, limit = 20, regulation, kind, bearer } = wish, kinds = ["law", "check", "page"], ranks = [], taken = {}, words = list => list.map(t => exact([t]));
	const split = s => s.split(/\s+/).map(t => fold(t)).filter(Boolean).slice(0, 30), whole = fold(query.replace(/\s/g, " ")), terms = split(query.normalize("NFKC")), asked = read(query);
	const open = !kind && !bearer ? live : D.map(x => x.title && (!kind || kinds[x.kind] === kind) && (!bearer || x.who.indexOf(bearer) >= 0)), cur = (lang ? lang === "zh" : HAN.test(whole)) ? 0 : 1;
	let found = [whole], self = [];
	function put(d, rank, docs) {
		const b = (d & 1 ^ cur) * 400 + rank * 2 + !!(regulation && D[d].book.id !== regulation);
		if (!taken[d]) (ranks[b] = ranks[b] || []).push({ d, docs });
		taken[d] = 1;
	}
	const each = (list, rank) => list.forEach(d => open[d] && put(d, rank, [d]));
	function run(want, allowed, levels) {
		const key = "=" + want.map(w => w && w.words);
		if (!want.every(Boolean) || taken[key]) return;
		taken[key] = 1;
		const bits = new Int32Array(D.length), rank = new Uint8Array(D.length), some = [], full = (1 << want.length) - 1, line = d => !more || D[d].book.id, more = want[1] ? 16 : 0;
		const phrase = RegExp(want.map(w => `(?:${w.words.slice(0, 40).join("|")})`).join(" ?"));
		want.forEach(({ words, hits }, k) => {
			for (let h = 0; h < hits.length; h += 2) {
				const d = hits[h], i = hits[h + 1], { kind, address, head, name, said, book } = D[d], size = words[0].length, seen = bits[d] >> k & 1;
				if (!allowed[d] || seen && (more || rank[d] < 8)) continue;
				const as = more + 8 * /^\w\w/.test(text.substr(i - 1, 2)) + (i - ends[d] + lines[d].length + size >= head ? [1, 2, 4][kind] : address || size === head - 1 && !(said && book.id) || name === "index" && size > 3 ? 0 : 3);
				if (!bits[d]) some.push(d);
				rank[d] = Math[seen ? "min" : "max"](rank[d], as);
				bits[d] |= 1 << k;
			}
		});
		some.sort((a, b) => a - b);
		some.filter(d => bits[d] === full).forEach(d => {
			const told = more && phrase.test(lines[d]);
			if (told || line(d)) { levels = 0; put(d, rank[d] - (told && 16), [d]); }
		});
		for (let level = 1; level < levels; level++) {
			const key = d => [0, d & -2 | cur, D[d].own | cur, D[d].page | d & 1, D[d].page | cur][level], masks = new Int32Array(D.length), groups = {};
			some.forEach(d => { if (level > 2 || line(d)) masks[key(d)] |= bits[d]; });
			some.forEach(d => { if (masks[key(d)] === full) (groups[key(d)] = groups[key(d)] || []).push(d); });
			for (const d in groups) {
				levels = 0;
				put(+d, rank[groups[d][0]], groups[d].filter((d, i, list) => list.findIndex(e => bits[e] === bits[d]) === i));
			}
		}
		return ranks.length && (found = found.concat(...want.map(w => w.words)));
	}
	function show({ d, docs }) {
		const { book, name, kind, address, check, title } = D[d], lang = d & 1 ? "en" : "zh", map = [], ranges = [], id = check || address;
		const text = docs.map(d => D[d].said).filter(Boolean).join(" … ") || !kind && (D[d + 2] || "").said || "";
		fold(text, map).replace(found, (m, i) => { ranges.push([map[i], map[i + m.length - 1] + 1]); });
		return { url: `${lang}/${book.id && book.id + "/"}${name}.html${id && "#" + id}`, regulation: book.id, address, check, lang, kind: kinds[kind], title, text, ranges };
	}
	function answer(mode) {
		const hits = flat(ranks.filter(Boolean));
		found = regex(found.slice(0, 99).sort((a, b) => b.length - a.length).join("|"));
		return { mode: hits[0] ? mode : "none", total: hits.length, hits: hits.slice(0, limit).map(show) };
	}
	if (!whole) return answer();
	memo = {};
	const id = whole.replace(/^(检查项|check) ?/, "");
	if (/^a\d+ \d|^a\d{4}/.test(id)) D.forEach((x, d) => { if (open[d] && ((x.id + " ").startsWith(id + " ") || x.id.replace(/ /g, "") === id)) put(d, 0, [d]); });
	if (ranks.length) return answer("reference");
	if (asked) {
		const under = [], rest = split(asked.rest), pick = f => flat(Object.keys(stood).map(a => asked.cites.some(c => cited(c.filter(f), a)) ? stood[a] : []));
		self = pick(Boolean);
		if (!self[0]) self = pick(mark => mark !== "p1~");
		self.forEach(d => {
			const { page, address } = D[d];
			for (let e = page; D[e] && D[e].page === page; e++) if (D[e].kind < 2 && (D[e].address + ".").startsWith(address + ".")) under[e] = open[e];
		});
		const title = RegExp(rest.join("").split("").join(".*")), named = self.filter(d => title.test(fold(D[d].book.title.join("\n")))), told = named[0] && /[》法例]\s*$/.test(asked.rest);
		if (rest[0] && !told && text.indexOf(whole) < 0 && run(words(rest), under, 3)) return answer("exact");
		each(named, 0);
		if (named[0] || !rest[0] && !/^\d/.test(whole)) {
			run(words([whole]), open, 1);
			if (!rest[0]) each(Object.keys(under).map(Number), 150);
			return answer(named[0] ? "reference" : "exact");
		}
	}
	const asking = !asked && RegExp(index.asked, "i").test(query);
	if (terms[5] && run(words([whole]), open, 1) || run(words(self[0] ? [whole] : terms), open, asking ? 2 : 5)) return answer("exact");
	if (asking) {
		const made = search(query.replace(RegExp(index.asking, "gi"), " "), wish);
		if (made.total) made.mode = "similar";
		return made;
	}
	if (run(words(split((self[0] ? "" : query).split("").map(c => fold(c) || " ").join(""))), open, 2)) return answer("exact");
	each(self, 0);
	[[whole.replace(/ /g, "")], terms, terms].forEach((list, way) => {
		const likely = !asked && !ranks.length && near(list, way > 1);
		if (likely) run(likely, open, way > 1 ? 2 : 4);
	});
	return answer("similar");
}
return { search, fold };
}

Object.assign(typeof module === "object" ? module.exports : root.zichaSearch = {}, { createSearch, folder });
})(this);
