/* The page of a self-inspection: what it works on, its words, and how its elements are made.
   Each script of the page adds its part to zichaAssess; assess.js sets it going. */

(function () {
  "use strict";
  const place = document.querySelector("[data-assess]");
  if (!place) return;

  /** @param {string} id */
  function read(id) {
    const script = document.getElementById(id);
    return JSON.parse((script && script.textContent) || "{}");
  }

  const work = read("assess-work");
  const words = read("assess-words");
  const side = work.language === "en" ? 1 : 0;
  const site = document.querySelector("meta[name=zicha-site]");
  const root = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(
    /assets\/assess-data\.js.*$/,
    "",
  );

  /** A word of the interface, its places filled. @param {string} key
   * @param {Record<string, string | number>} [values] */
  function say(key, values) {
    const one = values && values.n === 1 && words[key + "_one"];
    const text = one || words[key];
    if (text === undefined) throw Error("assess_" + key);
    return text.replace(
      /\{(\w+)\}/g,
      (/** @type {string} */ whole, /** @type {string} */ name) =>
        values && name in values ? String(values[name]) : whole,
    );
  }

  /** In the language of the page, or in Chinese. @param {string[]} [both] */
  const own = both => (both ? both[side] || both[0] : "");
  /** In the other language, "" where there is none. @param {string[]} both */
  const other = both => (side ? both[0] : both[1]) || "";
  /** The language of words as `own` gives them. @param {string[]} both */
  const tongue = both => (side && both[1] ? "en" : "zh-Hans");

  /** An element: `a.class` with properties, attributes (data-…, aria-…) and what it holds.
   * @param {string} kind @param {Record<string, any>} [about]
   * @param {...(Node | string | null | undefined | false)} inside */
  function el(kind, about, ...inside) {
    const [name, ...classes] = kind.split(".");
    const made = /** @type {any} */ (document.createElement(name));
    if (classes.length) made.className = classes.join(" ");
    Object.keys(about || {}).forEach(key => {
      const value = /** @type {Record<string, any>} */ (about)[key];
      if (value === undefined || value === null || value === false) return;
      if (typeof value === "function") made.addEventListener(key, value);
      else if (key in made && !/^(list|form)$/.test(key)) made[key] = value;
      else made.setAttribute(key, value === true ? "" : String(value));
    });
    made.append(...inside.filter(each => each || each === ""));
    return made;
  }

  /** A word in the language of the page, marked where it is in the other.
   * @param {string[]} both @param {string} [kind] */
  function text(both, kind) {
    const foreign = side && !both[1] && both[0];
    return el(kind || "span", foreign ? { lang: "zh-Hans" } : {}, own(both));
  }

  /** @type {Map<string, any>} */
  const checks = new Map(work.checks.map((/** @type {any} */ each) => [each.id, each]));

  /** Addresses of the words over a check: the openings above it, its own, those under it.
   * @param {string} at */
  function over(at) {
    const parts = at.split(".");
    const above = parts.slice(1).map((part, n) => parts.slice(0, n + 1).join("."));
    const under = Object.keys(work.law).filter(each => each.startsWith(at + "."));
    return [...above, at, ...under].filter(each => work.law[each] && work.law[each].words[0]);
  }

  /** The Chinese words over a check, a line each. @param {string} at */
  const lawOf = at =>
    over(at)
      .map(each => work.law[each].words[0])
      .join("\n");

  self.zichaAssess = {
    /** What else may be done with a list: its scripts add to it. @type {any[]} */
    more: [],
    tell() {},
    place,
    work,
    words,
    side,
    root,
    site: site ? site.getAttribute("content") || "" : "",
    say,
    own,
    other,
    tongue,
    el,
    text,
    checks,
    over,
    lawOf,
  };
})();
