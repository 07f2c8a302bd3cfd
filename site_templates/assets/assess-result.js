/* What the answers come to: counts by article and by type of unit, their shares as bars with
   the numbers beside, what is to be mended, facts for the report. No tier, no forecast. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { el, say, own, text, work, checks, session, fill, CODES } = page;

  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 240;
  const SUMS = ["due", "checked", ...CODES, "empty"];

  /** 3/4（75.0%）, with its counts always. @param {any} sum */
  function rate(sum) {
    if (!sum.rated) return say("no_rate");
    const part = ((sum.yes / sum.rated) * 100).toFixed(1);
    return say("rate_of", { part, yes: sum.yes, rated: sum.rated });
  }

  /** @param {string} kind @param {Record<string, any>} about */
  function shape(kind, about) {
    const made = document.createElementNS(SVG, kind);
    Object.keys(about).forEach(key => made.setAttribute(key, String(about[key])));
    return made;
  }

  /** Hatched so that black and white tells the answers apart. */
  function patterns() {
    const svg = shape("svg", { width: 0, height: 0, "aria-hidden": "true", class: "za-defs" });
    const lines = { partial: "M0 6L6 0", na: "M0 3H6", unchecked: "M3 0V1" };
    Object.entries(lines).forEach(([code, line]) => {
      const made = shape("pattern", {
        id: `za-${code}`,
        width: 6,
        height: 6,
        patternUnits: "userSpaceOnUse",
      });
      made.append(shape("path", { d: line, class: "za-hatch" }));
      svg.append(made);
    });
    return svg;
  }

  /** What the hatches mean. */
  function legend() {
    const known = [...CODES, "empty"].map(code => {
      const svg = shape("svg", { viewBox: "0 0 28 12", "aria-hidden": "true" });
      const about = { x: 1, y: 1, width: 26, height: 10, class: `za-part za-part--${code}` };
      svg.append(shape("rect", about));
      return el("span", {}, svg, headOf(code));
    });
    return el("p.za-legend", {}, ...known);
  }

  /** @param {any} sum */
  function bar(sum) {
    const said = CODES.filter((/** @type {string} */ code) => sum[code])
      .map((/** @type {string} */ code) => `${page.files.answerWord(code)} ${sum[code]}`)
      .join(say("comma"));
    const svg = shape("svg", {
      viewBox: `0 0 ${WIDTH} 12`,
      class: "za-chart",
      role: "img",
      "aria-label": said || say("empty"),
    });
    let left = 0;
    [...CODES, "empty"].forEach(code => {
      const width = sum.due ? (sum[code] / sum.due) * WIDTH : 0;
      if (width) {
        svg.append(
          shape("rect", {
            x: left,
            y: 1,
            width,
            height: 10,
            class: `za-part za-part--${code}`,
          }),
        );
      }
      left += width;
    });
    return svg;
  }

  /** @param {string} word @param {any} sum @param {boolean} [last] */
  function line(word, sum, last) {
    return el(
      last ? "tr.za-total" : "tr",
      {},
      el("th", { scope: "row" }, word),
      ...SUMS.map(key => el("td.za-num", {}, String(sum[key]))),
      el("td.za-num", {}, rate(sum)),
      el("td", {}, bar(sum)),
    );
  }

  /** @param {string} title @param {[string, any][]} rows @param {any} whole */
  function table(title, rows, whole) {
    const heads = [say("what_for"), ...SUMS.map(headOf), say("rate"), say("shares")];
    return el(
      "div.za-wide",
      { tabIndex: 0 },
      el(
        "table.za-table",
        {},
        el("caption", {}, title),
        el("thead", {}, el("tr", {}, ...heads.map(word => el("th", { scope: "col" }, word)))),
        el(
          "tbody",
          {},
          ...rows.map(([word, sum]) => line(word, sum)),
          line(say("sum"), whole, true),
        ),
      ),
    );
  }

  /** @param {string} key */
  const headOf = key => (CODES.includes(key) ? page.files.answerWord(key) : say("sum_" + key));

  /** @returns {[string, any][]} */
  const byArticle = () =>
    fill
      .articles()
      .map((/** @type {any} */ each) => [
        own(each.cite),
        fill.countOf(fill.inArticle(each.at)),
      ]);

  /** @returns {[string, any][]} */
  function byType() {
    const { types } = session.now.head.value.file.unit;
    const on = new Set(session.now.list);
    return work.bearers
      .filter((/** @type {any} */ each) => types.includes(each.code))
      .map((/** @type {any} */ each) => [
        own(each.short),
        fill.countOf(each.checks.filter((/** @type {string} */ id) => on.has(id))),
      ]);
  }

  /** What is to be mended, in the order of the text, own rows behind. @returns {any[]} */
  function problems() {
    const file = session.asFile();
    const found = session.now.list
      .filter((/** @type {string} */ id) => !(id in file.left_out))
      .map((/** @type {string} */ id) => ({
        id,
        value: session.valueOf(id),
        ask: checks.get(id).ask,
      }));
    const own_ = file.own.map((/** @type {any} */ each) => ({
      id: "",
      value: page.given(each),
      ask: [each.ask, ""],
    }));
    return [...found, ...own_].filter(({ value }) => /^(no|partial)$/.test(value.answer));
  }

  /** Whether a time limit has passed with nothing closed. @param {any} value */
  function overdue(value) {
    const { due, closed } = value.measure;
    const today = session.moment().slice(0, 10);
    return /^\d{4}-\d\d-\d\d$/.test(due) && due < today && !closed;
  }

  const LEDGER = ["cause", "measure", "leader", "person", "due", "closed", "proof"];

  function ledger() {
    const rows = problems();
    if (!rows.length) return el("p.zc-note", {}, say("no_problems"));
    const words = LEDGER.map(key => say(key === "leader" ? "leader_charge" : key));
    const heads = [say("number"), say("ask"), say("answer"), say("finding"), ...words];
    return el(
      "div.za-wide",
      { tabIndex: 0 },
      el(
        "table.za-table.za-ledger",
        {},
        el("caption", {}, say("ledger")),
        el("thead", {}, el("tr", {}, ...heads.map(word => el("th", { scope: "col" }, word)))),
        el("tbody", {}, ...rows.map(problem)),
      ),
    );
  }

  /** @param {any} row */
  function problem({ id, value, ask }) {
    const late = overdue(value);
    return el(
      "tr",
      { "data-overdue": late ? "" : false },
      el("th", { scope: "row" }, id || say("own_short")),
      el("td", {}, text(ask)),
      el("td", {}, page.files.answerWord(value.answer)),
      el("td", {}, value.finding),
      ...LEDGER.map(key =>
        el(
          "td",
          {},
          value.measure[key],
          key === "due" && late ? el("b.za-late", {}, " ", say("overdue")) : null,
        ),
      ),
    );
  }

  /** Facts for the report, as text to copy. */
  function facts() {
    const file = session.asFile();
    const sum = fill.countOf(session.now.list);
    const some = problems();
    const late = some.filter(({ value }) => overdue(value)).length;
    const closed = some.filter(({ value }) => value.measure.closed).length;
    const lines = [
      say("facts_head", {
        unit: file.unit.name || say("unnamed"),
        period: page.start.periodOf(file),
      }),
      say("facts_law", { title: own(work.title), edition: work.edition }),
      say("facts_sum", sum),
      say("facts_rate", { rate: rate(sum) }),
      say("facts_mend", { n: some.length, closed, late }),
      ...some.map(({ id, value, ask }, n) =>
        say("facts_line", {
          k: n + 1,
          id: id || say("own_short"),
          ask: own(ask),
          answer: page.files.answerWord(value.answer),
          finding: value.finding || say("empty"),
        }),
      ),
    ];
    const left = Object.keys(file.left_out);
    if (left.length)
      lines.push(say("facts_left", { n: left.length, ids: left.join(say("comma")) }));
    return lines.join("\n");
  }

  function copied() {
    const area = el("textarea.za-facts", {
      rows: 10,
      value: facts(),
      readOnly: true,
      "aria-label": say("facts"),
      "data-facts": "",
    });
    const copy = el(
      "button.zc-btn",
      {
        type: "button",
        "data-action": "copy",
        click() {
          area.select(); // without a secure page this is how a script copies
          page.tell(document.execCommand("copy") ? say("copied") : say("copy_by_hand"));
        },
      },
      say("copy"),
    );
    return [area, copy];
  }

  /** The whole result. */
  function made() {
    const whole = fill.countOf(session.now.list);
    const { appendix } = session.now.head.value.file;
    return el(
      "section.za-result",
      { "data-result": "", "aria-labelledby": "za-result" },
      el("h2", { id: "za-result", tabIndex: -1 }, say("result")),
      el("p.zc-note", {}, say("result_note")),
      legend(),
      table(say("by_article"), byArticle(), whole),
      table(say("by_type"), byType(), whole),
      ledger(),
      el("h3", {}, say("facts")),
      ...copied(),
      appendix ? gone(appendix) : null,
    );
  }

  /** Answers to checks that are no longer asked. @param {Record<string, any>} appendix */
  function gone(appendix) {
    return el(
      "section",
      { "data-appendix": "" },
      el("h3", {}, say("appendix")),
      ...Object.keys(appendix).map(id =>
        el(
          "div",
          {},
          el("p", {}, el("b", {}, id), " ", (appendix[id].asked || {}).ask || ""),
          page.summary(appendix[id]),
        ),
      ),
    );
  }

  page.result = { made, table, byArticle, byType, ledger, problems, legend, rate };
  page.place.append(patterns());
  page.more.push({
    action: "result",
    click() {
      const there = document.querySelector("[data-result]");
      const fresh = made();
      if (there) there.replaceWith(fresh);
      else page.place.append(fresh);
      fresh.querySelector("h2").focus();
    },
  });
})();
