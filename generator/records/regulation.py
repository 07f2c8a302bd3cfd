"""One regulation in both languages, with all that rests on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.records.checklist import Checklist, Tracer, Vocabulary
from generator.records.editions import Edition, EditionChange
from generator.records.texts import Document, Kind, Language, Level, Location, Places, Text


@dataclass(frozen=True, slots=True)
class Provision:
    """One addressable piece of a regulation in both languages.

    The tree and all addresses are those of the Chinese text; `label.en` is made from the
    address. `stamp` is that of its own Chinese words, or of all under it where it has none.
    """

    address: str
    kind: Kind
    label: Text
    words: Text
    cite: Text  # 第五条第（三）项 / Article 5, item (3)
    stamp: str
    location: Location
    children: tuple["Provision", ...] = ()
    caption: Text | None = None  # a heading of the article that the text itself prints


@dataclass(frozen=True, slots=True)
class Division:
    """A part, chapter or section: what stands directly under it, in order."""

    level: Level
    n: int
    label: Text
    heading: Text
    articles: tuple[Provision, ...] = ()
    divisions: tuple["Division", ...] = ()


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term of the regulation and how the translation renders it."""

    zh: str
    en: str
    note: Text | None
    location: Location


@dataclass(frozen=True, slots=True)
class MatrixForm:
    """A form named in the text, and in which tiers (indexes into `Matrix.tiers`) it stands."""

    words: Text
    tiers: tuple[int, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """Forms for one kind of addressee, quoted from `at`."""

    at: str
    title: Text
    column: int  # index into `Matrix.columns`
    forms: tuple[MatrixForm, ...]
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Matrix:
    """One article set out in rows and columns: every word quoted, nothing computed from it."""

    at: str
    title: Text
    tiers: tuple[Text, ...]
    columns: tuple[Text, ...]
    cells: tuple[tuple[Text, ...], ...]  # [tier][column]
    groups: tuple[MatrixGroup, ...]
    location: Location
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TranslationReview:
    """Stamps of the moment a person held one provision's translation against the Chinese."""

    at: str
    zh: str
    en: str
    location: Location


@dataclass(frozen=True, slots=True)
class Stray:
    """Words of zh.txt that the text as received has not; `source` are those it has there."""

    said: str
    source: str
    location: Location


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The text as received: a file beside regulation.yaml and its SHA-256.

    `read` is the stamp of zh.txt when a person last held it against the file, "" for never;
    where zh.txt is that no more, `strays` are the words in which the two differ.
    """

    path: str
    stated: str
    found: str  # "" where there is no such file
    location: Location  # of the stated sum
    read: str = ""
    strays: tuple[Stray, ...] = ()


@dataclass(frozen=True, slots=True)
class Regulation:
    """One regulation with all that rests on it."""

    id: str
    title: Text
    title_parts: Text  # the title with | where it may break
    number: Text
    number_printed: str
    issuers: tuple[Text, ...]
    issued: str  # ISO 8601
    edition: str  # ISO 8601: the date of the checklists
    status: Text
    source: Text  # who published the text, as the text itself says
    promulgation: Text | None
    divisions: tuple[Division, ...]  # empty where the text has no headings
    articles: tuple[Provision, ...]
    translated: bool  # there is an en.txt
    checklists: Mapping[str, Checklist]  # by address of the article
    vocabulary: Vocabulary
    glossary: tuple[GlossaryEntry, ...]
    matrix: Matrix | None
    changes: tuple[EditionChange, ...]
    translation_reviews: Mapping[str, TranslationReview]
    location: Location  # its regulation.yaml
    documents: Mapping[Language, Document] = field(default_factory=dict)  # the texts as read
    source_file: SourceFile | None = None
    checklist_files: tuple[Checklist, ...] = ()  # as read, one a file
    unread: tuple[str, ...] = ()  # paths of files left out for their faults
    places: Places = field(default_factory=dict, compare=False, repr=False)
    tracers: tuple[Tracer, ...] = ()
    editions: tuple[Edition, ...] = ()  # as released, newest first
    past: tuple[
        "Regulation", ...
    ] = ()  # editions that were, as far as they are kept, newest first
    # Stamp → words as somebody reviewed them, as far as they are kept.
    reviewed: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
