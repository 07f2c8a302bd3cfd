"""The search index: what stands on the site, line by line, as scripts that a page can load."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from html import unescape
from typing import get_args

from generator.pages.book import Menu
from generator.pages.book_data import asked_in, bearer_file
from generator.project.templates import Templates
from generator.records.checklist import OPEN, Check, Term
from generator.records.regulation import (
    Division,
    GlossaryEntry,
    Matrix,
    Provision,
    Regulation,
)
from generator.records.site import HandPage, Project, Sheet, Site
from generator.records.texts import Language, Text
from generator.records.walking import asked_checks, walk
from generator.search.forms import form_words, printed_forms, sheet_words
from generator.search.pinyin import readings
from generator.search.plaintext import plain_blocks
from generator.search.queries import cardinal, engine_settings
from generator.text.addresses import number_width, page_name
from generator.text.simplified import pairs

MAIN = "search-index.js"

# A row is one line that can be found; a side without a title is not there in that language:
# [kind, address, check, bearers, [zh title, zh text], [en title, en text]].
# Printed forms are no rows: they come as a table, generator/search/forms.py.
LAW, CHECK, PAGE, _FORM, TERM, BEARER = range(6)
IndexRow = list[object]
Pages = dict[str, list[IndexRow]]  # page name → its rows, in order
RegulationRows = dict[
    str, object
]  # one regulation as the engine takes it: id, title, bearers, pages

_SMALL = 1_000_000  # characters: above this every regulation has a file of its own
_WRAP = """(function (root) {{
var index = root.zichaIndex = root.zichaIndex || {{books: []}};
{body}
if (typeof module === "object" && module.exports) module.exports = index;
}})(typeof self !== "undefined" ? self : global);
"""


def search_files(
    project: Project, templates: Templates, sheets: Sequence[Sheet] = ()
) -> dict[str, str]:
    """The index of a project without its menus: file name → script."""
    current = templates.strings["current"]
    menus: dict[Language, Menu] = {
        "zh": ((current.zh, "current.md"),),
        "en": ((current.en or current.zh, "current.md"),),
    }
    regulations = {
        reg.id: regulation_rows(
            reg, {}, [s for s in sheets if s.path.startswith(f"sheets/{reg.id}/")]
        )
        for reg in project.regulations
    }
    return index_files(site_rows(project.site, project.pages, menus), regulations, templates)


def index_files(
    front: str, regulations: Mapping[str, str], templates: Templates
) -> dict[str, str]:
    """File name → script, to lie in `assets/`; `search-index.js` names the others with a hash.

    `front` is the rows of the pages above all regulations, `regulations` regulation → its rows.
    """
    texts = [_placed(text, n) for n, text in enumerate((front, *regulations.values()))]
    parts = {}
    if sum(map(len, texts)) > _SMALL:
        each = zip(regulations, texts[1:], strict=True)
        parts = {f"search-index-{id_}.js": _push([text]) for id_, text in each}
        texts[1:] = []
    forms = form_words(templates)
    known = frozenset().union(*texts, *parts.values(), _json(forms))
    versioned = [f"{name}?v={_hash(text)}" for name, text in parts.items()]
    head: dict[str, object] = {
        "fold": pairs(known),
        "pinyin": readings(known),
        "parts": versioned,
        "forms": forms,
        "sheet": sheet_words(templates),
        "also": _other_names(templates),
        **engine_settings(),
    }
    settings = "".join(f"index.{key} = {_json(value)};\n" for key, value in head.items())
    return {MAIN: _push(texts, settings)} | parts


def _other_names(templates: Templates) -> dict[str, list[list[str]]]:
    """Name of a page → what else it is called, in each language."""
    said = templates.strings
    keys = [key for key in said if key.startswith("also_page_")]
    return {
        key.removeprefix("also_page_").replace("_", "-"): [
            said[key].zh.split("、"),
            (said[key].en or "").split(", "),
        ]
        for key in keys
    }


def _placed(rows: str, order: int) -> str:
    """A rows knows where it stands among the others only when all are put together."""
    return f'{{"order":{order},{rows[1:]}'


def _push(texts: Iterable[str], before: str = "") -> str:
    return _WRAP.format(body=before + "".join(f"index.books.push({text});\n" for text in texts))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace(
        "\u2029", "\\u2029"
    )  # line ends in old scripts


def regulation_rows(
    regulation: Regulation, menus: Mapping[Language, Menu], sheets: Sequence[Sheet] = ()
) -> str:
    """One regulation as the engine takes it; the menus of its books name further pages.

    `sheets` are the printed forms of the regulation that lie on the site.
    """
    bearers = regulation.vocabulary.bearers
    pages: Pages = {"index": [_overview(regulation)]}
    for name, row in _rows(regulation):
        pages.setdefault(name, []).append(row)
    for name, row in _menu_rows(menus):
        pages.setdefault(name, [row])
    rows: RegulationRows = {
        "id": regulation.id,
        "title": [regulation.title.zh, regulation.title.en or ""],
        "edition": regulation.edition,
        "bearers": [[c, t.short.zh, t.short.en, *t.aliases] for c, t in bearers.items()],
        "pages": [
            *pages.items(),
            *(("glossary", [_term(entry)]) for entry in regulation.glossary),
        ],
        **printed_forms(regulation, sheets),
    }
    return _json(rows)


def _menu_rows(menus: Mapping[Language, Menu]) -> Iterator[tuple[str, IndexRow]]:
    """A row with the title of each page that the menus name."""
    zh, en = (dict(_menu_pages(menus.get(language, ()))) for language in get_args(Language))
    for name in dict.fromkeys([*zh, *en]):
        yield name, _row(PAGE, Text(zh.get(name, ""), en.get(name)), Text("", ""))


def _rows(regulation: Regulation) -> Iterator[tuple[str, IndexRow]]:
    """Page name and row of all in a regulation: first its law, then what is ours."""
    digits = number_width(article.address for article in regulation.articles)
    asked = {
        code: {check.id for check in checks} for code, checks in asked_in(regulation).items()
    }
    checks: dict[str, list[Check]] = {}
    for check in asked_checks(regulation):
        checks.setdefault(check.at, []).append(check)
    for article in regulation.articles:
        page = page_name(article.address, digits=digits)
        for row in _article(article, regulation, checks, asked):
            yield page, row
    for division in regulation.divisions:
        yield from _headings(division, digits)
    for code, term in regulation.vocabulary.bearers.items():
        if asked[code]:
            yield bearer_file(code).removesuffix(".html"), _bearer(code, term)
    if regulation.matrix:
        yield "matrix", _matrix(regulation.matrix)


def _bearer(code: str, term: Term) -> IndexRow:
    return _row(BEARER, term.text, term.short, bearers=[code])


def _matrix(matrix: Matrix) -> IndexRow:
    """The words of its heads and cells, each a line."""
    words = [*matrix.columns, *(cell for row in matrix.cells for cell in row)]
    said = Text("\n".join(w.zh for w in words), "\n".join(w.en or "" for w in words))
    return _row(PAGE, matrix.title, said)


def _article(
    article: Provision,
    regulation: Regulation,
    checks: Mapping[str, Sequence[Check]],
    asked: Mapping[str, set[str]],
) -> Iterator[IndexRow]:
    """The article's provisions, its heading, its checks; `asked` is bearer → ids of checks."""
    provisions = tuple(walk((article,)))
    for provision in provisions:
        on_it = {check.id for check in checks.get(provision.address, ())}
        bearers = [code for code, ids in asked.items() if ids & on_it] if on_it else []
        yield _law(provision, bearers, english=regulation.translated)
    checklist = regulation.checklists.get(article.address)
    if checklist and (heading := checklist.heading):
        yield _row(PAGE, _joined(article.cite, heading), Text("", ""), article.address)
    for check in (c for p in provisions for c in checks.get(p.address, ())):
        bearers = [code for code, ids in asked.items() if check.id in ids]
        yield _check(check, bearers, regulation)


