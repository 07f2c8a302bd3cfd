"""The page that lists what editors still have to do: there only while something is."""

from itertools import groupby

from generator.exports.todo import KINDS, Todo, todo
from generator.pages.book_data import BookData, page
from generator.records.regulation import Provision


def todo_page(data: BookData) -> str:
    """The Markdown of the page, "" where nothing is to do."""
    listed = todo(data.regulation)
    if not listed:
        return ""
    counts = tuple((kind, sum(1 for one in listed if one.kind == kind)) for kind in KINDS)
    return page(
        data,
        "todo.md.j2",
        counts=tuple((kind, n) for kind, n in counts if n),
        articles=_by_article(listed),
        file=next((o for o in data.offers if o.kind == "todo"), None),
    )


def _by_article(listed: tuple[Todo, ...]) -> tuple[tuple[Provision, tuple[Todo, ...]], ...]:
    groups = groupby(listed, key=lambda one: one.article.address)
    found = (tuple(group) for _, group in groups)
    return tuple((group[0].article, group) for group in found)
