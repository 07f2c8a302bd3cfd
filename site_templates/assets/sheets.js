/* Choosing a sheet from the list of the page; telling whether a sheet is current.
   Without it the pages are lists and tables that say the same. */

/**
 * A subject of sheets on the page: its links, and the words of each (language and format).
 * @typedef {{form: string, subject: string, words: string[],
 *   links: HTMLAnchorElement[]}} Listed
 *
 * A regulation in sheet-ids.js: by subject the ids of its sheets, the stamps of today, the
 * names in both languages; the editions that were, each with what has changed since.
 * @typedef {{id: string, title: [zh: string, en: string | null], edition: string,
 *   translated: boolean, pages: Record<string, string>,
 *   ids: Record<string, string[]>, now: Record<string, string>,
 *   at: Record<string, string>,
 *   names: Record<string, [zh: string, en: string | null]>, was: Edition[]}} SheetRecord
 * `at` is where each check stands; `page` that of an edition's text, `went` what its sheets
 * were about under another number, "" where they are no more.
 * @typedef {{edition: string, until: string, page: string, sheets: Record<string, string>,
 *   went: Record<string, string>, changed: Record<string, Difference>}} Edition
 * @typedef {[changed: string[], added: string[], removed: string[]]} Difference
 *
 * What was typed or scanned, taken apart.
 * @typedef {{stamp?: string, sheet?: string, regulation?: string, edition?: string}} AskedSheet
 * @typedef {{record: SheetRecord, keys: string[]}} Subjects
 *
 * `same`: of another edition, with the same stamp; `other`: the sheet is known, its stamp never
 * was; `which`: no stamp was given.
 * @typedef {{kind: "yes" | "same" | "no" | "gone" | "other" | "which" | "unknown" | "empty",
 *   subjects: Subjects[], difference?: Difference, then?: Then}} Verdict
 * @typedef {{was: Edition, record: SheetRecord, key: string}} Then
 */

