"""Characters that no face of the sheets has, found before anything is set."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

from generator.records.checklist import Checklist, Term
from generator.records.findings import Finding, in_order
from generator.records.regulation import Regulation
from generator.records.texts import Document, Location, Passage, Text
from generator.sheets.pdf.press import font_files
from generator.text.cleaning.invisible import is_hidden

PrintedText = tuple[str, Location]


def missing_glyphs(texts: Iterable[PrintedText]) -> tuple[Finding, ...]:
    """One finding for each character and place that cannot be printed, in order."""
    have = characters()
    return in_order(
        _missing(character, at)
        for text, at in texts
        for character in sorted(set(text))
        if ord(character) not in have and not (character.isspace() or is_hidden(character))
    )


def unprintable(regulation: Regulation, *, own: bool = False) -> tuple[Finding, ...]:
    """What no face has in a regulation: errors where it has sheets, else there is time yet.

    With the machine's `own` fonts they are warnings: what these have is not known here.
    """
    found = missing_glyphs(printed(regulation))
    if not own and any(
        block.checks for one in regulation.checklists.values() for block in one.provisions
    ):
        return found
    return tuple(replace(finding, severity="warning") for finding in found)


def printed(regulation: Regulation) -> Iterator[PrintedText]:
    """Every text of a regulation that stands on a sheet, with where a person wrote it."""
    facts = (regulation.title, regulation.number, regulation.status)
    for text in facts:
        yield from _both(text, regulation.location)
    for document in regulation.documents.values():
        yield from _of_document(document)
    for checklist in regulation.checklists.values():
        yield from _of_checklist(checklist)
    for tracer in regulation.tracers:
        for text in (tracer.title, tracer.subject, *(stage.title for stage in tracer.stages)):
            yield from _both(text, tracer.location)
    words = regulation.vocabulary
    for terms in (words.bearers, words.evidence, words.verify, words.sampling, words.answers):
        for term in terms.values():
            yield from _of_term(term)


def unprinted(text: str) -> tuple[str, tuple[str, ...]]:
    """What somebody wrote, each character that no face has as its number, and which these are.

    A sheet is not refused for a smiley: [U+1F600] stands for it.
    """
    lacking = tuple(
        sorted(
            c
            for c in set(text)
            if ord(c) not in characters() and not (c.isspace() or is_hidden(c))
        )
    )
    for character in lacking:
        text = text.replace(character, f"[U+{ord(character):04X}]")
    return text, lacking


def worded(strings: Mapping[str, Text]) -> Iterator[PrintedText]:
    """Every word of the forms themselves, with its line in strings.yaml."""
    for text in strings.values():
        yield from _both(text, Location("site_templates/sheets/strings.yaml"))


def _of_document(document: Document) -> Iterator[PrintedText]:
    for heading in document.headings:
        yield heading.label + heading.words, heading.location
    for article in document.articles:
        yield from _of_passage(article)


def _of_passage(passage: Passage) -> Iterator[PrintedText]:
    yield from _rare(passage)
    for child in passage.children:
        yield from _of_passage(child)


def _rare(passage: Passage) -> Iterator[PrintedText]:
    """Each character of a passage that no face has, with its own place."""
    space = " " if passage.kind == "article" and passage.label and passage.words else ""
    text = f"{passage.label}{passage.caption}{space}{passage.words}"
    if characters().issuperset(map(ord, text)):
        return
    at = passage.location
    for n, line in enumerate(text.split("\n")):
        begin = 1 if n else at.column
        for column, character in enumerate(line, begin):
            if ord(character) not in characters():
                yield character, replace(at, line=at.line + n, column=column)


def _of_checklist(checklist: Checklist) -> Iterator[PrintedText]:
    if checklist.heading:
        yield from _both(checklist.heading, checklist.location)
    for provision in checklist.provisions:
        for check in provision.checks:
            yield check.id, check.location
            yield from _both(check.ask, check.location)


def _of_term(term: Term) -> Iterator[PrintedText]:
    yield from _both(term.text, term.location)
    yield from _both(term.short, term.location)


def _both(text: Text, otherwise: Location) -> Iterator[PrintedText]:
    at = text.location or otherwise
    yield text.zh + (text.en or ""), at


@cache
def characters() -> frozenset[int]:
    """Code points that at least one of the faces has: they lend each other what one lacks."""
    found: set[int] = set()
    for file in font_files():
        with TTFont(file, lazy=True) as font:
            font.setGlyphOrder([""] * font["maxp"].numGlyphs)  # nobody asks for their names
            found |= font["cmap"].getBestCmap().keys()
    return frozenset(found)


def _missing(character: str, at: Location) -> Finding:
    name = f"U+{ord(character):04X}"
    return Finding(
        at,
        "no-glyph",
        Text(
            f"自查表所用字体没有“{character}”（{name}），印不出来；法规原文不要改字：安装有这个字的"
            "字体（如 SimSun-ExtB、花园明朝），在 content/site.yaml 的 fonts 中写上字体名",
            f"the fonts of the sheets have no '{character}' ({name}), so it cannot be printed; "
            "leave the words of the law as they are: install a font that has it (SimSun-ExtB, "
            "HanaMinB …) and name that under fonts in content/site.yaml",
        ),
    )
