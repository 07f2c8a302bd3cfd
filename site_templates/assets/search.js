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
 * A regulation, or with an empty `id` the pages above them all; `pages` is name and rows.
 * @typedef {{order: number, id: string, title: [string, string],
 *   bearers: Array<[code: string, zh: string, en: string | null]>,
 *   pages: Array<[name: string, rows: Row[]]>}} Book
 *
 * Patterns are sources of regular expressions; `citing` is pattern and what takes its place;
 * `fold` is characters and, at the same place, what they are read as; `pinyin` is syllable and
 * the characters that sound so; `parts` are files with further books.
 * @typedef {{books: Book[], fold: [string, string], pinyin: Record<string, string>,
 *   citing: Array<[from: string, to: string]>, around: string, endings: string, asked: string,
 *   asking: string, naming: string, titled: string, linking: string, parts: string[]}} Index
 *
 * A row in one language. `page` and `owner` are the first documents of its page and of its
 * provision, `head` is how many characters of its line are its title.
 * @typedef {{page: number, owner: number, name: string, book: Book, kind: number,
 *   address: string, check: string | null, id: string, bearers: string[],
 *   title: string | null, said: string, head: number}} Doc
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
 *   memo: Record<string, Likeness | null>}} Corpus
 *
 * @typedef {{lang?: string, limit?: number, regulation?: string, kind?: string,
 *   bearer?: string}} Wish
 *
 * `words` are those to be marked in the text; `own` is 0 where Chinese is answered first.
 * @typedef {{corpus: Corpus, wish: Wish, ranks: Array<Array<{doc: number, docs: number[]}>>,
 *   placed: Record<number, boolean>, tried: Record<string, boolean>, words: string[],
 *   open: ArrayLike<unknown>, own: number}} Finding
 *
 * A query taken apart: `whole` folded, `terms` word by word, its citation or null.
 * @typedef {{query: string, whole: string, terms: string[],
 *   citation: {rest: string, cites: string[][]} | null}} Asked
 *
 * @typedef {{url: string, regulation: string, address: string, check: string | null,
 *   lang: "zh" | "en", kind: "law" | "check" | "page", title: string | null, text: string,
 *   ranges: Array<[start: number, end: number]>}} Hit
 * @typedef {{mode: "reference" | "exact" | "similar" | "none", total: number,
 *   hits: Hit[]}} Answer
 * @typedef {{search: (query: string, wish?: Wish) => Answer, fold: Fold}} Engine
 */

