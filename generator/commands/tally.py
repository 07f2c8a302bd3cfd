"""`zicha tally`: what many units answered, summed up."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from generator.answers import comma
from generator.answers.asked import Asked
from generator.answers.gathering import Gathering, Input
from generator.answers.problems import is_error
from generator.answers.tables import COUNTS, Table, Value, Words, said, tables
from generator.answers.tallydata import several_json, tally_json
from generator.answers.tallying import Prefer, Tallied, Tally
from generator.commands.handedin import asked_in, files_in, opened, tell
from generator.commands.user import User
from generator.edit.results import Results
from generator.messages import say
from generator.pages.tally import several_page, tally_page, words_of
from generator.project.reach import PACKAGED
from generator.project.templates import Templates, read_templates
from generator.records.texts import Language
from generator.sheets.xlsx.tallybook import Cover, Said, tally_book
from generator.terminal import refusal

DATA = "tally.json"
ASSETS = ("tally.css", "tally.js")


@dataclass(frozen=True, slots=True)
class Sums:
    """All that was found of a regulation; `folder` is where it is written, "" at the top."""

    tallied: Tallied
    inputs: tuple[Input, ...]
    folder: str = ""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is typed; None where it is not."""

    prefer: Prefer | None
    on: datetime | None
    lang: Language | None


