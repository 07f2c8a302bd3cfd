// node bench/search.cjs MODULE INDEX: [ms until ready, median ms, 95th percentile] of queries made from the index.
const fs = require("fs"), path = require("path");
const [module_, folder] = process.argv.slice(2), tool = require(module_);
const files = fs.readdirSync(folder).sort((a, b) => a.length - b.length);
files.forEach(file => require(path.join(folder, file)));
const index = global.zichaIndex;

const rows = [].concat(...index.books.map(b => [].concat(...b.pages.map(([, lines]) => lines.map(row => row[4][1] || row[4][0])))));
let seed = 7;
const dice = n => (seed = seed * 48271 % 2147483647) % n;
const run = size => { for (;;) { const s = rows[dice(rows.length)], i = dice(Math.max(1, s.length - size)), got = s.slice(i, i + size); if (/^[\u4e00-\u9fff]{2,}$/.test(got)) return got; } };
const kinds = [
	() => run(2 + dice(5)), () => run(2 + dice(5)), () => run(2) + " " + run(2), () => `第${1 + dice(60)}条`, () => `第${1 + dice(60)}条 ${run(2)}`,
	() => { const s = run(5), k = dice(5); return s.slice(0, k) + "龙" + s.slice(k + 1); }, () => ["zeren", "duban", "jigou", "fpzj", "gzry"][dice(5)], () => "article " + (1 + dice(60)),
];
const queries = Array.from({ length: 400 }, (_, i) => kinds[i % kinds.length]());

const begin = performance.now();
let ask;
if (tool.createSearch) {
	const engine = tool.createSearch(index);
	ask = q => engine.search(q, { lang: "zh", limit: 20 });
} else {
	const pairs = text => (text.match(/[\u4e00-\u9fff]+|\w+/g) || []).reduce((out, s) => out.concat(/\w/.test(s) ? s : s.length < 2 ? s : Array.from({ length: s.length - 1 }, (_, i) => s.substr(i, 2))), []);
	const peer = new tool({ fields: ["text"], tokenize: pairs, searchOptions: { combineWith: "AND", tokenize: pairs } });
	peer.addAll(rows.map((text, id) => ({ id, text })));
	ask = q => peer.search(q).slice(0, 20);
}
const ready = performance.now() - begin;
queries.forEach(ask);
const times = queries.map(q => { const from = performance.now(); ask(q); return performance.now() - from; }).sort((a, b) => a - b);
console.log(JSON.stringify([ready, times[times.length >> 1], times[Math.floor(times.length * .95)]]));
