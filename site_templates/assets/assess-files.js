/* What goes out: the Answers file, read back and compared before it is called saved; a table
   for spreadsheets. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { say, own, work, session, store, checks } = page;

  /** @param {string} text */
  const plain = text => text.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, "_").slice(0, 60);

  /** 园林-某街道-2026-01-01-2026-06-30.ending @param {any} file @param {string} ending */
  function nameOf(file, ending) {
    const { from, to } = file.period;
    const parts = [work.regulation, file.unit.name, from, to].filter(Boolean);
    return `${plain(parts.join("-"))}.${ending}`;
  }

  /** @param {Blob} blob @returns {Promise<string>} */
  const readBack = blob =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => reject(reader.error);
      reader.readAsText(blob);
    });

  /** @param {Blob} blob @returns {Promise<ArrayBuffer>} */
  const bytesOf = blob =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(/** @type {ArrayBuffer} */ (reader.result));
      reader.onerror = () => reject(reader.error);
      reader.readAsArrayBuffer(blob);
    });

  /** @param {Blob} blob @param {string} name */
  function download(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /** What the store has of what is open: null where there is none. */
  async function stored() {
    const { session: key } = session.now;
    try {
      const head = await store.headOf(key);
      return head ? session.asFile({ head, records: await store.answersOf(key) }) : null;
    } catch (error) {
      void error;
      return null;
    }
  }

  /** Hands out the Answers file. It is called saved only if it reads back as what the page
   * shows and, where the browser keeps anything, as what it keeps. */
  async function save() {
    await session.quiet();
    const file = session.asFile();
    const text = page.asText(file);
    const blob = new Blob([text], { type: "application/json" });
    const again = await readBack(blob);
    const { file: understood } = page.understood(again);
    const kept = session.unsaved() ? null : await stored();
    const whole = !!understood && page.asText(understood) === text;
    const alike = !kept || page.asText(kept) === text;
    download(blob, nameOf(file, "answers.json"));
    return { whole: whole && alike, name: nameOf(file, "answers.json") };
  }

  /** A cell that no spreadsheet takes for a formula. @param {unknown} value */
  function cell(value) {
    const text = String(value === undefined || value === null ? "" : value);
    const harmless = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return `"${harmless.replace(/"/g, '""')}"`;
  }

  /** Rows of the list with all that was said, first their heads. */
  function rows() {
    const file = session.asFile();
    const heads = ["id", "cite", "ask", "answer", "finding", "reason", "sampled", "off"];
    const mends = ["cause", "measure", "leader_charge", "person", "due", "closed", "proof"];
    const after = ["evidence", ...mends, "review", "review_remark", "left_out_reason"];
    const out = [[...heads, ...after].map(key => say(key === "id" ? "number" : key))];
    session.now.list.forEach((/** @type {string} */ id) => {
      const check = checks.get(id);
      const value = session.valueOf(id);
      const { cite } = work.law[check.at];
      const said = [id, own(cite), own(check.ask), answerWord(value.answer)];
      const mend = value.measure;
      out.push([
        ...said,
        ...[value.finding, value.reason, value.sampled, value.off, papers(value)],
        ...[
          mend.cause,
          mend.measure,
          mend.leader,
          mend.person,
          mend.due,
          mend.closed,
          mend.proof,
        ],
        ...[value.review.mark && say("mark_" + value.review.mark), value.review.remark],
        file.left_out[id] || "",
      ]);
    });
    file.own.forEach((/** @type {any} */ each) =>
      out.push(["", say("own"), each.ask, answerWord(each.answer), each.finding]),
    );
    return out;
  }

  /** @param {string} code */
  function answerWord(code) {
    const term = work.answers.find((/** @type {any} */ each) => each.code === code);
    return term ? own(term.text) : "";
  }

  /** @param {any} value */
  function papers(value) {
    return value.evidence
      .map((/** @type {any} */ paper) => {
        const term = work.evidence[paper.code];
        return [term ? own(term.text) : paper.code, paper.note].filter(Boolean).join(" ");
      })
      .join("; ");
  }

  function csv() {
    const lines = rows().map(row => row.map(cell).join(","));
    const text = "\ufeff" + lines.join("\r\n") + "\r\n";
    download(new Blob([text], { type: "text/csv" }), nameOf(session.asFile(), "csv"));
  }

  page.files = { save, csv, nameOf, download, answerWord, papers, readBack, bytesOf };
})();
