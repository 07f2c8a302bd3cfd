"""The page on which a person decides what a machine could not: each row with its picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.answers.names import CODES
from generator.pages.templates import fill
from generator.project.templates import Templates
from generator.records.texts import Language
from generator.scanning.cropping import Note, Question

PAGE = "review.html"
ASSETS = ("review.css", "review.js")  # of site_templates/scan, beside the page
LONG = ("finding",)  # places in which one writes more than a line


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, what was written by hand, each with the name of its picture; and the
    pages that were not read."""

    questions: Sequence[tuple[str, Question]]
    notes: Sequence[tuple[str, Note]]
    not_read: Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page shows it: the answers there are, each with its key."""

    question: Question
    picture: str
    choices: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Words as the page shows them, to be typed below their picture."""

    note: Note
    picture: str
    long: bool


def review_page(templates: Templates, language: Language, asking: Asking) -> str:
    """All that is asked, what is to be typed, and the pages that were not read."""
    asked = tuple(
        Asked(one, picture, tuple((c, n) for n, c in enumerate(CODES, 1) if c in one.codes))
        for picture, one in asking.questions
    )
    written = tuple(Written(one, name, one.field in LONG) for name, one in asking.notes)
    values = {"asked": asked, "written": written, "refused": asking.not_read}
    return fill(templates, "review.html.j2", language, values)
