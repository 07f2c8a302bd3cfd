/* The list on paper as it stands: sheet, ledger, summary, list of evidence; or blank. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { el, say, own, text, work, checks, session, result, fill } = page;

  /** @param {any} file @param {string} title */
  function head(file, title) {
    const types = file.unit.types.map((/** @type {string} */ code) => {
      const term = work.bearers.find((/** @type {any} */ each) => each.code === code);
      return term ? own(term.short) : code;
    });
    const { from, to, words } = file.period;
    const fields = [
      ["unit", file.unit.name],
      ["unit_type", types.join(say("comma"))],
      ["period", words || from || to ? page.start.periodOf(file) : ""],
      ["filler", file.people.filler],
      ["phone", file.people.phone],
      ["reviewer", file.people.reviewer],
      ["leader", file.people.leader],
    ];
    return el(
      "header.za-paper-head",
      {},
      el("h2", {}, own(work.title), say("gap"), title),
      el(
        "p",
        {},
        ...fields.map(([key, value]) =>
          el("span.za-blank", {}, say(key) + say("colon"), el("span", {}, value || "")),
        ),
      ),
      el(
        "p.za-paper-note",
        {},
        say("yes_hint"),
        " ",
        say("printed_of", {
          edition: work.edition,
          stamp: work.stamp,
          number: own(work.number),
        }),
        " ",
        say("status") + say("colon") + own(work.status).replace(say("status_prefix"), ""),
      ),
    );
  }

  /** @param {string[]} heads @param {HTMLElement[]} rows @param {string} [kind] */
  const table = (heads, rows, kind) =>
    el(
      "table.za-table" + (kind || ""),
      {},
      el("thead", {}, el("tr", {}, ...heads.map(word => el("th", { scope: "col" }, word)))),
      el("tbody", {}, ...rows),
    );

  /** Boxes of the answers, the one chosen ticked. @param {string} code */
  const boxes = code =>
    el(
      "span",
      {},
      ...work.answers.map((/** @type {any} */ each) =>
        el("span.za-tick", {}, each.code === code ? "\u2611" : "\u2610", own(each.short), " "),
      ),
    );

  /** @param {any} file @param {string[]} list */
  function sheet(file, list) {
    /** @type {HTMLElement[]} */
    const rows = [];
    let at = "";
    list.forEach(id => {
      const check = checks.get(id);
      if (check.at !== at) rows.push(clause(check.at));
      ({ at } = check);
      rows.push(row(id, check, page.given(file.answers[id]), file.left_out[id]));
    });
    file.own.forEach((/** @type {any} */ each) =>
      rows.push(row(say("own_short"), { ask: [each.ask, ""] }, page.given(each))),
    );
    const heads = ["number", "ask", "answer", "finding", "reason", "evidence"].map(key =>
      say(key),
    );
    return el(
      "section.za-form",
      {},
      head(file, say("sheet")),
      table(heads, rows, ".za-sheet"),
      signatures(),
    );
  }

  /** @param {string} at */
  function clause(at) {
    const words = page
      .over(at)
      .map((/** @type {string} */ each) => own(work.law[each].words))
      .join(" ");
    const cite = own(work.law[at] ? work.law[at].cite : [at, at]);
    return el(
      "tr.za-clause",
      {},
      el(
        "th",
        { colSpan: 6, scope: "colgroup" },
        el("b", {}, cite),
        " ",
        el("span", {}, words),
      ),
    );
  }

  /** @param {string} id @param {any} check @param {any} value @param {string} [left] */
  function row(id, check, value, left) {
    const sample =
      value.sampled && say("sampled_of", { n: value.sampled, off: value.off || "0" });
    const said = [value.finding, sample].filter(Boolean).join("\n");
    const why = left === undefined ? value.reason : say("is_left_out") + say("colon") + left;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, id),
      el("td", {}, text(check.ask)),
      el("td", {}, boxes(value.answer)),
      el("td.za-lines", {}, said),
      el("td.za-lines", {}, why),
      el("td", {}, page.files.papers(value)),
    );
  }

  const signatures = () =>
    el(
      "p.za-signs",
      {},
      ...["sign_filler", "sign_reviewer", "sign_leader", "sign_seal"].map(key =>
        el("span.za-blank", {}, say(key) + say("colon"), el("span", {}, "")),
      ),
    );

  /** Evidence of one kind with all the checks it serves. @param {any} file */
  function evidence(file) {
    /** @type {Map<string, string[]>} */
    const serves = new Map();
    session.now.list.forEach((/** @type {string} */ id) => {
      page.given(file.answers[id]).evidence.forEach((/** @type {any} */ paper) => {
        const words = page.files.papers({ evidence: [paper] });
        serves.set(words, [...(serves.get(words) || []), id]);
      });
    });
    const rows = Array.from(serves, ([words, ids], n) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, String(n + 1)),
        el("td", {}, words),
        el("td", {}, ids.join(say("comma"))),
      ),
    );
    const heads = [say("number"), say("evidence"), say("serves")];
    return el("section.za-form", {}, head(file, say("evidence_list")), table(heads, rows));
  }

  function summary(/** @type {any} */ file) {
    const whole = fill.countOf(session.now.list);
    return el(
      "section.za-form",
      {},
      head(file, say("summary")),
      result.legend(),
      result.table(say("by_article"), result.byArticle(), whole),
      result.table(say("by_type"), result.byType(), whole),
      signatures(),
    );
  }

  /** @param {HTMLElement[]} forms */
  function print(forms) {
    const old = document.querySelector("[data-paper]");
    if (old) old.remove();
    const paper = el("div.za-printed", { "data-paper": "" }, ...forms);
    page.place.append(paper);
    document.documentElement.classList.add("za-printing");
    self.print();
  }
  self.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("za-printing");
    const paper = document.querySelector("[data-paper]");
    if (paper) paper.remove();
  });

  page.blankForm = (/** @type {any} */ file) => {
    const list = session.listed(Object.assign({ types: file.unit.types }, file.scope));
    print([sheet(file, list)]);
  };
  page.more.push({
    action: "print",
    click() {
      const file = session.asFile();
      const ledger = el("section.za-form", {}, head(file, say("ledger")), result.ledger());
      print([sheet(file, session.now.list), ledger, summary(file), evidence(file)]);
    },
  });
})();
