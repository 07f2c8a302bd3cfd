"""The pages about a regulation as a whole: overview, full text, matrix, sheets, changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.exports.feed import changes_of
from generator.exports.linked import linked
from generator.pages.article import ON_ARTICLES, explained, sheets_for
from generator.pages.bearer import by_article
from generator.pages.book_data import BookData, bearers_with_checks, page
from generator.pages.editions import Former, steps, timeline
from generator.records.regulation import Division, Matrix, Provision, Regulation
from generator.records.site import Sheet
from generator.records.texts import Document, Text
from generator.records.walking import asked_checks, walk, walk_divisions
from generator.sheets.forms import forms_about
from generator.sheets.unwritten import drafts_in
from generator.text.addresses import cite
from generator.text.tables import is_row

# More articles than this, and the full text is jumped through by chapter.
MANY = 24
_NO_TEXT = Document("", (), (), ())


@dataclass(frozen=True, slots=True)
class RegulationCounts:
    """What can be counted in a regulation."""

    chapters: int
    articles: int
    items: int
    checks: int
    quotes: int
    items_asked: int  # items with at least one check
    without_checks: int  # articles about which nothing is asked, nor will be
    drafts: int  # checks whose question is still to be written


def facts(regulation: Regulation) -> RegulationCounts:
    """Everything the pages count, counted from the regulation itself."""
    checks = tuple(asked_checks(regulation))
    asked = {check.at for check in checks}
    asked_articles = by_article(checks)
    drafts = {at: len(drafts_in(one.provisions)) for at, one in regulation.checklists.items()}
    items = [p.address for p in walk(regulation.articles) if p.kind == "item"]
    return RegulationCounts(
        chapters=sum(1 for d in walk_divisions(regulation.divisions) if d.level == "章"),
        articles=len(regulation.articles),
        items=len(items),
        checks=len(checks),
        quotes=sum(len(check.quotes) for check in checks),
        items_asked=sum(1 for address in items if address in asked),
        without_checks=sum(
            1
            for a in regulation.articles
            if a.address not in asked_articles and not drafts.get(a.address)
        ),
        drafts=sum(drafts.values()),
    )


def overview(data: BookData) -> str:
    """The book's first page."""
    counts = {article: len(checks) for article, checks in by_article(data.checks).items()}
    loose = tuple(a for a in data.regulation.articles if a.address not in data.above)
    return page(
        data,
        "index.md.j2",
        facts=facts(data.regulation),
        bearers=tuple((t, len(data.asked[t.code])) for t in bearers_with_checks(data)),
        counts=counts,
        drafted=frozenset(
            at for at, one in data.regulation.checklists.items() if drafts_in(one.provisions)
        ),
        chapters=tuple(_chapters(data)),
        loose=loose,
        linked=linked(data.regulation, data.language, data.offers),
    )


def full_text(data: BookData, moved: Iterable[Former] = ()) -> str:
    """The whole regulation, both languages level; `moved` are numbers that meant otherwise."""
    articles = tuple((article, ()) for article in data.regulation.articles)
    opens = dict(_openings(data))
    chapters = tuple(
        (a, opens[a.address])
        for a, _ in articles
        if opens[a.address] and opens[a.address][0].level != "节"
    )
    by_chapter = len(articles) > MANY and bool(chapters)
    documents = data.regulation.documents
    zh, en = documents.get("zh", _NO_TEXT), documents.get("en", _NO_TEXT)
    under: dict[str, tuple[Text, ...]] = {a.address: () for a, _ in articles}
    for heading in zh.headings:
        under[heading.before] = under.get(heading.before, ()) + _paired(heading.paragraphs, ())
    return page(
        data,
        "full-text.md.j2",
        preamble=_paired(zh.preamble, en.preamble),
        under_headings=under,
        explained=explained(data, (a.address for a, _ in articles)),
        appendix=_paired(_with_whole_tables(zh.appendix), _with_whole_tables(en.appendix)),
        opens=opens,
        passages=_passages,
        jumps=chapters if by_chapter else articles,
        by_chapter=by_chapter,
        many=MANY,
        moved=tuple(one for one in moved if one.anchor),
    )


def _paired(zh: tuple[str, ...], en: tuple[str, ...]) -> tuple[Text, ...]:
    """Paragraphs in both languages, if there are as many in both."""
    if len(zh) != len(en):
        return tuple(Text(words) for words in zh)
    return tuple(Text(a, b) for a, b in zip(zh, en, strict=True))


def matrix(data: BookData, table: Matrix) -> str:
    """One article set out as a table of quotations."""
    return page(
        data,
        "matrix.md.j2",
        matrix=table,
        at=data.provisions.get(table.at),
        groups=tuple((group, data.provisions.get(group.at)) for group in table.groups),
    )


