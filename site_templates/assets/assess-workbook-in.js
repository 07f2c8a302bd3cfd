/* A filled workbook taken in: what is written is found by the names of its cells, each row
   held against the number printed in it, so that rows may be moved and worksheets renamed.
   What is not certain is told and not taken. A workbook that was printed with answers has
   these with it, and gives what was written since. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { say, work, checks, given } = page;

  const LARGEST = 64 * 1024 * 1024; // bytes of a part, unpacked
  const KINDS = [
    ...["answer", "finding", "reason", "remark", "sampled", "off", "ask"],
    ...["measure", "leader", "person", "limit", "done", "proof", "closed"],
  ];
  const MENDS = /** @type {Record<string, string>} */ ({ limit: "due" });
  const WORDS = ["finding", "reason", "remark", "sampled", "off"];
  const TOKEN = /[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+/g;

  /* ── the file ── */

  /** @param {Record<string, Uint8Array>} parts @param {string} name */
  function xml(parts, name) {
    const text = parts[name] ? self.fflate.strFromU8(parts[name]) : "";
    if (!text || /<!DOCTYPE/i.test(text)) return null;
    return new DOMParser().parseFromString(text, "application/xml");
  }

  /** @param {any} node @param {string} tag @returns {any[]} */
  const all = (node, tag) => (node ? Array.from(node.getElementsByTagNameNS("*", tag)) : []);

  /** What is written in an element, not how it is read aloud. @param {any} node */
  const textOf = node =>
    all(node, "t")
      .filter(each => each.parentNode.localName !== "rPh")
      .map(each => each.textContent)
      .join("");

  /** @param {string} letters */
  const column = letters =>
    Array.from(letters).reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);

  /** 'Article 5'!$F$12, with the row at which an area ends. @param {string} words */
  function placeOf(words) {
    const found =
      /^\$?(?:'((?:[^']|'')+)'|([^'!]+?))[!.]\$?([A-Z]{1,3})\$?(\d+)(?::.*?\$?(\d+))?$/.exec(
        words.trim(),
      );
    if (!found) return null;
    const [, quoted, bare, letters, row, end] = found;
    return {
      sheet: quoted ? quoted.replace(/''/g, "'") : bare,
      row: +row,
      column: column(letters),
      end: +(end || row),
    };
  }

  /** @param {Uint8Array} bytes */
  function opened(bytes) {
    const parts = self.fflate.unzipSync(bytes, {
      filter: (/** @type {any} */ part) =>
        part.originalSize < LARGEST && /^xl\/.*\.(xml|rels)$/.test(part.name),
    });
    const book = xml(parts, "xl/workbook.xml");
    if (!book) return null;
    const targets = new Map(
      all(xml(parts, "xl/_rels/workbook.xml.rels"), "Relationship").map(each => [
        each.getAttribute("Id"),
        "xl/" + each.getAttribute("Target").replace(/^\/?xl\//, ""),
      ]),
    );
    const shared = all(xml(parts, "xl/sharedStrings.xml"), "si").map(textOf);
    const sheets = new Map();
    all(book, "sheet").forEach(each => {
      const id = Array.from(each.attributes).find(one => /(^|:)id$/.test(one.name));
      const sheet = xml(parts, targets.get(id && id.value) || "");
      if (sheet) sheets.set(each.getAttribute("name"), cellsOf(sheet, shared));
    });
    const names = new Map();
    all(book, "definedName").forEach(each => {
      const place = placeOf(each.textContent || "");
      const name = each.getAttribute("name");
      const own = each.hasAttribute("localSheetId"); // of a copied worksheet: after the others
      if (place && sheets.has(place.sheet) && !(own && names.has(name))) names.set(name, place);
    });
    return { sheets, names };
  }

  /** Row → column → words. @param {Document} sheet @param {string[]} shared */
  function cellsOf(sheet, shared) {
    const rows = new Map();
    all(sheet, "c").forEach(each => {
      const at = /^([A-Z]+)(\d+)$/.exec(each.getAttribute("r") || "");
      const words = at && wordsOf(each, shared).trim();
      if (!at || !words) return;
      if (!rows.has(+at[2])) rows.set(+at[2], new Map());
      rows.get(+at[2]).set(column(at[1]), words);
    });
    return rows;
  }

  /** @param {any} cell @param {string[]} shared */
  function wordsOf(cell, shared) {
    const kind = cell.getAttribute("t");
    if (kind === "inlineStr") return textOf(cell);
    const value = all(cell, "v")[0];
    const words = (value && value.textContent) || "";
    if (kind === "s") return shared[+words] || "";
    return kind === "e" ? "" : words;
  }

  /* ── its rows ── */

  /** @param {any} book @param {string} name @returns {string} */
  function fact(book, name) {
    const place = book.names.get(name);
    const row = place && book.sheets.get(place.sheet).get(place.row);
    return (row && row.get(place.column)) || "";
  }

  /** @param {any} book @param {string} name @returns {string[]} */
  function range(book, name) {
    const place = book.names.get(name);
    const found = [];
    for (let n = place ? place.row : 1; place && n <= place.end; n++) {
      const row = book.sheets.get(place.sheet).get(n);
      if (row && row.has(place.column)) found.push(row.get(place.column));
    }
    return found;
  }

  /** Worksheet → kind of place → column. @param {any} book @param {string[]} ids */
  function columnsOf(book, ids) {
    const found = new Map();
    ids.forEach(id =>
      KINDS.forEach(kind => {
        const place = book.names.get(`${kind}_${id.replace(/-/g, "_")}`);
        if (!place) return;
        if (!found.has(place.sheet)) found.set(place.sheet, new Map());
        if (!found.get(place.sheet).has(kind)) found.get(place.sheet).set(kind, place.column);
      }),
    );
    return found;
  }

  /** Id → kind → words, each row by the number that stands in it.
   * @param {any} book @param {string[]} ids @param {string[]} told */
  function rowsOf(book, ids, told) {
    const known = new Set(ids);
    const rows = new Map();
    columnsOf(book, ids).forEach((columns, title) => {
      const written = new Set(columns.values());
      book.sheets.get(title).forEach((/** @type {any} */ row, /** @type {number} */ n) => {
        const numbers = new Set();
        row.forEach((/** @type {string} */ words, /** @type {number} */ at) => {
          if (written.has(at) || words.length > 200) return;
          (words.match(TOKEN) || []).forEach(each => known.has(each) && numbers.add(each));
        });
        const [id] = numbers;
        if (numbers.size > 1) told.push(say("book_mixed", { where: `${title}!${n}` }));
        else if (id) join(rows, id, cellsIn(row, columns, id), told);
      });
    });
    return rows;
  }

  /** @param {any} row @param {Map<string, number>} columns @param {string} id */
  function cellsIn(row, columns, id) {
    /** @type {Record<string, string>} */
    const cells = {};
    columns.forEach((at, kind) => {
      if (kind !== "ask" || isOwn(id)) cells[kind] = row.get(at) || "";
    });
    return cells;
  }

  /** What two rows of a check say otherwise stands for nothing. @param {Map<string, any>} rows
   * @param {string} id @param {Record<string, string>} cells @param {string[]} told */
  function join(rows, id, cells, told) {
    const there = rows.get(id);
    if (!there) return rows.set(id, cells);
    Object.keys(cells).forEach(kind => {
      if (there[kind] && cells[kind] && there[kind] !== cells[kind]) {
        told.push(say("book_twice", { id }));
        there[kind] = "";
      } else there[kind] = there[kind] || cells[kind];
    });
    return rows;
  }

  /** @param {string} id */
  const isOwn = id => /^own-/.test(id);

  /* ── what they say ── */

  /** As words are compared. @param {string} words */
  function plain(words) {
    const found = words
      .normalize("NFKC")
      .replace(/\s|[\u200b-\u200f]|\ufe0e|\ufe0f|\ufeff/g, "")
      .toLowerCase();
    return found.replace(/[\u3002.\uff0e!\uff01;\uff1b,\uff0c\u3001]+$/, "") || found;
  }

  /** @param {any} book */
  function scaleOf(book) {
    const scale = new Map(Object.entries(work.words));
    page.CODES.forEach((/** @type {string} */ code) => {
      scale.set(code, code);
      scale.set(plain(fact(book, `label_${code}`)), code);
    });
    scale.delete("");
    return scale;
  }

  /** 2026-06-30 of the ways a day is written; other words stay. @param {string} words */
  function day(words) {
    const found = /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/.exec(
      words.normalize("NFKC").replace(/\s/g, ""),
    );
    return found
      ? [found[1], ...found.slice(2).map(each => each.padStart(2, "0"))].join("-")
      : words;
  }

  // 2026年1月至6月, 2026年1月; what stands between two points of time
  const BETWEEN = "\u81f3|\u5230|\u2013|\u2014|~";
  const MONTHS = RegExp(
    `^(\\d{4})\u5e74(\\d{1,2})\u6708(?:(?:${BETWEEN}|-)(?:(\\d{4})\u5e74)?(\\d{1,2})\u6708)?$`,
  );

  /** The first and the last day that words name: 2026年1月至6月, 2026-01-01 – 2026-06-30.
   * @param {string} words */
  function period(words) {
    const said = words.normalize("NFKC").replace(/\s/g, "");
    const months = MONTHS.exec(said);
    if (months) {
      const [, year, first, other, last] = months;
      const [to, end] = [+(other || year), +(last || first)];
      const days = new Date(Date.UTC(to, end, 0)).getUTCDate();
      const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
      return { from: `${year}-${two(+first)}-01`, to: `${to}-${two(end)}-${two(days)}` };
    }
    const [from, to] = said.split(RegExp(`${BETWEEN}|to`)).map(day);
    const isDay = /^\d{4}-\d\d-\d\d$/;
    return isDay.test(from) && isDay.test(to || "") ? { from, to } : null;
  }

  /** @param {any} before @param {Record<string, string>} cells @param {string} answer */
  function withCells(before, cells, answer) {
    const old = given(before);
    const made = Object.assign({}, old, "answer" in cells ? { answer } : {});
    WORDS.forEach(kind => {
      if (kind in cells && !alike(old[kind] || "", cells[kind])) made[kind] = cells[kind];
    });
    const measure = Object.assign({}, old.measure);
    KINDS.slice(WORDS.length + 2).forEach(kind => {
      const key = MENDS[kind] || kind;
      const said = key === "due" ? day(cells[kind] || "") : cells[kind] || "";
      const closed = key === "closed" && said && measure.closed; // said in other words
      if (kind in cells && !closed && !alike(measure[key] || "", said)) measure[key] = said;
    });
    return given(Object.assign(made, { measure }));
  }

  /** Whether two texts differ in nothing but what programs change when they save.
   * @param {string} one @param {string} two */
  const alike = (one, two) => lines(one) === lines(two);
  /** @param {string} words */
  const lines = words =>
    words
      .trim()
      .split(/\r\n?|\n/)
      .map(line => line.replace(/\s+$/, ""))
      .join("\n");

  /** The answers of a check: what was printed stays, what was written since is taken.
   * @param {any} base @param {string} id
   * @param {{cells: Record<string, string>, answer: string, stamp: string}} said the stamp is
   *   that of the check as the workbook asks it */
  function answerOf(base, id, { cells, answer, stamp }) {
    const before = base.answers[id];
    const stood =
      before && !(id in base.left_out) && (!stamp || before.stamp === stamp) ? before : null;
    const now = withCells(stood || { stamp }, cells, answer);
    if (page.same(now, given(stood || { stamp }))) return before;
    if (!before || stood) return Object.assign(now, { stamp: stood ? stood.stamp : stamp });
    const earlier = page.blank(before) ? {} : { earlier: before };
    return given(Object.assign({}, now, { stamp }, earlier));
  }

  /* ── as a file ── */

  /** The file a workbook was printed with, or the head of what is open, or nothing.
   * @param {any} book @param {string[]} told */
  function baseOf(book, told) {
    const kept = range(book, "zicha_answers").join("");
    const read = kept ? page.understood(kept) : {};
    if (read.file) return read.file;
    if (kept) told.push(say("book_kept"));
    const { now } = page.session;
    const open = now ? now.head.value.file : {};
    return page.whole({
      id: open.id || page.session.newId(),
      unit: open.unit,
      period: open.period,
      people: open.people,
      edition: fact(book, "zicha_edition"),
      scope: open.scope,
    });
  }

  /** @param {any} book @param {any} base */
  function headOf(book, base) {
    const name = fact(book, "unit").replace(/\s+/g, " ").trim();
    const about = fact(book, "zicha_sheet").split("-").slice(1).join("-");
    const type = work.bearers.some((/** @type {any} */ each) => each.code === about);
    const own = type ? [about] : [];
    const types = base.unit.types.length ? base.unit.types : own;
    const said = fact(book, "period");
    const days = period(said);
    const when = days || (base.period.from || !said ? {} : { words: said });
    return {
      unit: Object.assign({}, base.unit, { name: name || base.unit.name, types }),
      period: Object.assign({}, base.period, when),
      people: Object.assign({}, base.people, {
        filler: fact(book, "filler") || base.people.filler,
        phone: fact(book, "phone") || base.people.phone,
      }),
    };
  }

  /** @param {any} book @param {any} base @param {Map<string, any>} rows
   * @param {(cells: any, id: string) => string} code */
  function ownOf(book, base, rows, code) {
    const made = /** @type {any[]} */ ([]);
    Array.from(rows.keys())
      .filter(isOwn)
      .forEach((id, n) => {
        const cells = rows.get(id);
        if (!Object.values(cells).some(Boolean)) return;
        const before = base.own[n] || { ask: "", answer: "", finding: "" };
        const now = withCells(before, cells, code(cells, id));
        const { answer, finding, measure } = now;
        const ask = alike(before.ask, cells.ask || "") ? before.ask : cells.ask;
        const mended = page.MEASURE.some((/** @type {string} */ key) => measure[key]);
        const rare = Object.assign(
          {},
          now.reason && { reason: now.reason },
          now.remark && { remark: now.remark },
          mended && { measure },
        );
        made.push(Object.assign({}, before, { ask, answer, finding }, rare));
      });
    return rows.size && Array.from(rows.keys()).some(isOwn) ? made : base.own;
  }

  /** @param {any} book @param {string[]} told */
  function fileOf(book, told) {
    const base = baseOf(book, told);
    const about = fact(book, "zicha_sheet").split("-").slice(1).join("-") || "whole";
    const present = fact(book, "zicha_stamp") === work.sheets[about];
    const rows = rowsOf(book, range(book, "checks"), told);
    const scale = scaleOf(book);
    const code = (/** @type {any} */ cells, /** @type {string} */ id) => {
      const said = cells.answer || "";
      const found = said ? scale.get(plain(said)) || "" : "";
      if (said && !found) told.push(say("book_unclear", { id, said: said.slice(0, 40) }));
      return found;
    };
    const answers = Object.assign({}, base.answers);
    const left = Object.assign({}, base.left_out);
    rows.forEach((cells, id) => {
      if (isOwn(id)) return;
      const check = checks.get(id);
      const stamp = present && check ? check.stamp : "";
      const now = answerOf(base, id, { cells, answer: code(cells, id), stamp });
      if (now && !page.blank(now)) answers[id] = now;
      if (cells.answer) delete left[id];
    });
    const own = ownOf(book, base, rows, code);
    const stamp = base.stamp || (present ? work.stamp : "");
    const saved = base.saved || page.session.moment();
    const head = headOf(book, base);
    return page.whole(
      Object.assign({}, base, head, {
        regulation: work.regulation,
        stamp,
        saved,
        answers,
        own,
        left_out: left,
      }),
    );
  }

  /** What a workbook says as an Answers file, or the word for why it is refused; `told` is what
   * was not taken. @param {ArrayBuffer} data
   * @returns {Promise<{file?: any, why?: string, told?: string[]}>} */
  async function understoodBook(data) {
    if (data.byteLength > LARGEST) return { why: "refused_size" };
    await page.workbook.loaded();
    let book;
    try {
      book = opened(new Uint8Array(data));
    } catch (error) {
      void error;
      return { why: "refused_book" };
    }
    if (!book || !/^zicha-sheet/.test(fact(book, "zicha_schema")))
      return { why: "refused_book" };
    if (fact(book, "zicha_regulation") !== work.regulation)
      return { why: "refused_regulation" };
    const told = /** @type {string[]} */ ([]);
    const read = page.understood(page.asText(fileOf(book, told)));
    return Object.assign({}, read, { told: Array.from(new Set(told)) });
  }

  page.understoodBook = understoodBook;
})();
