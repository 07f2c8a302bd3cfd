/* Search by substring, citation and likeness, without a server: a plain script or CommonJS.

   A row of the index is a line in two languages and becomes two documents, the even one
   Chinese. All documents stand one after the other in one text, folded (`folder`) so that what
   is spelt differently compares equal, each ended by a line end. For every character `spots`
   knows where it stands. Everything found is a list of documents and places: `scan` looks for a
   run of sets of characters, one set a place, beginning with the rarest. A word is sets of one
   character; pinyin, characters that sound alike and one wrong character are wider sets
   (`likenessOf`).

   A search (`createSearch`) tries one way after the other, from the strictest to the loosest,
   and ends with the first that finds something: the number of a check, a citation with or
   without words beside it, the words as written, the words of a question, and last what is only
   like them. Several words are looked for in a line, then in a row of both languages, in a
   provision with its checks, in a page, in a page of both languages (`findTogether`).

   What is peculiar to a language comes with the index: generator/search/queries.py. */

/**
 * A line of the index: its kind (LAW, CHECK, PAGE), then a title and a text in each language.
 * @typedef {[kind: number, address: string, check: string | null, bearers: string[],
 *   ...sides: Array<[title: string | null, text: string]>]} Row
 *
 * A regulation, or with an empty `id` the pages above them all; `pages` is name and rows. A
 * bearer is followed by what else it is called. `stamps` are the subjects of its sheets with
 * their stamp and the ids of all sheets about them, `was` the stamps of earlier editions,
 * `forms` by the kind of form the files that each has (zh.pdf) and the sheets that there are.
 * @typedef {{order: number, id: string, title: [string, string], edition?: string,
 *   bearers: Array<[code: string, zh: string, en: string | null, ...also: string[]]>,
 *   pages: Array<[name: string, rows: Row[]]>,
 *   stamps?: Array<[key: string, stamp: string, ids: string[]]>,
 *   was?: Record<string, string>,
 *   forms?: Record<string, [files: string[], sheets: Array<[subject: string, name: string,
 *     zh?: string, en?: string]>]>}} Book
 *
 * Patterns are sources of regular expressions; `citing` is pattern and what takes its place;
 * `fold` is characters and, at the same place, what they are read as; `pinyin` is syllable and
 * the characters that sound so; `parts` are files with further books.
 * @typedef {{books: Book[], fold: [string, string], pinyin: Record<string, string>,
 *   citing: Array<[from: string, to: string]>, around: string, endings: string, asked: string,
 *   asking: Array<[from: string, to: string]>, naming: string, titled: string,
 *   linking: string, formal: string,
 *   division: string, numbers: Numbers, levels: Record<string, string>,
 *   sheet: {id: string[], edition: string[], stamp: string[], after: string},
 *   forms: Record<string, [id: string, title: [string, string], also: [string[], string[]]]>,
 *   also: Record<string, [string[], string[]]>, parts: string[]}} Index
 *
 * How numbers are written: `read` are other signs for the same, `part` stands before a
 * percentage, `ranges` between two numbers, `alike` are units that mean the same.
 * @typedef {{digits: string, powers: string, read: Record<string, string>, units: string,
 *   cardinals: string[], tens: string[], percent: string, part: string, ranges: string[],
 *   alike: Array<[string, string]>, large: string, year: string}} Numbers
 *
 * A row in one language. `page` and `owner` are the first documents of its page and of its
 * provision, `head` is how many characters of its line are its title, `sheet` what the printed
 * form is that it stands for.
 * @typedef {{page: number, owner: number, name: string, book: Book, kind: number,
 *   address: string, check: string | null, id: string, bearers: string[],
 *   title: string | null, said: string, head: number, sheet: Sheet | null}} Doc
 *
 * A printed form: kind, subject and id (A-a5), and its files by name without an ending.
 * @typedef {{form: string, subject: string, id: string, name: string, files: string[]}} Sheet
 *
 * Text as it is compared; `map` gets the place in the text as written of each character.
 * @typedef {(text: string, map?: number[]) => string} Fold
 *
 * Words that stand somewhere, as written there; `hits` is document, place, document, place …
 * @typedef {{words: string[], hits: number[]}} Likeness
 * @typedef {Likeness | null | undefined | false} MaybeLikeness
 *
 * The index as it is searched: `lines[d]` ends before place `ends[d]` of `text`; `standing` is
 * address and the documents of that provision; `memo` are the words of this search.
 * @typedef {{index: Index, citing: Array<[from: RegExp, to: string]>, fold: Fold,
 *   docs: Doc[], lines: string[], ends: number[], text: string, spots: number[][],
 *   latin: string[], titled: Array<string | null>, standing: Record<string, number[]>,
 *   memo: Record<string, Likeness | null>, names: Names}} Corpus
 *
 * What things are called, folded: forms, the longest name first; bearers with the documents of
 * their pages; pages; and all words that stand by themselves, each between line ends.
 * @typedef {{forms: Array<[name: RegExp, keys: string[]]>, bearers: Bearer[],
 *   pages: Record<string, string>, lexicon: string}} Names
 * @typedef {{book: Book, code: string, called: string[], parts: string[]}} Bearer
 *
 * `each`: not more than so many hits of a kind.
 * @typedef {{lang?: string, limit?: number, each?: number, regulation?: string, kind?: string,
 *   bearer?: string}} Wish
 *
 * `words` are those to be marked in the text; `own` is 0 where Chinese is answered first;
 * `placed` is by row. `left` are words left out, `note` what there is instead of what is not.
 * @typedef {{doc: number, docs: number[], dead?: boolean}} Found
 * @typedef {{corpus: Corpus, wish: Wish, ranks: Found[][], placed: Record<number, Found>,
 *   tried: Record<string, boolean>, words: string[], open: ArrayLike<unknown>, own: number,
 *   left: string[], note: Note | null, state: "yes" | "was" | "", asked: string,
 *   meant: boolean}} Finding
 *
 * A query taken apart: `whole` folded, `terms` word by word, its citation or null.
 * @typedef {{query: string, whole: string, terms: string[], citation: Citation | null}} Asked
 * @typedef {{rest: string, cites: string[][], bare: boolean, item: string[][]}} Citation
 *
 * Something found, in the language at hand where it is there: `text` may be of the other, and
 * `lead` is then the line before it, as the question is of a check found by its evidence;
 * `line` is the line of the first match. Of a form `sheet` has the files, from the root of the
 * site, and whether it is the version asked for.
 * @typedef {{url: string, regulation: string, address: string, check: string | null,
 *   lang: "zh" | "en", kind: "law" | "check" | "page" | "form" | "term" | "who",
 *   title: string | null, lead: string | null, text: string, line: number,
 *   ranges: Array<[start: number, end: number]>, sheet: {id: string, state: "yes" | "was" | "",
 *   check: string, files: Array<[path: string, lang: string, format: string]>} | null}} Hit
 * @typedef {{key: string, title: string, n: number, last: string}} Note
 *
 * `left` are words that were left out; `note` says what is there where what is cited is not;
 * `direct`: the first hit is what was asked for; `near` and `shorter` are other queries.
 * @typedef {{mode: "reference" | "exact" | "similar" | "fewer" | "beyond" | "none",
 *   total: number, hits: Hit[], left: string[], note: Note | null, direct: boolean,
 *   near: string[], shorter: string[]}} Answer
 * @typedef {{search: (query: string, wish?: Wish) => Answer, fold: Fold}} Engine
 */

