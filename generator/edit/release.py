"""What an edition prints, recorded beside the text, so that later ones can say what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.edit.editing import edit_of
from generator.edit.files import write
from generator.edit.stamping import same, with_edition
from generator.records.editions import Edition
from generator.records.findings import CannotGoOn, Finding
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.records.texts import Text
from generator.records.walking import place
from generator.rules.releasing import present_checks
from generator.sheets.currency import subjects


@dataclass(frozen=True, slots=True)
class Recorded:
    """An edition as it stands in the record now, and what stood there before."""

    edition: Edition
    before: Edition | None


def is_kept(recorded: Recorded) -> bool:
    """Whether it was recorded already, just so."""
    return recorded.before is not None and same(recorded.before, recorded.edition)


def differing(recorded: Recorded) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What sheets are about and ids of checks that the record had otherwise, or not at all."""
    now, then = recorded.edition, recorded.before
    if then is None:
        return (), ()
    return _differing(now.sheets, then.sheets), _differing(now.checks, then.checks)


def _differing(now: Mapping[str, object], then: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(key for key in {**then, **now} if now.get(key) != then.get(key))


def release(project: Project, root: Path, *, again: bool = False) -> tuple[Recorded, ...]:
    """Record the present edition of each regulation in its editions.yaml, or of none.

    Raises CannotGoOn where something else is recorded under its date: sheets printed then
    would not be known any more. `again` puts the present state in its place.
    """
    made = tuple(map(_recorded, project.regulations))
    pairs = tuple(zip(project.regulations, made, strict=True))
    taken = [_taken(*pair) for pair in pairs if pair[1].before and not is_kept(pair[1])]
    if taken and not again:
        raise CannotGoOn(*taken)
    edits = {
        f"content/{regulation.id}/editions.yaml": edit_of(
            partial(with_edition, made=recorded.edition)
        )
        for regulation, recorded in pairs
        if not is_kept(recorded)
    }
    write(root, {}, edits)
    return made


def _recorded(regulation: Regulation) -> Recorded:
    sheets = {s.key: s.stamp for s in subjects(regulation, regulation.title)}
    checks = present_checks(regulation)
    now = Edition(regulation.edition, sheets, checks, regulation.location)
    then = (e for e in regulation.editions if e.date == now.date)
    return Recorded(now, next(then, None))


def _taken(regulation: Regulation, recorded: Recorded) -> Finding:
    date = regulation.edition
    sheets, checks = map(len, differing(recorded))
    words = Text(
        f"{date} 版已经记录过，现在的内容与记录不同（表格 {sheets} 份，检查项 {checks} 个）；"
        "请在这里改为新的日期，再运行 zicha release；"
        "确要用现在的内容代替原来的记录，用 zicha release --again",
        f"edition {date} is recorded already, and something else is in it now (sheets:"
        f" {sheets}, checks: {checks}); give the edition a new date here, then run zicha"
        " release; zicha release --again puts the present state in place of the record",
    )
    at = place(regulation.places, "edition", regulation.location)
    return Finding(at, "edition-recorded", words)
