"""Every printed form in one table, which all that lists or names forms reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.sheets.records import SheetFormat, SheetLanguage

# What a form is about: an article, a bearer, a chapter, chosen checks, one case, or everything.
SubjectKind = Literal["article", "bearer", "chapter", "checks", "tracer", "whole"]
ON_SCREEN: tuple[SheetFormat, ...] = ("pdf", "xlsx", "docx")  # filled in there, too
A_TEXT: tuple[SheetFormat, ...] = ("pdf", "docx")
A_BOOK: tuple[SheetFormat, ...] = ("pdf", "xlsx")
BY_HAND: tuple[SheetFormat, ...] = ("pdf",)
OF_SOME: tuple[SubjectKind, ...] = ("bearer", "checks")
OF_A_UNIT: tuple[tuple[str, str, tuple[SheetFormat, ...]], ...] = (
    ("summary", "C", ON_SCREEN),
    ("evidence", "D", ON_SCREEN),
    ("samples", "E", ON_SCREEN),
    ("report", "F", A_TEXT),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form: its name in commands, files and pages, the letter its ids begin with.

    `word` is its name in the words of the sheets, `template` what sets it; `subject` stands in
    the id of a form that is always about the same. `on_request` it is not on the site.
    """

    key: str
    letter: str
    word: str
    template: str
    about: SubjectKind
    formats: tuple[SheetFormat, ...] = ON_SCREEN
    languages: tuple[SheetLanguage, ...] = ("zh", "en", "both")  # those on the site
    subject: str = ""
    on_request: bool = False


FORMS = (
    Form("article", "A", "sheet", "sheet", "article"),
    Form("walk", "S", "walk", "walk", "article", BY_HAND),
    # Who needs large print reads one language.
    Form("large", "L", "large", "large", "article", BY_HAND, ("zh", "en")),
    Form("bearer", "A", "sheet", "sheet", "bearer"),
    Form("chapter", "A", "sheet", "sheet", "chapter", on_request=True),
    Form("checks", "X", "checks", "sheet", "checks", on_request=True),
    # What changed since an edition, each check beside what it was.
    Form("since", "N", "since", "sheet", "checks", on_request=True),
    Form("list", "Y", "list", "list", "bearer"),
    Form("list", "Y", "list", "list", "article", on_request=True),
    Form("list", "Y", "list", "list", "chapter", on_request=True),
    Form("list", "Y", "list", "list", "checks", on_request=True),
    Form("booklet", "Z", "booklet", "booklet", "whole"),
    # The checks of a first round, of everybody and by bearer.
    Form("first", "R", "first", "sheet", "whole"),
    Form("first", "R", "first", "sheet", "bearer", on_request=True),
    Form("ledger", "B", "ledger", "ledger", "whole"),
    Form("problems", "P", "problems", "problems", "whole"),
    Form("summary", "C", "summary", "summary", "whole"),
    Form("rollup", "G", "rollup", "rollup", "whole"),
    Form("evidence", "D", "evidence", "evidence", "whole"),
    Form("evidence_blank", "D", "evidence", "evidence", "whole", subject="blank"),
    Form("evidence", "D", "evidence", "evidence", "article", on_request=True),
    Form("samples", "E", "samples", "samples", "whole"),
    Form("report", "F", "report", "report", "whole", A_TEXT),
    Form("tracer", "T", "tracer", "tracer", "tracer"),
    # The same of several households or projects beside each other.
    Form("tracer_matrix", "M", "matrix", "matrix", "tracer", A_BOOK),
    # The unit's own: what goes up with its sheet has its counts and its articles.
    *(
        Form(key, letter, key, key, about, kinds, on_request=about == "checks")
        for about in OF_SOME
        for key, letter, kinds in OF_A_UNIT
    ),
)


def form_of(key: str) -> Form:
    """The form of this name."""
    return next(form for form in FORMS if form.key == key)


def forms_about(subject: SubjectKind, *, on_request: bool | None = None) -> Iterator[Form]:
    """The forms about such a subject, all of them or only those on the site, or not on it."""
    return (
        form
        for form in FORMS
        if form.about == subject and on_request in (None, form.on_request)
    )


def keys() -> tuple[str, ...]:
    """What forms are asked for by; chosen checks are asked for by their ids."""
    return tuple(dict.fromkeys(form.key for form in FORMS if form.key != "checks"))


def is_whole(key: str) -> bool:
    """Whether there is one of this form about everything."""
    return any(form.about == "whole" for form in FORMS if form.key == key)