(function (/** @type {any} */ root) {
  "use strict";
  const HAN = /[\u2e80-\uffff]/;
  const LINE_END = 10;
  const KINDS = /** @type {const} */ (["law", "check", "page", "form", "term", "who"]);
  const [LAW, PAGE, FORM, WHO] = [0, 2, 3, 5];
  /* An integer has a bit for each of so many sets, a search for each of so many words. */
  const MOST_SETS = 31;
  const MOST_WORDS = 30;
  /* Ranks, the best first: 0 to 4 by where a word stands (`rankOf`), and added to them: */
  const INSIDE_A_WORD = 8;
  const APART = 16;
  const BELOW_THE_CITED = 150;
  const OTHER_LANGUAGE = 400;
  /* What is called as the query is; a place before all others for each of so many ranks. */
  const CALLED_SO = -8;

  /** @template Item @param {Item[][]} lists @returns {Item[]} */
  const flat = lists => /** @type {Item[]} */ ([]).concat(...lists);
  /** @param {string} text */
  const codesOf = text => text.split("").map(character => character.charCodeAt(0));
  /** The first that is something, of functions called in turn.
   * @template Item @param {Array<() => Item>} ways @returns {Item | undefined} */
  function firstOf(ways) {
    for (const way of ways) {
      const made = way();
      if (made) return made;
    }
    return undefined;
  }

  /* ── text as it is compared ── */

  /**
   * Small letters after NFKC, other signs as spaces, of which only those between two letters or
   * digits stay; a traditional character as the simplified one; numbers without commas.
   * @param {[string, string]} pairs @returns {Fold}
   */
  function folder([written, read]) {
    /** @type {string[]} */
    const seen = [];
    const foldOne = (/** @type {string} */ character) =>
      character
        .normalize("NFKC")
        .toLowerCase()
        .replace(/['’\u00ad\u200b-\u200f\ufeff]/g, "")
        .replace(
          /[^\n]/g,
          sign =>
            read[written.indexOf(sign)] ||
            (/[0-9a-z%‰\u00c0-\u1fff\u3005-\u3007\u3031-\ufaff]/.test(sign) ? sign : " "),
        );
    const inNumber = (/** @type {string} */ text, /** @type {number} */ i) =>
      /\d/.test(text[i - 1]) && /^(?:[.\uff0e]\d|,\d{3}(?!\d))/.test(text.slice(i, i + 5));
    return (text, map) => {
      let out = "";
      let gap = false;
      const put = (/** @type {string} */ sign, /** @type {number} */ place) => {
        out += sign;
        if (map) map.push(place);
      };
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        const mark = code === 46 || code === 44 || code === 0xff0e; // a point or a comma
        const number = mark && inNumber(text, i);
        if (number && code === 44) continue;
        const signs = number ? "." : (seen[code] = seen[code] || foldOne(text[i]));
        for (let k = 0; k < signs.length; k++) {
          const blank = signs[k] === " ";
          const apart = gap && !blank && /[^\n\u2e80-\uffff]{2}/.test(out.slice(-1) + signs[k]);
          if (apart) put(" ", i);
          if (!blank) put(signs[k], i);
          gap = blank;
        }
      }
      return out;
    };
  }

  /** Whether so many slips (a letter more, less, other, or two turned round) part two words.
   * @param {string} one @param {string} other @param {number} slips @returns {boolean} */
  function isClose(one, other, slips) {
    if (slips < 0) return false;
    if (!one || !other) return (one + other).length <= slips;
    const without = (
      /** @type {number} */ i,
      /** @type {number} */ j,
      /** @type {number} */ n,
    ) => isClose(one.slice(i), other.slice(j), slips - n);
    return (
      (one[0] === other[0] && without(1, 1, 0)) ||
      without(1, 1, 1) ||
      without(0, 1, 1) ||
      without(1, 0, 1) ||
      (one[0] === other[1] && one[1] === other[0] && without(2, 2, 1))
    );
  }

  /** The same, without a look at those of another length.
   * @param {string} one @param {string} other @param {number} slips */
  const isNear = (one, other, slips) =>
    Math.abs(one.length - other.length) <= slips && isClose(one, other, slips);

  /* ── the index, read once ── */

  /** @param {Index} index @returns {Corpus} */
  function readIndex(index) {
    const fold = folder(index.fold);
    /** @type {Corpus} */
    const corpus = {
      index,
      citing: index.citing.map(([from, to]) => [RegExp(from, "g"), to]),
      fold,
      docs: [],
      lines: [],
      ends: [],
      text: "",
      spots: [],
      latin: [],
      titled: [],
      standing: {},
      memo: {},
      names: { forms: [], bearers: [], pages: {}, lexicon: "" },
    };
    index.books.sort((one, other) => one.order - other.order);
    index.books.forEach(book =>
      book.pages.forEach(([name, rows]) => addPage(corpus, book, name, rows)),
    );
    index.books.forEach(book => addForms(corpus, book));
    let total = 0;
    corpus.lines.forEach(line => corpus.ends.push((total += line.length)));
    corpus.text = corpus.lines.join("");
    corpus.latin = Array.from(new Set(corpus.text.match(/[a-z]+/g)));
    corpus.titled = corpus.docs.map(doc => doc.title);
    corpus.spots = spotsOf(corpus.text);
    corpus.names = namesIn(corpus);
    return corpus;
  }

  /** @param {Corpus} corpus @param {Book} book @param {string} name @param {Row[]} rows */
  function addPage({ docs, lines, standing, fold }, book, name, rows) {
    const page = docs.length;
    /** @type {Record<string, number>} */
    const owners = {};
    rows.forEach(([kind, address, check, bearers, ...sides]) =>
      sides.forEach(([title, said]) => {
        const row = address || docs.length >> 1;
        const owner = (owners[row] = owners[row] || docs.length);
        const head = kind >= PAGE && title ? fold(title) + "\n" : "";
        if (kind === LAW && title) {
          (standing[address] = standing[address] || []).push(docs.length);
        }
        lines.push(head + fold(said) + "\n");
        const id = fold(check || "");
        const names = { page, owner, name, book, kind, address, check, id, bearers };
        docs.push(Object.assign(names, { title, said, head: head.length, sheet: null }));
      }),
    );
  }

  /** A row for each printed form, on the page that offers it.
   * @param {Corpus} corpus @param {Book} book */
  function addForms(corpus, book) {
    const { docs, standing, index } = corpus;
    const forms = book.forms || {};
    Object.keys(forms).forEach(form => {
      const [files, sheets] = forms[form];
      const [letter, titles] = index.forms[form];
      sheets.forEach(([subject, name, ...called]) => {
        const law = (standing[subject] || []).filter(doc => docs[doc].book === book);
        const bearer = form === "bearer" && book.bearers.find(([code]) => code === subject);
        const what = bearer ? bearer.slice(1, 3) : called;
        const page = law.length ? docs[law[0]].name : bearer && "bearer-" + subject;
        const id = subject ? letter + "-" + subject : letter;
        const sides = titles.map((title, side) => {
          const own = law.length ? docs[law[0] + side].title : what[side];
          return [subject && !own ? null : title.replace("{what}", own || ""), ""];
        });
        const bearers = bearer ? [subject] : [];
        const first = docs.length;
        addPage(corpus, book, (page || "sheets").replace(/_/g, "-"), [
          /** @type {Row} */ ([FORM, "", null, bearers, ...sides]),
        ]);
        const sheet = { form, subject, id, name, files };
        [first, first + 1].forEach(doc => (docs[doc].sheet = sheet));
      });
    });
  }

  /** @param {Corpus} corpus @returns {Names} */
  function namesIn({ index, docs, fold }) {
    const folded = (/** @type {string[]} */ words) => words.map(word => fold(word));
    /** @type {Record<string, string[]>} */
    const forms = {};
    const called = (/** @type {string} */ name, /** @type {string} */ form) => {
      forms[name] = (forms[name] || []).concat(form);
    };
    Object.keys(index.forms).forEach(form => {
      const [, titles, also] = index.forms[form];
      const names = titles.map(title => title.replace("{what}", ""));
      new Set(folded([...names, ...also[0], ...also[1]])).forEach(name => called(name, form));
    });
    /** @type {Record<string, string>} */
    const pages = {};
    Object.keys(index.also).forEach(page =>
      folded(flat(index.also[page])).forEach(name => (pages[name] = page)),
    );
    const who = docs.filter(doc => doc.kind === WHO);
    const bearers = flat(index.books.map(book => bearersOf(book, who, fold)));
    const words = docs.filter(doc => doc.kind > FORM && doc.title);
    const lexicon = words.map(doc => fold(doc.title || ""));
    lexicon.push(...flat(bearers.map(bearer => bearer.called)), ...Object.keys(forms));
    return {
      forms: Object.keys(forms)
        .filter(Boolean)
        .sort((one, other) => other.length - one.length)
        .map(name => {
          const pattern = HAN.test(name) ? name : `([^a-z\\d])${name}s?(?![a-z\\d])`;
          return [RegExp(pattern), forms[name]];
        }),
      bearers,
      pages,
      lexicon: "\n" + Array.from(new Set(lexicon)).join("\n") + "\n",
    };
  }

  /** @param {Book} book @param {Doc[]} docs @param {Fold} fold @returns {Bearer[]} */
  function bearersOf(book, docs, fold) {
    const named = docs.filter(doc => doc.book === book);
    return book.bearers.map(([code, ...short]) => {
      const own = named.filter(doc => doc.bearers[0] === code).map(doc => doc.title);
      const names = /** @type {string[]} */ ([...own, ...short].filter(Boolean));
      const parts = flat(
        names.slice(0, own.length + 2).map(name => name.split(/[\uff08\uff09()\u3001\uff0c,]/)),
      );
      const called = Array.from(new Set(names.map(name => fold(name)))).filter(Boolean);
      return { book, code, called, parts: parts.map(part => fold(part)).filter(Boolean) };
    });
  }

  /** Code of a character → its places. @param {string} text @returns {number[][]} */
  function spotsOf(text) {
    /** @type {number[][]} */
    const spots = [];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      (spots[code] = spots[code] || []).push(i);
    }
    return spots;
  }

  /* ── where something stands ── */

  /**
   * Calls `each` with document and place wherever each set has the next character; an empty set
   * takes any. Nothing goes beyond the end of a line.
   * @param {Corpus} corpus @param {string[]} sets
   * @param {(doc: number, place: number) => void} each
   */
  function scan({ text, spots, ends }, sets, each) {
    const size = Math.min(MOST_SETS, sets.length);
    const { masks, any, rarest } = masksOf(spots, sets.slice(0, size));
    const tooLong = sets.length > MOST_SETS && sets.join("");
    codesOf(sets[rarest]).forEach(code => {
      const places = spots[code] || [];
      let doc = 0;
      for (let n = 0; n < places.length; n++) {
        const start = places[n] - rarest;
        let i = 0;
        while (i < size) {
          const next = text.charCodeAt(start + i);
          if (next === LINE_END || !(((masks[next] | any) >> i) & 1)) break;
          i++;
        }
        if (i < size || start < 0 || (tooLong && !text.startsWith(tooLong, start))) continue;
        while (ends[doc] <= start) doc++;
        each(doc, start);
      }
    });
  }

  /** For each character a bit for every set it is in; the sets that take any; the rarest one.
   * @param {number[][]} spots @param {string[]} sets */
  function masksOf(spots, sets) {
    const masks = new Uint32Array(65536);
    let any = 0;
    let rarest = 0;
    let least = Infinity;
    sets.forEach((set, i) => {
      const codes = codesOf(set);
      if (!set) any |= 1 << i;
      codes.forEach(code => {
        masks[code] |= 1 << i;
      });
      const size = codes.reduce((sum, code) => sum + (spots[code] ? spots[code].length : 0), 0);
      if (set && size < least) {
        least = size;
        rarest = i;
      }
    });
    return { masks, any, rarest };
  }

  /** What stands where one of the runs of sets does, or where one of the `words` does.
   * @param {Corpus} corpus @param {string[][]} runs @param {string[]} [words]
   * @returns {Likeness | null} */
  function gather(corpus, runs, words) {
    /** @type {number[]} */
    const hits = [];
    const standing = new Set(words);
    runs.forEach((sets, n) => {
      const fits = words ? fitting(corpus, words[n]) : null;
      scan(corpus, sets, (doc, place) => {
        if (fits && !fits(place)) return;
        hits.push(doc, place);
        if (!words) standing.add(corpus.text.substr(place, sets.length));
      });
    });
    return hits.length ? { words: Array.from(standing), hits } : null;
  }

  /** Whether a word stands at a place as such: a number not as a part of another, one letter
   * as a word, two or three as the beginning of one. Null where it does wherever it stands.
   * @param {Corpus} corpus @param {string} word
   * @returns {((place: number) => boolean) | null} */
  function fitting({ text, index: { numbers } }, word) {
    const han = `[${signsOf(numbers)}]`;
    const counted = RegExp(`^${han}+(?:${numbers.units})`).test(word);
    const short = /^[a-z]{1,3}$/.test(word);
    const isWord = englishValue(numbers, word) >= 0;
    if (!counted && !short && !isWord && !/^\d|\d$/.test(word)) return null;
    const before = [
      /^\d/.test(word) && "\\d\\.?",
      counted && `(?:${han}|\\d)`,
      (short || isWord) && "[a-z\\d]",
    ].filter(Boolean);
    const after = [
      /\d$/.test(word) && `\\.?\\d|[%‰${numbers.large}]`,
      (isWord || /^[a-z]$/.test(word)) && "[a-z\\d]",
    ].filter(Boolean);
    const wrongBefore = RegExp(`(?:${before.join("|") || "(?!)"})$`);
    const wrongAfter = RegExp(`^(?:${after.join("|") || "(?!)"})`);
    return place =>
      !wrongBefore.test(text.slice(Math.max(0, place - 2), place)) &&
      !wrongAfter.test(text.substr(place + word.length, 2));
  }

  /** One of the words as written. @param {Corpus} corpus @param {string[]} words */
  function exact(corpus, words) {
    const key = "=" + words;
    if (!corpus.memo[key]) {
      const runs = words.map(word => word.split(""));
      corpus.memo[key] = gather(corpus, runs, words);
    }
    return corpus.memo[key];
  }

  /** @param {Corpus} corpus @param {string[]} terms */
  const exactly = (corpus, terms) => terms.map(term => exact(corpus, spellings(corpus, term)));

  /* ── numbers ── */

  /** All signs of Chinese numbers. @param {Numbers} numbers */
  const signsOf = ({ digits, powers, large, read }) =>
    digits + powers + large + Object.keys(read).join("");

  /** 三十五 → 35, 三十万 → 300000, 二〇一六 → 2016, 1.5万 → 15000; NaN where it is none.
   * @param {Numbers} numbers @param {string} written @returns {number} */
  function valueOf({ digits, powers, large, read }, written) {
    const [, plain, much] = RegExp(`^([\\d.]*)([${large}]?)$`).exec(written) || [];
    if (plain) return Number(plain) * Math.pow(1e4, large.indexOf(much || " ") + 1);
    const sized = RegExp(`[${powers}${large}]`).test(written);
    let [total, part, digit] = [0, 0, 0];
    for (const sign of written) {
      const n = digits.indexOf(read[sign] || sign);
      const power = powers.indexOf(sign) + 1;
      if (n >= 0) digit = sized ? n : digit * 10 + n;
      else if (power) {
        part += (digit || 1) * Math.pow(10, power);
        digit = 0;
      } else {
        total += (part + digit || NaN) * Math.pow(1e4, large.indexOf(sign) + 1);
        [part, digit] = [0, 0];
      }
    }
    return total + part + digit;
  }

  /** 35 → 三十五; "" of what is no whole number below 10^12.
   * @param {Numbers} numbers @param {number} value @returns {string} */
  function inHan(numbers, value) {
    const { digits, powers, large } = numbers;
    const [zero, one] = digits;
    if (value % 1 || value >= 1e12) return "";
    if (value >= 1e4) {
      const n = value >= 1e8 ? 1 : 0;
      const unit = [1e4, 1e8][n];
      const rest = value % unit;
      const gap = rest < unit / 10 ? zero : "";
      const most = inHan(numbers, Math.floor(value / unit)) + large[n];
      return most + (rest ? gap + inHan(numbers, rest) : "");
    }
    const signs = String(value)
      .split("")
      .map((digit, i, all) => {
        const sized = digits[Number(digit)] + (powers[all.length - 2 - i] || "");
        return digit === "0" ? zero : sized;
      });
    const made = signs
      .join("")
      .replace(RegExp(zero + "+", "g"), zero)
      .replace(RegExp(`(.)${zero}$`), "$1");
    return made.replace(RegExp(`^${one}(?=${powers[0]})`), "");
  }

  /** 35 → thirty five; "" from a hundred on. @param {Numbers} numbers @param {number} value */
  function inEnglish({ cardinals, tens }, value) {
    if (value % 1 || value > 99) return "";
    const ten = tens[Math.floor(value / 10) - 2];
    if (!ten || value <= 20) return cardinals[value] || "";
    return value % 10 ? ten + " " + cardinals[value % 10] : ten;
  }

  /** thirty, twenty five → 30, 25; else NaN.
   * @param {Numbers} numbers @param {string} term @returns {number} */
  function englishValue({ cardinals, tens }, term) {
    const [ten, one] = term.split(" ");
    const value = 20 + 10 * tens.indexOf(ten);
    if (value < 20) return cardinals.indexOf(term) < 0 ? NaN : cardinals.indexOf(term);
    const more = one ? cardinals.indexOf(one) : 0;
    return more < 0 || more > 9 ? NaN : value + more;
  }

  /** The ways to write a number; before 年 also sign by sign, 二〇一六.
   * @param {Numbers} numbers @param {number} value @param {string} rest
   * @param {boolean} alone */
  function numberWays(numbers, value, rest, alone) {
    const digits = String(value);
    const { read, part } = numbers;
    const han = inHan(numbers, value);
    const english = inEnglish(numbers, value);
    if (rest[0] === "%") {
      const said = [digits, english].filter(Boolean);
      const apart = flat(said.map(each => [each + " percent", each + " per cent"]));
      return [digits + "%", part + (han || digits), ...apart];
    }
    const ways = [digits, alone && value < 10 ? "" : han];
    if (alone) ways.push(english);
    if (!(value % 1e3)) ways.push(value >= 1e4 ? value / 1e4 + numbers.large[0] : "");
    Object.keys(read).forEach(sign => ways.push(han === read[sign] ? sign : ""));
    if (/^\d{4}$/.test(digits) && rest[0] === numbers.year) {
      const signs = digits.split("").map(digit => numbers.digits[Number(digit)]);
      ways.push(signs.join(""));
      Object.keys(read).forEach(sign => ways.push(signs.join("").split(read[sign]).join(sign)));
    }
    return ways.filter(Boolean);
  }

  /** A term and the other ways to write its numbers: 30个 三十个, 1% 百分之一, thirty 30.
   * @param {Corpus} corpus @param {string} term @returns {string[]} */
  function spellings({ index: { numbers } }, term) {
    const english = englishValue(numbers, term);
    if (english >= 0) return [term, ...numberWays(numbers, english, "", true)];
    const { units, part, ranges, alike, large } = numbers;
    const han = signsOf(numbers);
    const number = `\\d+(?:\\.\\d+)?[${large}]?|[${han}]+`;
    const counted = RegExp(`^(?:(?:${ranges.join("|")})(?:${number}))?(?:${units})`);
    /** @type {string[][]} */
    const pieces = [];
    let end = 0;
    term.replace(RegExp(`(${part})?(${number})(%?)`, "g"), (match, share, written, ...more) => {
      const [percent, start] = [more[0], /** @type {number} */ (more[1])];
      const rest = share ? "%" : term.slice(start + match.length - percent.length);
      const value = valueOf(numbers, written);
      const alone = match === term && /^\d+$/.test(term);
      if (isNaN(value) || !(alone || counted.test(rest))) return match;
      const before = term.slice(end, start);
      const joins = pieces.length > 0 && ranges.indexOf(before) >= 0;
      pieces.push(joins ? ranges : [before], numberWays(numbers, value, rest, alone));
      end = start + match.length;
      return match;
    });
    const left = term.slice(end);
    const unit = alike.find(each => pieces.length && left.startsWith(each[0]));
    pieces.push(unit ? [left, left.replace(unit[0], unit[1])] : [left]);
    const made = pieces.reduce(
      (starts, ways) => flat(starts.map(start => ways.map(way => start + way))).slice(0, 60),
      [""],
    );
    return Array.from(new Set([term, ...made]));
  }

  /* ── what is only like a word ── */

  /** apologise → apologies: the same beginning, and what is left are endings.
   * @param {Corpus} corpus @param {string} term */
  function kin(corpus, term) {
    const ending = RegExp(corpus.index.endings);
    const related = corpus.latin.filter(word => {
      let same = 0;
      while (term[same] && term[same] === word[same]) same++;
      return same > 3 && [term, word].every(each => ending.test(each.slice(same)));
    });
    return exact(corpus, related);
  }

  /** dutybearer → duty bearer, both whole words.
   * @param {Corpus} corpus @param {string} term */
  function spaced(corpus, term) {
    const words = new Set(corpus.latin);
    const ways = term
      .split("")
      .map((_letter, i) => [term.slice(0, i), term.slice(i)])
      .filter(([one, other]) => words.has(one) && words.has(other) && other.length > 1)
      .filter(([one]) => one.length > 1);
    return ways.length
      ? exact(
          corpus,
          ways.map(way => way.join(" ")),
        )
      : null;
  }

  /** One slip in a short word, two in a long one.
   * @param {Corpus} corpus @param {string} term */
  function mistyped(corpus, term) {
    const within = (/** @type {number} */ slips) =>
      term.length > 3 * slips &&
      exact(
        corpus,
        corpus.latin.filter(word => isNear(term, word, slips)),
      );
    return within(1) || within(2);
  }

  /** 123 → 12345. @param {Corpus} corpus @param {string} term */
  function begun(corpus, term) {
    if (!/^\d{2,}$/.test(term)) return null;
    const numbers = new Set(corpus.text.match(/\d+(?:\.\d+)*/g));
    return exact(
      corpus,
      Array.from(numbers).filter(number => number.startsWith(term)),
    );
  }

  /** All characters whose syllable is wanted.
   * @param {Corpus} corpus @param {(syllable: string) => boolean} wanted */
  function sounding({ index }, wanted) {
    const syllables = Object.keys(index.pinyin).filter(wanted);
    return syllables.map(syllable => index.pinyin[syllable]).join("");
  }

  /** zeren → 责任. @param {Corpus} corpus @param {string} term */
  function spelt(corpus, term) {
    if (term.length >= 40) return null;
    const runs = syllabled(corpus.index.pinyin, term).slice(0, 4);
    const whole = runs.filter(sets => sets.length > 1 && sets.every(Boolean));
    return firstOf(whole.map(sets => () => gather(corpus, [sets])));
  }

  /** zr → 责任, the first letters of a word that stands by itself somewhere, or else of one
   * with which such a word begins or ends. @param {Corpus} corpus @param {string} term */
  function initials(corpus, term) {
    if (term.length < 2 || term.length > 12 || !/^[a-z]+$/.test(term)) return null;
    const sets = term
      .split("")
      .map(letter => sounding(corpus, syllable => syllable[0] === letter));
    return sets.every(Boolean) ? knownWords(corpus, [sets]) : null;
  }

  /** Of what stands where the sets do only known words.
   * @param {Corpus} corpus @param {string[][]} runs */
  function knownWords(corpus, runs) {
    const { lexicon } = corpus.names;
    const found = gather(corpus, runs);
    const ways = [
      (/** @type {string} */ word) => lexicon.indexOf(`\n${word}\n`) >= 0,
      (/** @type {string} */ word) => word.length > 1 && lexicon.indexOf(word + "\n") >= 0,
    ];
    return (
      found &&
      firstOf(
        ways.map(way => () => {
          const words = found.words.filter(way);
          return words.length ? exact(corpus, words) : null;
        }),
      )
    );
  }

  /** The term in syllables, in every way it can be: the characters of each syllable.
   * @param {Record<string, string>} pinyin @param {string} term @returns {string[][]} */
  function syllabled(pinyin, term) {
    if (!term) return [[]];
    const first = Object.keys(pinyin).filter(syllable => term.startsWith(syllable));
    return flat(
      first.map(syllable =>
        syllabled(pinyin, term.slice(syllable.length)).map(rest => [pinyin[syllable], ...rest]),
      ),
    );
  }

  /** Each character may be any that sounds as it does.
   * @param {Corpus} corpus @param {string} term */
  function homophone(corpus, term) {
    const { pinyin } = corpus.index;
    const sets = term
      .split("")
      .map(sign => sounding(corpus, syllable => pinyin[syllable].indexOf(sign) >= 0) || sign);
    return gather(corpus, [sets]);
  }

  /** One character is another; in four and more, one is too many, missing, or two are turned.
   * Three make a known word: any two characters stand somewhere.
   * @param {Corpus} corpus @param {string} term */
  function miswritten(corpus, term) {
    if (term.length < 3 || term.length > 19) return null;
    const signs = term.split("");
    const changed = (/** @type {(rest: string[]) => string[]} */ change) => () =>
      gather(
        corpus,
        signs.map((sign, i) => [...signs.slice(0, i), ...change(signs.slice(i))]),
      );
    if (term.length < 4) {
      return knownWords(
        corpus,
        signs.map((sign, i) => [...signs.slice(0, i), "", ...signs.slice(i + 1)]),
      );
    }
    const other = changed(rest => ["", ...rest.slice(1)]);
    const tooMany = changed(rest => rest.slice(1));
    const missing = changed(rest => ["", ...rest]);
    const turned = changed(rest => [rest[1] || "", rest[0], ...rest.slice(2)]);
    return firstOf([other, tooMany, missing, turned]);
  }

  /** The term in as long pieces as stand somewhere; null where there are no such.
   * @param {Corpus} corpus @param {string} term @returns {Array<Likeness | null> | null} */
  function inPieces(corpus, term) {
    const left = term.replace(RegExp(corpus.index.linking), "");
    if (!left) return [];
    let size = 1;
    let place = 0;
    while (size < left.length) {
      place = corpus.text.indexOf(left.slice(0, size + 1), place);
      if (place < 0) break;
      size++;
    }
    for (; size > 1; size--) {
      const rest = inPieces(corpus, left.slice(size));
      if (rest) return [exact(corpus, [left.slice(0, size)]), ...rest];
    }
    return null;
  }

  /** A likeness of every term; with `slips` only those that a slip of pen or key explains.
   * @param {Corpus} corpus @param {string[]} terms @param {boolean} slips
   * @returns {MaybeLikeness[] | null} */
  function likenessOf(corpus, terms, slips) {
    /** @type {MaybeLikeness[]} */
    const all = [];
    for (const term of terms) {
      const han = HAN.test(term);
      // A number with a slip is another number.
      const numbered = spellings(corpus, term).length > 1;
      const inChinese = numbered ? [] : [slips ? miswritten : homophone];
      const ways = han ? inChinese : [kin, spaced, initials, spelt, mistyped, begun];
      const like =
        ((han || !slips) && exact(corpus, [term])) ||
        firstOf(ways.map(way => () => way(corpus, term)));
      const pieces = like ? [like] : !slips && han && inPieces(corpus, term);
      if (!pieces) return null;
      all.push(...pieces);
    }
    return all;
  }

  /* ── citations ── */

  /** What is cited, in marks as searchwords.py makes them, and the words beside it.
   * @param {Corpus} corpus @param {string} query */
  function readCitation({ index, citing }, query) {
    const marked = citing.reduce(
      (text, [from, to]) => text.replace(from, to),
      query.normalize("NFKC").toLowerCase().trim(),
    );
    const cites = marked.match(/<a[^>]*>(<[^a>][^>]*>)*/g);
    if (!cites) return null;
    const marks = cites.map(cite => /** @type {string[]} */ (cite.match(/[^<>]+/g)));
    const bare = /^[\d\s.()§‐-―~-]+$/.test(query.normalize("NFKC").trim());
    // 5-3 is no range, and 5-7 may be none.
    const [, from, to] = /^a(\d+)~(\d+)$/.exec(marks.length === 1 ? marks[0].join() : "") || [];
    const item = bare && to ? [[`a${from}~`, `n${to}~`]] : [];
    return { rest: marked.replace(RegExp(index.around, "g"), " "), cites: marks, bare, item };
  }

  /** Whether the marks a5~, i1~3 mean the address a5.i2; the letter n means any unit, and a
   * paragraph that has no mark is passed over.
   * @param {string[]} marks @param {string} address */
  function isCited(marks, address) {
    let met = 0;
    for (const part of address.split(".")) {
      const mark = marks[met] || "";
      const [first, last] = mark.slice(1).split("~");
      const number = part.slice(1);
      const ranging = Number(last) > Number(first);
      const within =
        parseInt(number, 10) >= Number(first) && parseInt(number, 10) <= Number(last);
      const same = number === (last ? first + "-" + last : first);
      if ((mark[0] === part[0] || mark[0] === "n") && (ranging ? within : same)) met++;
      else if (!mark || part[0] !== "p" || mark[0] === "p") return false;
    }
    return met === marks.length;
  }

  /** The documents of all provisions that are cited; the first paragraph of an article that is
   * one paragraph is the article.
   * @param {Corpus} corpus @param {string[][]} cites */
  function citedDocs({ standing }, cites) {
    const pick = (/** @type {(mark: string) => boolean} */ counts) =>
      flat(
        Object.keys(standing)
          .filter(address => cites.some(marks => isCited(marks.filter(counts), address)))
          .map(address => standing[address]),
      );
    const found = pick(() => true);
    return found.length ? found : pick(mark => mark !== "p1~");
  }

  /** @param {Corpus} corpus @param {Citation} citation */
  function citedIn(corpus, { cites, item }) {
    const found = citedDocs(corpus, cites);
    const several = new Set(found.map(doc => doc >> 1)).size > 1;
    return item.length && (several || !found.length)
      ? found.concat(citedDocs(corpus, item))
      : found;
  }

  /** What there is where what is cited is not: how many articles, or items of an article; with
   * the documents that say so. @param {Finding} finding @param {Citation} citation
   * @returns {number[]} */
  function beyond(finding, { cites, bare }) {
    const { corpus, wish } = finding;
    const { docs, standing, index } = corpus;
    const held = (/** @type {string} */ id) => (/** @type {number} */ doc) =>
      docs[doc].book.id === id;
    const addresses = Object.keys(standing);
    const articles = addresses.filter(address => address.indexOf(".") < 0);
    if (!articles.length) return [];
    const longest = docs[standing[articles[articles.length - 1]][0]].book;
    const book = index.books.find(({ id }) => id !== "" && id === wish.regulation) || longest;
    const own = (/** @type {string} */ address) => standing[address].filter(held(book.id));
    const marks = cites[0];
    const there = (/** @type {string[]} */ some) =>
      addresses.find(address => isCited(some, address) && own(address).length > 0);
    if (bare || there(marks)) return [];
    const side = (/** @type {number[]} */ pair) => pair[pair.length > 1 ? finding.own : 0];
    let depth = marks.length - 1;
    while (depth > 0 && !there(marks.slice(0, depth))) depth--;
    if (!depth) {
      const all = articles.filter(address => own(address).length > 0);
      if (!all.length) return [];
      const last = all.reduce((one, other) => (own(other)[0] > own(one)[0] ? other : one));
      const title = book.title[finding.own] || book.title[0];
      const cite = docs[side(own(last))].title || "";
      finding.note = { key: "beyond_a", title, n: all.length, last: cite };
      return [...own(last), ...pagesNamed(corpus, "full-text", book)];
    }
    const above = there(marks.slice(0, depth)) || "";
    const unit = marks[depth][0] === "n" ? "i" : marks[depth][0];
    const below = RegExp(`^${above.replace(".", "\\.")}\\.(?:p\\d+\\.)?${unit}[\\d-]+$`);
    const n = addresses.filter(each => below.test(each) && own(each).length > 0).length;
    const whole = unit === "p" && !n ? 1 : n;
    const key = whole ? "beyond_" + unit : "beyond_none";
    finding.note = { key, title: docs[side(own(above))].title || "", n: whole, last: "" };
    return own(above);
  }

  /** @param {Corpus} corpus @param {string} name @param {Book} book */
  const pagesNamed = ({ docs }, name, book) =>
    docs
      .map((_doc, i) => i)
      .filter(i => docs[i].kind === PAGE && docs[i].name === name && docs[i].book === book);

  /** 第九章, where there are four. @param {Finding} finding @param {Asked} asked */
  function beyondHeadings(finding, { query }) {
    const { corpus, wish } = finding;
    const cited = RegExp(corpus.index.division).exec(
      query.normalize("NFKC").toLowerCase().trim(),
    );
    if (!cited) return [];
    const unit = cited[2] || corpus.index.levels[cited[3]] || "";
    const heading = RegExp(`^\\D\\d+${unit}$`);
    const there = corpus.docs
      .map((_doc, i) => i)
      .filter(i => !(i & 1) && heading.test(corpus.docs[i].said))
      .filter(i => !wish.regulation || corpus.docs[i].book.id === wish.regulation);
    if (!there.length) return [];
    finding.note = { key: "beyond_division", title: unit, n: there.length, last: "" };
    return there;
  }

  /** Whether each document is of the cited provisions, of one below them or of their checks.
   * @param {Finding} finding @param {number[]} cited */
  function underCited({ corpus: { docs }, open }, cited) {
    /** @type {unknown[]} */
    const under = [];
    cited.forEach(doc => {
      const { page, address } = docs[doc];
      for (let i = page; docs[i] && docs[i].page === page; i++) {
        const below = (docs[i].address + ".").startsWith(address + ".");
        if (docs[i].kind !== PAGE && below) under[i] = open[i];
      }
    });
    return under;
  }

  /* ── finding and ranking ── */

  /** Puts a document among what is found, with those whose text is shown for it. A row is found
   * once: in the language at hand where that is found, too.
   * @param {Finding} finding @param {number} doc @param {number} rank @param {number[]} docs */
  function place({ corpus, wish, ranks, placed, own }, doc, rank, docs) {
    const row = doc >> 1;
    const before = placed[row];
    const foreign = (/** @type {number} */ each) => ((each & 1) ^ own) === 1;
    if (before && !(foreign(before.doc) && !foreign(doc))) return;
    if (before) before.dead = true;
    placed[row] = { doc, docs };
    const elsewhere = wish.regulation && corpus.docs[doc].book.id !== wish.regulation ? 1 : 0;
    const other = foreign(doc) && rank >= 0 ? OTHER_LANGUAGE : 0;
    const at = other + (rank - CALLED_SO) * 2 + elsewhere;
    (ranks[at] = ranks[at] || []).push(placed[row]);
  }

  /** @param {Finding} finding @param {number[]} docs @param {number} rank */
  function placeAll(finding, docs, rank) {
    docs.forEach(doc => finding.open[doc] && place(finding, doc, rank, [doc]));
  }

  /** Places those in the language at hand, where they are there.
   * @param {Finding} finding @param {number[]} docs @param {number} rank */
  function placeOwn(finding, docs, rank) {
    const own = docs.map(doc => (doc & -2) | finding.own);
    placeAll(finding, own, rank);
    placeAll(finding, docs, rank);
  }

  /** How good it is that a word of so many characters stands at a place: in a title of the law
   * or of a whole page, in law, in a check, in another title, in the text of a page; the middle
   * of an English word is worse than its beginning.
   * @param {Corpus} corpus @param {number} doc @param {number} start @param {number} size */
  function rankOf({ docs, text, lines, ends }, doc, start, size) {
    const { kind, address, head, name, said, book } = docs[doc];
    const worse = /^\w\w/.test(text.substr(start - 1, 2)) ? INSIDE_A_WORD : 0;
    const inText = start - (ends[doc] - lines[doc].length) + size >= head;
    if (inText) return worse + ([1, 2][kind] || 4);
    const wholeTitle = size === head - 1 && !(said && book.id);
    return worse + (address || wholeTitle || (name === "index" && size > 3) ? 0 : 3);
  }

  /**
   * For each document a bit for every word in it, and its rank: the worst of its words, each
   * where it stands best; `some` are the documents that have any.
   * @param {Finding} finding @param {Likeness[]} want @param {ArrayLike<unknown>} allowed
   */
  function wordsIn({ corpus }, want, allowed) {
    const several = want.length > 1;
    const apart = several ? APART : 0;
    const bits = new Int32Array(corpus.docs.length);
    const rank = new Uint8Array(corpus.docs.length);
    /** @type {number[]} */
    const some = [];
    want.forEach(({ words, hits }, k) => {
      const size = words[0].length;
      for (let i = 0; i < hits.length; i += 2) {
        const doc = hits[i];
        const seen = (bits[doc] >> k) & 1;
        if (!allowed[doc] || (seen && (several || rank[doc] < INSIDE_A_WORD))) continue;
        const here = apart + rankOf(corpus, doc, hits[i + 1], size);
        if (!bits[doc]) some.push(doc);
        rank[doc] = seen ? Math.min(rank[doc], here) : Math.max(rank[doc], here);
        bits[doc] |= 1 << k;
      }
    });
    return { bits, rank, some: some.sort((one, other) => one - other) };
  }

  /** By level: what documents are taken together, named by one of them.
   * @param {Doc[]} docs @param {number} own
   * @returns {Array<(doc: number) => number>} */
  const groupings = (docs, own) => [
    doc => doc,
    doc => (doc & -2) | own,
    doc => docs[doc].owner | own,
    doc => docs[doc].page | (doc & 1),
    doc => docs[doc].page | own,
  ];

  /**
   * Places what has all the words wanted: lines, or else the smallest groups of documents of
   * `levels`. Says whether anything is found by now.
   * @param {Finding} finding @param {MaybeLikeness[]} want @param {ArrayLike<unknown>} allowed
   * @param {number} levels
   */
  function findTogether(finding, want, allowed, levels) {
    const key = String(want.map(like => like && like.words));
    if (!want.every(Boolean) || finding.tried[key]) return false;
    finding.tried[key] = true;
    const wanted = /** @type {Likeness[]} */ (want);
    const made = wordsIn(finding, wanted, allowed);
    let found = placeLines(finding, wanted, made);
    for (let level = 1; level < levels && !found; level++) {
      found = placeGroups(finding, wanted, made, level);
    }
    if (finding.ranks.length) finding.words.push(...flat(wanted.map(like => like.words)));
    return finding.ranks.length > 0;
  }

  /** Whether a document counts as a line: of several words a hand-written page never does.
   * @param {Finding} finding @param {Likeness[]} want @param {number} doc */
  const isLine = ({ corpus }, want, doc) => want.length < 2 || corpus.docs[doc].book.id !== "";

  /** @param {Finding} finding @param {Likeness[]} want @param {ReturnType<wordsIn>} made */
  function placeLines(finding, want, { bits, rank, some }) {
    const every = (1 << want.length) - 1;
    const phrase = RegExp(
      want.map(like => `(?:${like.words.slice(0, 40).join("|")})`).join(" ?"),
    );
    let found = false;
    some
      .filter(doc => bits[doc] === every)
      .forEach(doc => {
        const asTyped = want.length > 1 && phrase.test(finding.corpus.lines[doc]);
        if (!asTyped && !isLine(finding, want, doc)) return;
        found = true;
        place(finding, doc, rank[doc] - (asTyped ? APART : 0), [doc]);
      });
    return found;
  }

  /** @param {Finding} finding @param {Likeness[]} want @param {ReturnType<wordsIn>} made
   * @param {number} level */
  function placeGroups(finding, want, { bits, rank, some }, level) {
    const { docs } = finding.corpus;
    const every = (1 << want.length) - 1;
    const groupOf = groupings(docs, finding.own)[level];
    const masks = new Int32Array(docs.length);
    some.forEach(doc => {
      if (level > 2 || isLine(finding, want, doc)) masks[groupOf(doc)] |= bits[doc];
    });
    /** @type {Record<string, number[]>} */
    const groups = {};
    some.forEach(doc => {
      const name = groupOf(doc);
      if (masks[name] === every) (groups[name] = groups[name] || []).push(doc);
    });
    // The names are whole numbers, so they come in order.
    Object.keys(groups).forEach(name => {
      const group = groups[name];
      const shown = group.filter(
        (doc, i) => group.findIndex(each => bits[each] === bits[doc]) === i,
      );
      place(finding, Number(name), rank[group[0]], shown);
    });
    return Object.keys(groups).length > 0;
  }

  /* ── the answer ── */

  /** @param {Finding} finding @param {Answer["mode"]} mode @returns {Answer} */
  function answer(finding, mode) {
    const { corpus, wish, left, note } = finding;
    const found = flat(finding.ranks.filter(Boolean)).filter(each => !each.dead);
    const longest = finding.words.slice(0, 99).sort((one, other) => other.length - one.length);
    const words = RegExp(longest.join("|"), "g");
    const { limit = 20, each: most = Infinity } = wish;
    /** @type {number[]} */
    const seen = [];
    const shown = found
      .filter(({ doc }) => {
        const { kind } = corpus.docs[doc];
        return (seen[kind] = (seen[kind] || 0) + 1) <= most;
      })
      .slice(0, limit);
    const hits = shown.map(each => hitOf(finding, each, words));
    const made = { mode: found.length ? mode : "none", total: found.length, hits, left, note };
    const direct = found.length > 0 && isDirect(finding, found);
    return Object.assign(made, { direct, near: [], shorter: [] });
  }

  /** Whether the first of what is found is the one that was asked for: cited, or called so.
   * @param {Finding} finding @param {Found[]} found */
  function isDirect({ corpus, asked, meant }, found) {
    if (meant) return true;
    const called = (/** @type {Found} */ { doc }) =>
      [doc & -2, doc | 1].some(
        each => asked && corpus.fold(corpus.docs[each].title || "") === asked,
      );
    const isForm = (/** @type {Found | undefined} */ each) =>
      each !== undefined && corpus.docs[each.doc].kind === FORM;
    if (isForm(found[0]) && isForm(found[1])) return false;
    return called(found[0]) && found.slice(1, 60).every(each => !called(each));
  }

  /** A document as it is shown: its address, its text, and where the words stand in that; in
   * the language at hand where it is there.
   * @param {Finding} finding @param {Found} found @param {RegExp} words
   * @returns {Hit} */
  function hitOf(finding, found, words) {
    const { docs, fold } = finding.corpus;
    const twin = (found.doc & -2) | finding.own;
    const doc = docs[twin].title ? twin : found.doc;
    const { book, kind, address, check, title, said } = docs[doc];
    // A provision that only introduces others is shown with the words of the first of them.
    const next = kind === LAW ? docs[doc + 2] : undefined;
    const texts = found.docs.map(each => docs[each].said).filter(Boolean);
    const text = texts.join(" … ") || (next ? next.said : "");
    /** @type {number[]} */
    const map = [];
    /** @type {Hit["ranges"]} */
    const ranges = [];
    fold(text, map).replace(words, (match, start) => {
      if (match) ranges.push([map[start], map[start + match.length - 1] + 1]);
      return "";
    });
    const line = ranges.length ? text.slice(0, ranges[0][0]).split("\n").length - 1 : 0;
    const apart = found.docs.length === 1 && (found.docs[0] !== doc || (check && line > 0));
    const { url, sheet } = placeOf(finding, docs[doc], doc);
    return {
      url,
      regulation: book.id,
      address,
      check,
      lang: doc & 1 ? "en" : "zh",
      kind: KINDS[kind],
      title,
      lead: apart && said ? said.split("\n")[0] : null,
      text,
      line: check ? line : 0,
      ranges,
      sheet,
    };
  }

  /** Where a document leads, and the files of a printed form.
   * @param {Finding} finding @param {Doc} found @param {number} doc */
  function placeOf({ state, meant, asked }, found, doc) {
    const { book, name, address, check, sheet } = found;
    const lang = doc & 1 ? "en" : "zh";
    const above = lang + "/" + (book.id && book.id + "/");
    const checking = (/** @type {string} */ line) =>
      `${lang}/current.html?sheet=${encodeURIComponent(line)}`;
    if (!sheet) {
      const id = check || address;
      const isChecker = !book.id && name === "current" && meant;
      const url = isChecker ? checking(asked) : `${above}${name}.html${id && "#" + id}`;
      return { url, sheet: null };
    }
    const files = sheet.files.map(file => {
      const [language, format] = file.split(".");
      const path = `sheets/${book.id}/${language}/${sheet.name}.${format}`;
      return /** @type {[string, string, string]} */ ([path, language, format]);
    });
    const anchor = { article: "#files", bearer: "#top" }[sheet.form] || "";
    const at = name === "sheets" ? "#whole" : anchor || (/^article/.test(name) ? "#files" : "");

    return {
      url: above + name + ".html" + at,
      sheet: { id: sheet.id, state, check: checking(`${book.id}/${sheet.id}`), files },
    };
  }

  /* ── one search ── */

  /** @param {Corpus} corpus @param {string} text @returns {string[]} */
  function termsOf({ fold }, text) {
    const terms = text.split(/\s+/).map(term => fold(term));
    return terms.filter(Boolean).slice(0, MOST_WORDS);
  }

  /** @param {Corpus} corpus @param {string} whole @param {Wish} wish @returns {Finding} */
  function beginning(corpus, whole, wish) {
    const { lang, kind, bearer } = wish;
    const wanted = (/** @type {Doc} */ doc) =>
      doc.title &&
      (!kind || KINDS[doc.kind] === kind) &&
      (!bearer || doc.bearers.indexOf(bearer) >= 0);
    const open = kind || bearer ? corpus.docs.map(wanted) : corpus.titled;
    const chinese = lang ? lang === "zh" : HAN.test(whole);
    const own = chinese ? 0 : 1;
    /** @type {Finding} */
    const finding = {
      corpus,
      wish,
      ranks: [],
      placed: {},
      tried: {},
      words: [whole],
      open,
      own,
      left: [],
      note: null,
      state: "",
      asked: whole,
      meant: false,
    };
    return finding;
  }

  /* ── printed forms, and what is called so ── */

  /** What is printed on a sheet, or a part of it: jinan-2016-31/A-a5@2026-11-23#9e41…
   * @param {Corpus} corpus @param {string} query */
  function readSheet({ index: { sheet } }, query) {
    const plain = (/** @type {string} */ text) =>
      text
        .normalize("NFKC")
        .replace(/\s+/g, "")
        .replace(/[\u2010-\u2015\u2212\u30fc]/g, "-")
        .replace(/\u3002/g, ".")
        .toLowerCase();
    const signed = (/** @type {string} */ text, /** @type {string[]} */ words, mark = "") =>
      words.reduce((made, word) => made.replace(RegExp(plain(word) + ":?"), mark), text);
    const marked = signed(signed(plain(query), sheet.stamp, "#"), sheet.edition, "@");
    const line = signed(marked, sheet.id)
      .replace(/^[^a-z\d#]+|[,;·]/g, "")
      .replace(RegExp(`(?:${sheet.after})$`), "")
      .replace(/(^|[/-])a0+(?=[1-9])/g, "$1a");
    const alone = /^#?([0-9a-f]{6,12})$/.exec(line);
    if (alone) return { id: "", stamp: alone[1], book: "" };
    const book = "(?:([a-z\\d][a-z\\d-]*)/)?";
    const id = "([a-z](?:-[a-z\\d_-]+)?)?";
    const layout = "(?:/(?:zh|en|both)(?:-[a-z\\d]+)?)?"; // which no form differs by
    const rest = "(?:@\\d{4}-\\d\\d-\\d\\d)?(?:#([0-9a-f]{6,12}))?" + layout;
    const parts = RegExp(`^${book}${id}${rest}$`).exec(line);
    if (!parts || !(parts[2] || parts[3])) return null;
    return { book: parts[1] || "", id: parts[2] || "", stamp: parts[3] || "" };
  }

  /** The number of a printed form, its stamp or the beginning of it, or all that its code says.
   * @param {Finding} finding @param {Asked} asked @returns {Answer | null} */
  function bySheet(finding, { query }) {
    const { corpus } = finding;
    const read = readSheet(corpus, query);
    if (!read) return null;
    let known = false;
    corpus.index.books.forEach(book => {
      if (read.book && book.id !== read.book) return;
      const was = book.was || {};
      const old = read.stamp
        ? Object.keys(was).filter(stamp => stamp.startsWith(read.stamp))
        : [];
      (book.stamps || []).forEach(([key, stamp, ids]) => {
        const named = ids.some(id => id.toLowerCase() === read.id);
        const isNow = read.stamp !== "" && stamp.startsWith(read.stamp);
        const isOld = old.some(each => was[each] === key);
        if (read.id ? !named : !(isNow || isOld)) return;
        known = true;
        if (isNow) finding.state = "yes";
        else if (isOld && !finding.state) finding.state = "was";
        const about = corpus.docs
          .map((_doc, i) => i)
          .filter(i => isAbout(corpus.docs[i], book, read.id ? [read.id] : ids));
        placeOwn(finding, about, CALLED_SO);
      });
      known = known || old.length > 0;
    });
    const looksSo = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{12}$/.test(read.stamp) || read.book;
    if (!known && !looksSo) return null;
    const forms = finding.ranks.length ? flat(finding.ranks.filter(Boolean)).length : 0;
    finding.meant = true;
    finding.asked = query.trim();
    placeOwn(finding, pagesNamed(corpus, "current", corpus.index.books[0]), CALLED_SO + 1);
    const made = answer(finding, "reference");
    made.direct = made.hits.length > 0 && forms < 2;
    return made;
  }

  /** @param {Doc} doc @param {Book} book @param {string[]} ids */
  const isAbout = ({ sheet, book: own }, book, ids) =>
    sheet !== null &&
    own === book &&
    ids.some(id => id.toLowerCase() === sheet.id.toLowerCase());

  /** Puts first what is called as the query is: bearers, pages, forms, alone or with what they
   * are about. @param {Finding} finding @param {Asked} asked */
  function placeCalled(finding, { whole }) {
    const { corpus } = finding;
    const { names, docs } = corpus;
    const [called] = oneOrMany(whole);
    const page = names.pages[whole] || names.pages[called];
    const isIt = (/** @type {Doc} */ { name, kind }) => name === page && kind === PAGE;
    const found = page ? docs.map((_doc, i) => i).filter(i => isIt(docs[i])) : [];
    placeOwn(finding, found, CALLED_SO + 1);
    const bearers = bearersCalled(corpus, whole, false);
    placeBearers(finding, bearers, CALLED_SO);
    placeForms(finding, whole);
  }

  /** @param {Finding} finding @param {Bearer[]} bearers @param {number} rank */
  function placeBearers(finding, bearers, rank) {
    const { docs } = finding.corpus;
    const of = (/** @type {number} */ kind) =>
      docs
        .map((_doc, i) => i)
        .filter(i => docs[i].kind === kind && bearers.some(one => isOf(docs[i], one)));
    if (!bearers.length) return;
    placeOwn(finding, of(WHO), rank);
    placeOwn(finding, of(FORM), rank + 1);
  }

  /** @param {Doc} doc @param {Bearer} bearer */
  const isOf = (doc, { book, code }) => doc.book === book && doc.bearers[0] === code;

  /** Whether words stand in others, English ones whole and not too short to mean anything.
   * @param {string} text @param {string} words */
  const holds = (text, words) =>
    HAN.test(words)
      ? text.indexOf(words) >= 0
      : words.length > 3 && ` ${text} `.indexOf(` ${words} `) >= 0;

  /** An English name as it is of one and of several. @param {string} words */
  const oneOrMany = words => [
    words.replace(/ies$/, "y").replace(/s$/, ""),
    words.replace(/y$/, "ie") + "s",
  ];

  /** Those whose name it is, or with `part` a part of one of their names.
   * @param {Corpus} corpus @param {string} words @param {boolean} part */
  function bearersCalled({ names: { bearers } }, words, part) {
    const said = [words, ...oneOrMany(words)];
    const ways = [
      (/** @type {Bearer} */ { called }) => called.some(name => said.indexOf(name) >= 0),
      (/** @type {Bearer} */ { parts }) => parts.some(name => said.indexOf(name) >= 0),
      (/** @type {Bearer} */ { called }) =>
        words.length > 1 && called.some(name => holds(name, words)),
      (/** @type {Bearer} */ { called }) =>
        called.some(name => name.length > 1 && holds(words, name)),
    ];
    for (const way of ways.slice(0, part ? 4 : 2)) {
      const found = bearers.filter(way);
      if (found.length) return found;
    }
    return [];
  }

  /** The kinds of form that the words name, and what else they say.
   * @param {Corpus} corpus @param {string} whole */
  function formCalled({ names, index, fold }, whole) {
    const padded = ` ${whole} `;
    const form = names.forms.find(([name]) => name.test(padded));
    if (!form) return null;
    const around = padded.replace(form[0], " ");
    const rest = fold(around.replace(RegExp(index.formal, "g"), " "));
    return { keys: form[1], rest: rest.trim() };
  }

  /** @param {Corpus} corpus @param {string[]} keys @returns {number[]} */
  const sheetsOf = ({ docs }, keys) =>
    docs
      .map((_doc, i) => i)
      .filter(i => {
        const { sheet } = docs[i];
        return sheet !== null && keys.indexOf(sheet.form) >= 0;
      });

  /** @param {Finding} finding @param {string} whole */
  function placeForms(finding, whole) {
    const { corpus } = finding;
    const called = formCalled(corpus, whole);
    if (!called) return;
    const { keys, rest } = called;
    const some = sheetsOf(corpus, keys);
    const of = (/** @type {(doc: Doc, sheet: Sheet) => boolean} */ wanted) =>
      some.filter(i => wanted(corpus.docs[i], /** @type {Sheet} */ (corpus.docs[i].sheet)));
    if (!rest) {
      placeKind(finding, some);
      return;
    }
    const cited = readCitation(corpus, rest);
    const subject = cited && !cited.rest.trim() && cited.cites[0][0];
    if (subject) {
      placeOwn(
        finding,
        of((_doc, sheet) => isCited([subject], sheet.subject)),
        CALLED_SO,
      );
      return;
    }
    const bearers = bearersCalled(corpus, rest, true);
    const ofThem = of(doc => bearers.some(bearer => isOf(doc, bearer)));
    const ofAll = of((_doc, sheet) => !sheet.subject);
    const titled = bearers.length ? [] : of(doc => isNamed(corpus, doc, rest));
    placeOwn(finding, ofThem.length || !bearers.length ? ofThem : ofAll, CALLED_SO);
    placeOwn(finding, titled, CALLED_SO);
    placeBearers(finding, bearers, CALLED_SO + 1);
  }

  /** All forms of a kind: those about everything first, then by bearer; before many of them
   * the page that lists them. @param {Finding} finding @param {number[]} found */
  function placeKind(finding, found) {
    const { corpus } = finding;
    const sheetOf = (/** @type {number} */ i) => /** @type {Sheet} */ (corpus.docs[i].sheet);
    const whole = found.filter(i => !sheetOf(i).subject);
    const books = new Set(found.map(i => corpus.docs[i].book));
    if (!whole.length) {
      books.forEach(book => placeOwn(finding, pagesNamed(corpus, "sheets", book), CALLED_SO));
    }
    placeOwn(finding, whole, CALLED_SO + 1);
    const ofBearers = found.filter(i => sheetOf(i).form === "bearer");
    placeOwn(finding, ofBearers, CALLED_SO + 2);
    placeOwn(finding, found, CALLED_SO + 3);
  }

  /** Whether a form's title or that of its regulation has the words.
   * @param {Corpus} corpus @param {Doc} doc @param {string} words */
  const isNamed = ({ fold }, { title, book }, words) =>
    words.length > 1 && fold([title, ...book.title].join("\n")).indexOf(words) >= 0;

  /** A05-01-1, or the beginning of such a number up to a hyphen, with any zeros before its
   * parts; of one that there is not, what has its beginning.
   * @param {Finding} finding @param {Asked} asked @returns {Answer | null} */
  function byNumber(finding, { whole }) {
    const { index, docs } = finding.corpus;
    const number = whole.replace(RegExp(index.naming), "");
    if (!/^a\d+ \d|^a\d{4}/.test(number)) return null;
    const bare = (/** @type {string} */ id) => (id + " ").replace(/(\D)0+(?=\d)/g, "$1");
    const parts = number.split(" ");
    for (let n = parts.length; n > 0 && (n > 1 || parts.length < 2); n--) {
      const begins = bare(parts.slice(0, n).join(" "));
      docs.forEach(({ id }, doc) => {
        const meant = bare(id).startsWith(begins) || id.replace(/ /g, "") === number;
        if (finding.open[doc] && id && meant) place(finding, doc, 0, [doc]);
      });
      const whole = n === parts.length;
      if (finding.ranks.length) return answer(finding, whole ? "reference" : "similar");
    }
    return null;
  }

  /**
   * A citation alone, with the title of its regulation, or with words: these are then looked
   * for in what is cited.
   * @param {Finding} finding @param {Asked} asked @param {number[]} cited
   * @returns {Answer | null}
   */
  function byCitation(finding, asked, cited) {
    const { whole, citation } = asked;
    const { corpus, open } = finding;
    if (!citation) return null;
    const under = underCited(finding, cited);
    const rest = termsOf(corpus, citation.rest);
    const title = RegExp(rest.join("").split("").join(".*"));
    const named = cited.filter(doc =>
      title.test(corpus.fold(corpus.docs[doc].book.title.join("\n"))),
    );
    const isTitle = named.length > 0 && RegExp(corpus.index.titled).test(citation.rest);
    if (rest.length && !isTitle && corpus.text.indexOf(whole) < 0) {
      if (findTogether(finding, exactly(corpus, rest), under, 3))
        return answer(finding, "exact");
    }
    placeAll(finding, named, 0);
    if (!named.length && (rest.length || citation.bare || finding.note)) return null;
    const rows = new Set(named.map(doc => doc >> 1));
    finding.meant = rows.size === 1 || (citation.bare && rows.size > 0);
    if (/[a-z]/.test(whole) || HAN.test(whole) || /^\d+$/.test(asked.query.trim())) {
      findTogether(finding, exactly(corpus, [whole]), open, 1);
    }
    if (!rest.length) placeAll(finding, Object.keys(under).map(Number), BELOW_THE_CITED);
    return answer(finding, named.length ? "reference" : "exact");
  }

  /** The words as written; of many words first the sentence that they are.
   * @param {Finding} finding @param {Asked} asked
   * @param {boolean} asOne @param {number} levels */
  function asWritten(finding, { whole, terms }, asOne, levels) {
    const { corpus, open } = finding;
    if (terms.length > 5 && findTogether(finding, exactly(corpus, [whole]), open, 1))
      return true;
    return findTogether(finding, exactly(corpus, asOne ? [whole] : terms), open, levels);
  }

  /** The words between the signs of punctuation.
   * @param {Corpus} corpus @param {string} query */
  function withoutSigns(corpus, query) {
    const signs = query.split("").map(sign => corpus.fold(sign) || " ");
    return exactly(corpus, termsOf(corpus, signs.join("")));
  }

  /** What is like the query as one word, like each of its words, or a slip away from them.
   * @param {Finding} finding @param {Asked} asked */
  function bySimilarity(finding, { whole, terms }) {
    const { corpus, open } = finding;
    const ways = [
      { list: [whole.replace(/ /g, "")], slips: false },
      { list: terms, slips: false },
      { list: terms, slips: true },
    ];
    for (const { list, slips } of ways) {
      const like = !finding.ranks.length && likenessOf(corpus, list, slips);
      if (like) findTogether(finding, like, open, slips ? 2 : 4);
    }
  }

  /** What is found for some of the words where nothing is for all.
   * @param {Finding} finding @param {Asked} asked */
  function byFewer(finding, { whole, terms }) {
    const { corpus } = finding;
    const { list, left } = terms.length > 1 ? { list: terms, left: [] } : cut(corpus, whole);
    if (list.length + left.length < 2) return;
    const likes = list.map(term => exact(corpus, spellings(corpus, term)));
    const present = list.filter((_term, i) => likes[i]);
    const absent = left.concat(list.filter((_term, i) => !likes[i]));
    const size = (/** @type {string} */ term) =>
      (likes[list.indexOf(term)] || { hits: [] }).hits.length;
    // What stands most often says least.
    const common = present.slice().sort((one, other) => size(other) - size(one));
    for (let n = absent.length ? 0 : 1; n < present.length; n++) {
      const dropped =
        n < 2 && present.length < 5 ? common.slice(0, present.length) : [common[n - 1]];
      for (const drop of n === 1 ? dropped : [""]) {
        const out = n === 1 ? [drop] : common.slice(0, n);
        const kept = present.filter(term => out.indexOf(term) < 0);
        if (findTogether(finding, exactly(corpus, kept), finding.open, 4)) {
          finding.left = absent.concat(out);
          return;
        }
      }
    }
  }

  /** A word that stands nowhere, in pieces of two characters and more that do, and the rest.
   * @param {Corpus} corpus @param {string} word */
  function cut(corpus, word) {
    const { text } = corpus;
    /** @type {string[]} */
    const list = [];
    /** @type {string[]} */
    const left = [];
    // A number without its unit means nothing, nor the unit without it.
    const numbered = spellings(corpus, word).length > 1;
    if (!HAN.test(word) || word.length < 4 || numbered) return { list, left };
    const linking = RegExp(corpus.index.linking + "$");
    let rest = "";
    for (let i = 0; i < word.length;) {
      let size = 0;
      while (i + size < word.length && text.indexOf(word.substr(i, size + 1)) >= 0) size++;
      const link = linking.test(rest);
      if (size > 1 && (link || rest.length !== 1) && word.length - i - size !== 1) {
        if (rest && !link) left.push(rest);
        list.push(word.substr(i, size));
        rest = "";
        i += size;
      } else rest += word[i++];
    }
    if (rest) left.push(rest);
    const kept = list.join("").length;
    return kept * 2 >= word.length ? { list, left } : { list: [], left: [] };
  }

  /** Queries that find something, where this one does not.
   * @param {Finding} finding @param {Asked} asked @param {Answer} made */
  function withAdvice({ corpus }, { whole, terms }, made) {
    const { lexicon } = corpus.names;
    const shares = (/** @type {string} */ word) => {
      if (!HAN.test(word) || !HAN.test(whole)) {
        return word.length > 3 && isNear(whole, word, whole.length > 6 ? 2 : 1) ? 1 : 0;
      }
      const same = Array.from(new Set(whole)).filter(sign => word.indexOf(sign) >= 0).length;
      return same > 1 ? same / Math.max(whole.length, word.length) : 0;
    };
    made.near = lexicon
      .split("\n")
      .filter(word => word && shares(word) >= 0.5)
      .sort((one, other) => shares(other) - shares(one))
      .slice(0, 5);
    const some = flat(terms.map(term => (HAN.test(term) ? cut(corpus, term).list : [term])));
    made.shorter = some.filter(word => word !== whole && exact(corpus, [word])).slice(0, 5);
    return made;
  }

  /** 30 个, 1 percent: as one word. @param {Corpus} corpus @param {string} query */
  function numbersJoined({ index: { numbers } }, query) {
    return query
      .replace(RegExp(numbers.percent, "gi"), "$1%")
      .replace(RegExp(`(\\d)\\s+(?=${numbers.units})`, "g"), "$1");
  }

  /** What a question is about. @param {Index} index @param {string} query */
  const withoutAsking = ({ asking }, query) =>
    asking.reduce((text, [from, to]) => text.replace(RegExp(from, "gi"), to), query);

  /** @param {Corpus} corpus @param {string} query @param {Wish} wish @returns {Answer} */
  function searchIn(corpus, query, wish) {
    const { index, fold } = corpus;
    const whole = fold(query.replace(/\s/g, " "));
    const finding = beginning(corpus, whole, wish);
    if (!/[^\s.%‰]/.test(whole)) return answer(finding, "none");
    corpus.memo = {};
    const terms = termsOf(corpus, numbersJoined(corpus, query.normalize("NFKC")));
    /** @type {Asked} */
    const asked = { query, whole, terms, citation: readCitation(corpus, query) };
    const numbered = bySheet(finding, asked) || byNumber(finding, asked);
    if (numbered) return numbered;
    placeCalled(finding, asked);
    const isCalled = finding.ranks.length > 0;
    const cited = asked.citation ? citedIn(corpus, asked.citation) : [];
    const lost = asked.citation && !isCalled && (wish.regulation || !cited.length);
    const lacking = lost && asked.citation ? beyond(finding, asked.citation) : [];
    const meant = !isCalled && byCitation(finding, asked, cited);
    if (meant) return meant;
    const isQuestion = !asked.citation && RegExp(index.asked, "i").test(query);
    const levels = isQuestion || isCalled ? 2 : 5;
    if (asWritten(finding, asked, cited.length > 0, levels)) return answer(finding, "exact");
    if (isCalled) return answer(finding, "exact");
    if (isQuestion) {
      const made = searchIn(corpus, withoutAsking(index, query), wish);
      if (made.mode === "exact" || made.mode === "reference") made.mode = "similar";
      return Object.assign(made, { direct: false });
    }
    const words = withoutSigns(corpus, cited.length ? "" : query);
    if (findTogether(finding, words, finding.open, 2)) return answer(finding, "exact");
    placeAll(finding, cited, 0);
    if (finding.ranks.length) return answer(finding, "similar");
    const there = lacking.length ? lacking : beyondHeadings(finding, asked);
    placeOwn(finding, there, 0);
    const { rest = "" } = asked.citation || {};
    if (finding.note) {
      const made = fold(rest) ? searchIn(corpus, rest, wish) : null;
      if (made && made.total) return Object.assign(made, { note: finding.note, direct: false });
      return answer(finding, "beyond");
    }
    if (!asked.citation || asked.citation.bare) bySimilarity(finding, asked);
    if (finding.ranks.length) return answer(finding, "similar");
    const form = formCalled(corpus, whole);
    if (form) {
      placeKind(finding, sheetsOf(corpus, form.keys));
      finding.left = [form.rest];
      if (finding.ranks.length) return answer(finding, "fewer");
    }
    const left = asked.citation ? termsOf(corpus, rest) : terms;
    byFewer(finding, { query, whole: fold(left.join(" ")), terms: left, citation: null });
    if (finding.ranks.length) return answer(finding, "fewer");
    return withAdvice(finding, asked, answer(finding, "none"));
  }

  /** @param {Index} index @returns {Engine} */
  function createSearch(index) {
    const corpus = readIndex(index);
    return { search: (query, wish = {}) => searchIn(corpus, query, wish), fold: corpus.fold };
  }

  const made = { createSearch, folder };
  if (typeof module === "object") Object.assign(module.exports, made);
  else root.zichaSearch = made;
})(this);
