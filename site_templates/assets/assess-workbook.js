/* The official workbook, filled: the cells behind its defined names take what was said, all
   else stays as the office made it. The blank comes as a script, which works from a folder. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { say, own, work, session, files, root } = page;

  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  /** The name of a field in a workbook. @type {Record<string, string>} */
  const NAMES = { due: "limit" };
  const OWN = /^ask_own_(.+)$/;

  /** @param {string} src @returns {Promise<void>} */
  const script = src =>
    new Promise((resolve, reject) => {
      const made = document.createElement("script");
      made.src = src;
      made.onload = () => resolve();
      made.onerror = () => reject(Error(src));
      document.head.append(made);
    });

  async function loaded() {
    if (!self.fflate) await script(root + "assets/vendor/fflate.js");
  }

  async function blank() {
    await loaded();
    if (!self.zichaWorkbook) await script(root + work.workbook + ".js");
    const binary = atob(self.zichaWorkbook);
    return Uint8Array.from(binary, each => each.charCodeAt(0));
  }

  /** @param {string} text */
  const escaped = text =>
    text
      .replace(/[&<>]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] || sign)
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ""); // eslint-disable-line

  /** @param {string} text */
  const unescaped = text =>
    text.replace(
      /&(amp|lt|gt|quot|apos);/g,
      (whole, name) =>
        /** @type {any} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" })[name],
    );

  /** Defined name → the part of the workbook and the cell.
   * @param {Record<string, any>} parts */
  function placesIn(parts) {
    const text = self.fflate.strFromU8(parts["xl/workbook.xml"]);
    const rels = self.fflate.strFromU8(parts["xl/_rels/workbook.xml.rels"]);
    /** @type {Map<string, string>} */
    const targets = new Map();
    (rels.match(/<Relationship [^>]*>/g) || []).forEach((/** @type {string} */ each) => {
      const [id, target] = [/ Id="([^"]+)"/, / Target="([^"]+)"/].map(key => key.exec(each));
      if (id && target) targets.set(id[1], "xl/" + target[1].replace(/^\/xl\//, ""));
    });
    /** @type {Map<string, string>} */
    const sheets = new Map();
    (text.match(/<sheet [^>]*>/g) || []).forEach((/** @type {string} */ each) => {
      const [name, id] = [/ name="([^"]+)"/, / r:id="([^"]+)"/].map(key => key.exec(each));
      if (name && id) sheets.set(unescaped(name[1]), targets.get(id[1]) || "");
    });
    const places = new Map();
    const names = /<definedName name="([^"]+)"[^>]*>'?([^!<]+?)'?!\$([A-Z]+)\$(\d+)</g;
    for (let found = names.exec(text); found; found = names.exec(text)) {
      const sheet = sheets.get(unescaped(found[2]).replace(/''/g, "'"));
      places.set(found[1], { sheet, cell: found[3] + found[4] });
    }
    return places;
  }

  /** Name → words, for all that was said. @param {any} file @param {Map<string, any>} places */
  function saidIn(file, places) {
    /** @type {Map<string, string>} */
    const said = new Map();
    const types = file.unit.types.map((/** @type {string} */ code) => {
      const term = work.bearers.find((/** @type {any} */ each) => each.code === code);
      return term ? own(term.short) : code;
    });
    said.set("unit", file.unit.name);
    said.set("unit_type", types.join(say("comma")));
    said.set("period", page.start.periodOf(file));
    said.set("filler", file.people.filler);
    said.set("phone", file.people.phone);
    said.set("fill_date", (file.saved || "").slice(0, 10));
    Object.keys(file.answers).forEach(id => row(said, id, file.answers[id]));
    const free = Array.from(places.keys()).filter(name => OWN.test(name));
    file.own.forEach((/** @type {any} */ each, /** @type {number} */ n) => {
      if (!free[n]) return;
      const id = free[n].replace(/^ask_/, "");
      said.set(free[n], each.ask);
      row(said, id, each);
    });
    return said;
  }

  /** @param {Map<string, string>} said @param {string} id @param {any} from */
  function row(said, id, from) {
    const tail = id.replace(/-/g, "_");
    const value = page.given(from);
    const papers = files.papers(value);
    const findings = [value.finding, papers && say("evidence") + say("colon") + papers];
    said.set(`answer_${tail}`, files.answerWord(value.answer));
    said.set(`finding_${tail}`, findings.filter(Boolean).join("\n"));
    said.set(`sampled_${tail}`, value.sampled || "");
    said.set(`off_${tail}`, value.off || "");
    said.set(`reason_${tail}`, value.reason || value.measure.cause);
    said.set(`remark_${tail}`, value.remark || "");
    page.MEASURE.filter((/** @type {string} */ key) => key !== "cause").forEach(
      (/** @type {string} */ key) => {
        said.set(`${NAMES[key] || key}_${tail}`, value.measure[key] || "");
      },
    );
  }

  /** @param {string} xml @param {string} cell @param {string} words */
  function put(xml, cell, words) {
    const place = RegExp(`<c r="${cell}"((?: s="\\d+")?)[^>]*?(?:/>|>[^]*?</c>)`);
    const text = `<is><t xml:space="preserve">${escaped(words)}</t></is>`;
    return xml.replace(
      place,
      (whole, style) => `<c r="${cell}"${style} t="inlineStr">${text}</c>`,
    );
  }

  /** Points of a column by its letters, 7 pixels a unit and 5 about it. @param {string} xml */
  function widthsIn(xml) {
    /** @type {Map<number, number>} */
    const widths = new Map();
    const columns = /<col min="(\d+)" max="(\d+)" width="([\d.]+)"/g;
    for (let found = columns.exec(xml); found; found = columns.exec(xml)) {
      for (let n = +found[1]; n <= +found[2]; n++) widths.set(n, +found[3] * 5.25);
    }
    return widths;
  }

  /** @param {string} letters A → 1 */
  const numberOf = letters =>
    letters.split("").reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);

  /** Lines of 8.5 point that words take in so many points.
   * @param {string} words @param {number} wide */
  const linesOf = (words, wide) =>
    words
      .split("\n")
      .map(line => line.length - 0.45 * (line.match(/[ -~]/g) || []).length)
      .reduce((sum, long) => sum + Math.max(1, Math.ceil((long * 8.8) / (wide - 6))), 0);

  /** Rows that no program has fitted yet are as tall as what was put into them; those with a
   * height of their own stay as they are. Excel knows no row taller than 409 points.
   * @param {string} xml */
  function fitted(xml) {
    const widths = widthsIn(xml);
    return xml.replace(/<row ([^>]*)>[^]*?<\/row>/g, (row, about) => {
      const tall = / ht="([\d.]+)"/.exec(about);
      if (!tall || / customHeight=/.test(about)) return row;
      const cells = /<c r="([A-Z]+)\d+"[^>]*t="inlineStr"><is><t[^>]*>([^<]*)</g;
      let most = +tall[1];
      for (let found = cells.exec(row); found; found = cells.exec(row)) {
        const lines = linesOf(unescaped(found[2]), widths.get(numberOf(found[1])) || 60);
        most = Math.max(most, lines * 12.75 + 5);
      }
      return row.replace(tall[0], ` ht="${Math.min(409, Math.ceil(most))}"`);
    });
  }

  async function filled() {
    const { unzipSync, zipSync, strFromU8, strToU8 } = (await blank(), self.fflate);
    const parts = unzipSync(await blank());
    const places = placesIn(parts);
    /** @type {Map<string, string>} */
    const sheets = new Map();
    saidIn(session.asFile(), places).forEach((words, name) => {
      const place = places.get(name);
      if (!place || !words) return;
      const xml = sheets.get(place.sheet) || strFromU8(parts[place.sheet]);
      sheets.set(place.sheet, put(xml, place.cell, words));
    });
    sheets.forEach((xml, name) => {
      parts[name] = strToU8(fitted(xml));
    });
    return new Blob([zipSync(parts, { level: 6, mtime: "1980-01-01" })], { type: TYPE });
  }

  async function hand() {
    try {
      files.download(await filled(), files.nameOf(session.asFile(), "xlsx"));
    } catch (error) {
      void error;
      page.tell(say("no_workbook"), "failed");
    }
  }

  page.workbook = { loaded };
  if (work.workbook) page.more.push({ action: "workbook", click: hand });
})();
