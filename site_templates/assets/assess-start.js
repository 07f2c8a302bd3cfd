/* "My list": unit, period, people; several types of unit, articles and kinds; the count of
   checks before anything begins, and what this browser keeps already. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { el, say, text, work, session, store } = page;

  /** @param {string} name @param {string} word @param {Record<string, any>} [about] */
  function field(name, word, about) {
    const input = el(
      "input",
      Object.assign({ name, type: "text", autocomplete: "off" }, about),
    );
    return el("label.za-field", {}, el("span", {}, say(word)), input);
  }

  /** @param {string} name @param {string} value @param {Node | string} words
   * @param {string} [note] */
  function box(name, value, words, note) {
    const input = el("input", { type: "checkbox", name, value });
    return el(
      "label.za-box",
      {},
      input,
      el("span", {}, words),
      note ? el("span.za-n", {}, note) : null,
    );
  }

  /** @param {string} word @param {Node[]} boxes @param {boolean} [open] */
  function group(word, boxes, open) {
    const set = el("fieldset.za-set", {}, el("legend", {}, say(word)), ...boxes);
    if (open) return set;
    return el("details.za-more", {}, el("summary", {}, say(word)), set);
  }

  /** @param {HTMLFormElement} form @param {string} name */
  const ticked = (form, name) =>
    Array.from(
      form.querySelectorAll(`input[name="${name}"]:checked`),
      each => /** @type {HTMLInputElement} */ (each).value,
    );

  /** The head of an Answers file as the form has it. @param {HTMLFormElement} form */
  function headOf(form) {
    const value = (/** @type {string} */ name) => form.elements[name].value.trim();
    const scope = {
      articles: ticked(form, "article"),
      kinds: ticked(form, "kind"),
      since: ticked(form, "since"),
      first: form.elements.first ? form.elements.first.checked : false,
    };
    const lists = [scope.articles, scope.kinds, scope.since];
    const narrowed = lists.some(list => list.length) || scope.first;
    return page.whole(
      Object.assign(
        {
          id: session.newId(),
          regulation: work.regulation,
          edition: work.edition,
          stamp: work.stamp,
          unit: { name: value("unit"), types: ticked(form, "type") },
          period: { from: value("from"), to: value("to") },
          people: {
            filler: value("filler"),
            phone: value("phone"),
            reviewer: value("reviewer"),
            leader: value("leader"),
          },
        },
        narrowed ? { scope } : {},
      ),
    );
  }

  const fields = () =>
    el(
      "div.za-fields",
      {},
      field("unit", "unit", { maxLength: 200 }),
      field("from", "from", { type: "date" }),
      field("to", "to", { type: "date" }),
      field("filler", "filler", { maxLength: 200 }),
      field("phone", "phone", { maxLength: 200, inputMode: "tel" }),
      field("reviewer", "reviewer", { maxLength: 200 }),
      field("leader", "leader", { maxLength: 200 }),
    );

  /** What stands in the form of the next self-inspection. @param {(head: any) => void} begin
   * @param {(head: any) => void} blank */
  function form(begin, blank) {
    const count = el("output.za-count", { "aria-live": "polite" });
    const made = /** @type {HTMLFormElement} */ (
      el(
        "form.za-start",
        { "aria-label": say("start_title"), autocomplete: "off" },
        fields(),
        group(
          "types",
          work.bearers.map((/** @type {any} */ each) =>
            box("type", each.code, text(each.text), say("n", { n: each.checks.length })),
          ),
          true,
        ),
        group("articles", work.articles.map(articleBox)),
        group("kinds", kindBoxes()),
        work.again.length ? group("since", work.again.map(sinceBox)) : null,
        work.checks.some((/** @type {any} */ each) => each.first)
          ? el(
              "label.za-box",
              {},
              el("input", { type: "checkbox", name: "first" }),
              say("first"),
            )
          : null,
        el(
          "p.za-do",
          {},
          count,
          el("button.zc-btn.zc-btn--main", { "data-action": "start" }, say("start")),
          el(
            "button.zc-btn",
            { type: "button", "data-action": "blank", click: () => blank(headOf(made)) },
            say("blank"),
          ),
        ),
      )
    );
    const [go, print] = made.querySelectorAll("button");
    function recount() {
      const { unit, scope } = headOf(made);
      const n = session.listed(Object.assign({ types: unit.types }, scope)).length;
      count.textContent = unit.types.length ? say("count", { n }) : say("choose");
      go.disabled = print.disabled = !n;
    }
    made.addEventListener("input", recount);
    made.addEventListener("change", recount);
    made.addEventListener("submit", event => {
      event.preventDefault();
      begin(headOf(made));
    });
    preset(made);
    recount();
    return made;
  }

  /** @param {any} each */
  function articleBox(each) {
    const heading = page.own(each.heading);
    const words = el("span", {}, text(each.cite), heading ? " " : "", heading);
    return box("article", each.at, words);
  }

  /** @param {any} one an edition, and what changed since */
  const sinceBox = one =>
    box(
      "since",
      one.edition,
      say("since_one", { edition: one.edition }),
      say("n", { n: one.checks.length }),
    );

  function kindBoxes() {
    const kinds = new Set(work.checks.map((/** @type {any} */ each) => each.kind));
    return Array.from(kinds, kind => box("kind", kind, say("kind_" + kind)));
  }

  /** What the page one comes from has chosen: ?type=…&article=…
   * @param {HTMLFormElement} made */
  function preset(made) {
    const asked = new URLSearchParams(location.search);
    ["type", "article", "kind", "since"].forEach(name => {
      asked.getAll(name).forEach(value => {
        made.querySelectorAll(`input[name="${name}"]`).forEach(each => {
          const input = /** @type {HTMLInputElement} */ (each);
          if (input.value !== value) return;
          input.checked = true;
          const around = input.closest("details");
          if (around) around.open = true;
        });
      });
    });
  }

  /** Puts the head of what is open into the form. @param {HTMLFormElement} made
   * @param {any} file */
  function show(made, file) {
    const values = {
      unit: file.unit.name,
      from: file.period.from,
      to: file.period.to,
      filler: file.people.filler,
      phone: file.people.phone,
      reviewer: file.people.reviewer,
      leader: file.people.leader,
    };
    Object.keys(values).forEach(name => {
      made.elements[name].value = /** @type {any} */ (values)[name];
    });
    const scope = file.scope || {};
    const chosen = {
      type: file.unit.types,
      article: scope.articles,
      kind: scope.kinds,
      since: scope.since,
    };
    Object.keys(chosen).forEach(name => {
      const codes = /** @type {any} */ (chosen)[name] || [];
      made.querySelectorAll(`input[name="${name}"]`).forEach(each => {
        const input = /** @type {HTMLInputElement} */ (each);
        input.checked = codes.includes(input.value);
      });
    });
    made.dispatchEvent(new Event("change"));
  }

  /** What this browser keeps of this regulation. @param {any[]} heads
   * @param {{go: (head: any) => void, carry: (head: any) => void,
   *   drop: (head: any) => void}} on */
  function kept(heads, on) {
    if (!heads.length) return null;
    return el(
      "section.za-kept",
      {},
      el("h2", {}, say("kept")),
      el("ul", {}, ...heads.map(head => keptLine(head, on))),
    );
  }

  /** @param {any} head @param {any} on */
  function keptLine(head, on) {
    const { file } = head.value;
    const same = file.stamp === work.stamp;
    const name = file.unit.name || say("unnamed");
    return el(
      "li",
      {},
      el("b", {}, name),
      " ",
      standingOf(head),
      " ",
      el(
        "span.za-n",
        {},
        periodOf(file),
        " ",
        same ? "" : say("older", { edition: file.edition }),
      ),
      " ",
      el(
        "button.zc-btn",
        {
          type: "button",
          "data-action": same ? "continue" : "carry",
          click: () => (same ? on.go : on.carry)(head),
        },
        same ? say("continue") : say("carry"),
      ),
      el(
        "button.zc-btn",
        { type: "button", "data-action": "drop", click: () => on.drop(head) },
        say("drop"),
      ),
    );
  }

  /** How far one that is kept is, said once its records are read. @param {any} head */
  function standingOf(head) {
    const shown = el("span.za-standing", { "data-of": head.session });
    store
      .answersOf(head.session)
      .then((/** @type {any} */ records) =>
        standing(shown, session.standing({ head, records })),
      )
      .catch(() => shown.remove());
    return shown;
  }

  /** The same of what is open, as it changes. @param {string} key @param {string} state */
  function follow(key, state) {
    document.querySelectorAll(".za-kept .za-standing").forEach(each => {
      if (each.getAttribute("data-of") === key) standing(/** @type {any} */ (each), state);
    });
  }

  /** @param {HTMLElement} shown @param {string} state */
  function standing(shown, state) {
    if (shown.getAttribute("data-standing") === state) return;
    shown.setAttribute("data-standing", state);
    shown.textContent = say("standing_" + state);
  }

  /** @param {any} file */
  function periodOf(file) {
    const { from, to, words } = file.period;
    return words || (from || to ? say("period_of", { from, to }) : say("no_period"));
  }

  page.start = { form, show, kept, periodOf, standing, follow, store };
})();
