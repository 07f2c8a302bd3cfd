/* What a browser keeps of a self-inspection: a record a check with the journal of its changes,
   and one for its head. Nothing needs a secure context. Who writes says what it has read: if
   another tab was quicker, nothing is written and the newer record comes back. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;

  const HEAD = "@";
  const JOURNAL = 200;
  /** @type {Promise<any> | null} */
  let opened = null;
  const channel = self.BroadcastChannel ? new BroadcastChannel("zicha-assess") : null;
  /** Told of each record that another tab wrote. @type {((told: any) => void)[]} */
  const listeners = [];
  if (channel) {
    channel.onmessage = event => listeners.forEach(listener => listener(event.data));
  }

  function open() {
    if (!opened) {
      if (!self.indexedDB || !self.idb) return Promise.reject(Error("indexedDB"));
      opened = self.idb.openDB("zicha-assess", 1, {
        /** @param {any} db */
        upgrade(db) {
          db.createObjectStore("heads", { keyPath: "session" });
          db.createObjectStore("answers", { keyPath: ["session", "id"] });
        },
        /** The browser has ended it, or it was deleted: said at the next writing. */
        terminated() {
          opened = null;
        },
        /** @param {number} old @param {number} next @param {any} event */
        blocking(old, next, event) {
          event.target.close();
          opened = null;
        },
      });
      /** @type {Promise<any>} */ (opened).catch(() => {
        opened = null;
      });
    }
    return /** @type {Promise<any>} */ (opened);
  }

  /** @param {{name: string, from: string, to: string, stamp: string}} of */
  const sessionOf = of =>
    [page.site, page.work.regulation, of.stamp, of.name, of.from, of.to].join("/");

  /** Heads of this site and regulation, the last saved first. */
  async function sessions() {
    const start = `${page.site}/${page.work.regulation}/`;
    const db = await open();
    const all = await db.getAll("heads", IDBKeyRange.bound(start, start + "\uffff"));
    return all.sort((/** @type {any} */ one, /** @type {any} */ two) =>
      one.value.opened < two.value.opened ? 1 : -1,
    );
  }

  /** The records of a session by id. @param {string} session
   * @returns {Promise<Map<string, any>>} */
  async function answersOf(session) {
    const range = IDBKeyRange.bound([session, ""], [session, "\uffff"]);
    const db = await open();
    const all = await db.getAll("answers", range);
    return new Map(all.map((/** @type {any} */ each) => [each.id, each]));
  }

  /** @param {string} session */
  const headOf = async session => (await open()).get("heads", session);

  /** Writes one record if it is still the one that was read.
   * @param {{session: string, id: string, rev: number, value: any, journal?: any[]}} record
   * @returns {Promise<{record?: any, newer?: any}>} */
  async function write(record) {
    const { session, id, rev } = record;
    const name = id === HEAD ? "heads" : "answers";
    const db = await open();
    const job = db.transaction(name, "readwrite");
    const there = await job.store.get(id === HEAD ? session : [session, id]);
    if ((there ? there.rev : 0) !== rev) {
      await job.done;
      return { newer: there || { session, id, rev: 0, value: null, journal: [] } };
    }
    const next = Object.assign({}, record, {
      rev: rev + 1,
      journal: (record.journal || []).slice(-JOURNAL),
    });
    await Promise.all([job.store.put(next), job.done]);
    if (channel) channel.postMessage({ session, id });
    return { record: next };
  }

  /** Drops a whole session; asked for by a person who was offered its file.
   * @param {string} session */
  async function drop(session) {
    const db = await open();
    const job = db.transaction(["heads", "answers"], "readwrite");
    await Promise.all([
      job.objectStore("heads").delete(session),
      job.objectStore("answers").delete(IDBKeyRange.bound([session, ""], [session, "\uffff"])),
      job.done,
    ]);
    if (channel) channel.postMessage({ session, id: HEAD });
  }

  page.store = {
    HEAD,
    sessionOf,
    sessions,
    answersOf,
    headOf,
    write,
    drop,
    /** @param {(told: any) => void} listener */
    listen(listener) {
      listeners.push(listener);
    },
  };
})();
