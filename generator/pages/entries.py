"""What the pages above all regulations say of each one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator.exports.feed import changes_of
from generator.pages.book_data import asked_in, bearer_file
from generator.pages.overview import RegulationCounts, facts
from generator.records.checklist import Check, CheckKind
from generator.records.editions import EditionChange
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.records.walking import provisions
from generator.sheets.currency import SheetSubject, subjects
from generator.sheets.unwritten import spoken
from generator.text.addresses import article_of, number_width, page_name


@dataclass(frozen=True, slots=True)
class AskedBearer:
    """A bearer that is asked something: its page in the book, and of how many checks."""

    code: str
    text: Text
    page: str
    count: int


@dataclass(frozen=True, slots=True)
class AskedCheck:
    """A check as it is listed outside its book; `own` is one that names the bearer itself."""

    id: str
    cite: Text
    page: str  # of its article, in the book
    ask: Text
    kind: CheckKind
    first: bool
    own: bool


@dataclass(frozen=True, slots=True)
class RegulationEntry:
    """One regulation as the home page, the search and the page of sheets' editions show it.

    `shared` has the checks of those bearers that the site puts together with others' bearers.
    """

    id: str
    title: Text
    title_parts: Text
    number: Text
    issuers: tuple[Text, ...]
    issued: str
    edition: str
    status: Text
    translated: bool
    matrix: bool
    facts: RegulationCounts
    bearers: tuple[AskedBearer, ...]
    subjects: tuple[SheetSubject, ...]
    shared: Mapping[str, tuple[AskedCheck, ...]]
    changes: tuple[EditionChange, ...]


def entry(
    regulation: Regulation, strings: Mapping[str, Text], shared: Collection[str] = ()
) -> RegulationEntry:
    """The regulation's entry; `shared` are codes of its bearers whose checks are wanted."""
    regulation = spoken(regulation, strings["unwritten"])
    asked = asked_in(regulation)
    terms = regulation.vocabulary.bearers
    return RegulationEntry(
        id=regulation.id,
        title=regulation.title,
        title_parts=regulation.title_parts,
        number=regulation.number,
        issuers=regulation.issuers,
        issued=regulation.issued,
        edition=regulation.edition,
        status=regulation.status,
        translated=regulation.translated,
        matrix=regulation.matrix is not None,
        facts=facts(regulation),
        bearers=tuple(
            AskedBearer(code, terms[code].text, bearer_file(code), len(checks))
            for code, checks in asked.items()
            if checks
        ),
        subjects=subjects(regulation, strings["current_whole"]),
        shared={code: _listed(regulation, code, asked.get(code, ())) for code in shared},
        changes=changes_of(regulation, strings),
    )


def _listed(
    regulation: Regulation, code: str, checks: tuple[Check, ...]
) -> tuple[AskedCheck, ...]:
    known = provisions(regulation)
    digits = number_width(a.address for a in regulation.articles)
    return tuple(
        AskedCheck(
            check.id,
            known[check.at].cite,
            f"{page_name(article_of(check.at), digits=digits)}.html",
            check.ask,
            check.kind,
            check.first,
            code in check.bearers,
        )
        for check in checks
    )
