"""The records of a text as written: where words stand, and the structure of one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["zh", "en"]
Kind = Literal["article", "paragraph", "item", "subitem", "table"]
Level = Literal["编", "分编", "章", "节", "附则"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the project; `path` is relative to it, with `/`.

    Line and column count from 1, in characters; line 0 is no file but the command as typed,
    and `path` then the words of it that are meant: `--article 99`.
    """

    path: str
    line: int = 1
    column: int = 1


# A key as written in the file ("evidence/0" in a list) → where its value stands.
Places = Mapping[str, Location]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages; `en` is None where nobody has translated them yet.

    `location` is where a person wrote them, None where they were made; equality ignores it.
    """

    zh: str
    en: str | None = None
    location: Location | None = field(default=None, compare=False, repr=False)


# ── one language's text, as written ───────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Passage:
    """One addressable piece of a text in one language.

    `label` is the printed number (第五条, （三）, Article 5, (3)); a paragraph (款) has none,
    nor has a table, whose words are a line a row, `| a | b |`, with its title and notes.
    `words` are the passage's own words without label, the opening words of a list among them.
    An article of several paragraphs has no words of its own; one of a single one holds them.
    """

    address: str
    kind: Kind
    label: str
    words: str
    location: Location
    children: tuple["Passage", ...] = ()
    caption: str = ""  # a heading of the article that the text itself prints: 【立法目的】


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one language's text, `before` the article of that address, "" at the end."""

    level: Level
    n: int
    label: str
    words: str
    location: Location
    before: str
    paragraphs: tuple[str, ...] = ()  # what stands between the heading and its first article


@dataclass(frozen=True, slots=True)
class Document:
    """The structure of a text in one language; preamble, appendix and notes are paragraphs.

    Notes say when and by whom the text was passed, published and amended. The cover is the
    letter or order that a text was sent out with.
    """

    title: str
    preamble: tuple[str, ...]
    headings: tuple[Heading, ...]
    articles: tuple[Passage, ...]
    appendix: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()
    parts: bool = False  # numbered 一、二、 without 第一条: its articles are called parts


@dataclass(frozen=True, slots=True)
class Reference:
    """Words at `start:end` of a passage that point at provisions.

    `targets` are addresses in the order of the text, a range with every article in it; they lie
    in the regulation named `title`, or in the same regulation where `title` is "".
    """

    start: int
    end: int
    targets: tuple[str, ...]
    title: str = ""
