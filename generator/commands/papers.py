"""Scanned files read page by page, and what comes of them: answers, report, what to ask."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.answers.asked import Asked, asked_of
from generator.answers.collecting import file_stem
from generator.answers.problems import Problem
from generator.answers.records import ENDING, Answers
from generator.answers.writing import as_text
from generator.commands.scan import REPORT
from generator.commands.user import User
from generator.edit.results import Results
from generator.pages.review import ASSETS, PAGE, Asking, review_page
from generator.project.reach import PACKAGED
from generator.project.templates import read_templates
from generator.publish.placing import Placing
from generator.records.texts import Language, Text
from generator.scanning.codes import Code
from generator.scanning.cropping import Note, Question, notes_of, questions_of
from generator.scanning.decisions import Decisions
from generator.scanning.gathering import Page, gathered, missing
from generator.scanning.leaves import leaves
from generator.scanning.reading import PageRead, read
from generator.scanning.report import (
    FORMAT,
    Json,
    page_json,
    picture_json,
    problems_json,
    rows_json,
)
from generator.sheets.currency import subjects
from generator.sheets.places import PlacedPage

PICTURES = (".jpg", ".jpeg", ".png")
PICTURES_IN = "pictures"  # folder beside the report
Inputs = tuple[tuple[Path, ...], tuple[Path, ...]]  # what was given, the files in it


@dataclass(slots=True)
class _Known:
    """The regulations at hand, and where the boxes of the sheets seen so far are."""

    placing: Placing
    regulations: frozenset[str]
    pages: dict[str, tuple[PlacedPage, ...]] = field(default_factory=dict)

    def __call__(self, code: Code) -> tuple[PlacedPage, ...]:
        if code.regulation not in self.regulations:
            return ()
        if code.text not in self.pages:
            self.pages[code.text] = self.placing.pages(code.regulation, code.text)
        return self.pages[code.text]


@dataclass(slots=True)
class _Cut:
    """Pieces of pages, each a file as soon as it is cut: only their names are held."""

    results: Results
    questions: list[tuple[str, Question]] = field(default_factory=list)
    notes: list[tuple[str, Note]] = field(default_factory=list)

    @property
    def every(self) -> tuple[tuple[str, Question | Note], ...]:
        """All of them with their names."""
        return (*self.questions, *self.notes)

    def take(self, page: Page, decisions: Decisions) -> None:
        """What is asked of a page, and what was written on it."""
        for question in questions_of(page, decisions):
            name = self._kept(question.picture)
            self.questions.append((name, replace(question, picture=b"")))
        for note in notes_of(page, decisions):
            name = self._kept(note.picture)
            self.notes.append((name, replace(note, picture=b"")))

    def _kept(self, picture: bytes) -> str:
        name = f"{PICTURES_IN}/{len(self.every) + 1:05}.jpg"
        self.results.write(name, picture)
        return name


def read_back(
    user: User, inputs: Inputs, placing: Placing, into: tuple[Results, Decisions]
) -> Mapping[str, int]:
    """All files, a page held at a time; gives what is told in the end."""
    ui, (results, decisions) = user.ui, into
    asked = _asked(placing)
    known = _Known(placing, frozenset(asked))
    cut = _Cut(results)
    pages: list[Page] = []
    for page in _pages(inputs, known):
        cut.take(page, decisions)
        pages.append(replace(page, read=replace(page.read, straight=None)))
    units = list(_units(pages, known, asked, (results, decisions, ui)))
    rows = [row for page in pages for row in rows_json(page, decisions)]
    listed = [page_json(page, ui) for page in pages]
    report = {"format": FORMAT, "pages": listed, "rows": rows, "units": units}
    report["pictures"] = [picture_json(name, one) for name, one in cut.every]
    results.write(REPORT, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    templates = read_templates(PACKAGED)
    refused = tuple(page for page in listed if page["status"] == "refused")
    strange = tuple(p for p in listed if p["status"] == "foreign" and p["rule"] != "blank")
    asking = Asking(tuple(cut.questions), tuple(cut.notes), (*refused, *strange))
    results.write(PAGE, review_page(templates, ui, asking))
    for name in ASSETS:
        results.write(name, (templates.folder / "scan" / name).read_bytes())
    return {
        "pages": len(pages),
        "units": len(units),
        "refused": len(refused),
        "asked": len(cut.questions),
    }


def _asked(placing: Placing) -> Mapping[str, Asked]:
    laws = placing.project.regulations
    return {
        law.id: asked_of(law, {one.key: one.stamp for one in subjects(law, law.title)})
        for law in laws
    }


# ── files ────────────────────────────────────────────────────────────────────────────────────


def _pages(inputs: Inputs, known: _Known) -> Iterator[Page]:
    """Every page of every file, as soon as it is read."""
    given, paths = inputs
    for path in paths:
        unit = _unit(path, given)
        for leaf in leaves(path):
            made = read(leaf, known)
            if made.code and made.code.regulation not in known.regulations:
                made = PageRead(leaf.page, "foreign", "other-regulation", made.code)
            yield Page(str(path), unit, made)


def _unit(path: Path, given: Iterable[Path]) -> str:
    """A folder in what was given is a unit, so are the pictures in it, and any other file."""
    for folder in given:
        if folder.is_dir() and path.is_relative_to(folder):
            below = path.relative_to(folder).parts
            if len(below) > 1:
                return below[0]
            if path.suffix.lower() in PICTURES:
                return folder.resolve().name
    return path.stem


# ── units ────────────────────────────────────────────────────────────────────────────────────


def _units(
    pages: list[Page],
    known: _Known,
    asked: Mapping[str, Asked],
    into: tuple[Results, Decisions, Language],
) -> Iterator[Json]:
    results, decisions, ui = into
    lacking = tuple(missing(pages, known.pages))
    for found in gathered(pages, asked, decisions):
        name = results.free(file_stem(found.answers), ENDING)
        results.write(name, as_text(found.answers))
        told = (*found.problems, *_missing(found.answers, lacking))
        yield {
            "unit": found.answers.unit.name,
            "regulation": found.answers.regulation,
            "answers": name,
            "problems": problems_json(told, ui),
        }


def _missing(
    answers: Answers, lacking: Iterable[tuple[str, Code, tuple[int, ...]]]
) -> Iterator[Problem]:
    for unit, code, pages in lacking:
        if unit == answers.unit.name and code.regulation == answers.regulation:
            numbers = ", ".join(map(str, pages))
            words = Text(
                f"{code.sheet} 缺第 {numbers} 页；请补扫",
                f"of {code.sheet} page {numbers} did not come back; scan it, too",
            )
            yield Problem(code.sheet, "page-missing", words)
