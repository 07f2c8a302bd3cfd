"""The page that shows how many checks rest on each provision, and what each bearer is asked."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.pages.bearer import by_article
from generator.pages.book_data import BookData, bearers_with_checks, page
from generator.pages.overview import facts
from generator.pages.templates import plain
from generator.records.checklist import Term
from generator.records.regulation import Provision
from generator.records.texts import Language
from generator.records.walking import walk
from generator.rules.coverage import leads_in
from generator.rules.quoted import Stretch, WordCount, stretches, total, word_counts
from generator.text.addresses import label

# Darkest tint first: from this number of checks on.
ITEM_STEPS = (7, 5, 4, 2, 1)
BEARER_STEPS = (21, 11, 6, 3, 1)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A row: an article, or one of its paragraphs; `cells` are its own words, then its items.

    A cell is a provision with the number of checks on it and under it, None where it is empty.
    """

    at: Provision
    name: str  # 第十一条; 第二款 under it
    cells: tuple[tuple[Provision, int] | None, ...]
    total: int
    leads_in: bool = False


@dataclass(frozen=True, slots=True)
class WordsRow:
    """An article with how many of its words are quoted; each provision in it with its words.

    `count` is None where none could be.
    """

    at: Provision
    count: WordCount | None
    provisions: tuple[tuple[Provision, tuple[Stretch, ...]], ...]


def coverage(data: BookData) -> str:
    """The Markdown of the page."""
    counts = Counter(check.at for check in data.checks)
    lines = tuple(
        line for a in data.regulation.articles for line in _lines(a, counts, data.language)
    )
    asked = by_article(data.checks)
    cut = stretches(data.regulation)
    words = word_counts(data.regulation, cut)
    return page(
        data,
        "coverage.md.j2",
        facts=facts(data.regulation),
        lines=lines,
        words=tuple(_words(a, cut, words) for a in data.regulation.articles),
        words_all=total(words.values()),
        columns=_columns(data, lines),
        bearers=tuple(_asked(data, term) for term in bearers_with_checks(data)),
        articles=tuple(data.provisions[a] for a in asked),
        item_tint=lambda n: tint(n, ITEM_STEPS),
        bearer_tint=lambda n: tint(n, BEARER_STEPS),
        item_steps=_legend(ITEM_STEPS),
        bearer_steps=_legend(BEARER_STEPS),
    )


def _words(
    article: Provision, cut: Mapping[str, tuple[Stretch, ...]], counts: Mapping[str, WordCount]
) -> WordsRow:
    said = ((p, cut[p.address]) for p in walk((article,)) if p.address in cut)
    return WordsRow(article, counts.get(article.address), tuple(said))


def tint(n: int, steps: tuple[int, ...]) -> int:
    """0 for none, 1 to 5 for ever more checks."""
    return next((len(steps) - i for i, step in enumerate(steps) if n >= step), 0)


def _lines(
    article: Provision, counts: Counter[str], language: Language
) -> Iterator[CoverageRow]:
    """One row for the article; where it has checks, one more for each of several paragraphs."""
    paragraphs = tuple(c for c in article.children if c.kind == "paragraph")
    items = tuple(c for c in article.children if c.kind not in ("paragraph", "table"))
    total = sum(n for at, n in counts.items() if at.partition(".")[0] == article.address)
    own = (
        (article, counts[article.address])
        if article.words.zh or counts[article.address]
        else None
    )
    yield CoverageRow(
        article,
        plain(article.cite, language),
        (own, *((item, _under(item, counts)) for item in items)),
        total,
    )
    for paragraph in paragraphs if total else ():
        cells = (
            (item, _under(item, counts)) for item in paragraph.children if item.kind != "table"
        )
        row = ((paragraph, counts[paragraph.address]), *cells)
        yield CoverageRow(
            paragraph,
            _last(paragraph, article, language),
            row,
            _under(paragraph, counts),
            leads_in(paragraph),
        )


def _last(paragraph: Provision, article: Provision, language: Language) -> str:
    """第十一条第二款 → 第二款; Article 11, paragraph 2 → Paragraph 2."""
    whole, start = plain(paragraph.cite, language), plain(article.cite, language)
    last = whole.removeprefix(start).lstrip(", ")
    return last[:1].upper() + last[1:]


def _under(provision: Provision, counts: Counter[str]) -> int:
    return counts[provision.address] + sum(_under(c, counts) for c in provision.children)


def _columns(data: BookData, lines: tuple[CoverageRow, ...]) -> tuple[str, ...]:
    """Heads of the items' columns, taken from the longest list."""
    longest = max((line.cells[1:] for line in lines), key=len, default=())
    return tuple(label(cell[0].address, data.language) for cell in longest if cell)


def _asked(data: BookData, term: Term) -> tuple[Term, dict[str, int], int]:
    asked = data.asked[term.code]
    return term, {a: len(checks) for a, checks in by_article(asked).items()}, len(asked)


def _legend(steps: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    """Tint, from, to; the last has no end (0)."""
    rising = tuple(reversed(steps))
    ends = (*(step - 1 for step in rising[1:]), 0)
    return tuple((i + 1, a, b) for i, (a, b) in enumerate(zip(rising, ends, strict=True)))
