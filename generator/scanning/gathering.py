"""What was read of pages put together: an Answers file a unit, of what is sure alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.answers.asked import WHOLE, Asked, stamps_of
from generator.answers.joining import Source, id_of, put_together
from generator.answers.periods import period_of
from generator.answers.problems import Problem
from generator.answers.records import Answers, Given, Own, People, Period, Unit
from generator.answers.taking import unknown_edition
from generator.answers.words import day_of, plain
from generator.records.texts import Text
from generator.scanning.codes import Code
from generator.scanning.decisions import Decisions
from generator.scanning.reading import PageRead
from generator.sheets.places import AGREES, OWN, PlacedPage

OF_UNITS = (
    "A",
    "L",
    "N",
    "R",
    "S",
    "X",
    "Y",
    "Z",
)  # letters of sheets; a tracer (T) is about one case
# Places to write in whose words go into the answers of a unit.
HEAD = ("unit", "unit-plain", "unit-type", "filled-by", "phone", "period", "fill-date")
TYPED = (*HEAD, "finding")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a file that a unit handed in."""

    file: str
    unit: str
    read: PageRead

    def answer(self, row: str, decisions: Decisions) -> str | None:
        """What holds of a row: what a person said, else what was sure."""
        made = next(one.decision for one in self.read.rows if one.row == row)
        if made.ask is None:
            return made.answer
        return decisions.answers.get((self.file, self.read.page, row))

    def words(self, row: str, name: str, decisions: Decisions) -> str:
        """What a person typed of what is written in a place."""
        said = decisions.words.get((self.file, self.read.page, row, name), "")
        return said.strip()


@dataclass(frozen=True, slots=True)
class Found:
    """The answers of a unit, with what is to be told of them."""

    answers: Answers
    problems: tuple[Problem, ...]


def gathered(
    pages: Iterable[Page], asked: Mapping[str, Asked], decisions: Decisions
) -> Iterator[Found]:
    """One for each unit and regulation, in the order in which they came."""
    groups: dict[tuple[str, str], list[Page]] = {}
    for page in pages:
        code = page.read.code
        if page.read.status == "read" and code and code.sheet[0] in OF_UNITS:
            groups.setdefault((page.unit, code.regulation), []).append(page)
    for (unit, regulation), some in groups.items():
        one = asked[regulation]
        sources = [_source(page, unit, one, decisions) for page in some]
        now = {id_: check.stamp for id_, check in one.checks.items()}
        joined, problems = put_together(sources, now)
        joined, differ = _of_one(joined, sources, unit)
        kept = {id_: joined.answers[id_] for id_ in one.checks if id_ in joined.answers}
        made = replace(joined, answers={**kept, **joined.answers})
        oldest = min(sources, key=lambda source: source.answers.edition).answers
        made = replace(made, edition=oldest.edition, stamp=oldest.stamp)
        told = (*problems, *differ, *_other_editions(some, one), *_repeated(some))
        yield Found(replace(made, id=id_of(made)), told)


def _of_one(
    joined: Answers, sources: Sequence[Source], unit: str
) -> tuple[Answers, tuple[Problem, ...]]:
    """Under the name and for the period that a person typed of any page."""
    every = [source.answers for source in sources]
    typed = tuple(dict.fromkeys(a.unit.name for a in every if a.unit.name != unit))
    period = next((a.period for a in every if a.period != Period()), Period())
    name = typed[0] if typed else unit
    made = replace(joined, unit=replace(joined.unit, name=name), period=period)
    return made, (_several_units(unit, typed),) if len(typed) > 1 else ()


def _several_units(unit: str, names: Sequence[str]) -> Problem:
    return Problem(
        unit,
        "several-units",
        Text(
            f"这里有几个单位的表（{'、'.join(names)}），合成了一个；请分开放，再读一次",
            f"these are sheets of several units ({', '.join(names)}), which were taken for one;"
            " part them and read them again",
        ),
    )


