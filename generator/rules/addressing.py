"""Rules on addresses: that they exist, once, and where they belong."""

import difflib
from collections.abc import Iterable, Iterator

from generator.model import Location, Project, Regulation, Text
from generator.rules.walks import Faults, blocks, place, provisions
from generator.text.addresses import article_of, cite, order, page_name


def unknown_address(project: Project) -> Faults:
    """An address names a provision of the regulation's text."""
    for regulation in project.regulations:
        known = provisions(regulation)
        for address, location in _addresses(regulation):
            if address not in known:
                yield location, _unknown(address, known)


def _addresses(regulation: Regulation) -> Iterator[tuple[str, Location]]:
    for checklist in regulation.checklist_files:
        yield checklist.article, place(checklist.places, "article", checklist.location)
        for block in checklist.provisions:
            if block.at != checklist.article:  # told already
                yield block.at, place(block.places, "at", block.location)
    for term in regulation.vocabulary.bearers.values():
        if term.named_in:
            yield term.named_in, place(term.places, "named_in", term.location)
    if regulation.matrix:
        matrix = regulation.matrix
        yield matrix.at, place(matrix.places, "at", matrix.location)
        for group in matrix.groups:
            yield group.at, place(group.places, "at", matrix.location)
    for review in regulation.translation_reviews.values():
        yield review.at, review.location


def _unknown(address: str, known: Iterable[str]) -> Text:
    near = _nearest(address, list(known))
    hint = Text(f"；是否应为 {near}（{cite(near, 'zh')}）？", f"; should it be {near}?")
    return Text(
        f"法规中没有 {address}（{cite(address, 'zh')}）{hint.zh if near else '；请更正'}",
        f"the regulation has no {address} ({cite(address, 'en')})"
        f"{hint.en if near else '; correct it'}",
    )


def _nearest(address: str, known: list[str]) -> str:
    same = [a for a in known if article_of(a) == article_of(address)]
    near = difflib.get_close_matches(address, same or known, n=1)
    return near[0] if near else ""


def repeated_address(project: Project) -> Faults:
    """One block speaks of a provision, and one file of an article."""
    for regulation in project.regulations:
        files: dict[str, Location] = {}
        for checklist in regulation.checklist_files:
            where = place(checklist.places, "article", checklist.location)
            if checklist.article in files:
                yield where, _repeated(checklist.article, files[checklist.article], where)
            files.setdefault(checklist.article, where)
        seen: dict[str, Location] = {}
        for _, block in blocks(regulation):
            where = place(block.places, "at", block.location)
            if block.at in seen and _apart(where, seen[block.at], files.values()):
                yield where, _repeated(block.at, seen[block.at], where)
            seen.setdefault(block.at, where)


def _apart(here: Location, first: Location, files: Iterable[Location]) -> bool:
    """Whether this is no follow-up of a whole file that has been told already."""
    read = {location.path for location in files}
    return here.path == first.path or here.path in read


def _repeated(address: str, first: Location, here: Location) -> Text:
    line = f"第 {first.line} 行" if first.path == here.path else f"{first.path}:{first.line}"
    en = f"line {first.line}" if first.path == here.path else f"{first.path}:{first.line}"
    return Text(
        f"{address} 在{line} 已经写过；请合并为一处",
        f"{address} stands in {en} already; merge the two",
    )


def misplaced_provision(project: Project) -> Faults:
    """The checks of a provision stand in the file of its article."""
    for regulation in project.regulations:
        for checklist, block in blocks(regulation):
            if article_of(block.at) != checklist.article:
                words = Text(
                    f"{block.at} 属于 {article_of(block.at)}，"
                    f"不应写在 {checklist.article} 的文件里；请更正地址或移到该条的文件",
                    f"{block.at} belongs to {article_of(block.at)}, not to this file of "
                    f"{checklist.article}; correct it or move it to that article's file",
                )
                yield place(block.places, "at", block.location), words


def article_file_name(project: Project) -> Faults:
    """A file of checks is named for its article."""
    for regulation in project.regulations:
        numbers = [order(article.address)[0][1] for article in regulation.articles]
        digits = max(2, len(str(max(numbers, default=0))))
        for checklist in regulation.checklist_files:
            name = checklist.location.path.rpartition("/")[2]
            names = {f"{page_name(checklist.article, digits=n)}.yaml" for n in range(1, 5)}
            if name not in names:
                right = f"{page_name(checklist.article, digits=digits)}.yaml"
                words = Text(
                    f"这个文件写的是 {checklist.article}，文件名却是 {name}；"
                    f"请改名为 {right} 或更正 article",
                    f"this file is about {checklist.article} but is called {name}; "
                    f"rename it {right} or correct 'article'",
                )
                yield place(checklist.places, "article", checklist.location), words
