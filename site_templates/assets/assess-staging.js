/* What comes in goes over a table first: row by row what is new, what differs, what was asked
   in other words, what is not on this list. Nothing that a person wrote is replaced unasked. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { el, say, own, checks, work, session, store } = page;

  /** Words of Chinese are characters, of other scripts runs of letters. @param {string} text */
  const pieces = text => text.match(/[A-Za-z0-9]+|\s+|[^]/gu) || [];

  /** Two texts as one with what went and what came. @param {string} old @param {string} fresh
   * @returns {Node[]} */
  function difference(old, fresh) {
    const [one, two] = [pieces(old), pieces(fresh)];
    if (one.length * two.length > 4e6) return [el("del", {}, old), el("ins", {}, fresh)];
    const wide = two.length + 1;
    const table = new Uint16Array((one.length + 1) * wide);
    for (let i = one.length - 1; i >= 0; i--) {
      for (let j = two.length - 1; j >= 0; j--) {
        table[i * wide + j] =
          one[i] === two[j]
            ? table[(i + 1) * wide + j + 1] + 1
            : Math.max(table[(i + 1) * wide + j], table[i * wide + j + 1]);
      }
    }
    return runs(one, two, (i, j) => table[(i + 1) * wide + j] >= table[i * wide + j + 1]);
  }

  /** @param {string[]} one @param {string[]} two
   * @param {(i: number, j: number) => boolean} drops whether a piece of the old goes first */
  function runs(one, two, drops) {
    /** @type {[string, string][]} */
    const made = [];
    const put = (/** @type {string} */ kind, /** @type {string} */ piece) => {
      const last = made[made.length - 1];
      if (last && last[0] === kind) last[1] += piece;
      else made.push([kind, piece]);
    };
    let [i, j] = [0, 0];
    while (i < one.length || j < two.length) {
      if (i < one.length && j < two.length && one[i] === two[j]) {
        put("span", one[i++]);
        j++;
      } else if (i < one.length && (j >= two.length || drops(i, j))) put("del", one[i++]);
      else put("ins", two[j++]);
    }
    return made.map(([kind, words]) => el(kind, {}, words));
  }

  /** What was said, in a few lines. @param {any} value */
  function summary(value) {
    const from = page.given(value);
    const { measure, review } = from;
    const lines = [
      page.files.answerWord(from.answer) || say("empty"),
      from.finding,
      from.reason,
      from.sampled && say("sampled_of", { n: from.sampled, off: from.off || "0" }),
      page.files.papers(from),
      ...page.MEASURE.map((/** @type {string} */ key) => measure[key]),
      review.mark && say("mark_" + review.mark),
      review.remark,
    ];
    return el(
      "div.za-said",
      {},
      ...lines.filter(Boolean).map((line, n) => el(n ? "p" : "p.za-said__a", {}, line)),
    );
  }

  /** What becomes of an answer of a file.
   * @returns {"same" | "new" | "conflict" | "asked" | "gone"}
   * @param {string} id @param {any} value @param {any} mine @param {boolean} listed */
  function kindOf(id, value, mine, listed) {
    const check = checks.get(id);
    if (!check) return "gone";
    if (mine && page.same(mine, value)) return "same";
    if (value.stamp !== check.stamp && !page.blank(value)) return "asked";
    void listed;
    return mine && !page.blank(mine) ? "conflict" : "new";
  }

  /** An answer of an earlier edition that still stands, as one of this edition.
   * @param {string} id @param {any} value */
  function standing(id, value) {
    const check = checks.get(id);
    const stands = check && check.stands.includes(value.stamp);
    return stands ? Object.assign({}, value, { stamp: check.stamp }) : value;
  }

  /** @param {any} file */
  function staged(file) {
    const on = new Set(session.now ? session.now.list : []);
    return Object.keys(file.answers).map(id => {
      const mine = session.now.records.get(id);
      const value = standing(id, file.answers[id]);
      const kind = kindOf(id, value, mine && mine.value, on.has(id));
      return { id, value, mine: mine && mine.value, kind, off: !on.has(id) };
    });
  }

  /** @param {any} row */
  const choiceOf = row => (row.kind === "conflict" ? "keep" : "take");

  /** @param {any} row */
  function line(row) {
    const { id, kind } = row;
    const check = checks.get(id);
    const select = el(
      "select",
      { "data-choice": id, "aria-label": say("choice_of", { id }) },
      el("option", { value: "take" }, say("choice_take_" + kind)),
      el("option", { value: "keep" }, say("choice_keep")),
    );
    select.value = choiceOf(row);
    const asked = (row.value.asked || {}).ask;
    return el(
      "tr",
      { "data-row": id, "data-kind": kind },
      el("th", { scope: "row" }, id),
      el(
        "td",
        {},
        kind === "asked" && asked
          ? el("span", {}, ...difference(asked, check.ask[0]))
          : own(check ? check.ask : [asked || "", ""]),
        row.off && check ? el("span.za-n", {}, " ", say("not_on_list")) : null,
      ),
      el("td", {}, say("kind_row_" + kind)),
      el("td", {}, row.mine ? summary(row.mine) : ""),
      el("td", {}, summary(row.value)),
      el("td", {}, select),
    );
  }

  const HEADS = ["number", "ask", "what", "here_head", "in_file", "choice"];

  /** @param {HTMLElement} body */
  function listed(body) {
    const heads = HEADS.map(key => el("th", { scope: "col" }, say(key)));
    const head = el("thead", {}, el("tr", {}, ...heads));
    return el("div.za-wide", { tabIndex: 0 }, el("table.za-table", {}, head, body));
  }

  /** The table for a file.
   * @param {any} file
   * @param {{done: () => void, away: () => void, told: string[]}} on */
  function table(file, on) {
    const rows = staged(file);
    const shown = rows.filter(row => row.kind !== "same");
    const body = el("tbody", {}, ...shown.map(line));
    /** @param {string} id */
    const chosen = id => {
      const select = body.querySelector(`[data-choice="${id}"]`);
      return select ? /** @type {any} */ (select).value : "keep";
    };
    return el(
      "section.za-staging",
      { "data-staging": "", "aria-labelledby": "za-staging" },
      el("h2", { id: "za-staging", tabIndex: -1 }, say("staging")),
      el(
        "p.zc-note",
        {},
        say("staging_of", { name: file.unit.name || say("unnamed") }),
        " ",
        page.start.periodOf(file),
      ),
      file.stamp === work.stamp ? null : el("p.zc-note", {}, say("staging_edition")),
      on.told.length
        ? el("ul.za-told", { "data-told": "" }, ...on.told.map(words => el("li", {}, words)))
        : null,
      el("p", {}, counts(rows)),
      shown.length ? listed(body) : null,
      el(
        "p.za-do",
        {},
        el(
          "button.zc-btn.zc-btn--main",
          {
            type: "button",
            "data-action": "accept",
            async click() {
              await take(
                file,
                rows.filter(row => chosen(row.id) === "take"),
              );
              on.done();
            },
          },
          say("accept"),
        ),
        el(
          "button.zc-btn",
          { type: "button", "data-action": "dismiss", click: on.away },
          say("dismiss"),
        ),
      ),
    );
  }

  /** @param {any[]} rows */
  function counts(rows) {
    const kinds = ["new", "conflict", "asked", "gone", "same"];
    return kinds
      .map(kind => [kind, rows.filter(row => row.kind === kind).length])
      .filter(([, n]) => n)
      .map(([kind, n]) => say("kind_row_" + kind) + say("colon") + n)
      .join(say("comma"));
  }

  /** @param {any} file @param {any[]} rows */
  async function take(file, rows) {
    const { records, head } = session.now;
    const fresh = head.rev === 0;
    const gone = rows.filter(row => row.kind === "gone");
    adopt(file, fresh, gone);
    rows
      .filter(row => row.kind !== "gone")
      .forEach(row => {
        const { id, value, kind } = row;
        const record = records.get(id) || { session: session.now.session, id, rev: 0 };
        const next = kind === "asked" ? asksAgain(value) : value;
        const entry = {
          field: "imported",
          old: "",
          new: file.people.filler || file.unit.name,
          who: file.people.reviewer || "",
          when: session.moment(),
        };
        const journal = [...(record.journal || []), entry];
        const made = Object.assign({}, record, { value: next, journal, at: file.saved });
        records.set(id, kind === "asked" ? Object.assign(made, { at: entry.when }) : made);
        session.save(id);
      });
    await session.quiet();
  }

  /** The head of a file: whole where nothing was here, otherwise only what was not.
   * @param {any} file @param {boolean} fresh @param {any[]} gone */
  function adopt(file, fresh, gone) {
    /** @type {Record<string, any>} */
    const appendix = {};
    gone.forEach(row => {
      appendix[row.id] = row.value;
    });
    const behind = (/** @type {any} */ more) =>
      gone.length ? { appendix: Object.assign({}, more, appendix) } : {};
    const here = { edition: work.edition, stamp: work.stamp };
    if (fresh) {
      const same = file.stamp === work.stamp;
      const now = Object.assign({}, file, same ? {} : here, behind(file.appendix));
      const order = Object.keys(file.answers).filter(id => checks.has(id));
      const at = same && !gone.length ? file.saved : undefined;
      session.setHead(() => page.whole(Object.assign({}, now, { answers: {} })), { order }, at);
      session.relist();
      return;
    }
    session.setHead((/** @type {any} */ mine) =>
      page.whole(
        Object.assign({}, mine, behind(mine.appendix), {
          people: Object.assign({}, file.people, said(mine.people)),
          own: [...mine.own, ...file.own.filter((/** @type {any} */ each) => !has(mine, each))],
          left_out: Object.assign({}, file.left_out, mine.left_out),
        }),
      ),
    );
  }

  /** @param {Record<string, string>} people */
  function said(people) {
    /** @type {Record<string, string>} */
    const made = {};
    Object.keys(people).forEach(key => {
      if (people[key]) made[key] = people[key];
    });
    return made;
  }

  /** @param {any} mine @param {any} row */
  const has = (mine, row) =>
    mine.own.some((/** @type {any} */ each) => JSON.stringify(each) === JSON.stringify(row));

  /** An answer to other words: kept beside the check, which is asked again. @param {any} was */
  const asksAgain = was =>
    page.given({
      evidence: was.evidence,
      earlier: Object.assign({}, was, { earlier: undefined }),
    });

  Object.assign(page, { difference, summary });
  page.staging = { table, store };
})();