def _source(page: Page, unit: str, asked: Asked, decisions: Decisions) -> Source:
    code = page.read.code
    assert code is not None
    stamps = _stamps(code, asked)
    given: dict[str, Given] = {}
    own: list[Own] = []
    for row in page.read.rows:
        answer = page.answer(row.row, decisions) or ""
        said = page.words(row.row, "finding", decisions)
        if row.row.startswith(f"{OWN}-"):
            own += [Own(answer=answer, finding=said)] if answer or said else []
        elif not row.row.startswith(f"{AGREES}-"):
            # The stamp of a sheet that nobody knows is that of no check: it never counts.
            given[row.row] = Given((stamps or {}).get(row.row, code.stamp), answer, said)
    made = Answers(
        regulation=asked.regulation,
        edition=code.edition,
        stamp=asked.stamp if stamps and code.edition == asked.edition else "",
        unit=Unit(unit),
        state="filling",
        answers=given,
        own=tuple(own),
    )
    return Source(f"{page.file}:{page.read.page}", _headed(made, page, asked, decisions))


def _headed(made: Answers, page: Page, asked: Asked, decisions: Decisions) -> Answers:
    """With what a person typed of the head of the page."""
    said = {name: page.words("", name, decisions) for name in HEAD}
    kinds = re.split("[、,，;；]", said["unit-type"])
    types = (asked.types[plain(kind)] for kind in kinds if plain(kind) in asked.types)
    name = said["unit"] or said["unit-plain"] or made.unit.name
    return replace(
        made,
        unit=Unit(name, tuple(types)),
        period=period_of(said["period"]),
        people=People(filler=said["filled-by"], phone=said["phone"]),
        saved=day_of(said["fill-date"]),
    )


def _stamps(code: Code, asked: Asked) -> Mapping[str, str] | None:
    about = code.sheet.partition("-")[2] or WHOLE
    return stamps_of(asked, code.edition, about, code.stamp)


def _other_editions(pages: Sequence[Page], asked: Asked) -> Iterator[Problem]:
    for page in pages:
        code = page.read.code
        where = f"{page.file}:{page.read.page}"
        if code and _stamps(code, asked) is None:
            yield unknown_edition(where, code.edition, code.stamp)
        elif code and code.edition != asked.edition:
            yield Problem(
                where,
                "other-edition",
                Text(
                    f"这页是 {code.edition} 版的表，现在是 {asked.edition} 版；"
                    "问法没变的才计入汇总",
                    f"this page is of the edition of {code.edition}, now is {asked.edition};"
                    " only what is asked as before counts",
                ),
            )


def _repeated(pages: Sequence[Page]) -> Iterator[Problem]:
    first: dict[tuple[str, int], Page] = {}
    for page in pages:
        key = _place(page)
        if key in first:
            one = first[key]
            yield Problem(
                f"{page.file}:{page.read.page}",
                "page-twice",
                Text(
                    f"同一张表的同一页在 {one.file}:{one.read.page} 已有；两处不一致的没有采用",
                    f"{one.file}:{one.read.page} is the same page of the same sheet; where they"
                    " differ neither was taken",
                ),
            )
        first.setdefault(key, page)


def _place(page: Page) -> tuple[str, int]:
    placed, code = page.read.placed, page.read.code
    assert placed is not None
    assert code is not None
    return code.text, placed.page


def missing(
    pages: Iterable[Page], known: Mapping[str, tuple[PlacedPage, ...]]
) -> Iterator[tuple[str, Code, tuple[int, ...]]]:
    """Unit, sheet and the pages of it with boxes that did not come back."""
    seen: dict[tuple[str, str], tuple[Code, set[int]]] = {}
    for page in pages:
        code, placed = page.read.code, page.read.placed
        if page.read.status == "read" and code and placed:
            seen.setdefault((page.unit, code.text), (code, set()))[1].add(placed.page)
    for (unit, text), (code, there) in seen.items():
        wanted = {page.page for page in known.get(text, ()) if page.boxes}
        if lacking := tuple(sorted(wanted - there)):
            yield unit, code, lacking
