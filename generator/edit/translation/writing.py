"""New English words put into en.txt: where they stand, all else as it was byte for byte."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.edit.editing import line_end, line_starts
from generator.edit.translation.planning import Step
from generator.records.checklist import OPEN
from generator.records.findings import CannotGoOn, Finding
from generator.records.regulation import Regulation
from generator.records.texts import Document, Location, Passage, Text
from generator.records.walking import by_address, walk
from generator.text import addresses
from generator.text.structure.parser import parse
from generator.text.writing import article_text, write


def written(regulation: Regulation, text: str | None, steps: Sequence[Step], name: str) -> str:
    """The text with all of these. Raises CannotGoOn where one would not be read as it is."""
    chinese = regulation.documents["zh"]
    wanted = {step.at: step.words for step in steps}
    if text is None:
        after = write(_begun(regulation, chinese, wanted), "en")
    else:
        after = _changed(chinese, text, wanted)
    _must_be_read(text or "", after, steps, name)
    return after


def _begun(regulation: Regulation, zh: Document, wanted: Mapping[str, str]) -> Document:
    """A text of which these alone are translated."""
    articles = (a for a in zh.articles if any(p.address in wanted for p in walk((a,))))
    made = tuple(_passage(article, {}, wanted) for article in articles)
    return Document(regulation.title.en or OPEN, (), (), made)


def _changed(zh: Document, text: str, wanted: Mapping[str, str]) -> str:
    """Lines that are there change in place; an article that lacks some is written anew."""
    english = parse(text, "en.txt", "en")[0]
    there = by_address(english.articles)
    edits: list[tuple[int, int, str]] = []
    anew: list[Passage] = []
    for article in zh.articles:
        mine = {p.address: wanted[p.address] for p in walk((article,)) if p.address in wanted}
        if not mine:
            continue
        places = [_place(text, there.get(at)) for at in mine]
        if all(places):
            edits += [
                (*place, words)
                for place, words in zip(places, mine.values(), strict=True)
                if place
            ]
        else:
            anew.append(_passage(article, there, wanted))
    edits += [_article_edit(text, english, article) for article in anew]
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _place(text: str, passage: Passage | None) -> tuple[int, int] | None:
    """Where the words of a passage stand, None where they do not in one piece."""
    if passage is None or not passage.words:
        return None
    start = line_starts(text)[passage.location.line - 1]
    words = passage.words.replace("\n", line_end(text))
    at = text.find(words, start)
    lines = text[start:at] if at >= 0 else "\n\n"
    return (at, at + len(words)) if "\n" not in lines else None


def _article_edit(text: str, english: Document, article: Passage) -> tuple[int, int, str]:
    """An article in place of what is there of it, or before the first that comes later."""
    end = line_end(text)
    made = article_text(article, "en").replace("\n", end)
    starts = [*line_starts(text), len(text)]
    old = next((a for a in english.articles if a.address == article.address), None)
    if old:
        last = max(p.location.line + p.words.count("\n") for p in walk((old,)))
        stop = starts[min(last, len(starts) - 1)]
        return starts[old.location.line - 1], stop, made + end
    later = [
        place
        for place in _tops(english)
        if addresses.order(place[0]) > addresses.order(article.address)
    ]
    if later:
        at = starts[later[0][1] - 1]
        return at, at, f"{made}{end}{end}"
    apart = "" if text.endswith(end * 2) else end if text.endswith(end) else end * 2
    return len(text), len(text), f"{apart}{made}{end}"


def _tops(english: Document) -> Iterator[tuple[str, int]]:
    """Each article with the line where it begins, or the first heading above it does."""
    above: dict[str, int] = {}
    for heading in english.headings:
        above.setdefault(heading.before, heading.location.line)
    for article in english.articles:
        yield article.address, above.get(article.address, article.location.line)


def _passage(
    passage: Passage, there: Mapping[str, Passage], wanted: Mapping[str, str]
) -> Passage:
    """A passage in the numbers of the Chinese; `?` stands where nothing is translated."""
    was = there.get(passage.address)
    words = wanted.get(passage.address) or (was.words if was and was.words else OPEN)
    return replace(
        passage,
        label=was.label if was else addresses.label(passage.address, "en"),
        words=words if passage.words else "",
        children=tuple(_passage(child, there, wanted) for child in passage.children),
        caption=was.caption if was else "",
    )


def _must_be_read(before: str, after: str, steps: Sequence[Step], name: str) -> None:
    """That the text says these and, of everything else, what it said before."""
    was, now = (_words(text) for text in (before, after))
    faults = [
        Finding(Location(name, step.line), "not-in-step", _unlike(step.at))
        for step in steps
        if now.get(step.at) != step.words
    ]
    asked = {step.at for step in steps}
    lost = [at for at, words in was.items() if at not in asked and now.get(at) != words]
    if not faults and lost:
        faults = [Finding(Location("en.txt"), "not-in-step", _unlike(lost[0]))]
    if faults:
        raise CannotGoOn(*faults)


def _words(text: str) -> Mapping[str, str]:
    articles = parse(text, "en.txt", "en")[0].articles
    return {at: passage.words for at, passage in by_address(articles).items()}


def _unlike(at: str) -> Text:
    return Text(
        f"{at} 的译文写入后会被读成别的条款；一格写一段，不要以“Article 5”“(1)”之类开头",
        f"the English of {at} would be read as another provision; write one paragraph a cell,"
        " not beginning like 'Article 5' or '(1)'",
    )