def sheet_list(data: BookData) -> str:
    """All printed forms, by what they are about."""
    counts = {article: len(checks) for article, checks in by_article(data.checks).items()}
    return page(
        data,
        "sheets.md.j2",
        forms=tuple(_forms(data)),
        by_article=tuple(
            (form, found)
            for form in ("article", *ON_ARTICLES)
            if (found := _subjects(data, form, (a.address for a in data.regulation.articles)))
        ),
        lists=_subjects(data, "list", data.regulation.vocabulary.bearers),
        by_bearer=_subjects(data, "bearer", data.regulation.vocabulary.bearers),
        whole=tuple(
            (form.key, made)
            for form in forms_about("whole")
            if (made := sheets_for(data, form.key, ""))
        ),
        tracers=tuple(
            (form.key, one.title, made)
            for one in data.regulation.tracers
            for form in forms_about("tracer")
            if (made := sheets_for(data, form.key, one.code))
        ),
        counts=counts,
    )


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form in the table of all: keys of its words, where its sheets are, what there is."""

    name: str
    about: str
    anchor: str
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    least: int  # pages of the shortest sheet on paper
    most: int


_ABOUT = {
    "list": "by_list_about",
    "tracer": "tracer_about",
    "tracer_matrix": "tracer_matrix_about",
}


def _forms(data: BookData) -> Iterator[FormLine]:
    """Forms by the type of a unit first, as most come for these."""
    named = {
        "list": ("form_list", "by-list"),
        "bearer": ("by_bearer_form", "by-bearer"),
        "article": ("by_article_form", "by-article"),
        **{form: (f"form_{form}", f"by-{form}") for form in ON_ARTICLES},
        **{form.key: (form.key, f"form-{form.key}") for form in forms_about("whole")},
        **{form.key: (f"{form.key}_form", "form-tracer") for form in forms_about("tracer")},
    }
    for key, (name, anchor) in named.items():
        made = [sheet for sheet in data.sheets if sheet.form == key]
        pages = [sheet.pages for sheet in made if sheet.pages]
        if pages:
            yield FormLine(
                name,
                _ABOUT.get(key, f"{name}_about"),
                anchor,
                tuple(n for n in ("zh", "en", "both") if any(s.language == n for s in made)),
                tuple(f for f in ("pdf", "xlsx", "docx") if any(s.format == f for s in made)),
                min(pages),
                max(pages),
            )


def history(data: BookData) -> str:
    """The edition's history, and the stamp of every provision."""
    reviewed = {
        block.at: block.reviewed
        for checklist in data.regulation.checklists.values()
        for block in checklist.provisions
        if block.checks
    }
    stamped = tuple(p for p in data.provisions.values() if p.words.zh)
    listed = changes_of(data.regulation, data.templates.strings)
    feeds = (o.path for o in data.offers if (o.kind, o.language) == ("feed", data.language))
    told = {"changes": listed, "feed": next(feeds, "")}
    was: dict[str, object] = {
        "steps": steps(data),
        "timeline": timeline(data),
        "editions": _editions(data),
    }
    was["cited"] = _cited
    return page(data, "changes.md.j2", stamped=stamped, reviewed=reviewed, **told, **was)


def _cited(addresses: tuple[str, ...]) -> str:
    """第六条至第十条, as the Chinese text prints numbers."""
    return "至".join(cite(address, "zh") for address in addresses)


def _editions(data: BookData) -> tuple[str, ...]:
    """The dates of all whose text is known, the oldest first."""
    return tuple(law.edition for law in (*reversed(data.regulation.past), data.regulation))


def _with_whole_tables(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The rows of each table in one paragraph."""
    whole = groupby(paragraphs, key=is_row)
    return tuple(
        words for rows, group in whole for words in (["\n".join(group)] if rows else group)
    )


def _openings(data: BookData) -> Iterator[tuple[str, tuple[Division, ...]]]:
    """Article → the headings that stand right before it."""
    last: tuple[Division, ...] = ()
    for article in data.regulation.articles:
        here = data.above.get(article.address, ())
        yield article.address, tuple(division for division in here if division not in last)
        last = here


def _chapters(data: BookData) -> Iterator[tuple[tuple[Division, ...], tuple[Provision, ...]]]:
    """Innermost divisions, each with all above it and the articles directly under it."""
    for division in walk_divisions(data.regulation.divisions):
        if division.articles:
            yield data.above[division.articles[0].address], division.articles


def _passages(article: Provision) -> tuple[Provision, ...]:
    """The article's rows in the full text: everything with words, the article itself first."""
    return tuple(p for p in walk((article,)) if p.words.zh)


def _subjects(
    data: BookData, form: str, subjects: Iterable[str]
) -> tuple[tuple[str, tuple[Sheet, ...]], ...]:
    found = ((s, sheets_for(data, form, s)) for s in subjects)
    return tuple((subject, sheets) for subject, sheets in found if sheets)
