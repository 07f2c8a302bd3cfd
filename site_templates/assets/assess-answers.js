/* Answers files: read strictly, written in one canonical way, so that what comes in and goes
   out again is the same, byte by byte. Fields that are not known are kept behind the known. */

(function () {
  "use strict";
  const page = self.zichaAssess;
  if (!page) return;

  const FORMAT = "zicha-answers/1";
  const CODES = ["yes", "partial", "no", "na", "unchecked"];
  const MEASURE = ["cause", "measure", "leader", "person", "due", "done", "closed", "proof"];
  const MOST = 20 * 1024 * 1024;
  const LONGEST = 20000;
  const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

  /** Known keys in their order, then all others as they came; those that are rare stand in a
   * file only where they say something.
   * @param {Record<string, any>} from @param {Record<string, any>} known
   * @param {string} [rare] */
  function ordered(from, known, rare) {
    /** @type {Record<string, any>} */
    const made = {};
    Object.keys(known).forEach(key => {
      const value = known[key];
      if (key !== rare || value) made[key] = value;
    });
    Object.keys(from || {}).forEach(key => {
      if (!(key in known)) made[key] = from[key];
    });
    return made;
  }

  /** @param {any} from @param {string[]} keys @param {string} [rare] */
  function strings(from, keys, rare) {
    /** @type {Record<string, string>} */
    const known = {};
    keys.forEach(key => {
      known[key] = (from && from[key]) || "";
    });
    return ordered(from || {}, known, rare);
  }

  /** @param {any} from */
  const measure = from => strings(from, MEASURE, "done");
  /** @param {any} each */
  const paper = each => strings(each, ["code", "note"]);

  /** An answer with all its fields. @param {any} [from] */
  function given(from) {
    const value = from || {};
    return ordered(
      value,
      Object.assign(
        strings({ stamp: value.stamp, answer: value.answer, finding: value.finding }, [
          "stamp",
          "answer",
          "finding",
        ]),
        { reason: value.reason || "", remark: value.remark || "" },
        { sampled: value.sampled || "", off: value.off || "" },
        {
          evidence: (value.evidence || []).map(paper),
          measure: measure(value.measure),
          review: strings(value.review, ["mark", "remark"]),
        },
      ),
      "remark",
    );
  }

  /** A check of the unit's own. @param {any} from */
  function ownRow(from) {
    const known = strings({ ask: from.ask, answer: from.answer, finding: from.finding }, [
      "ask",
      "answer",
      "finding",
    ]);
    if (from.reason) known.reason = from.reason;
    if (from.remark) known.remark = from.remark;
    if (from.measure) known.measure = measure(from.measure);
    return ordered(from, known);
  }

  /** The whole file as plain values in their order. @param {any} from */
  function whole(from) {
    /** @type {Record<string, any>} */
    const answers = {};
    Object.keys(from.answers || {}).forEach(id => {
      answers[id] = given(from.answers[id]);
    });
    const unit = from.unit || {};
    return ordered(from, {
      format: FORMAT,
      id: from.id || "",
      regulation: from.regulation || "",
      edition: from.edition || "",
      stamp: from.stamp || "",
      unit: ordered(unit, { name: unit.name || "", types: unit.types || [] }),
      period: strings(from.period, ["from", "to", "words"], "words"),
      people: strings(from.people, ["filler", "phone", "reviewer", "leader"]),
      saved: from.saved || "",
      state: from.state || "",
      answers,
      own: (from.own || []).map(ownRow),
      left_out: Object.assign({}, from.left_out),
    });
  }

  /** @param {any} from */
  const asText = from => JSON.stringify(whole(from), null, 1) + "\n";

  /** Whether something was said. @param {any} value */
  const blank = value => {
    const plain = Object.assign(given(value), { stamp: "" });
    delete plain.asked;
    delete plain.earlier;
    return JSON.stringify(plain) === JSON.stringify(given({}));
  };

  /** Whether two say the same, whatever wording they were asked in. @param {any} one
   * @param {any} two */
  function same(one, two) {
    const [first, second] = [one, two].map(each => {
      const plain = given(each);
      delete plain.asked;
      delete plain.earlier;
      return JSON.stringify(plain);
    });
    return first === second;
  }

  /* ── strictly read ── */

  /** @param {any} value */
  const isObject = value => !!value && typeof value === "object" && !Array.isArray(value);
  /** @param {any} value */
  const isText = value =>
    value === undefined || (typeof value === "string" && value.length <= LONGEST);
  /** @param {any} value @param {string[]} keys */
  const texts = (value, keys) =>
    value === undefined || (isObject(value) && keys.every(key => isText(value[key])));
  /** @param {any} value @param {(each: any) => boolean} fits */
  const list = (value, fits) =>
    value === undefined ||
    (Array.isArray(value) && value.length <= LONGEST && value.every(fits));
  /** @param {any} value */
  const isCode = value => value === undefined || value === "" || CODES.includes(value);
  /** @param {any} value */
  const isDay = value => value === undefined || value === "" || /^\d{4}-\d\d-\d\d$/.test(value);

  /** @param {any} one */
  function fitsGiven(one) {
    return (
      texts(one, ["stamp", "finding", "reason", "remark", "sampled", "off"]) &&
      isObject(one) &&
      isCode(one.answer) &&
      list(one.evidence, each => isObject(each) && texts(each, ["code", "note"])) &&
      texts(one.measure, MEASURE) &&
      texts(one.review, ["mark", "remark"]) &&
      ["", "returned", "accepted"].includes((one.review && one.review.mark) || "")
    );
  }

  /** @param {any} one */
  const fitsOwn = one =>
    isObject(one) &&
    texts(one, ["ask", "finding", "reason", "remark"]) &&
    isCode(one.answer) &&
    texts(one.measure, MEASURE);

  /** @param {any} from @param {(each: any) => boolean} fits */
  const named = (from, fits) =>
    from === undefined ||
    (isObject(from) && Object.keys(from).every(id => NAME.test(id) && fits(from[id])));

  /** @param {any} file */
  function fits(file) {
    const { unit, period } = file;
    return (
      texts(file, ["id", "edition", "stamp", "saved", "state"]) &&
      texts(unit, ["name"]) &&
      list(unit && unit.types, each => typeof each === "string" && NAME.test(each)) &&
      texts(period, ["words"]) &&
      isDay(period && period.from) &&
      isDay(period && period.to) &&
      texts(file.people, ["filler", "phone", "reviewer", "leader"]) &&
      named(file.answers, fitsGiven) &&
      list(file.own, fitsOwn) &&
      named(file.left_out, each => typeof each === "string" && isText(each)) &&
      named(file.appendix, fitsGiven)
    );
  }

  /** What a file says, or the word for why it is refused; nothing is changed by it.
   * @param {string} said @returns {{file?: any, why?: string}} */
  function understood(said) {
    if (said.length > MOST) return { why: "refused_size" };
    let file;
    try {
      // A name that reaches behind an object is no name of ours.
      file = JSON.parse(said.replace(/^\ufeff/, ""), (key, value) => {
        if (key === "__proto__") throw Error(key);
        return value;
      });
    } catch (error) {
      void error;
      return { why: "refused_broken" };
    }
    if (!isObject(file) || file.format !== FORMAT) return { why: "refused_kind" };
    if (file.regulation !== page.work.regulation) return { why: "refused_regulation" };
    if (!fits(file)) return { why: "refused_shape" };
    return { file: whole(file) };
  }

  /* ── counted ── */

  /** @param {any[]} values of checks on the list; undefined where nothing is said */
  function counted(values) {
    /** @type {Record<string, number>} */
    const sum = { due: values.length, checked: 0, empty: 0 };
    CODES.forEach(code => {
      sum[code] = values.filter(each => each && each.answer === code).length;
    });
    sum.checked = sum.yes + sum.partial + sum.no + sum.na;
    sum.empty = sum.due - sum.checked - sum.unchecked;
    sum.rated = sum.yes + sum.partial + sum.no;
    return sum;
  }

  Object.assign(page, {
    CODES,
    MEASURE,
    FORMAT,
    given,
    whole,
    asText,
    blank,
    same,
    understood,
    counted,
  });
})();
