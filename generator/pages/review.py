"""The page on which a person decides what a machine could not: each row with its picture."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.answers.names import CODES
from generator.pages.templates import fill
from generator.project.templates import Templates
from generator.records.texts import Language
from generator.scanning.cropping import Question

PAGE = "review.html"
ASSETS = ("review.css", "review.js")  # of site_templates/scan, beside the page


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page shows it: the answers there are, each with its key."""

    question: Question
    picture: str  # as an address
    choices: tuple[tuple[str, int], ...]


def review_page(
    templates: Templates,
    language: Language,
    questions: Sequence[Question],
    refused: Sequence[Mapping[str, object]],
) -> str:
    """All that is asked, and the pages that were not read."""
    asked = tuple(
        Asked(
            one,
            "data:image/jpeg;base64," + b64encode(one.picture).decode(),
            tuple((code, n) for n, code in enumerate(CODES, 1) if code in one.codes),
        )
        for one in questions
    )
    values = {"asked": asked, "refused": refused}
    return fill(templates, "review.html.j2", language, values)
