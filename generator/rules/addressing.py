"""Rules on addresses: that they exist, once, and where they belong."""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.records.checklist import Checklist
from generator.records.regulation import Regulation
from generator.records.texts import Location, Text
from generator.records.walking import blocks, place, provisions
from generator.rules.written import Faults
from generator.text.addresses import article_of, cite, order, page_name
from generator.text.nearest import nearest_word, should_be


def unknown_address(regulation: Regulation) -> Faults:
    """An address names a provision of the regulation's text."""
    known = provisions(regulation)
    for address, location in _addresses(regulation):
        if address not in known:
            yield location, _unknown(address, known)


def _addresses(regulation: Regulation) -> Iterator[tuple[str, Location]]:
    for checklist in regulation.checklist_files:
        if not is_mislabelled(checklist):
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
    same = [a for a in known if article_of(a) == article_of(address)]
    near = nearest_word(address, same or known)
    ask = should_be(near, Text("请更正", "correct it"), cite(near, "zh") if near else "")
    return Text(
        f"法规中没有 {address}（{cite(address, 'zh')}）；{ask.zh}",
        f"the regulation has no {address} ({cite(address, 'en')}); {ask.en}",
    )


def repeated_address(regulation: Regulation) -> Faults:
    """One block speaks of a provision, and one file of an article."""
    files: dict[str, Location] = {}
    for checklist in regulation.checklist_files:
        if is_mislabelled(checklist):
            continue
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
    line = f"第 {first.line} 行" if first.path == here.path else f" {first.path}:{first.line} "
    en = f"line {first.line}" if first.path == here.path else f"{first.path}:{first.line}"
    return Text(
        f"{address} 已写在{line}；请合并为一处",
        f"{address} stands in {en} already; merge the two",
    )


def misplaced_provision(regulation: Regulation) -> Faults:
    """The checks of a provision stand in the file of its article."""
    for checklist in regulation.checklist_files:
        if is_mislabelled(checklist):
            where = place(checklist.places, "article", checklist.location)
            yield where, _mislabelled(checklist)
            continue
        for block in checklist.provisions:
            if article_of(block.at) != checklist.article:
                where = place(block.places, "at", block.location)
                yield where, _misplaced(block.at, checklist.article)


def is_mislabelled(checklist: Checklist) -> bool:
    """Whether all its blocks are of another article, so that `article` is the slip."""
    blocks = checklist.provisions
    return bool(blocks) and all(article_of(b.at) != checklist.article for b in blocks)


def _mislabelled(checklist: Checklist) -> Text:
    right = article_of(checklist.provisions[0].at)
    return Text(
        f"这里写的是 {checklist.article}，下面的条款却属于 {right}；"
        "请更正 article 或各条款地址",
        f"this says {checklist.article}, but the provisions below are of {right}; "
        "correct 'article' or their addresses",
    )


def _misplaced(address: str, article: str) -> Text:
    right = article_of(address)
    return Text(
        f"{address} 不属于 {article}（{cite(article, 'zh')}）；"
        f"请更正地址，或移到{cite(right, 'zh')}的文件",
        f"{address} is not under {article}; correct it, "
        f"or move it to the file of {cite(right, 'en')}",
    )


def article_file_name(regulation: Regulation) -> Faults:
    """A file of checks is named for its article."""
    numbers = [order(article.address)[0][1] for article in regulation.articles]
    digits = max(2, len(str(max(numbers, default=0))))
    known = provisions(regulation)
    files = Counter(checklist.article for checklist in regulation.checklist_files)
    for checklist in regulation.checklist_files:
        if is_mislabelled(checklist) or files[checklist.article] > 1:
            continue  # told as what it is
        name = checklist.location.path.rpartition("/")[2]
        names = {f"{page_name(checklist.article, digits=n)}.yaml" for n in range(1, 5)}
        if name not in names and checklist.article in known:
            right = f"{page_name(checklist.article, digits=digits)}.yaml"
            words = Text(
                f"这个文件写的是 {checklist.article}，文件名却是 {name}；"
                f"请改名为 {right} 或更正 article",
                f"this file is about {checklist.article} but is called {name}; "
                f"rename it {right} or correct 'article'",
            )
            yield place(checklist.places, "article", checklist.location), words
