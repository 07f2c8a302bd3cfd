"""What an edition prints, recorded beside the text, so that later ones can say what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.edit.archive import files_of, place_for
from generator.edit.editing import edit_of
from generator.edit.files import Edit, write
from generator.edit.stamping import same, with_edition
from generator.project import disk
from generator.project.released import released_checks
from generator.records.editions import Edition
from generator.records.findings import CannotGoOn, Finding
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.records.texts import Text
from generator.records.walking import place
from generator.sheets.currency import subjects


@dataclass(frozen=True, slots=True)
class Recorded:
    """An edition as it stands in the record now, and what stood there before.

    `folder` is where its files were laid, "" where they lay there already.
    """

    edition: Edition
    before: Edition | None
    folder: str = ""


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

    All that it is made of is laid into the archive: its text stays on the site when others
    have come. Raises CannotGoOn where something else is recorded under its date: sheets
    printed then would not be known any more. `again` puts the present state in its place.
    """
    made = tuple(map(_recorded, project.regulations))
    pairs = tuple(zip(project.regulations, made, strict=True))
    taken = [_taken(*pair) for pair in pairs if pair[1].before and not is_kept(pair[1])]
    if taken and not again:
        raise CannotGoOn(*taken)
    edits = {
        _record(regulation): edit_of(partial(with_edition, made=recorded.edition))
        for regulation, recorded in pairs
        if not is_kept(recorded)
    }
    laid = [_kept(root, regulation, edits) for regulation in project.regulations]
    write(root, {path: data for _, files in laid for path, data in files.items()}, edits)
    return tuple(
        replace(one, folder=folder) for one, (folder, _) in zip(made, laid, strict=True)
    )


def _record(regulation: Regulation) -> str:
    return f"content/{regulation.id}/editions.yaml"


def _kept(
    root: Path, law: Regulation, edits: Mapping[str, Edit]
) -> tuple[str, dict[str, bytes]]:
    """The folder of an edition and all files in it with the record; none if it is there."""
    files, record = files_of(root, law.id), _record(law)
    if record in edits:
        files[record] = edits[record](files.get(record, b""))
    folder = place_for(root, law.id, law.edition, files)
    if disk.folder_exists(root, folder):
        return "", {}  # just so
    return folder, {f"{folder}/{path}": data for path, data in files.items()}


def _recorded(regulation: Regulation) -> Recorded:
    sheets = {s.key: s.stamp for s in subjects(regulation, regulation.title)}
    checks = released_checks(regulation)
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