(function () {
  "use strict";
  const source = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = source.replace(/assets\/[^/]*$/, "");
  const english = /^en/.test(document.documentElement.lang);

  /** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag
   * @param {string} [text] @param {string} [kind] */
  function el(tag, text, kind) {
    const node = document.createElement(tag);
    if (text) node.append(text);
    if (kind) node.className = kind;
    return node;
  }

  /** @param {Element | null | undefined} node */
  function trimmed(node) {
    const text = (node && node.textContent) || "";
    return text.replace(/\s+/g, " ").trim();
  }

  /* ── one of three choices after the other: form, subject, language ── */

  /** Offers the words; `first` is taken where what was chosen before is not there.
   * @param {HTMLSelectElement} select @param {string[]} words @param {string} [first] */
  function offer(select, words, first) {
    const before = select.value;
    select.textContent = "";
    words.forEach(word => {
      const option = el("option", word);
      option.value = word;
      select.append(option);
    });
    select.value = words.includes(before) ? before : first || words[0];
    select.disabled = words.length < 2;
  }

  /** What the page lists. */
  function listed() {
    const rows = Array.from(document.querySelectorAll(".zc-files > li")).map(listedIn);
    return rows.filter(row => row.words.length);
  }

  /** @param {Element} item @returns {Listed} */
  function listedIn(item) {
    /** @type {Element | null} */
    let head = item.parentElement;
    while (head && head.nodeName !== "H2") head = head.previousElementSibling;
    const own = trimmed(item.querySelector(".zc-files__n"));
    const about = trimmed(item.querySelector(".zc-files__d"));
    /** @type {HTMLAnchorElement[]} */
    const links = Array.from(item.querySelectorAll(".zc-files__f a"));
    return {
      form: trimmed(head).replace(/¶$/, ""),
      subject: about ? own.slice(0, own.length - about.length).trim() : own,
      words: links.map(link => link.getAttribute("data-word") || ""),
      links,
    };
  }

  /** The first file in the language of the page. @param {Listed} row */
  function ownLanguage({ links, words }) {
    const mine = english ? /\/en\/[^/]*$/ : /\/zh\/[^/]*$/;
    return words[links.findIndex(link => mine.test(link.href))];
  }

  /** @param {Element} box */
  function makePicker(box) {
    const words = (box.getAttribute("data-words") || "").split("|");
    const rows = listed();
    const go = el("a", words[3], "zc-btn zc-btn--main");
    const size = el("span", "", "zc-size");
    const [form, subject, language] = words.slice(0, 3).map(word => {
      const label = el("label", word, "zc-pick__k");
      const select = el("select");
      select.addEventListener("change", () => update());
      label.append(select);
      box.append(label);
      return select;
    });
    box.append(go, size);

    function update() {
      offer(form, Array.from(new Set(rows.map(row => row.form))));
      const ofForm = rows.filter(row => row.form === form.value);
      offer(subject, Array.from(new Set(ofForm.map(row => row.subject))));
      const row = ofForm.filter(each => each.subject === subject.value)[0];
      offer(language, row.words, ownLanguage(row));
      const link = row.links[row.words.indexOf(language.value)];
      go.href = link.href;
      go.setAttribute("download", link.getAttribute("download") || "");
      size.textContent = trimmed(link.querySelector(".zc-size"));
    }

    if (!rows.length) return;
    update();
    box.removeAttribute("hidden");
  }

  /* ── is my sheet current? ── */

  /** What an input method or a scanner may have made of ASCII. @param {string} text */
  function plain(text) {
    return text
      .replace(/[\uff01-\uff5e]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replace(/[\s\u3000]+/g, "")
      .replace(/[\u2013\u2014\u2212\u30fc]/g, "-")
      .replace(/\u3002/g, ".")
      .toLowerCase();
  }

  /** The words of a sheet before its edition and its stamp, in both languages.
   * @param {Element} form @param {string} name */
  const before = (form, name) => RegExp("(?:" + plain(form.getAttribute(name) || "") + "):?");

  /** jinan-2016-31/A-a5@2026-11-23#9e41…, the words of a sheet that say so, or a part of it.
   * @param {Element} form @param {string} text @returns {AskedSheet | null} */
  function read(form, text) {
    const line = plain(text)
      .replace(before(form, "data-edition"), "@")
      .replace(before(form, "data-stamp"), "#")
      .replace(/^[^a-z0-9#]+|^sheet:?/, "");
    const alone = /^#?([0-9a-f]{12})$/.exec(line);
    if (alone) return { stamp: alone[1] };
    // A code ends with the layout, which no form differs by: /both-dt
    const bare = line.replace(/\/(?:zh|en|both)(?:-[a-z\d]+)?$/, "");
    const parts =
      /^(?:([a-z0-9-]+)\/)?([a-z][\w-]*?)(?:@(\d{4}-\d\d-\d\d))?(?:[#·]*([0-9a-f]{12}))?$/.exec(
        bare,
      );
    if (!parts) return null;
    const [, regulation, sheet, edition, stamp] = parts;
    return { regulation, sheet, edition, stamp };
  }

  /** a5 of A-a5, a-a5, a05, where there is such a sheet or once was one; else "".
   * @param {SheetRecord} record @param {string} sheet */
  function subjectOf(record, sheet) {
    const bare = sheet.replace(/(^|-)a0+(?=[1-9])/g, "$1a");
    let key = "";
    Object.keys(record.ids).forEach(subject => {
      const ids = record.ids[subject].map(id => id.toLowerCase());
      if (ids.includes(bare) || (!key && ids.includes("a-" + bare))) key = subject;
    });
    if (key) return key;
    const once = /^t-/.test(sheet) ? "T" + sheet.slice(1) : sheet.replace(/^[a-z]-/, "");
    // Of a subject of today there is no form of this letter.
    return record.now[once] ? "" : once;
  }

  /** Without a stamp: the present sheets of that name, or that there once was one.
   * @param {SheetRecord[]} records @param {AskedSheet} asked @returns {Verdict} */
  function byName(records, { sheet = "" }) {
    /** @type {Subjects[]} */
    const present = [];
    /** @type {Subjects[]} */
    let past = [];
    records.forEach(record => {
      const key = subjectOf(record, sheet);
      if (record.now[key]) present.push({ record, keys: [key] });
      else if (record.was.some(was => was.sheets[key])) past = [{ record, keys: [key] }];
    });
    if (present.length) return { kind: "which", subjects: present };
    return { kind: past.length ? "gone" : "unknown", subjects: past };
  }

  /** Of the first regulation that knows the stamp; without a sheet named, all subjects of it.
   * @param {SheetRecord[]} records @param {AskedSheet} asked @returns {Verdict} */
  function byStamp(records, asked) {
    for (const record of records) {
      const verdict = judge(record, asked);
      if (verdict) return verdict;
    }
    return { kind: "unknown", subjects: [] };
  }

  /** @param {SheetRecord} record @param {AskedSheet} asked @returns {Verdict | null} */
  function judge(record, { sheet, stamp, edition }) {
    const all = Object.assign({}, record.now, ...record.was.map(was => was.sheets));
    const keys = sheet ? [subjectOf(record, sheet)] : Object.keys(all);
    const now = keys.filter(key => record.now[key] === stamp);
    if (now.length) {
      const kind = edition && edition !== record.edition ? "same" : "yes";
      return { kind, subjects: [{ record, keys: now }] };
    }
    for (const key of keys) {
      const was = record.was.find(each => each.sheets[key] === stamp);
      if (was) return superseded(record, was, key, stamp);
    }
    if (!sheet || !record.now[keys[0]]) return null;
    return { kind: "other", subjects: [{ record, keys }] };
  }

  /** A sheet of an edition, by what it was about then.
   * @param {SheetRecord} record @param {Edition} was @param {string} key
   * @param {string | undefined} stamp @returns {Verdict} */
  function superseded(record, was, key, stamp) {
    const moved = was.went && was.went[key];
    const now = moved === undefined ? key : moved;
    const then = { was, record, key };
    if (!record.now[now]) {
      return { kind: "gone", subjects: moved === "" ? [] : [{ record, keys: [key] }], then };
    }
    const subjects = [{ record, keys: [now] }];
    if (record.now[now] === stamp) return { kind: "same", subjects, then };
    return { kind: "no", subjects, then, difference: was.changed[key] || [[], [], []] };
  }

  /** @param {SheetRecord[]} records @param {Element} form @param {string} text
   * @returns {Verdict} */
  function verdictOn(records, form, text) {
    const asked = read(form, text);
    if (!asked) return { kind: plain(text) ? "unknown" : "empty", subjects: [] };
    const { regulation, stamp } = asked;
    const own = records.filter(record => !regulation || record.id === regulation);
    return stamp ? byStamp(own, asked) : byName(own, asked);
  }

  /** A line of the answer: regulation, sheets, edition and stamp of today; the sheets of today
   * lead to where they are offered. @param {Element} form @param {Subjects} subjects */
  function lineOf(form, { record, keys }) {
    const side = english ? 1 : 0;
    const names = keys.map(key => {
      const both = record.names[key];
      return (both && both[side]) || key;
    });
    const stamp = record.now[keys[0]];
    const [first, after] = (form.getAttribute("data-line") || "")
      .replace("{title}", record.title[side] || record.title[0])
      .replace("{edition}", record.edition + (stamp ? " #" + stamp : ""))
      .split("{names}");
    const line = el("p", first);
    const said = el(stamp ? "a" : "span", names.join(form.getAttribute("data-join") || " "));
    if (said instanceof HTMLAnchorElement) said.href = pageOf(record, keys[0]);
    line.append(said, after || "");
    return line;
  }

  /** Where a subject's sheets are offered. @param {SheetRecord} record @param {string} key */
  function pageOf(record, key) {
    const language = english && record.translated ? "en" : "zh";
    return `${root}${language}/${record.id}/${record.pages[key] || "sheets.html"}`;
  }

  /** What the address asks about: ?A-a5, ?sheet=…, #9e41….  @param {Element} form */
  function inAddress(form) {
    const query = location.search.slice(1).replace(/^(?:sheet|q|s)=/, "");
    const anchor = location.hash.slice(1);
    const here = document.getElementById(anchor) ? "" : anchor;
    const asked = query && !/^\w+=/.test(query) ? query + (here ? "#" + here : "") : here;
    try {
      return read(form, decodeURIComponent(asked)) ? decodeURIComponent(asked) : "";
    } catch (error) {
      void error;
      return "";
    }
  }

  /** A place on the page of an edition's text, "" where that is not kept.
   * @param {Then} then @param {string} place */
  function thenAt({ was, record }, place) {
    const language = english && record.translated ? "en" : "zh";
    return was.page && `${root}${language}/${record.id}/${was.page}#${place}`;
  }

  /** Where a check is asked now. @param {SheetRecord} record @param {string} check */
  function nowAt(record, check) {
    const article = ((record.at || {})[check] || "").split(".")[0];
    return record.pages[article] ? `${pageOf(record, article)}#${check}` : "";
  }

  /** From when on there was a newer one, and what it said.
   * @param {Then} then @param {(key: string) => string} word */
  function thenLines(then, word) {
    const { edition, until } = then.was;
    const told = word("until").replace("{edition}", edition).replace("{until}", until);
    const lines = until ? [el("p", told)] : [];
    const href = thenAt(then, /^a\d/.test(then.key) ? then.key.split("-a")[0] : "top");
    if (!href) return lines;
    const link = el("a", word("then"));
    link.href = href;
    const line = el("p");
    line.append(link);
    return [...lines, line];
  }

  /** Ids of checks under what happened to them: what changed or went leads to how it was.
   * @param {Then} then @param {Difference} difference @param {(key: string) => string} word */
  function differences(then, difference, word) {
    /** @type {HTMLElement[]} */
    const out = [];
    ["changed", "added", "removed"].forEach((kind, n) => {
      if (!difference[n].length) return;
      const list = el("ul");
      difference[n].forEach(check => {
        const href = kind === "added" ? nowAt(then.record, check) : thenAt(then, check);
        const said = el(href ? "a" : "span", check);
        if (said instanceof HTMLAnchorElement) said.href = href;
        const line = el("li");
        line.append(said);
        list.append(line);
      });
      out.push(el("h3", word(kind)), list);
    });
    return out.length ? out : [el("p", word("reworded"))];
  }

  /** @param {HTMLFormElement} form */
  function makeChecker(form) {
    const out = /** @type {HTMLElement} */ (form.querySelector(".zc-current__out"));
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    const word = (/** @type {string} */ key) =>
      trimmed(form.querySelector(`[data-word=${key}]`));

    function answer() {
      const verdict = verdictOn(self.zichaSheets || [], form, input.value);
      out.textContent = "";
      out.setAttribute("data-answer", verdict.kind);
      out.append(el("p", word(verdict.kind), "zc-current__a"));
      verdict.subjects.forEach(each => out.append(lineOf(form, each)));
      const { difference, then } = verdict;
      if (then && difference) out.append(...differences(then, difference, word));
      if (then) out.append(...thenLines(then, word));
      input.select();
    }

    form.addEventListener("submit", event => {
      // A scanner ends with Enter.
      event.preventDefault();
      answer();
    });

    const script = el("script");
    script.src = root + "assets/sheet-ids.js";
    script.charset = "utf-8";
    script.onload = () => {
      form.hidden = false;
      input.value = inAddress(form) || input.value;
      input.focus();
      if (inAddress(form)) answer();
    };
    document.head.append(script);
  }

  document.querySelectorAll("[data-zc-pick]").forEach(makePicker);
  /** @type {NodeListOf<HTMLFormElement>} */
  const checkers = document.querySelectorAll("form[data-zc-current]");
  checkers.forEach(makeChecker);
})();
