/* The page of a self-inspection set going: start, fill in, files in and out, the state of
   saving in words. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { el, say, place, work, store, session, start, fill, files, staging } = page;

  /** Where a tab remembers what was open in it; otherwise that which was opened last is. */
  const LAST = `zicha-assess/${page.site}/${work.regulation}`;
  const parts = {
    state: el("span", { "data-state": "saved" }, ""),
    note: el("p.za-note", { role: "status", "data-note": "" }),
    start: el("div", {}),
    staged: el("div", {}),
    fill: el("div", {}),
  };
  /** @type {HTMLFormElement} */
  let form;

  /** @param {string} words @param {string} [kind] */
  function tell(words, kind) {
    parts.note.textContent = words;
    parts.note.setAttribute("data-kind", kind || "");
  }
  page.tell = tell;

  session.view.state = (/** @type {string} */ state, /** @type {string} */ why) => {
    parts.state.setAttribute("data-state", state);
    parts.state.textContent = say("state_" + state);
    if (state === "failed") tell(say("failed_" + (why || "gone")), "failed");
    else if (parts.note.getAttribute("data-kind") === "failed") tell("");
  };
  session.view.touched = fill.touched;
  session.view.changed = fill.renewed;

  /** @param {string} key */
  function remember(key) {
    try {
      sessionStorage.setItem(LAST, key);
    } catch (error) {
      void error; // then the list of what is kept leads there
    }
  }

  function remembered() {
    try {
      return sessionStorage.getItem(LAST) || "";
    } catch (error) {
      void error;
      return "";
    }
  }

  /** @param {any} file the head of what is to be filled in */
  async function begin(file) {
    const there = await opened(file);
    const { head } = session.now;
    if (there && JSON.stringify(chosen(head.value.file)) !== JSON.stringify(chosen(file))) {
      session.setHead((/** @type {any} */ mine) => renewed(mine, file));
      session.relist();
    }
    session.setHead((/** @type {any} */ mine) => mine, { opened: Date.now() }, head.at);
    draw();
    const first = parts.fill.querySelector("h2, input");
    if (first) first.scrollIntoView({ block: "nearest" });
    await session.quiet();
    renewKept();
  }

  /** What the form says beside unit and period. @param {any} file */
  const chosen = file => [file.unit.types, file.people, file.scope || null];

  /** The head with what the form says now; who is not named again stays.
   * @param {any} mine @param {any} file */
  function renewed(mine, file) {
    const people = Object.assign({}, mine.people);
    Object.keys(file.people).forEach(key => {
      if (file.people[key]) people[key] = file.people[key];
    });
    const unit = Object.assign({}, mine.unit, { types: file.unit.types });
    const made = Object.assign({}, mine, { unit, people });
    delete made.scope;
    return file.scope ? Object.assign(made, { scope: file.scope }) : made;
  }

  /** Where nothing can be kept one may still fill in, and is told. @param {any} file */
  async function opened(file) {
    try {
      const there = await session.open(file);
      remember(session.now.session);
      return there;
    } catch (error) {
      session.begin(file);
      session.view.state("failed", session.why(error));
      return false;
    }
  }

  function draw() {
    parts.fill.textContent = "";
    parts.fill.append(fill.made(el("span.za-bar__s", {}, parts.state, " ", undo())));
    parts.fill.append(out());
  }

  function undo() {
    return el(
      "button.zc-btn",
      {
        type: "button",
        "data-action": "undo",
        click() {
          const last = latest();
          if (!last || !session.undo(last)) tell(say("nothing_to_undo"));
        },
      },
      say("undo"),
    );
  }

  /** The check with the last change that was not taken back. */
  function latest() {
    let [id, when] = ["", ""];
    session.now.records.forEach((/** @type {any} */ record) => {
      const open = (record.journal || []).filter(
        (/** @type {any} */ each) => !each.undo && !each.undone && each.field !== "imported",
      );
      const last = open[open.length - 1];
      if (last && last.when >= when) [id, when] = [record.id, last.when];
    });
    return id;
  }

  /** @param {string} action @param {() => void} click @param {string} [kind] */
  const button = (action, click, kind) =>
    el(
      "button.zc-btn" + (kind || ""),
      { type: "button", "data-action": action, click },
      say("do_" + action),
    );

  function out() {
    return el(
      "section.za-out",
      { "aria-label": say("out") },
      el("h2", {}, say("out")),
      el("p.zc-note", {}, say("stays_here")),
      el(
        "p.za-do",
        {},
        button("export", save, ".zc-btn--main"),
        button("csv", files.csv),
        ...page.more.map((/** @type {any} */ each) => button(each.action, each.click)),
        reviewing(),
      ),
    );
  }

  /** For a second person: fields of review open with each check. */
  function reviewing() {
    const tick = el("input", {
      type: "checkbox",
      "data-action": "review",
      checked: !!page.reviewing,
      change() {
        page.reviewing = tick.checked;
        fill.redraw();
      },
    });
    return el("label.za-box", {}, tick, say("reviewing"));
  }

  async function save() {
    if (!session.now) return;
    const { whole, name } = await files.save();
    tell(whole ? say("exported", { name }) : say("export_differs"), whole ? "" : "failed");
  }

  /* ── in ── */

  /** @param {File} file */
  async function take(file) {
    const packed = (await files.readBack(file.slice(0, 2))) === "PK"; // a workbook
    const read = packed
      ? await page.understoodBook(await files.bytesOf(file))
      : page.understood(await files.readBack(file));
    if (!read.file) return tell(say(read.why, { name: file.name }), "failed");
    await stage(read.file, read.told);
  }

  /** @param {any} file @param {string[]} [told] what of it was not taken */
  async function stage(file, told) {
    await session.quiet();
    const known = new Set(work.bearers.map((/** @type {any} */ each) => each.code));
    const types = file.unit.types.filter((/** @type {string} */ code) => known.has(code));
    const head = page.whole(
      Object.assign({}, file, {
        answers: {},
        edition: work.edition,
        stamp: work.stamp,
        unit: Object.assign({}, file.unit, { types }),
      }),
    );
    await opened(head);
    parts.staged.textContent = "";
    const away = () => {
      parts.staged.textContent = "";
    };
    parts.staged.append(
      staging.table(file, {
        told: told || [],
        away,
        done() {
          away();
          tell(say("accepted"));
          start.show(form, session.now.head.value.file);
          draw();
          renewKept();
        },
      }),
    );
    tell(say("staged"));
    const heading = parts.staged.querySelector("h2");
    if (heading) heading.focus();
  }

  function chooser() {
    const input = el("input", {
      type: "file",
      accept: ".json,.xlsx,application/json",
      "data-action": "import",
      change() {
        const [file] = input.files;
        if (file)
          take(file).catch(() => tell(say("refused_broken", { name: file.name }), "failed"));
        input.value = "";
      },
    });
    return el("label.za-field.za-import", {}, el("span", {}, say("import")), input);
  }

  /* ── what is kept ── */

  async function renewKept() {
    const there = parts.start.querySelector(".za-kept");
    if (there) there.remove();
    let heads = [];
    try {
      heads = await store.sessions();
    } catch (error) {
      session.view.state("failed", session.why(error));
    }
    const list = start.kept(heads, {
      go(/** @type {any} */ head) {
        start.show(form, head.value.file);
        begin(head.value.file);
      },
      async carry(/** @type {any} */ head) {
        const records = await store.answersOf(head.session);
        stage(session.asFile({ head, records }));
      },
      drop,
    });
    if (list) parts.start.prepend(list);
    return heads;
  }

  /** @param {any} head */
  async function drop(head) {
    const name = head.value.file.unit.name || say("unnamed");
    if (!self.confirm(say("drop_sure", { name }))) return;
    const records = await store.answersOf(head.session);
    const file = session.asFile({ head, records });
    files.download(new Blob([page.asText(file)]), files.nameOf(file, "answers.json"));
    await store.drop(head.session);
    if (session.now && session.now.session === head.session) {
      parts.fill.textContent = "";
      session.close();
    }
    renewKept();
  }

  document.addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    save();
  });
  self.addEventListener("beforeunload", event => {
    if (!session.now || !session.unsaved()) return;
    event.preventDefault();
    event.returnValue = "";
  });

  async function go() {
    form = start.form(
      begin,
      (/** @type {any} */ head) => page.blankForm && page.blankForm(head),
    );
    parts.start.append(el("h2", {}, say("start_title")), form, chooser());
    place.append(
      el("p.za-stays", {}, say("stays_here")),
      parts.note,
      parts.start,
      parts.staged,
      parts.fill,
    );
    const heads = await renewKept();
    const last =
      heads.find((/** @type {any} */ head) => head.session === remembered()) || heads[0];
    const asked = /[?&](type|article|kind|since)=/.test(location.search);
    if (!last || asked || last.value.file.stamp !== work.stamp) return;
    start.show(form, last.value.file);
    await opened(last.value.file);
    draw();
    session.view.state("saved");
  }

  go();
})();
