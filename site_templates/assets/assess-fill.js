/* The list to fill in: the words of the law beside the checks that rest on them, the articles
   with their counts, progress, filters, keys. Long lists show one article at a time. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { el, say, text, work, checks, session } = page;

  // More checks than these are shown an article at a time.
  const LONG = self.innerWidth < 900 ? 60 : 160;
  const PART = 60; // and of a long article so many at a time

  /** @type {any} */
  let shown = null;

  /** @param {string} at @param {number} side */
  function lawWords(at, side) {
    const lang = side ? "en" : "zh-Hans";
    return el(
      "div.za-law__w",
      { lang },
      ...page.over(at).map((/** @type {string} */ each) => {
        const { words, label, state } = work.law[each];
        const note = side && state ? el("span.zc-untranslated", {}, noted(state)) : null;
        const gap = side ? " " : "\u3000";
        const head = label && label[side] ? label[side] + gap : "";
        const said = words[side] ? [head, words[side], note] : [note];
        return el("p", {}, ...said.filter(Boolean));
      }),
    );
  }

  /** @param {string} state */
  const noted = state => say(state === "missing" ? "untranslated" : "stale");

  /** @param {string} at */
  function law(at) {
    const { cite } = work.law[at] || { cite: [at, at] };
    const article = work.articles.find(
      (/** @type {any} */ each) => each.at === at.split(".")[0],
    );
    const link = el("a", { href: `${article.page}#${at}` }, text(cite));
    const there = work.translated || page.side;
    const other = page.side ? 0 : 1;
    return el(
      "div.za-law",
      {},
      el("p.za-law__c", {}, link),
      lawWords(at, page.side),
      there
        ? el(
            "details.za-other",
            {},
            el("summary", { lang: other ? "en" : "zh-Hans" }, say("other_language")),
            lawWords(at, other),
          )
        : null,
    );
  }

  /** Checks one after another that rest on the same provision. @param {any[]} some */
  function groups(some) {
    /** @type {any[][]} */
    const made = [];
    some.forEach(check => {
      const last = made[made.length - 1];
      if (last && last[0].at === check.at) last.push(check);
      else made.push([check]);
    });
    return made;
  }

  /** @param {any[]} some */
  function group(some) {
    const boxes = some.map(each => page.check.made(each));
    return el("section.za-group", {}, law(some[0].at), el("div.za-checks", {}, ...boxes));
  }

  /* ── what is shown ── */

  /** @type {Record<string, (value: any) => boolean>} */
  const FILTERS = {
    all: () => true,
    open: value => !value.answer,
    problems: value => value.answer === "no" || value.answer === "partial",
    bare: value => !!value.answer && !value.evidence.length,
    returned: value => value.review.mark === "returned",
  };

  /** @param {string} id */
  const fits = id => FILTERS[shown.filter](session.valueOf(id));

  /** @param {string[]} ids */
  const countOf = ids =>
    page.counted(
      ids
        .filter(id => !(id in session.now.head.value.file.left_out))
        .map(id => session.valueOf(id)),
    );

  /** @param {string} article @returns {string[]} */
  const inArticle = article =>
    session.now.list.filter((/** @type {string} */ id) => checks.get(id).article === article);

  /** Articles on the list. @returns {any[]} */
  const articles = () => {
    const there = new Set(
      session.now.list.map((/** @type {string} */ id) => checks.get(id).article),
    );
    return work.articles.filter((/** @type {any} */ each) => there.has(each.at));
  };

  function progress() {
    const sum = countOf(session.now.list);
    const done = sum.checked + sum.unchecked;
    const words = say("progress", { done, due: sum.due, problems: sum.no + sum.partial });
    shown.progress.textContent = words;
    const standing = session.standing();
    page.start.standing(shown.standing, standing);
    page.start.follow(session.now.session, standing);
    shown.meter.max = sum.due || 1;
    shown.meter.value = done;
    shown.jumps.forEach((/** @type {any} */ jump, /** @type {string} */ at) => {
      const part = countOf(inArticle(at));
      jump.n.textContent = `${part.checked + part.unchecked}/${part.due}`;
      jump.link.classList.toggle("za-done", part.empty === 0);
    });
  }

  /** @param {any} article */
  function section(article) {
    const ids = inArticle(article.at).filter(fits);
    const part = shown.long ? ids.slice(shown.from, shown.from + PART) : ids;
    const heading = page.own(article.heading);
    return el(
      "section.za-article",
      { id: `fill-${article.at}` },
      el(
        "h2",
        { tabIndex: -1 },
        text(article.cite),
        heading ? el("span.zc-hd", {}, heading) : null,
      ),
      ...groups(part.map(id => checks.get(id))).map(group),
      shown.long && ids.length > PART ? parts(article, ids.length) : null,
    );
  }

  /** @param {any} article @param {number} count */
  function parts(article, count) {
    const buttons = [];
    for (let from = 0; from < count; from += PART) {
      const to = Math.min(from + PART, count);
      buttons.push(
        el(
          "button.zc-btn",
          {
            type: "button",
            "aria-pressed": String(from === shown.from),
            click: () => turn(article.at, from),
          },
          `${from + 1}–${to}`,
        ),
      );
    }
    return el("p.za-parts", {}, ...buttons);
  }

  function redraw() {
    const all = articles();
    if (!all.some(each => each.at === shown.article))
      shown.article = all.length ? all[0].at : "";
    const some = shown.long ? all.filter(each => each.at === shown.article) : all;
    const sections = some.filter(each => inArticle(each.at).some(fits)).map(section);
    shown.main.textContent = "";
    shown.main.append(...sections);
    if (!sections.length) shown.main.append(el("p.zc-note", {}, say("none_fits")));
    shown.main.append(ownRows());
    shown.main.querySelectorAll("textarea").forEach((/** @type {any} */ each) => {
      if (each.value) page.check.grow(each);
    });
    progress();
    follow();
  }

  /** @param {string} article @param {number} [from] */
  function turn(article, from) {
    shown.article = article;
    shown.from = from || 0;
    if (shown.long) redraw();
    follow();
    const there = document.getElementById(`fill-${article}`);
    if (!there) return;
    there.scrollIntoView();
    const heading = there.querySelector("h2");
    if (heading) heading.focus({ preventScroll: true });
  }

  /** Marks the article one is at in the list that follows. */
  function follow() {
    shown.jumps.forEach((/** @type {any} */ jump, /** @type {string} */ at) => {
      if (at === shown.article) jump.link.setAttribute("aria-current", "true");
      else jump.link.removeAttribute("aria-current");
    });
  }

  /** @param {any} article */
  function jump(article) {
    const n = el("span.za-n", {});
    const link = el(
      "a",
      {
        href: `#fill-${article.at}`,
        /** @param {Event} event */
        click(event) {
          event.preventDefault();
          turn(article.at);
        },
      },
      text(article.cite),
      n,
    );
    shown.jumps.set(article.at, { link, n });
    return el("li", {}, link);
  }

  function filters() {
    const select = el(
      "select",
      {
        "data-filter": "",
        /** @param {any} event */
        change(event) {
          shown.filter = event.target.value;
          shown.from = 0;
          if (shown.filter !== "all" && shown.long) nearest();
          redraw();
        },
      },
      ...Object.keys(FILTERS).map(key => el("option", { value: key }, say("filter_" + key))),
    );
    select.value = shown.filter;
    return el("label.za-filter", {}, el("span", {}, say("filter")), select);
  }

  /** The first article that has what is looked for. */
  function nearest() {
    const found = articles().find(each => inArticle(each.at).some(fits));
    if (found) shown.article = found.at;
  }

  /* ── rows of the unit's own ── */

  function ownRows() {
    const rows = session.now.head.value.file.own;
    return el(
      "section.za-article",
      { id: "fill-own" },
      el("h2", {}, say("own")),
      el("p.zc-note", {}, say("own_note")),
      ...rows.map((/** @type {any} */ row, /** @type {number} */ n) => ownRow(row, n)),
      el(
        "button.zc-btn",
        {
          type: "button",
          "data-action": "add-own",
          click() {
            changeOwn(rows => [...rows, { ask: "", answer: "", finding: "" }]);
            const there = document.getElementById("fill-own");
            if (there) there.replaceWith(ownRows());
            const inputs = document.querySelectorAll("#fill-own [data-field=ask]");
            /** @type {any} */ (inputs[inputs.length - 1]).focus();
          },
        },
        say("own_add"),
      ),
    );
  }

  /** @param {(rows: any[]) => any[]} make */
  function changeOwn(make) {
    session.setHead((/** @type {any} */ file) =>
      page.whole(Object.assign({}, file, { own: make(file.own) })),
    );
  }

  /** @param {any} row @param {number} n */
  function ownRow(row, n) {
    /** @param {string} field @param {string} value */
    const put = (field, value) =>
      changeOwn(rows =>
        rows.map((each, k) => (k === n ? Object.assign({}, each, { [field]: value }) : each)),
      );
    /** @param {string} field */
    const line = field =>
      el(
        "label.za-field",
        {},
        el("span", {}, say(field)),
        el("textarea", {
          rows: 1,
          value: row[field] || "",
          "data-field": field,
          /** @param {any} event */
          input: event => put(field, event.target.value),
        }),
      );
    const choices = work.answers.map((/** @type {any} */ each) =>
      el(
        "label.za-radio",
        { "data-code": each.code },
        el("input", {
          type: "radio",
          name: `own-${n}`,
          value: each.code,
          checked: each.code === row.answer,
          change: () => put("answer", each.code),
        }),
        el("span", {}, page.own(each.short)),
      ),
    );
    return el(
      "article.za-check",
      { "data-own": String(n) },
      line("ask"),
      el("div.za-radios", { role: "radiogroup", "aria-label": say("own") }, ...choices),
      line("finding"),
    );
  }

  /* ── the whole ── */

  /** @param {HTMLElement} bar what stands beside the progress */
  function made(bar) {
    const list = session.now.list;
    const returned = list.some(
      (/** @type {string} */ id) => session.valueOf(id).review.mark === "returned",
    );
    shown = {
      filter: returned ? "returned" : "all",
      article: "",
      from: 0,
      long: list.length > LONG,
      jumps: new Map(),
      main: el("div.za-main", {}),
      standing: el("span.za-standing", { role: "status" }),
      progress: el("span", { "data-progress": "", "aria-live": "polite" }),
      meter: el("progress", { "aria-label": say("progress_label") }),
    };
    const nav = el(
      "nav.za-nav",
      { "aria-label": say("nav") },
      el("ol", {}, ...articles().map(jump)),
    );
    shown.main.addEventListener("keydown", keys);
    shown.main.addEventListener("focusin", (/** @type {any} */ event) => {
      const section = event.target.closest(".za-article");
      if (section && section.id !== "fill-own") shown.article = section.id.slice(5);
      follow();
      const box = event.target.closest("[data-check]");
      if (!shown.pressed) leave(box);
    });
    // While a button of the mouse is down nothing moves away from under it.
    shown.main.addEventListener("mousedown", () => {
      shown.pressed = true;
    });
    shown.main.addEventListener("click", (/** @type {any} */ event) => {
      shown.pressed = false;
      leave(event.target.closest("[data-check]"));
    });
    const whole = el(
      "div.za-fill",
      { "data-fill": "" },
      el(
        "div.za-bar",
        {},
        el("p.za-progress", {}, shown.standing, shown.meter, shown.progress),
        filters(),
        bar,
      ),
      el("div.za-body", {}, nav, shown.main),
    );
    if (shown.long && shown.filter !== "all") nearest();
    redraw();
    return whole;
  }

  /** Folds up the check one has left, unless there is something to mend. @param {any} box */
  function leave(box) {
    const { last } = shown;
    shown.last = box;
    if (!box) shown.last = last;
    if (!last || !box || last === box || page.reviewing) return;
    const folds = !/^(no|partial)$/.test(last.getAttribute("data-answer"));
    if (folds) last.querySelector(".za-fields-of").open = false;
  }

  /** Enter goes from an answer to the next check; in a line of text it does the same.
   * @param {any} event */
  function keys(event) {
    const { target } = event;
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    if (target.nodeName !== "INPUT" || !/^(radio|text|date)$/.test(target.type)) return;
    event.preventDefault();
    const all = Array.from(shown.main.querySelectorAll(".za-check"));
    const next = /** @type {any} */ (all[all.indexOf(target.closest(".za-check")) + 1]);
    if (next) {
      const first = next.querySelector("input:checked") || next.querySelector("input");
      first.focus();
      return next.scrollIntoView({ block: "nearest" });
    }
    const some = articles();
    const after = some[some.findIndex(each => each.at === shown.article) + 1];
    if (shown.long && after) turn(after.at);
  }

  /** After a record changed here. @param {string} id */
  function touched(id) {
    const box = shown && shown.main.querySelector(`[data-check="${id}"]`);
    if (box) page.check.follow(box, checks.get(id));
    later();
  }

  /** After a record changed elsewhere, or was taken back. @param {string} id */
  function renewed(id) {
    if (!shown) return;
    if (id === page.store.HEAD) return redraw();
    const box = shown.main.querySelector(`[data-check="${id}"]`);
    if (box) box.replaceWith(page.check.made(checks.get(id)));
    later();
  }

  let due = 0;
  function later() {
    if (due) return;
    due = self.requestAnimationFrame(() => {
      due = 0;
      if (shown) progress();
    });
  }

  page.fill = { made, touched, renewed, redraw, countOf, articles, inArticle };
})();