def _law(provision: Provision, bearers: list[str], *, english: bool) -> IndexRow:
    cite = provision.cite if english else Text(provision.cite.zh)
    return _row(LAW, cite, provision.words, provision.address, bearers=bearers)


def _check(check: Check, bearers: list[str], regulation: Regulation) -> IndexRow:
    """The question, then what the editors say of it, each a line."""
    evidence = regulation.vocabulary.evidence
    papers = [evidence[code].text for code in check.evidence if code in evidence]
    named = Text("；".join(p.zh for p in papers), "; ".join(p.en or "" for p in papers))
    lines = (check.ask, check.fix, named, *check.look)
    said = Text("\n".join(t.zh for t in lines), "\n".join(t.en or "" for t in lines))
    row = _row(CHECK, Text(check.id, check.id if check.ask.en else None), said, check.at)
    return [*row[:2], check.id, bearers, *row[4:]]


def _term(entry: GlossaryEntry) -> IndexRow:
    """Each side shows the other's word, then the note."""
    note = entry.note or Text("", "")
    zh, en = (t for t in (f"{entry.en}\n{note.zh}", f"{entry.zh}\n{note.en or ''}"))
    return _row(TERM, Text(entry.zh, entry.en), Text(zh.strip(), en.strip()))


def _headings(division: Division, digits: int) -> Iterator[tuple[str, IndexRow]]:
    """A chapter is found on the page of its first article."""
    first = next(_articles(division), None)
    if first is not None:
        title = _joined(division.label, division.heading)
        level = (division.label.en or "").partition(" ")[0]  # Chapter III → Chapter 3
        english = f"{level} {division.n}, {level} {cardinal(division.n)}" if level else ""
        numbered = f"第{division.n}{division.level}" if division.label.zh else ""
        words = Text(numbered, english)
        yield (
            page_name(first.address, digits=digits),
            _row(PAGE, title, words, first.address),
        )
    for under in division.divisions:
        yield from _headings(under, digits)


