"""The records everything is made of: frozen, without behaviour, free of any library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.passages import (
    Document,
    Heading,
    Kind,
    Language,
    Level,
    Location,
    Passage,
    Places,
    Reference,
    Text,
)

# What a text is as written belongs to the records, wherever it is defined.
__all__ = [
    "Document",
    "Heading",
    "Kind",
    "Language",
    "Level",
    "Location",
    "Passage",
    "Places",
    "Reference",
    "Text",
]

CheckKind = Literal["duty", "prohibition", "result", "procedure", "summary", "open"]
Basis = Literal["named", "inferred"]
OPEN = "?"  # stands where a person has still to write something


# ── the regulation in both languages ──────────────────────────────────────────────────────────


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


@dataclass(frozen=True, slots=True)
class Division:
    """A part, chapter or section: what stands directly under it, in order."""

    level: Level
    n: int
    label: Text
    heading: Text
    articles: tuple[Provision, ...] = ()
    divisions: tuple["Division", ...] = ()


# ── checklists ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that must stand verbatim in the provision they are quoted from."""

    words: str
    location: Location


@dataclass(frozen=True, slots=True)
class Check:
    """One question of a checklist, worded so that 是/Yes is the good answer."""

    id: str
    at: str  # address of its provision
    kind: CheckKind
    quotes: tuple[Quote, ...]
    ask: Text
    bearers: tuple[str, ...]  # codes; those of the provision where the check names none
    evidence: tuple[str, ...]  # codes
    verify: tuple[str, ...]  # codes
    sampling: str  # code
    fix: Text
    guidance: bool
    location: Location
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ProvisionChecks:
    """The checks that rest on one provision.

    `drafts` are those whose question nobody has written yet: they are asked nowhere.
    """

    at: str
    reviewed: str
    basis: Basis
    bearers: tuple[str, ...]
    result: Text | None
    checks: tuple[Check, ...]
    location: Location
    drafts: tuple[Check, ...] = ()
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is asked about one article, or why nothing is."""

    article: str
    heading: Text | None  # None where the editors have given none
    no_checks: Text | None
    provisions: tuple[ProvisionChecks, ...]
    location: Location
    unchecked: Mapping[str, Text] = field(default_factory=dict)  # address → why no checks there
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the vocabulary. `short` is for narrow columns and falls back on `text`."""

    code: str
    text: Text
    short: Text
    location: Location
    named_in: str = ""  # bearers: the address that names them; "" where the editors do
    within: tuple[str, ...] = ()  # bearers: whose checks apply to this one as well
    needs_reason: bool = False  # answers
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Code → term, in the order of the file."""

    bearers: Mapping[str, Term] = field(default_factory=dict)
    evidence: Mapping[str, Term] = field(default_factory=dict)
    verify: Mapping[str, Term] = field(default_factory=dict)
    sampling: Mapping[str, Term] = field(default_factory=dict)
    answers: Mapping[str, Term] = field(default_factory=dict)


# ── what else belongs to a regulation ─────────────────────────────────────────────────────────


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
class Stage:
    """A stage of a tracer and the ids of the checks to be made there."""

    title: Text
    checks: tuple[str, ...]
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Tracer:
    """One household or one project followed through its stages, across the articles.

    `subject` names what is written at the head of its sheet: 户主姓名或编号.
    """

    code: str
    title: Text
    subject: Text
    stages: tuple[Stage, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the edition's history, newest first."""

    date: str  # ISO 8601
    text: Text


@dataclass(frozen=True, slots=True)
class ReleasedCheck:
    """A check as it was in an edition; `stamp` covers its provision and its question."""

    at: str
    bearers: tuple[str, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What was printed under one date.

    `sheets` maps what a sheet is about to its stamp: an article, a bearer, `T-` with the code
    of a tracer, `a5-a10` for articles that share a sheet, `whole` for everything.
    """

    date: str  # ISO 8601
    sheets: Mapping[str, str]
    checks: Mapping[str, ReleasedCheck]
    location: Location


@dataclass(frozen=True, slots=True)
class TranslationReview:
    """Stamps of the moment a person held one provision's translation against the Chinese."""

    at: str
    zh: str
    en: str
    location: Location


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The text as received: a file beside regulation.yaml and its SHA-256."""

    path: str
    stated: str
    found: str  # "" where there is no such file
    location: Location  # of the stated sum


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
    changes: tuple[Change, ...]
    translation_reviews: Mapping[str, TranslationReview]
    location: Location  # its regulation.yaml
    documents: Mapping[Language, Document] = field(default_factory=dict)  # the texts as read
    source_file: SourceFile | None = None
    checklist_files: tuple[Checklist, ...] = ()  # as read, one a file
    unread: tuple[str, ...] = ()  # paths of files left out for their faults
    places: Places = field(default_factory=dict, compare=False, repr=False)
    tracers: tuple[Tracer, ...] = ()
    editions: tuple[Edition, ...] = ()  # as released, newest first


@dataclass(frozen=True, slots=True)
class HandPage:
    """A page somebody wrote in Markdown: content/pages/<language>/<name>.md."""

    language: Language
    name: str
    title: str
    body: str
    location: Location


@dataclass(frozen=True, slots=True)
class SharedBearer:
    """A bearer of several regulations: `parts` maps a regulation's id to its code there."""

    code: str
    text: Text
    parts: Mapping[str, str]
    location: Location
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Site:
    """What content/site.yaml says."""

    title: Text
    lede: Text
    location: Location
    fonts: Mapping[str, str] = field(default_factory=dict)  # role on the sheets → family
    shared_bearers: tuple[SharedBearer, ...] = ()
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Project:
    """All that was read, in the order of site.yaml."""

    site: Site
    regulations: tuple[Regulation, ...]
    pages: tuple[HandPage, ...]
    unread: tuple[str, ...] = ()  # paths of pages left out for their faults
    translated: bool = False  # at least one regulation has an en.txt


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed form as it lies on the site."""

    path: str  # relative to the site: sheets/jinan-2016-31/zh/article-05.pdf
    form: str  # article, bearer, booklet, ledger
    subject: str  # an article's address, a bearer's code, "" for the others
    language: Literal["zh", "en", "both"]
    pages: int  # 0 where the office program decides them
    size: int  # bytes
    format: Literal["pdf", "xlsx", "docx"] = "pdf"
