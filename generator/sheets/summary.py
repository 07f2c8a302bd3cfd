"""The totals of a regulation: checks due by article with subtotals, and bearer by article."""

from collections.abc import Iterator

from generator.records.checklist import Term
from generator.sheets.clauses import Questions, checks_of
from generator.sheets.identity import identity, sheet_id
from generator.sheets.records import (
    Article,
    ArticleCount,
    BearerCount,
    Count,
    DivisionCount,
    Summary,
    TotalCount,
)
from generator.sheets.runs import divided, title_of


def summary(every: Questions) -> Summary:
    """汇总表."""
    return Summary(
        identity(every, sheet_id("summary")),
        rows=counts(every),
        articles=tuple(one.article.cite for one in every.articles),
        cross=tuple(
            _cross(term, every) for term in every.regulation.vocabulary.bearers.values()
        ),
    )


def counts(every: Questions) -> tuple[Count, ...]:
    """A line an article, a subtotal below the articles of a chapter, the total."""
    return (*_rows(every), TotalCount(len(checks_of(every))))


def _rows(every: Questions) -> Iterator[Count]:
    for division, members in divided(every):
        part = division if len(members) < len(every.articles) else None
        for one in members:
            article = Article(one.article.address, one.article.cite, one.heading)
            alone = part.label if part and len(members) == 1 else None
            yield ArticleCount(article, len(one.checks), alone)
        if part and len(members) > 1:
            due = sum(len(one.checks) for one in members)
            yield DivisionCount(title_of(part), part.label, due)


def _cross(bearer: Term, every: Questions) -> BearerCount:
    each = tuple(sum(bearer.code in c.bearers for c in one.checks) for one in every.articles)
    return BearerCount(bearer.text, bearer.short, each, sum(each))