def _articles(division: Division) -> Iterator[Provision]:
    yield from division.articles
    for under in division.divisions:
        yield from _articles(under)


def _overview(regulation: Regulation) -> IndexRow:
    told = [regulation.number, *regulation.issuers, regulation.status, regulation.source]
    told += [regulation.promulgation] if regulation.promulgation else []
    told = [text for text in told if text.zh != OPEN]
    said = Text(
        "\n".join([_dates(regulation.issued), *(text.zh for text in told)]),
        "\n".join([regulation.issued, *(text.en or "" for text in told)]),
    )
    return _row(PAGE, regulation.title, said)


def site_rows(site: Site, pages: Sequence[HandPage], menus: Mapping[Language, Menu]) -> str:
    """The pages above all regulations as the engine takes them; the menus name further ones."""
    names = dict.fromkeys(page.name for page in pages)
    rows = {name: [_hand([p for p in pages if p.name == name])] for name in names}
    rows["index"] = [_row(PAGE, site.title, site.lede)]
    named = dict(_menu_rows(menus))
    for shared in site.shared_bearers:
        name = bearer_file(shared.code).removesuffix(".html")
        if named.pop(name, None):  # it has a page
            rows[name] = [_row(BEARER, shared.text, Text("", ""), bearers=[shared.code])]
    rows |= {n: [row] for n, row in named.items() if n not in rows and n != "search"}
    titles = [site.title.zh, site.title.en or ""]
    bearers = [[s.code, s.text.zh, s.text.en] for s in site.shared_bearers]
    return _json({"id": "", "title": titles, "bearers": bearers, "pages": [*rows.items()]})


def _dates(day: str) -> str:
    """2016-08-15 in the ways it is typed."""
    if day == OPEN:
        return day
    year, month, date = (part.lstrip("0") for part in day.split("-"))
    return f"{year}年{month}月{date}日（{day}，{year}.{month}.{date}，{year}-{month}-{date}）"


def _hand(pages: Sequence[HandPage]) -> IndexRow:
    sides = {page.language: page for page in pages}
    zh, en = sides.get("zh"), sides.get("en")
    words = Text(
        "\n".join(plain_blocks(zh.body)) if zh else "",
        "\n".join(plain_blocks(en.body)) if en else "",
    )
    return _row(PAGE, Text(zh.title if zh else "", en.title if en else None), words)


def _row(
    kind: int, title: Text, text: Text, address: str = "", *, bearers: Sequence[str] = ()
) -> IndexRow:
    zh, en = [title.zh or None, text.zh], [title.en or None, text.en or ""]
    return [kind, address, None, list(bearers), zh, en]


def _joined(label: Text, words: Text) -> Text:
    en = f"{label.en} {words.en}" if label.en and words.en else None
    return Text(f"{label.zh} {words.zh}", en)


def _menu_pages(menu: Menu) -> Iterator[tuple[str, str]]:
    """Page name and title of every entry that is a page."""
    for title, to in menu:
        if isinstance(to, str):
            yield to.removesuffix(".md"), unescape(title)
        else:
            yield from _menu_pages(to)