(function (/** @type {any} */ root) {
  "use strict";
  const HAN = /[\u2e80-\uffff]/;
  const LINE_END = 10;
  const KINDS = /** @type {const} */ (["law", "check", "page"]);
  const LAW = 0;
  const PAGE = 2;
  /* An integer has a bit for each of so many sets, a search for each of so many words. */
  const MOST_SETS = 31;
  const MOST_WORDS = 30;
  /* Ranks, the best first: 0 to 4 by where a word stands (`rankOf`), and added to them: */
  const INSIDE_A_WORD = 8;
  const APART = 16;
  const BELOW_THE_CITED = 150;
  const OTHER_LANGUAGE = 400;

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
   * digits stay; a traditional character as the simplified one.
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
            (/[0-9a-z\u00c0-\u1fff\u3005-\u3007\u3031-\ufaff]/.test(sign) ? sign : " "),
        );
    return (text, map) => {
      let out = "";
      let gap = false;
      const put = (/** @type {string} */ sign, /** @type {number} */ place) => {
        out += sign;
        if (map) map.push(place);
      };
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        const signs = (seen[code] = seen[code] || foldOne(text[i]));
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
    };
    index.books.sort((one, other) => one.order - other.order);
    index.books.forEach(book =>
      book.pages.forEach(([name, rows]) => addPage(corpus, book, name, rows)),
    );
    let total = 0;
    corpus.lines.forEach(line => corpus.ends.push((total += line.length)));
    corpus.text = corpus.lines.join("");
    corpus.latin = Array.from(new Set(corpus.text.match(/[a-z]+/g)));
    corpus.titled = corpus.docs.map(doc => doc.title);
    corpus.spots = spotsOf(corpus.text);
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
        const head = kind === PAGE && title ? fold(title) + "\n" : "";
        if (kind === LAW && title) {
          (standing[address] = standing[address] || []).push(docs.length);
        }
        lines.push(head + fold(said) + "\n");
        const id = fold(check || "");
        const names = { page, owner, name, book, kind, address, check, id, bearers };
        docs.push(Object.assign(names, { title, said, head: head.length }));
      }),
    );
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
    runs.forEach(sets =>
      scan(corpus, sets, (doc, place) => {
        hits.push(doc, place);
        if (!words) standing.add(corpus.text.substr(place, sets.length));
      }),
    );
    return hits.length ? { words: Array.from(standing), hits } : null;
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
  const exactly = (corpus, terms) => terms.map(term => exact(corpus, [term]));

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

  /** dutybearer → duty bearer. @param {Corpus} corpus @param {string} term */
  function spaced(corpus, term) {
    const ways = term
      .split("")
      .map((letter, i) => term.slice(0, i) + " " + letter + term.slice(i + 1));
    return exact(corpus, ways);
  }

  /** One slip in a short word, two in a long one.
   * @param {Corpus} corpus @param {string} term */
  function mistyped(corpus, term) {
    const within = (/** @type {number} */ slips) =>
      term.length > 1 + 2 * slips &&
      exact(
        corpus,
        corpus.latin.filter(word => isClose(term, word, slips)),
      );
    return within(1) || within(2);
  }

  /** All characters whose syllable is wanted.
   * @param {Corpus} corpus @param {(syllable: string) => boolean} wanted */
  function sounding({ index }, wanted) {
    const syllables = Object.keys(index.pinyin).filter(wanted);
    return syllables.map(syllable => index.pinyin[syllable]).join("");
  }

  /** zeren → 责任; zr, the first letters, too. @param {Corpus} corpus @param {string} term */
  function spelt(corpus, term) {
    if (term.length >= 40) return null;
    const initials = term
      .split("")
      .map(letter => sounding(corpus, syllable => syllable[0] === letter));
    const runs = syllabled(corpus.index.pinyin, term).slice(0, 4).concat([initials]);
    const whole = runs.filter(sets => sets.length > 1 && sets.every(Boolean));
    return firstOf(whole.map(sets => () => gather(corpus, [sets])));
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
   * @param {Corpus} corpus @param {string} term */
  function miswritten(corpus, term) {
    if (term.length < 3 || term.length > 19) return null;
    const signs = term.split("");
    const changed = (/** @type {(rest: string[]) => string[]} */ change) => () =>
      gather(
        corpus,
        signs.map((sign, i) => [...signs.slice(0, i), ...change(signs.slice(i))]),
      );
    const other = changed(rest => ["", ...rest.slice(1)]);
    const tooMany = changed(rest => rest.slice(1));
    const missing = changed(rest => ["", ...rest]);
    const turned = changed(rest => [rest[1] || "", rest[0], ...rest.slice(2)]);
    return firstOf(term.length < 4 ? [other] : [other, tooMany, missing, turned]);
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
      const inChinese = slips ? [miswritten] : [homophone];
      const ways = han ? inChinese : [kin, spaced, spelt, mistyped];
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
    return {
      rest: marked.replace(RegExp(index.around, "g"), " "),
      cites: cites.map(cite => /** @type {string[]} */ (cite.match(/[^<>]+/g))),
    };
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

  /** Puts a document among what is found, with those whose text is shown for it.
   * @param {Finding} finding @param {number} doc @param {number} rank @param {number[]} docs */
  function place({ corpus, wish, ranks, placed, own }, doc, rank, docs) {
    if (placed[doc]) return;
    placed[doc] = true;
    const elsewhere = wish.regulation && corpus.docs[doc].book.id !== wish.regulation ? 1 : 0;
    const row = ((doc & 1) ^ own) * OTHER_LANGUAGE + rank * 2 + elsewhere;
    (ranks[row] = ranks[row] || []).push({ doc, docs });
  }

  /** @param {Finding} finding @param {number[]} docs @param {number} rank */
  function placeAll(finding, docs, rank) {
    docs.forEach(doc => finding.open[doc] && place(finding, doc, rank, [doc]));
  }

  /** How good it is that a word of so many characters stands at a place: in a title of the law
   * or of a whole page, in law, in a check, in another title, in the text of a page; the middle
   * of an English word is worse than its beginning.
   * @param {Corpus} corpus @param {number} doc @param {number} start @param {number} size */
  function rankOf({ docs, text, lines, ends }, doc, start, size) {
    const { kind, address, head, name, said, book } = docs[doc];
    const worse = /^\w\w/.test(text.substr(start - 1, 2)) ? INSIDE_A_WORD : 0;
    const inText = start - (ends[doc] - lines[doc].length) + size >= head;
    if (inText) return worse + [1, 2, 4][kind];
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
    const found = flat(finding.ranks.filter(Boolean));
    const longest = finding.words.slice(0, 99).sort((one, other) => other.length - one.length);
    const words = RegExp(longest.join("|"), "g");
    const { limit = 20 } = finding.wish;
    return {
      mode: found.length ? mode : "none",
      total: found.length,
      hits: found.slice(0, limit).map(each => hitOf(finding.corpus, each, words)),
    };
  }

  /** A document as it is shown: its address, its text, and where the words stand in that.
   * @param {Corpus} corpus @param {{doc: number, docs: number[]}} found @param {RegExp} words
   * @returns {Hit} */
  function hitOf({ docs, fold }, found, words) {
    const { book, name, kind, address, check, title } = docs[found.doc];
    const lang = found.doc & 1 ? "en" : "zh";
    const id = check || address;
    // A provision that only introduces others is shown with the words of the first of them.
    const next = kind === LAW ? docs[found.doc + 2] : undefined;
    const said = found.docs.map(doc => docs[doc].said).filter(Boolean);
    const text = said.join(" … ") || (next ? next.said : "");
    /** @type {number[]} */
    const map = [];
    /** @type {Hit["ranges"]} */
    const ranges = [];
    fold(text, map).replace(words, (match, start) => {
      ranges.push([map[start], map[start + match.length - 1] + 1]);
      return "";
    });
    const page = `${lang}/${book.id && book.id + "/"}${name}.html`;
    const url = page + (id && "#" + id);
    return {
      url,
      regulation: book.id,
      address,
      check,
      lang,
      kind: KINDS[kind],
      title,
      text,
      ranges,
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
    return { corpus, wish, ranks: [], placed: {}, tried: {}, words: [whole], open, own };
  }

  /** A05-01-1, or the beginning of such a number up to a hyphen.
   * @param {Finding} finding @param {Asked} asked @returns {Answer | null} */
  function byNumber(finding, { whole }) {
    const { index, docs } = finding.corpus;
    const number = whole.replace(RegExp(index.naming), "");
    if (!/^a\d+ \d|^a\d{4}/.test(number)) return null;
    docs.forEach(({ id }, doc) => {
      const meant = (id + " ").startsWith(number + " ") || id.replace(/ /g, "") === number;
      if (finding.open[doc] && meant) place(finding, doc, 0, [doc]);
    });
    return finding.ranks.length ? answer(finding, "reference") : null;
  }

  /**
   * A citation alone, with the title of its regulation, or with words: these are then looked
   * for in what is cited.
   * @param {Finding} finding @param {Asked} asked @param {number[]} cited
   * @returns {Answer | null}
   */
  function byCitation(finding, { whole, citation }, cited) {
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
    if (!named.length && (rest.length || /^\d/.test(whole))) return null;
    findTogether(finding, exactly(corpus, [whole]), open, 1);
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

  /** @param {Corpus} corpus @param {string} query @param {Wish} wish @returns {Answer} */
  function searchIn(corpus, query, wish) {
    const { index, fold } = corpus;
    const whole = fold(query.replace(/\s/g, " "));
    const finding = beginning(corpus, whole, wish);
    if (!whole) return answer(finding, "none");
    corpus.memo = {};
    const terms = termsOf(corpus, query.normalize("NFKC"));
    /** @type {Asked} */
    const asked = { query, whole, terms, citation: readCitation(corpus, query) };
    const cited = asked.citation ? citedDocs(corpus, asked.citation.cites) : [];
    const meant = byNumber(finding, asked) || byCitation(finding, asked, cited);
    if (meant) return meant;
    const isQuestion = !asked.citation && RegExp(index.asked, "i").test(query);
    if (asWritten(finding, asked, cited.length > 0, isQuestion ? 2 : 5)) {
      return answer(finding, "exact");
    }
    if (isQuestion) {
      const made = searchIn(corpus, query.replace(RegExp(index.asking, "gi"), " "), wish);
      return made.total ? Object.assign(made, { mode: "similar" }) : made;
    }
    const words = withoutSigns(corpus, cited.length ? "" : query);
    if (findTogether(finding, words, finding.open, 2)) return answer(finding, "exact");
    placeAll(finding, cited, 0);
    if (!asked.citation) bySimilarity(finding, asked);
    return answer(finding, "similar");
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
