"""One regulation in one language, with all that its pages look up made once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.pages.downloads import saved_as
from generator.pages.markup import Quoted, TextLink, chinese_marked, marked, marked_table
from generator.pages.neighbours import Neighbours, path_to
from generator.pages.templates import Html, fill, plain, word
from generator.pages.terms import term_id, terms_in_text
from generator.project.templates import Templates
from generator.records import walking
from generator.records.checklist import Check, Term
from generator.records.regulation import Division, Provision, Regulation
from generator.records.site import Offer, Sheet
from generator.records.texts import Language, Reference, Text
from generator.records.walking import asked_checks, walk
from generator.rules.reviewing import translation_of
from generator.sheets.clauses import Questions, questions
from generator.sheets.unwritten import spoken
from generator.text.addresses import article_of, number_width, page_name
from generator.text.references.finder import lead_of, references, short_titles
from generator.text.references.pointing import Known


@dataclass(frozen=True, slots=True)
class BookData:
    """What the pages of a book are made from; mappings go by address, article or code."""

    regulation: Regulation
    language: Language
    templates: Templates
    sheets: tuple[Sheet, ...]
    offers: tuple[Offer, ...]
    provisions: Mapping[str, Provision]  # every address, in the order of the text
    above: Mapping[str, tuple[Division, ...]]  # article → its headings, outermost first
    checks: tuple[Check, ...]  # in the order of the articles
    asked: Mapping[str, tuple[Check, ...]]  # bearer → its checks and those it is within
    quoted: Mapping[str, tuple[Quoted, ...]]  # runs of Chinese words that checks quote
    pointing: Mapping[tuple[str, Language], tuple[Reference, ...]]  # into this regulation
    abroad: Mapping[tuple[str, Language], tuple[TextLink, ...]]  # into others on the site
    terms: Mapping[
        tuple[str, Language], tuple[TextLink, ...]
    ]  # of the glossary, once an article
    cites: Mapping[str, tuple[str, ...]]  # article → provisions of others that it points at
    cited_by: Mapping[str, tuple[str, ...]]  # article → provisions of others that point at it
    digits: int  # of the number in page names
    questions: Questions  # as the sheets ask them
    made: dict[tuple[str, object], Html] = field(default_factory=dict)  # see `once`


def book_data(
    regulation: Regulation,
    language: Language,
    templates: Templates,
    sheets: tuple[Sheet, ...],
    *,
    offers: tuple[Offer, ...] = (),
    neighbours: Neighbours = MappingProxyType({}),
) -> BookData:
    """What more than one page of the book needs; `neighbours` are others on the site."""
    regulation = spoken(regulation, templates.strings["unwritten"])
    provisions = walking.provisions(regulation)
    checks = tuple(asked_checks(regulation))
    found = _references(provisions)
    pointing = {
        key: own for key, several in found.items() if (own := _own(several, provisions))
    }
    cites, cited_by = _citations(pointing)
    abroad = {
        key: tuple(_abroad(several, neighbours, language)) for key, several in found.items()
    }
    leading = {
        key: (
            *((r.start, r.end) for r in pointing.get(key, ())),
            *((link.start, link.end) for link in links),
        )
        for key, links in abroad.items()
    }
    return BookData(
        regulation,
        language,
        templates,
        sheets,
        offers,
        provisions,
        above=dict(_above(regulation.divisions, ())),
        checks=checks,
        asked=asked_in(regulation),
        quoted=_quoted(provisions, checks),
        pointing=pointing,
        abroad=abroad,
        terms=terms_in_text(regulation, leading),
        cites=cites,
        cited_by=cited_by,
        digits=number_width(a.address for a in regulation.articles),
        questions=questions(regulation),
    )


def asked_in(regulation: Regulation) -> dict[str, tuple[Check, ...]]:
    """Bearer → its own checks and those of the bearers it is within, in order."""
    checks = tuple(asked_checks(regulation))
    return {
        code: tuple(check for check in checks if {code, *term.within} & set(check.bearers))
        for code, term in regulation.vocabulary.bearers.items()
    }


def page(data: BookData, name: str, **values: object) -> str:
    """The template filled; it sees the book's data as `data` and the regulation as `reg`."""
    common = {
        "data": data,
        "reg": data.regulation,
        "href": lambda address: href(data, address),
        "law": lambda address, language=None, here=False, terms=False: law(
            data, address, language, here=here, terms=terms
        ),
        "heading": lambda address: heading(data, address),
        "own_heading": lambda article: own_heading(data, article),
        "called": lambda article: called(data, article),
        "chapter_id": division_id,
        "term_id": term_id,
        "saved_as": lambda sheet: saved_as(
            data.regulation, sheet, data.templates.strings, data.provisions
        ),
        "state": lambda address: translation_state(data, address),
        "bearer_page": lambda code: bearer_page(data, code),
        "once": lambda kind, key, macro, *given: once(data, (kind, key), macro, *given),
        "check_page": lambda check: f"{article_page(data, check.at)}.html#{check.id}",
    }
    return fill(data.templates, name, data.language, common | values)


