"""`zicha collect`: what units hand in, as one Answers file a unit and period."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from generator.answers.asked import Asked
from generator.answers.collecting import file_stem
from generator.answers.gathering import Gathering, Input
from generator.answers.problems import is_error
from generator.answers.records import ENDING
from generator.answers.writing import as_text
from generator.commands.handedin import asked_in, files_in, opened, tell
from generator.commands.user import User
from generator.edit.results import Results
from generator.messages import say
from generator.records.texts import Language
from generator.terminal import refusal

REPORT = "collect.json"


@click.command("collect")
@click.argument(
    "given", metavar="FILE|DIR…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("-o", "--out", "folder", required=True, type=click.Path(path_type=Path))
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.pass_obj
def command(user: User, given: tuple[Path, ...], folder: Path, only: str) -> None:
    """把各单位交来的表读成自查结果文件 / Read what units hand in into Answers files."""
    ui = user.ui
    with refusal(ui, code=2):
        asked = asked_in(user.root, only)
        paths = files_in(given, folder)
        results = Results(folder, REPORT)
        inputs, units = _collected(asked, paths, results, ui)
    tell(inputs, ui, folder / REPORT)
    click.echo(say("collected", ui, files=len(inputs), units=units, folder=folder), err=True)
    sys.exit(any(is_error(p) for one in inputs for p in one.problems))


def _collected(
    asked: Mapping[str, Asked], paths: tuple[Path, ...], results: Results, ui: Language
) -> tuple[tuple[Input, ...], int]:
    gathering = Gathering(asked)
    written: dict[int, str] = {}
    with results:
        for found in gathering.gathered(opened(paths)):
            name = results.free(file_stem(found.answers), ENDING)
            results.write(name, as_text(found.answers))
            written[found.number] = name
        inputs = tuple(gathering.inputs[n] for n in sorted(gathering.inputs))
        report = {"inputs": [_input(one, written, ui) for one in inputs]}
        results.write(REPORT, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return inputs, len(written)


def _input(one: Input, written: Mapping[int, str], ui: Language) -> Mapping[str, object]:
    return {
        "file": one.file,
        "sha256": one.sha256,
        "status": one.status,
        "answers": None if one.number is None else written[one.number],
        "problems": [
            {"where": p.where, "what": p.what.zh if ui == "zh" else p.what.en, "rule": p.rule}
            for p in one.problems
        ],
    }
