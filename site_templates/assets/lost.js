/* The page that a server shows for one it has not: finds where the site begins, gives the links
   of the page their ends, and brings its style sheet. */

(function () {
  "use strict";
  const DEEPEST = 8;

  /** The first folder upwards that has the list of the site's files.
   * @param {number} depth @returns {Promise<string>} */
  function findRoot(depth) {
    const root = new URL("../".repeat(depth) || "./", location.href).href;
    return fetch(root + "manifest.json", { method: "HEAD" }).then(answer => {
      if (answer.ok) return root;
      if (depth === DEEPEST) throw new Error(root);
      return findRoot(depth + 1);
    });
  }

  /** @param {string} kind @param {string} address */
  function bring(kind, address) {
    const link = document.createElement("link");
    link.rel = kind;
    link.href = address;
    document.head.append(link);
  }

  /** @param {string} root */
  function lead(root) {
    bring("stylesheet", root + "assets/lost.css");
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll("a[data-to]");
    links.forEach(link => {
      link.href = root + link.getAttribute("data-to");
    });

    // zh/jinan-2016-31/article-99.html leads to the first page of its book.
    const inBook = /^(?:zh|en)\/([^/]+)\/(?!index\.html)/.exec(
      location.href.slice(root.length),
    );
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const books = document.querySelectorAll("a[data-book]");
    books.forEach(link => {
      if (!inBook || !link.parentElement) return;
      link.href = `${root}${link.getAttribute("data-book")}/${inBook[1]}/index.html`;
      link.parentElement.hidden = false;
    });

    /** @type {NodeListOf<HTMLElement>} */
    const parts = document.querySelectorAll("ul, [data-without]");
    parts.forEach(part => {
      part.hidden = part.hasAttribute("data-without");
    });
  }

  bring("icon", "data:,"); // else browsers ask for one at the server's root
  if (location.protocol === "file:") lead("");
  else findRoot(0).then(lead, () => {});
})();