def once(
    data: BookData, key: tuple[str, object], macro: Callable[..., str], *given: object
) -> Html:
    """What a macro makes that is the same on all pages of the book, made for the first."""
    if key not in data.made:
        data.made[key] = Html(macro(*given).strip())
    return data.made[key]


def w(data: BookData, key: str, **values: object) -> Html:
    """A word of the interface in the book's language."""
    return word(data.templates.strings, key, data.language, **values)


def article_page(data: BookData, address: str) -> str:
    """`a5.i3` → `article-05`."""
    return page_name(address, digits=data.digits)


def href(data: BookData, address: str) -> str:
    """Where a provision stands: `article-05.html#a5.i3`."""
    return f"{article_page(data, address)}.html#{address}"


def bearer_page(data: BookData, code: str) -> str:
    """The page of a bearer, "" where nothing is asked of it."""
    return bearer_file(code) if data.asked.get(code) else ""


def bearer_file(code: str) -> str:
    """`leading_group` → `bearer-leading-group.html`."""
    return f"bearer-{code.replace('_', '-')}.html"


def bearers_with_checks(data: BookData) -> tuple[Term, ...]:
    """In the order of the vocabulary."""
    bearers = data.regulation.vocabulary.bearers
    return tuple(term for code, term in bearers.items() if data.asked[code])


def law(
    data: BookData,
    address: str,
    language: Language | None = None,
    *,
    here: bool = False,
    terms: bool = False,
) -> Html:
    """A provision's own words as HTML, quoted runs and references marked; "" without words.

    `language` is that of the book unless given; a missing translation gives "". With `here`
    references stay on the page, which must then hold the whole text; with `terms` those of
    the glossary are links to it.
    """
    language = language or data.language
    words = data.provisions[address].words
    text = words.zh if language == "zh" else plain(words, "en") if words.en else ""
    own = (
        TextLink(r.start, r.end, f"#{r.targets[0]}" if here else href(data, r.targets[0]))
        for r in data.pointing.get((address, language), ())
    )
    known = data.terms.get((address, language), ()) if terms else ()
    links = (*own, *data.abroad.get((address, language), ()), *known)
    quoted = data.quoted.get(address, ()) if language == "zh" else ()
    is_table = data.provisions[address].kind == "table"
    html = (marked_table if is_table else marked)(text, quoted, links)
    return Html(html if language == "zh" else chinese_marked(html))


def called(data: BookData, article: Provision) -> str:
    """第二条（职责）: the article's number and the caption that the text itself gives it."""
    caption = plain(article.caption, data.language)
    space = " " if caption and data.language == "en" else ""
    return f"{plain(article.cite, data.language)}{space}{caption}"


