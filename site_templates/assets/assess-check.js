/* One check to fill in: a group of radios, what was found, and below these what goes with the
   answer. Fields are made when they are wanted, so that a thousand checks open at once. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { el, say, own, other, text, work, session } = page;

  /** @param {any} check */
  const answersOf = check => work.answers.filter((/** @type {any} */ each) => each && check);

  /** Text that grows with what is typed. @param {string} id @param {string} field
   * @param {string} word @param {Record<string, any>} [about] */
  function area(id, field, word, about) {
    const value = session.reached(session.valueOf(id), field) || "";
    const input = el(
      (about && about.kind) || "textarea",
      Object.assign({ rows: 1, value, "data-field": field.split(".").pop() }, about, {
        kind: undefined,
        maxLength: 20000,
        /** @param {any} event */
        input(event) {
          session.set(id, field, event.target.value);
          grow(event.target);
        },
      }),
    );
    return el("label.za-field", {}, el("span", {}, say(word)), input);
  }

  /** @param {HTMLElement} input */
  function grow(input) {
    if (input.nodeName !== "TEXTAREA") return;
    const rows = Math.min(12, /** @type {any} */ (input).value.split("\n").length);
    /** @type {any} */ (input).rows = Math.max(rows, 1);
    while (
      input.scrollHeight > input.clientHeight + 4 &&
      /** @type {any} */ (input).rows < 12
    ) {
      /** @type {any} */ (input).rows++;
    }
  }

  /** @param {any} check */
  function radios(check) {
    const { answer } = session.valueOf(check.id);
    return el(
      "div.za-radios",
      { role: "radiogroup", "aria-labelledby": `ask-${check.id}` },
      ...answersOf(check).map((/** @type {any} */ each) =>
        el(
          "label.za-radio",
          { "data-code": each.code },
          el("input", {
            type: "radio",
            name: check.id,
            value: each.code,
            checked: each.code === answer,
            change: () => session.set(check.id, "answer", each.code),
          }),
          el("span", {}, own(each.short)),
        ),
      ),
    );
  }

  /** Where the answer wants a reason it is asked for; nothing is held up. @param {string} id */
  function wanting(id) {
    const value = session.valueOf(id);
    const term = work.answers.find((/** @type {any} */ each) => each.code === value.answer);
    const said = value.reason || value.finding;
    return term && term.reason && !said ? say("want_reason", { answer: own(term.text) }) : "";
  }

  /** @param {any} check */
  function evidence(check) {
    const { id } = check;
    const given = () => session.valueOf(id).evidence;
    /** @param {any[]} papers */
    const put = papers => session.set(id, "evidence", papers);
    const codes = new Set([
      ...check.evidence,
      ...given().map((/** @type {any} */ paper) => paper.code),
    ]);
    codes.delete("");
    const rows = Array.from(codes, code => expected(code, given, put));
    const others = el("div", {});
    const more = () => {
      others.textContent = "";
      given().forEach((/** @type {any} */ paper, /** @type {number} */ n) => {
        if (!paper.code) others.append(otherPaper(n, given, put, more));
      });
    };
    more();
    const add = el(
      "button.za-add",
      {
        type: "button",
        "data-action": "add-evidence",
        click() {
          put([...given(), { code: "", note: "" }]);
          more();
          const inputs = others.querySelectorAll("input");
          inputs[inputs.length - 1].focus();
        },
      },
      say("add_evidence"),
    );
    const reuse = reused(id, paper => {
      put([...given(), paper]);
      set.replaceWith(evidence(check));
    });
    const set = el(
      "fieldset.za-papers",
      { focusin: reuse.fill, mouseenter: reuse.fill },
      el("legend", {}, say("evidence")),
      ...rows,
      others,
      reuse.line,
      add,
    );
    return set;
  }

  /** What was named for other checks already, to be chosen for this one, too.
   * @param {string} id @param {(paper: any) => void} choose
   * @returns {{line: HTMLElement, fill: () => void}} */
  function reused(id, choose) {
    const fill = () => {
      if (document.activeElement === select && select.options.length > 1) return;
      const mine = session.valueOf(id).evidence;
      select.textContent = "";
      papersElsewhere(id, mine).forEach(
        (/** @type {any} */ words, /** @type {any} */ paper) => {
          select.append(el("option", { value: JSON.stringify(paper) }, words));
        },
      );
      select.prepend(el("option", { value: "" }, say("reuse_evidence")));
      select.value = "";
      line.hidden = select.options.length < 2;
    };
    const select = el("select", {
      "data-action": "reuse-evidence",
      "aria-label": say("reuse_evidence"),
      /** @param {any} event */
      change(event) {
        if (event.target.value) choose(JSON.parse(event.target.value));
      },
    });
    const line = el("p.za-reuse", {}, select);
    fill();
    return { line, fill };
  }

  /** Paper → what it is called and for which checks it was named. @param {string} id
   * @param {any[]} mine */
  function papersElsewhere(id, mine) {
    const known = new Set(mine.map(each => JSON.stringify(each)));
    /** @type {Map<string, {paper: any, ids: string[]}>} */
    const found = new Map();
    session.now.records.forEach((/** @type {any} */ record) => {
      if (record.id === id || !record.value) return;
      record.value.evidence.forEach((/** @type {any} */ paper) => {
        const key = JSON.stringify(paper);
        if (!paper.note || known.has(key)) return;
        const one = found.get(key) || { paper, ids: [] };
        one.ids.push(record.id);
        found.set(key, one);
      });
    });
    const named = new Map();
    found.forEach(({ paper, ids }) => {
      const words = page.files.papers({ evidence: [paper] });
      named.set(paper, say("evidence_of", { words, ids: ids.join(say("comma")) }));
    });
    return named;
  }

  /** @param {string} code @param {() => any[]} given @param {(papers: any[]) => void} put */
  function expected(code, given, put) {
    const term = work.evidence[code];
    const at = () => given().findIndex(paper => paper.code === code);
    const note = el("input", {
      type: "text",
      "data-field": "note",
      "aria-label": say("evidence_note"),
      placeholder: say("evidence_note"),
      value: at() < 0 ? "" : given()[at()].note,
      hidden: at() < 0,
      /** @param {any} event */
      input: event =>
        put(
          given().map(each =>
            each.code === code ? Object.assign({}, each, { note: event.target.value }) : each,
          ),
        ),
    });
    const tick = el("input", {
      type: "checkbox",
      value: code,
      "data-field": "evidence",
      checked: at() >= 0,
      /** @param {any} event */
      change(event) {
        const rest = given().filter(each => each.code !== code);
        put(event.target.checked ? [...rest, { code, note: note.value }] : rest);
        note.hidden = !event.target.checked;
      },
    });
    const words = term ? text(term.text) : code;
    return el("div.za-paper", {}, el("label.za-box", {}, tick, words), note);
  }

  /** @param {number} n @param {() => any[]} given @param {(papers: any[]) => void} put
   * @param {() => void} again */
  function otherPaper(n, given, put, again) {
    const input = el("input", {
      type: "text",
      "data-field": "other-evidence",
      "aria-label": say("other_evidence"),
      placeholder: say("other_evidence"),
      value: given()[n].note,
      /** @param {any} event */
      input: event =>
        put(
          given().map((each, k) =>
            k === n ? Object.assign({}, each, { note: event.target.value }) : each,
          ),
        ),
    });
    const away = el(
      "button.za-add",
      {
        type: "button",
        click() {
          put(given().filter((each, k) => k !== n));
          again();
        },
      },
      say("remove"),
    );
    return el("div.za-paper", {}, input, away);
  }

  /** @param {any} check */
  function sampling(check) {
    const term = work.sampling[check.sampling];
    const number = { kind: "input", type: "text", inputMode: "numeric", size: 4 };
    return el(
      "div.za-sample",
      {},
      el("span.za-guide", {}, term ? text(term.text) : ""),
      area(check.id, "sampled", "sampled", number),
      area(check.id, "off", "off", number),
    );
  }

  /** @param {string} id */
  function mending(id) {
    const line = { kind: "input", type: "text" };
    const day = { kind: "input", type: "date" };
    const dated = (/** @type {string} */ key) => {
      const value = session.valueOf(id).measure[key] || "";
      return /^(\d{4}-\d\d-\d\d)?$/.test(value) ? day : line; // words of a person stay words
    };
    return el(
      "fieldset.za-mend",
      {},
      el("legend", {}, say("mend")),
      area(id, "measure.cause", "cause"),
      area(id, "measure.measure", "measure"),
      area(id, "measure.leader", "leader_charge", line),
      area(id, "measure.person", "person", line),
      area(id, "measure.due", "due", dated("due")),
      area(id, "measure.closed", "closed", dated("closed")),
      area(id, "measure.proof", "proof"),
      el("p.za-guide", {}, say("no_backdating")),
    );
  }

  /** What a second person says. @param {string} id */
  function review(id) {
    const { mark } = session.valueOf(id).review;
    const choices = ["", "returned", "accepted"].map(code =>
      el(
        "label.za-radio",
        { "data-code": code },
        el("input", {
          type: "radio",
          name: `review-${id}`,
          value: code,
          checked: code === mark,
          "data-field": "mark",
          change: () => session.set(id, "review.mark", code),
        }),
        el("span", {}, say("mark_" + (code || "none"))),
      ),
    );
    return el(
      "fieldset.za-review",
      {},
      el("legend", {}, say("review")),
      el("div.za-radios", {}, ...choices),
      area(id, "review.remark", "review_remark"),
    );
  }

  /** The changes of a check, the last first. @param {string} id */
  function history(id) {
    const record = session.now.records.get(id);
    const journal = ((record && record.journal) || []).slice().reverse().slice(0, 50);
    const shown = (/** @type {any} */ value) =>
      typeof value === "string" ? value : JSON.stringify(value || "");
    return el(
      "details.za-more",
      {},
      el("summary", {}, say("history")),
      el(
        "ol.za-journal",
        {},
        ...journal.map((/** @type {any} */ each) =>
          el(
            "li",
            {},
            say(each.undo ? "journal_undo" : "journal", {
              when: each.when.replace("T", " ").slice(0, 19),
              who: each.who || say("nobody"),
              field: fieldName(each.field),
            }),
            " ",
            el("del", {}, shown(each.old)),
            " → ",
            el("ins", {}, shown(each.new)),
          ),
        ),
      ),
    );
  }

  /** @param {string} field */
  function fieldName(field) {
    const names = /** @type {Record<string, string>} */ ({
      "review.mark": "review",
      "review.remark": "review_remark",
      "measure.leader": "leader_charge",
    });
    return say(names[field] || field.replace(/^.*\./, ""));
  }

  /** All that goes with an answer. @param {any} check */
  function fields(check) {
    const { id } = check;
    const { answer } = session.valueOf(id);
    const guide = [
      ...check.look.map((/** @type {any} */ line) =>
        el("p.za-guide", {}, say("look"), text(line)),
      ),
      check.with.length && el("p.za-guide", {}, say("with"), check.with.join(say("comma"))),
      check.fix[0] && el("p.za-guide", {}, say("fix"), text(check.fix)),
    ];
    const out = el(
      "div.za-detail",
      {},
      other(check.ask) ? foreign(other(check.ask)) : null,
      el("p.za-n", {}, say("kind_" + check.kind)),
      area(id, "reason", "reason"),
      evidence(check),
      sampling(check),
      ["partial", "no"].includes(answer) ? mending(id) : null,
      ...guide,
      leaving(id),
      page.reviewing ? review(id) : null,
      history(id),
    );
    out.setAttribute("data-of", answer);
    return out;
  }

  /** A check that does not concern the unit, with the reason. @param {string} id */
  function leaving(id) {
    const { left_out: out } = session.now.head.value.file;
    const why = el("input", {
      type: "text",
      "data-field": "left-out",
      "aria-label": say("left_out_reason"),
      placeholder: say("left_out_reason"),
      value: out[id] || "",
      hidden: !(id in out),
      /** @param {any} event */
      input: event => leave(id, event.target.value),
    });
    const tick = el("input", {
      type: "checkbox",
      "data-action": "leave-out",
      checked: id in out,
      /** @param {any} event */
      change(event) {
        leave(id, event.target.checked ? why.value : null);
        why.hidden = !event.target.checked;
        session.view.changed(id);
      },
    });
    return el("div.za-paper", {}, el("label.za-box", {}, tick, say("left_out")), why);
  }

  /** @param {string} id @param {string | null} why */
  function leave(id, why) {
    session.setHead((/** @type {any} */ file) => {
      const out = Object.assign({}, file.left_out);
      if (why === null) delete out[id];
      else out[id] = why;
      return Object.assign({}, file, { left_out: out });
    });
  }

  /** The words it was asked in before, word by word against those of today.
   * @param {any} check */
  function earlier(check) {
    const was = session.valueOf(check.id).earlier;
    if (!was) return null;
    const asked = was.asked || {};
    const term = work.answers.find((/** @type {any} */ each) => each.code === was.answer);
    /** @param {string} word @param {string} old @param {string} fresh */
    const line = (word, old, fresh) =>
      old && old !== fresh ? el("p", {}, say(word), ...page.difference(old, fresh)) : null;
    return el(
      "div.za-earlier",
      { role: "note", "data-earlier": "" },
      el("p", {}, el("b", {}, say("earlier")), term ? own(term.text) : was.answer || ""),
      was.finding ? el("p", {}, was.finding) : null,
      line("earlier_ask", asked.ask, check.ask[0]),
      line("earlier_law", asked.law, page.lawOf(check.at)),
      !asked.ask ? el("p", {}, say("earlier_unknown")) : null,
    );
  }

  /** Ours and that of another tab, side by side. @param {string} id */
  function conflict(id) {
    const newer = session.conflicts.get(id);
    if (!newer) return null;
    return el(
      "div.za-conflict",
      { role: "alert", "data-conflict": "" },
      el("p", {}, el("b", {}, say("conflict"))),
      el(
        "div.za-sides",
        {},
        sideOf("conflict_mine", session.valueOf(id), () => session.settle(id, true)),
        sideOf("conflict_theirs", newer.value, () => session.settle(id, false)),
      ),
    );
  }

  /** @param {string} word @param {any} value @param {() => void} take */
  function sideOf(word, value, take) {
    const button = el(
      "button.zc-btn",
      { type: "button", "data-action": word.replace("_", "-"), click: take },
      say(word + "_take"),
    );
    return el("div", {}, el("p", {}, say(word)), page.summary(value || {}), button);
  }

  /** @param {any} check */
  function made(check) {
    const { id } = check;
    const value = session.valueOf(id);
    const out = session.now.head.value.file.left_out;
    const returned = value.review.mark === "returned";
    const box = el(
      "article.za-check",
      {
        "data-check": id,
        "data-answer": value.answer || "none",
        "aria-labelledby": `ask-${id}`,
      },
      el(
        "p.za-ask",
        {},
        el("span.za-id", {}, id),
        el("span", { id: `ask-${id}` }, text(check.ask)),
        check.guidance ? el("span.za-kind", {}, say("guidance")) : null,
        id in out ? el("span.za-kind", {}, say("is_left_out")) : null,
      ),
      returned
        ? el("p.za-returned", { role: "note" }, say("returned"), value.review.remark)
        : null,
      conflict(id),
      earlier(check),
      radios(check),
      el("div.za-bare", {}, area(id, "finding", "finding", { placeholder: say("finding") })),
      el("p.za-want", { "aria-live": "polite" }, wanting(id)),
      more(check),
    );
    return box;
  }

  /** @param {string} words */
  function foreign(words) {
    const lang = page.side ? "zh-Hans" : "en";
    const inner = el("p", { lang }, words);
    return el("details.za-other", {}, el("summary", { lang }, say("other_language")), inner);
  }

  /** @param {any} check */
  function more(check) {
    const value = session.valueOf(check.id);
    const details = el(
      "details.za-more.za-fields-of",
      {},
      el("summary", {}, say("more"), el("span.za-n", {}, filled(value))),
    );
    details.addEventListener("toggle", () => ensure(details, check));
    const problem = value.answer === "no" || value.answer === "partial";
    if (page.reviewing || problem) details.open = true;
    if (details.open) ensure(details, check);
    return details;
  }

  /** @param {any} value */
  function filled(value) {
    const n = value.evidence.length;
    return [n && say("n_evidence", { n }), value.reason, value.measure.due]
      .filter(Boolean)
      .join(say("comma"));
  }

  /** @param {any} details @param {any} check */
  function ensure(details, check) {
    const there = details.querySelector(".za-detail");
    if (there || !details.open) return;
    details.append(fields(check));
    details.querySelectorAll("textarea").forEach(grow);
  }

  /** After an answer: colours, the reason asked for, the fields that go with it.
   * @param {any} box @param {any} check */
  function follow(box, check) {
    const value = session.valueOf(check.id);
    if (box.getAttribute("data-answer") !== (value.answer || "none")) {
      box.setAttribute("data-answer", value.answer || "none");
      const details = box.querySelector(".za-fields-of");
      const there = details.querySelector(".za-detail");
      const problem = ["partial", "no"].includes(value.answer);
      const had = there && there.querySelector(".za-mend");
      if (problem && there && !had) {
        there.querySelector(".za-sample").after(mending(check.id));
      } else if (had && !problem) had.remove();
      if (value.answer && !details.open) details.open = true;
      ensure(details, check);
    }
    box.querySelector(".za-want").textContent = wanting(check.id);
  }

  page.check = { made, follow, grow };
})();
