/* The self-inspection that is open: what is typed goes into memory and at once to the store,
   record by record; what could not be written is said, and kept for the next try. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;
  const { store, work, checks, given } = page;

  const TOGETHER = 5000; // ms within which changes of one field are one entry of the journal

  /** @type {any} */
  let now = null;
  /** @type {Map<string, any>} */
  const waiting = new Map(); // id → whether it changed again while being written
  /** @type {Map<string, any>} */
  const conflicts = new Map();
  /** @type {any} */
  const view = { state() {}, changed() {}, touched() {} };

  /** The moment with the zone of this machine, as 2026-11-30T09:00:00+08:00. */
  function moment() {
    const date = new Date();
    const zone = -date.getTimezoneOffset();
    const local = new Date(date.getTime() + zone * 60000).toISOString().slice(0, 19);
    const two = (/** @type {number} */ n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
    return `${local}${zone < 0 ? "-" : "+"}${two(zone / 60)}:${two(zone % 60)}`;
  }

  function newId() {
    const bytes = self.crypto.getRandomValues(new Uint8Array(8));
    return Array.from(bytes, each => each.toString(16).padStart(2, "0")).join("");
  }

  /** Ids on the list: of all these types, each once, in the order of the text.
   * @param {{types: string[], articles?: string[], kinds?: string[], first?: boolean,
   *   since?: string[]}} of `since` are editions: only what changed after one of them */
  function listed({ types, articles, kinds, first, since }) {
    const again = work.again.filter((/** @type {any} */ one) =>
      (since || []).includes(one.edition),
    );
    /** @type {Set<string>} */
    const due = new Set();
    work.bearers.forEach((/** @type {any} */ each) => {
      if (types.includes(each.code))
        each.checks.forEach((/** @type {string} */ id) => due.add(id));
    });
    return work.checks
      .filter(
        (/** @type {any} */ each) =>
          due.has(each.id) &&
          (!articles || !articles.length || articles.includes(each.article)) &&
          (!kinds || !kinds.length || kinds.includes(each.kind)) &&
          (!first || each.first) &&
          (!again.length ||
            again.some((/** @type {any} */ one) => one.checks.includes(each.id))),
      )
      .map((/** @type {any} */ each) => each.id);
  }

  /** Opens what this browser keeps, or begins it. @param {any} head of an Answers file */
  async function open(head) {
    const { unit, period } = head;
    const session = store.sessionOf({
      stamp: work.stamp,
      name: unit.name,
      from: period.from,
      to: period.to,
    });
    const there = await store.headOf(session);
    const records = there ? await store.answersOf(session) : new Map();
    const value = there ? there.value : { file: head, order: [] };
    const rev = there ? there.rev : 0;
    conflicts.clear();
    now = { session, head: { session, id: store.HEAD, rev, value, at: "" }, records };
    if (there) now.head.at = there.at || "";
    relist();
    return !!there;
  }

  /** What is open where nothing can be kept. @param {any} file */
  function begin(file) {
    const value = { file, order: [] };
    now = {
      session: "",
      head: { session: "", id: store.HEAD, rev: 0, value, at: "" },
      records: new Map(),
    };
    relist();
  }

  function close() {
    now = null;
    conflicts.clear();
  }

  function relist() {
    const { file } = now.head.value;
    const scope = file.scope || {};
    now.list = listed(Object.assign({ types: file.unit.types }, scope));
  }

  /** What is said of a check. @param {string} id */
  function valueOf(id) {
    const record = now.records.get(id);
    return record && record.value ? record.value : given({});
  }

  /** @param {any} from @param {string} field such as measure.cause */
  const reached = (from, field) =>
    field.split(".").reduce((value, key) => (value || {})[key], from);

  /** A copy with one field set. @param {any} from @param {string} field @param {any} value */
  function withField(from, field, value) {
    const [key, below] = field.split(".");
    const made = Object.assign({}, from);
    made[key] = below ? Object.assign({}, from[key], { [below]: value }) : value;
    return made;
  }

  /** @param {any[]} journal @param {any} entry */
  function noted(journal, entry) {
    const last = journal[journal.length - 1];
    const close = last && Date.parse(entry.when) - Date.parse(last.when) < TOGETHER;
    if (last && close && !last.undo && last.field === entry.field && last.who === entry.who) {
      return [...journal.slice(0, -1), Object.assign({}, last, { new: entry.new })];
    }
    return [...journal, entry];
  }

  /** Says something of a check. @param {string} id @param {string} field @param {any} value */
  function set(id, field, value) {
    const before = valueOf(id);
    const old = reached(before, field);
    if (JSON.stringify(old) === JSON.stringify(value)) return;
    const record = now.records.get(id) || { session: now.session, id, rev: 0, journal: [] };
    const who = now.head.value.file.people[/^review/.test(field) ? "reviewer" : "filler"];
    const entry = { field, old, new: value, who: who || "", when: moment() };
    change(record, given(asked(id, withField(before, field, value))), entry);
  }

  /** An answer belongs to the words it was asked in. @param {string} id @param {any} value */
  function asked(id, value) {
    const check = checks.get(id);
    if (!check) return value;
    if (value.stamp === check.stamp && value.asked) return value;
    const words = { ask: check.ask[0], law: page.lawOf(check.at) };
    return Object.assign({}, value, { stamp: check.stamp, asked: words });
  }

  /** @param {any} record @param {any} value @param {any} entry */
  function change(record, value, entry) {
    const journal = noted(record.journal || [], entry);
    now.records.set(record.id, Object.assign({}, record, { value, journal, at: entry.when }));
    save(record.id);
    view.touched(record.id);
  }

  /** Takes back the last change of a check that was not taken back. @param {string} id */
  function undo(id) {
    const record = now.records.get(id);
    const journal = (record && record.journal) || [];
    const last = journal.filter((/** @type {any} */ each) => !each.undo && !each.undone).pop();
    if (!last) return false;
    const value = given(withField(record.value, last.field, last.old));
    const marked = journal.map((/** @type {any} */ each) =>
      each === last ? Object.assign({}, each, { undone: true }) : each,
    );
    const entry = {
      field: last.field,
      old: last.new,
      new: last.old,
      who: last.who,
      when: moment(),
      undo: true,
    };
    change(Object.assign({}, record, { journal: marked }), value, entry);
    view.changed(id);
    return true;
  }

  /** Changes of the head are made again upon what another tab wrote.
   * @param {(file: any) => any} make @param {any} [beside]
   * @param {string} [at] when it was said, if not now */
  function setHead(make, beside, at) {
    const { head } = now;
    head.makes = [...(head.makes || []), make];
    head.value = Object.assign({}, head.value, { file: make(head.value.file) }, beside);
    head.at = at === undefined ? moment() : at;
    save(store.HEAD);
  }

  /** Puts a record into the store; told while it is being written, writes it again after.
   * @param {string} id @returns {Promise<void>} */
  async function save(id) {
    const known = waiting.get(id);
    if (known) {
      known.again = true;
      return known.done;
    }
    const job = { again: true, done: Promise.resolve() };
    waiting.set(id, job);
    view.state("saving");
    job.done = written(id, job);
    return job.done;
  }

  /** @param {string} id @param {{again: boolean}} job */
  async function written(id, job) {
    try {
      while (job.again && !conflicts.has(id)) {
        job.again = false;
        const got = await store.write(bare(id));
        if (got.newer) overtaken(id, got.newer, job);
        else kept(id, got.record.rev);
      }
      waiting.delete(id);
      if (!waiting.size) view.state(conflicts.size ? "failed" : "saved", "conflict");
    } catch (error) {
      waiting.delete(id);
      unsaved.add(id);
      view.state("failed", why(error));
    }
  }

  /** What could not be written yet. @type {Set<string>} */
  const unsaved = new Set();

  /** @param {string} id @param {number} rev */
  function kept(id, rev) {
    const record = id === store.HEAD ? now.head : now.records.get(id);
    record.rev = rev;
    if (id === store.HEAD) record.makes = [];
    unsaved.delete(id);
    if (unsaved.size) Array.from(unsaved).forEach(each => setTimeout(() => save(each), 0));
    unsaved.clear();
  }

  /** @param {string} id */
  function bare(id) {
    const { session, head, records } = now;
    const from = id === store.HEAD ? head : records.get(id);
    const { rev, value, journal, at } = from;
    return { session, id, rev, value, journal, at };
  }

  /** Another tab was quicker. @param {string} id @param {any} newer @param {any} job */
  function overtaken(id, newer, job) {
    if (id !== store.HEAD) {
      const mine = now.records.get(id);
      if (newer.value && page.same(newer.value, mine.value)) now.records.set(id, newer);
      else conflicts.set(id, newer);
      view.changed(id);
      return;
    }
    const { head } = now;
    const base = newer.value ? newer.value : head.value;
    const file = (head.makes || []).reduce(
      (/** @type {any} */ made, /** @type {any} */ make) => make(made),
      base.file,
    );
    head.value = Object.assign({}, base, { file });
    head.rev = newer.rev;
    job.again = true;
  }

  /** A word for what a browser answers. @param {any} error */
  function why(error) {
    if (error && error.name === "QuotaExceededError") return "full";
    if (error && /^(SecurityError|NotAllowedError)$/.test(error.name)) return "denied";
    if (error && error.message === "indexedDB") return "denied";
    return "gone";
  }

  /** @param {string} id @param {boolean} mine whether ours replaces theirs */
  function settle(id, mine) {
    const newer = conflicts.get(id);
    conflicts.delete(id);
    if (mine) {
      now.records.get(id).rev = newer.rev;
      save(id);
    } else {
      now.records.set(id, newer);
      view.state("saved");
    }
    view.changed(id);
  }

  store.listen(async (/** @type {any} */ told) => {
    if (!now || told.session !== now.session || waiting.has(told.id)) return;
    if (told.id === store.HEAD) {
      const head = await store.headOf(now.session);
      if (head && head.rev > now.head.rev) {
        now.head = Object.assign({}, head, { makes: [] });
        relist();
        view.changed(store.HEAD);
      }
      return;
    }
    const records = await store.answersOf(now.session);
    const record = records.get(told.id);
    const here = now.records.get(told.id);
    if (!record || waiting.has(told.id) || (here && here.rev >= record.rev)) return;
    now.records.set(told.id, record);
    view.changed(told.id);
  });

  /* ── as a file ── */

  /** The whole as an Answers file.
   * @param {any} [from] head and records as the store has them */
  function asFile(from) {
    const { head, records } = from || now;
    const { file, order } = head.value;
    const rest = work.checks.map((/** @type {any} */ each) => each.id);
    const ids = Array.from(new Set([...(order || []), ...rest]));
    /** @type {Record<string, any>} */
    const answers = {};
    let saved = head.at || file.saved || "";
    ids.forEach(id => {
      const record = records.get(id);
      if (!record || !record.value) return;
      if (page.blank(record.value) && !(order || []).includes(id)) return;
      answers[id] = record.value;
      if (Date.parse(record.at) > Date.parse(saved) || !saved) saved = record.at;
    });
    const untouched = saved === file.saved;
    const state = untouched ? file.state : stateOf(answers, file);
    return page.whole(Object.assign({}, file, { saved, state, answers }));
  }

  /** How far it is: nothing filled in, filling, filled, returned, accepted.
   * @param {any} [from] head and records as the store has them */
  function standing(from) {
    const { head, records } = from || now;
    /** @type {Record<string, any>} */
    const answers = {};
    records.forEach((/** @type {any} */ record, /** @type {string} */ id) => {
      if (record.value) answers[id] = record.value;
    });
    const said = Object.keys(answers).some(id => !page.blank(answers[id]));
    return said ? stateOf(answers, head.value.file) : "empty";
  }

  /** 填报中, 已填, 退回, 通过. @param {Record<string, any>} answers @param {any} file */
  function stateOf(answers, file) {
    const list = listed(Object.assign({ types: file.unit.types }, file.scope));
    const due = list.filter((/** @type {string} */ id) => !(id in file.left_out));
    const marks = due.map((/** @type {string} */ id) => answers[id] && answers[id].review.mark);
    if (marks.includes("returned")) return "returned";
    if (due.length && marks.every((/** @type {any} */ mark) => mark === "accepted")) {
      return "accepted";
    }
    const all = due.every((/** @type {string} */ id) => answers[id] && answers[id].answer);
    return due.length && all ? "filled" : "filling";
  }

  page.session = {
    view,
    conflicts,
    get now() {
      return now;
    },
    unsaved: () => unsaved.size > 0 || waiting.size > 0,
    listed,
    open,
    begin,
    close,
    relist,
    valueOf,
    set,
    undo,
    setHead,
    save,
    settle,
    asFile,
    standing,
    moment,
    newId,
    /** All that waits to be written is. */
    quiet: () => Promise.all(Array.from(waiting.values(), job => job.done)),
    why,
    reached,
    asked,
    change,
  };
})();