def division_id(divisions: tuple[Division, ...]) -> str:
    """Where the overview lists a chapter's articles; outermost first: `c3`, `c3.s2`."""
    return ".".join(f"{_INITIALS[d.level]}{d.n}" for d in divisions)


_INITIALS = {"编": "b", "分编": "f", "章": "c", "节": "s", "附则": "x"}


def heading(data: BookData, article: str) -> Text | None:
    """The editors' heading of an article."""
    checklist = data.regulation.checklists.get(article)
    return checklist.heading if checklist else None


def own_heading(data: BookData, article: Provision) -> Text | None:
    """The editors' heading beside what an article is called; None where its caption says it."""
    note, caption = heading(data, article.address), article.caption
    said = note and caption and note.zh == caption.zh.strip("【】（）()[]")
    return None if said else note


def translation_state(data: BookData, address: str) -> str:
    """`missing`, `stale` or "" for the translation of a provision's own words.

    Stale: no person has held these English words against these Chinese ones.
    """
    return translation_of(data.regulation, data.provisions[address])


def _citations(
    pointing: Mapping[tuple[str, Language], tuple[Reference, ...]],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Both ways, from article to article, as the Chinese text says it; each provision once."""
    cites: dict[str, dict[str, None]] = {}
    cited_by: dict[str, dict[str, None]] = {}
    for (address, language), found in pointing.items():
        for target in (t for r in found for t in r.targets if language == "zh"):
            here, there = article_of(address), article_of(target)
            if here != there:
                cites.setdefault(here, {})[target] = None
                cited_by.setdefault(there, {})[address] = None
    return (
        {article: tuple(found) for article, found in cites.items()},
        {article: tuple(found) for article, found in cited_by.items()},
    )


def _above(
    divisions: tuple[Division, ...], outer: tuple[Division, ...]
) -> Iterator[tuple[str, tuple[Division, ...]]]:
    for division in divisions:
        here = (*outer, division)
        yield from ((article.address, here) for article in division.articles)
        yield from _above(division.divisions, here)


def _quoted(
    provisions: Mapping[str, Provision], checks: tuple[Check, ...]
) -> dict[str, tuple[Quoted, ...]]:
    """Each quote at the first place in its provision where it stands."""
    found: dict[str, tuple[Quoted, ...]] = {}
    for check in checks:
        for quote in check.quotes:
            for passage in walk((provisions[check.at],)) if check.at in provisions else ():
                start = passage.words.zh.find(quote.words)
                if start >= 0:
                    run = Quoted(start, start + len(quote.words), check.id)
                    found[passage.address] = (*found.get(passage.address, ()), run)
                    break
    return found


def _references(
    provisions: Mapping[str, Provision],
) -> dict[tuple[str, Language], tuple[Reference, ...]]:
    known = Known(provisions)
    chinese = {address: p.words.zh for address, p in provisions.items()}
    short = short_titles(chinese.values())
    found: dict[tuple[str, Language], tuple[Reference, ...]] = {}
    for address, provision in provisions.items():
        lead = lead_of(address, chinese)
        found[address, "zh"] = references(
            chinese[address], address, known, "zh", lead=lead, short=short
        )
        if provision.words.en:
            words = plain(provision.words, "en")
            found[address, "en"] = references(words, address, known, "en")
    return found


def _own(
    found: tuple[Reference, ...], provisions: Mapping[str, Provision]
) -> tuple[Reference, ...]:
    """Those into this regulation."""
    return tuple(
        r
        for r in found
        if not r.title and r.targets and all(t in provisions for t in r.targets)
    )


def _abroad(
    found: tuple[Reference, ...], neighbours: Neighbours, language: Language
) -> Iterator[TextLink]:
    """Links to provisions of other regulations that are on the site in the book's language."""
    for reference in found:
        there, target = neighbours.get(reference.title), reference.targets[0]
        readable = there and (language == "zh" or there.translated)
        if there and readable and target in there.addresses:
            yield TextLink(reference.start, reference.end, path_to(there, target))
