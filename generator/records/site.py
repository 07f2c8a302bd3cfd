"""What lies on one site: its regulations, pages and sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.records.regulation import Regulation
from generator.records.texts import Language, Location, Places, Text


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
class Keeper:
    """Who keeps the site: what of it is not given is None, or "".

    `checked` is when somebody last held the site against its sources; `report` says how to
    tell of a fault, in words or as an address.
    """

    unit: Text | None = None
    phone: str = ""
    room: Text | None = None
    email: str = ""
    checked: str = ""  # ISO 8601
    report: Text | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What content/site.yaml says; `address` is where it lies for its readers, if known."""

    title: Text
    lede: Text
    location: Location
    fonts: Mapping[str, str] = field(default_factory=dict)  # role on the sheets → family
    shared_bearers: tuple[SharedBearer, ...] = ()
    keeper: Keeper | None = None
    address: str = ""
    scan: bool = True  # sheets have marks by which a scan of them can be read
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
    format: Literal["pdf", "xlsx", "docx", "zip"] = "pdf"


# `edition` is the text of one that was.
OfferKind = Literal[
    "text", "source", "csv", "xlsx", "data", "akoma", "feed", "forms", "edition", "todo"
]
OfferLanguage = Literal["zh", "en", "both", ""]  # "" where it is in all, or in none


@dataclass(frozen=True, slots=True)
class Offer:
    """A file of data or text that anybody may take from the site and use elsewhere."""

    path: str  # relative to the site: data/jinan-2016-31.json
    kind: OfferKind
    language: OfferLanguage
    size: int  # bytes
    sha256: str
    pages: int = 0
