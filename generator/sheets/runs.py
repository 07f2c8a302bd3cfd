"""Which articles share a sheet, in the booklet and by chapter."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.records.regulation import Division, Provision
from generator.records.texts import Text
from generator.sheets.clauses import AskedArticle, Questions

WORTH_A_SHEET = 12  # checks; fewer share a sheet, so that no page stands nearly empty


@dataclass(frozen=True, slots=True)
class ArticleRun:
    """Articles that share a sheet; `whole` is the title of the chapter they fill."""

    asked: tuple[AskedArticle, ...]
    whole: Text | None


def runs(every: Questions) -> tuple[ArticleRun, ...]:
    """One sheet an article, but articles of few checks share one, within their chapter."""
    return tuple(
        run
        for division, members in divided(every)
        for run in _shared(title_of(division) if division else None, members)
    )


def chapters(every: Questions) -> tuple[tuple[int, ArticleRun], ...]:
    """Each chapter in which anything is asked, by its number, as one sheet."""
    found = []
    for division in _all(every.regulation.divisions):
        inside = {a.address for leaf in _leaves((division,)) for a in leaf.articles}
        members = tuple(a for a in every.articles if a.article.address in inside)
        if division.level == "章" and members:
            found.append((division.n, ArticleRun(members, title_of(division))))
    return tuple(found)


def divided(every: Questions) -> Iterator[tuple[Division | None, tuple[AskedArticle, ...]]]:
    """The articles by the division they stand in; first those in none."""
    loose = {one.article.address: one for one in every.articles}
    found = []
    for division in _leaves(every.regulation.divisions):
        inside = (a.address for a in division.articles)
        found.append((division, tuple(loose.pop(at) for at in inside if at in loose)))
    yield None, tuple(loose.values())
    yield from found


def addresses(run: ArticleRun) -> tuple[str, ...]:
    """Of its articles."""
    return tuple(one.article.address for one in run.asked)


def span_of(run: ArticleRun) -> str:
    """What it is about, in ids: a5, or a5-a10."""
    first, last = run.asked[0].article, run.asked[-1].article
    return first.address if first is last else f"{first.address}-{last.address}"


def between(first: Provision, last: Provision, words: Text) -> Text:
    """第一条至第四条; `words` say {from}至{to}."""

    def fill(around: str, begin: str | None, end: str | None) -> str:
        return around.replace("{from}", begin or "").replace("{to}", end or "")

    return Text(
        fill(words.zh, first.cite.zh, last.cite.zh),
        fill(words.en or "", first.cite.en, last.cite.en),
    )


def title_of(division: Division) -> Text:
    """第一章 总则 / Chapter I General Provisions."""
    label, heading = division.label, division.heading
    return Text(
        f"{label.zh} {heading.zh}", f"{label.en} {heading.en}" if heading.en else label.en
    )


def _shared(title: Text | None, members: tuple[AskedArticle, ...]) -> Iterator[ArticleRun]:
    run: tuple[AskedArticle, ...] = ()
    for one in members:
        if run and _checks(run) + len(one.checks) > 2 * WORTH_A_SHEET:
            yield ArticleRun(run, None)
            run = ()
        run = (*run, one)
        if _checks(run) >= WORTH_A_SHEET:
            yield ArticleRun(run, title if run == members else None)
            run = ()
    if run:
        yield ArticleRun(run, title if run == members else None)


def _checks(some: tuple[AskedArticle, ...]) -> int:
    return sum(len(one.checks) for one in some)


def _all(divisions: tuple[Division, ...]) -> Iterator[Division]:
    for division in divisions:
        yield division
        yield from _all(division.divisions)


def _leaves(divisions: tuple[Division, ...]) -> Iterator[Division]:
    for division in divisions:
        if division.articles:
            yield division
        yield from _leaves(division.divisions)
