"""What editors still have to do to a regulation, as a list and as a workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.records.checklist import OPEN, Check, Checklist, ProvisionChecks
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Language, Text
from generator.records.walking import walk
from generator.rules.coverage import uncovered
from generator.sheets.office.heights import height, points
from generator.sheets.office.words import Lines, Run
from generator.sheets.xlsx.model import Cell, Plan, WorksheetModel
from generator.text.stamps import stamp

# In the order in which they are done: a question is translated once it is accepted.
TodoKind = Literal["draft", "without", "reread", "question_en", "text_en", "text_en_old"]
KINDS: tuple[TodoKind, ...] = (
    "draft", "without", "reread", "question_en", "text_en", "text_en_old",
)  # fmt: skip
COLUMNS = ("article", "at", "todo", "check", "words")
_WIDTHS = (16.0, 22.0, 26.0, 14.0, 60.0)
_HEAD = 30.0  # points


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: where, to which check if to one, and the words it is about."""

    kind: TodoKind
    article: Provision
    at: Provision
    words: Text
    check: str = ""


def todo(regulation: Regulation) -> tuple[Todo, ...]:
    """All that is to do, in the order of the text."""
    return tuple(one for article in regulation.articles for one in _of(article, regulation))


def _of(article: Provision, regulation: Regulation) -> Iterator[Todo]:
    checklist = regulation.checklists.get(article.address)
    blocks = {b.at: b for b in checklist.provisions} if checklist else {}
    bare = {p.address for p in _without(article, checklist)}
    for at in walk((article,)):
        if at.address in bare:
            yield Todo("without", article, at, at.words)
        if block := blocks.get(at.address):
            yield from _of_block(block, article, at, translated=regulation.translated)
        yield from _of_translation(regulation, article, at)


def _without(article: Provision, checklist: Checklist | None) -> tuple[Provision, ...]:
    return tuple(uncovered(article, checklist)) if checklist else (article,)


def _of_block(
    block: ProvisionChecks, article: Provision, at: Provision, *, translated: bool
) -> Iterator[Todo]:
    for check in block.drafts:
        words = at.words if check.ask.zh == OPEN else check.ask
        yield Todo("draft", article, at, words, check.id)
    if block.checks and block.reviewed != at.stamp:
        yield Todo("reread", article, at, at.words)
    for check in filter(_in_chinese_only, block.checks if translated else ()):
        yield Todo("question_en", article, at, check.ask, check.id)


def _in_chinese_only(check: Check) -> bool:
    return not check.draft and check.ask.en in (None, "", OPEN)


def _of_translation(
    regulation: Regulation, article: Provision, at: Provision
) -> Iterator[Todo]:
    if not regulation.translated or not at.words.zh:
        return
    if not at.words.en:
        yield Todo("text_en", article, at, at.words)
    review = regulation.translation_reviews.get(at.address)
    if at.words.en and review and review.zh != stamp(at.words.zh):
        yield Todo("text_en_old", article, at, at.words)


def todo_plan(
    regulation: Regulation, list_: tuple[Todo, ...], strings: Mapping[str, Text]
) -> Plan:
    """The list as a workbook to be filtered and handed on; `strings` has heads and kinds."""
    heads = [strings[f"column_todo_{name}"] for name in COLUMNS]
    cells = [Cell(0, n, f"{head.zh}\n{head.en}", "head") for n, head in enumerate(heads)]
    heights = {0: _HEAD}
    for r, one in enumerate(list_, 1):
        said = [_lines(words, one) for words in _row(one, strings)]
        cells += (Cell(r, n, lines, "cell") for n, lines in enumerate(said))
        heights[r] = height(zip(said, map(points, _WIDTHS), strict=True))
    page = WorksheetModel(
        name="todo", widths=_WIDTHS, cells=tuple(cells), heights=heights,
        repeat=(0, 0), freeze=(1, 1), table=True,
    )  # fmt: skip
    return Plan((page,), {}, regulation.title.zh, regulation.id, regulation.edition, ("", ""))


def _row(one: Todo, strings: Mapping[str, Text]) -> tuple[str, ...]:
    kind = strings[f"todo_{one.kind}"]
    return (one.article.cite.zh, one.at.cite.zh, kind.zh, one.check, one.words.zh)


def _lines(words: str, one: Todo) -> Lines:
    face: Literal["serif", "sans"] = "serif" if words == one.at.words.zh else "sans"
    language: Language = "zh"
    return tuple((Run(line, face, False, 10, language),) for line in words.split("\n"))
