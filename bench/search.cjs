// node bench/search.cjs MODULE INDEX: [ms until ready, median ms, 95th percentile] of queries
// that are made from the index.
const fs = require("fs");
const path = require("path");

const [modulePath, folder] = process.argv.slice(2);
const tool = require(modulePath);
const files = fs.readdirSync(folder).sort((one, other) => one.length - other.length);
files.forEach(file => require(path.join(folder, file)));
const index = global.zichaIndex;

const pages = index.books.flatMap(book => book.pages);
const texts = pages.flatMap(([, rows]) => rows.map(row => row[4][1] || row[4][0]));

let seed = 7;
const dice = sides => (seed = (seed * 48271) % 2147483647) % sides;

/** So many Chinese characters that stand somewhere. */
function run(size) {
  for (;;) {
    const text = texts[dice(texts.length)];
    const start = dice(Math.max(1, text.length - size));
    const got = text.slice(start, start + size);
    if (/^[\u4e00-\u9fff]{2,}$/.test(got)) return got;
  }
}

function miswritten() {
  const text = run(5);
  const place = dice(5);
  return text.slice(0, place) + "龙" + text.slice(place + 1);
}

const kinds = [
  () => run(2 + dice(5)),
  () => run(2 + dice(5)),
  () => run(2) + " " + run(2),
  () => `第${1 + dice(60)}条`,
  () => `第${1 + dice(60)}条 ${run(2)}`,
  miswritten,
  () => ["zeren", "duban", "jigou", "fpzj", "gzry"][dice(5)],
  () => "article " + (1 + dice(60)),
];
const queries = Array.from({ length: 400 }, (_each, i) => kinds[i % kinds.length]());

/** The text in words as the peer needs them: pairs of characters, words of letters. */
function inPairs(text) {
  return (text.match(/[\u4e00-\u9fff]+|\w+/g) || []).flatMap(word => {
    if (/\w/.test(word) || word.length < 2) return [word];
    return Array.from({ length: word.length - 1 }, (_each, i) => word.substr(i, 2));
  });
}

/** The function that answers a query. */
function opened() {
  if (tool.createSearch) {
    const engine = tool.createSearch(index);
    return query => engine.search(query, { lang: "zh", limit: 20 });
  }
  const searchOptions = { combineWith: "AND", tokenize: inPairs };
  const peer = new tool({ fields: ["text"], tokenize: inPairs, searchOptions });
  peer.addAll(texts.map((text, id) => ({ id, text })));
  return query => peer.search(query).slice(0, 20);
}

function timed(ask, query) {
  const from = performance.now();
  ask(query);
  return performance.now() - from;
}

const begin = performance.now();
const ask = opened();
const ready = performance.now() - begin;
queries.forEach(query => ask(query));
const times = queries.map(query => timed(ask, query)).sort((one, other) => one - other);
const slow = times[Math.floor(times.length * 0.95)];
console.log(JSON.stringify([ready, times[times.length >> 1], slow]));