@click.command("tally")
@click.argument(
    "given", metavar="FILE|DIR…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("-o", "--out", "folder", required=True, type=click.Path(path_type=Path))
@click.option("--only", default="", metavar="ID", help="哪一部法规 / which regulation")
@click.option(
    "--prefer",
    type=click.Choice(["newest"]),
    help="一个单位交了几份时只取最新的 / of several of one unit the newest alone",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="按哪天算逾期，默认今天 / overdue as of this day, by default today",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="首页和表格的语言 / language")
@click.pass_obj
def command(
    user: User, /, given: tuple[Path, ...], folder: Path, only: str, **options: Any
) -> None:
    """汇总各单位的自查结果 / Sum up what units answered."""
    ui, wanted = user.ui, _Wanted(**options)
    language = wanted.lang or ui
    day = wanted.on or datetime.now(UTC).astimezone()
    with refusal(ui, code=2):
        # Our own: a project's templates may be older than this command, or not trusted.
        asked, templates = asked_in(user.root, only), read_templates(PACKAGED)
        paths = files_in(given, folder)
        with Results(folder, DATA) as results:
            every, inputs = _summed(
                asked, paths, results, (day.date().isoformat(), wanted.prefer or "")
            )
            for sums in every:
                _write(results, sums, templates, language)
            if len(every) > 1:
                _write_several(results, every, inputs, (templates, language))
    tell(inputs, ui, folder / DATA)
    counted = sum(not row.why for sums in every for row in sums.tallied.rows)
    numbers = {"files": len(inputs), "units": counted, "folder": folder}
    click.echo(say("tallied", ui, **numbers), err=True)
    sys.exit(any(is_error(p) for one in inputs for p in one.problems))


def _summed(
    asked: Mapping[str, Asked],
    paths: Sequence[Path],
    results: Results,
    how: tuple[str, Prefer],
) -> tuple[tuple[Sums, ...], tuple[Input, ...]]:
    """Each regulation apart, in a folder of its own where there are several.

    The answers go into their CSV as they come.
    """
    on, prefer = how
    gathering = Gathering(asked)
    tallies: dict[str, Tally] = {}
    numbers: dict[int, str] = {}
    for found in gathering.gathered(opened(paths)):
        law = found.answers.regulation
        numbers[found.number] = law
        new = law not in tallies
        tally = tallies.setdefault(law, Tally(asked[law], on))
        tally.add(found)
        with results.place(f".{law}").open("a", encoding="utf-8", newline="") as file:
            file.write(comma.head() if new else "")
            file.write(comma.rows(found, asked[law]))
    first = next(iter(asked))
    inputs = tuple(gathering.inputs[n] for n in sorted(gathering.inputs))
    every = tallies or {first: Tally(asked[first], on)}
    return tuple(
        Sums(
            tally.tallied(prefer),
            tuple(one for one in inputs if _is_of(one, numbers, law)),
            law if len(every) > 1 else "",
        )
        for law, tally in every.items()
    ), inputs


def _is_of(one: Input, numbers: Mapping[int, str], law: str) -> bool:
    """Whether a file is of a regulation; nobody knows of those that were refused."""
    return one.number is None or numbers[one.number] == law


def _write_several(
    results: Results,
    every: Sequence[Sums],
    inputs: tuple[Input, ...],
    how: tuple[Templates, Language],
) -> None:
    """What leads to each of several regulations, in both languages; its data."""
    templates, language = how
    results.write(DATA, several_json([(s.folder, s.tallied) for s in every], inputs, language))
    other: Language = "zh" if language == "en" else "en"
    pages = {language: "index.html", other: f"index.{other}.html"}
    tallied = tuple((sums.folder, sums.tallied) for sums in every)
    for one, beside in ((language, other), (other, language)):
        page = several_page(templates, tallied, one, pages[beside])
        results.write(pages[one], page)
    for name in ASSETS:
        results.write(name, (templates.folder / "tally" / name).read_bytes())


def _write(results: Results, sums: Sums, templates: Templates, language: Language) -> None:
    """Data, workbook and the page in both languages, the chosen one first."""
    tallied, inputs = sums.tallied, sums.inputs

    def place(name: str) -> str:
        return f"{sums.folder}/{name}" if sums.folder else name

    if (csv := results.place(f".{tallied.asked.regulation}")).exists():
        csv.replace(results.add(place("answers.csv")))
    else:
        results.write(place("answers.csv"), comma.head())
    results.write(place(DATA), tally_json(tallied, inputs, language))
    other: Language = "zh" if language == "en" else "en"
    pages = {language: "index.html", other: f"index.{other}.html"}
    for one, beside in ((language, other), (other, language)):
        words = words_of(templates.strings, one)
        some = tables(tallied, inputs, words)
        facts = _facts(sums, templates, one)
        page = tally_page(templates, tallied, some, (words, facts, pages[beside]))
        results.write(place(pages[one]), page)
        if one == language:
            results.write(
                place("summary.xlsx"), _book(sums, some, templates, words, facts=facts)
            )
    for name in ASSETS:
        results.write(place(name), (templates.folder / "tally" / name).read_bytes())


Facts = Sequence[tuple[str, Value]]


def _facts(sums: Sums, templates: Templates, language: Language) -> Facts:
    tallied = sums.tallied
    total = tallied.total
    of = f" ({total.yes}/{total.rated})" if total.rated else ""
    rate = "—" if total.rate is None else f"{total.rate:.1%}{of}"
    counted = sum(not row.why for row in tallied.rows)
    found: dict[str, Value] = {
        "counted": counted,
        "not_counted": len(tallied.rows) - counted,
        "due": total.due,
        "checked": total.checked,
        "rate": rate,
        "open": sum(row.open for row in tallied.rows if not row.why),
        "late": sum(row.overdue for row in tallied.rows if not row.why),
        "files": len(sums.inputs),
        "files_refused": sum(one.status == "refused" for one in sums.inputs),
        "edition": tallied.asked.edition,
        "on": tallied.on,
    }
    words = templates.strings
    return [(said(words[f"tally_{key}"], language), value) for key, value in found.items()]


def _book(
    sums: Sums, some: Sequence[Table], templates: Templates, words: Words, *, facts: Facts
) -> bytes:
    language = words.language

    def word(key: str) -> str:
        return said(templates.strings[f"tally_{key}"], language)

    title = said(sums.tallied.asked.title, language)
    cover = Cover(
        f"{word('title')} {title}",
        (word("scale_note"), word("private")),
        tuple(facts),
        sums.tallied.on,
    )
    columns = {column for table in some for column in table.columns} | set(COUNTS)
    return tally_book(
        cover,
        some,
        Said(
            tables={table.name: word(table.name) for table in some},
            columns={column: word(column) for column in columns},
            cover=word("cover"),
            more=word("more"),
            empty=word("empty"),
        ),
    )
