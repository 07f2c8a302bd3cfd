"""The totals of a regulation: checks due by article with subtotals, and bearer by article."""

from collections.abc import Iterator

from generator.records.checklist import Term
from generator.records.texts import Text
from generator.sheets.clauses import Questions, checks_of
from generator.sheets.records import (
    Article,
    ArticleCount,
    BearerCount,
    Count,
    DivisionCount,
    Identity,
    Summary,
    TotalCount,
)
from generator.sheets.runs import divided, title_of


def summary(some: Questions, ident: Identity, short: Text | None = None) -> Summary:
    """汇总表; `short` names whose it is, which then does not say who else is asked what."""
    terms = () if short else some.regulation.vocabulary.bearers.values()
    return Summary(
        ident,
        rows=counts(some),
        articles=tuple(one.article.cite for one in some.articles),
        cross=tuple(_cross(term, some) for term in terms),
        short=short,
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
