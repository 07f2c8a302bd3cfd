"""All that came back, unit by unit: sheets of one put together, what came twice beside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.answers.asked import Asked
from generator.answers.collecting import Came, Status, came
from generator.answers.joining import Source, id_of, key_of, put_together
from generator.answers.problems import Problem
from generator.answers.records import Answers, Given
from generator.records.texts import Text

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed in: its name, its bytes, their SHA-256; or why it has none."""

    name: str
    data: bytes
    sha256: str
    closed: Problem | None = None


def brought(handed: Handed, asked: Mapping[str, Asked]) -> Came:
    """What a file holds, held against what is asked; one that is closed is refused."""
    if handed.closed:
        return Came(None, "refused", (handed.closed,))
    return came(handed.data, asked)


@dataclass(frozen=True, slots=True)
class Input:
    """What became of a file; `number` is that of the answers it went into, None where none."""

    file: str
    sha256: str
    status: Status
    problems: tuple[Problem, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Answers with their number, counted from 0, and the files they are from."""

    number: int
    answers: Answers
    files: tuple[str, ...]


@dataclass(slots=True)
class Gathering:
    """What is known while files come in; `inputs` has them in their order."""

    asked: Mapping[str, Asked]
    inputs: dict[int, Input] = field(default_factory=dict)
    _next: int = 0
    _same: dict[str, tuple[int, str]] = field(default_factory=dict)
    _keys: set[Key] = field(default_factory=set)
    _sheets: dict[Key, list[tuple[int, Source]]] = field(default_factory=dict)

    def gathered(self, files: Iterable[Handed]) -> Iterator[Gathered]:
        """Answers files as they come, then what the sheets make together."""
        for n, handed in enumerate(files):
            found = brought(handed, self.asked)
            self.inputs[n] = Input(handed.name, handed.sha256, found.status, found.problems)
            if found.answers is None:
                continue
            if found.sheet:
                self._keep(n, handed.name, found.answers)
            else:
                yield from self._file(n, handed, found.answers)
        for some in self._sheets.values():
            yield self._sheet(some)

    def _keep(self, n: int, name: str, answers: Answers) -> None:
        """Sheets wait for others of the same unit; one without a name stays alone."""
        key: Key = key_of(answers) if answers.unit.name else (name,)
        self._sheets.setdefault(key, []).append((n, Source(name, answers)))

    def _file(self, n: int, handed: Handed, answers: Answers) -> Iterator[Gathered]:
        """An Answers file, and only once where it is the same byte for byte."""
        if handed.sha256 in self._same:
            number, first = self._same[handed.sha256]
            self._tell(n, _again(first), number, "duplicate")
            return
        self._same[handed.sha256] = (self._next, handed.name)
        yield self._number(answers, ((n, handed.name),))

    def _sheet(self, some: list[tuple[int, Source]]) -> Gathered:
        sources = [source for _, source in some]
        asked = self.asked[sources[0].answers.regulation]
        now = {id_: check.stamp for id_, check in asked.checks.items()}
        joined, problems = put_together(sources, now)
        for n, source in some:
            mine = tuple(p for p in problems if source.file in p.where.split(" / "))
            self.inputs[n] = replace(self.inputs[n], problems=(*self.inputs[n].problems, *mine))
        files = tuple((n, source.file) for n, source in some)
        if joined.id:  # as it was kept on the form
            return self._number(joined, files)
        made = replace(joined, answers=_in_order(joined.answers, asked))
        return self._number(replace(made, id=id_of(made)), files)

    def _number(self, answers: Answers, files: tuple[tuple[int, str], ...]) -> Gathered:
        number = self._next
        self._next += 1
        key: Key = key_of(answers)
        twice = bool(answers.unit.name) and key in self._keys
        self._keys.add(key)
        for n, _ in files:
            if twice:
                self._tell(n, _twice(answers.unit.name), number, "duplicate")
            else:
                self.inputs[n] = replace(self.inputs[n], number=number)
        return Gathered(number, answers, tuple(name for _, name in files))

    def _tell(self, n: int, problem: Problem, number: int, status: Status) -> None:
        before = self.inputs[n]
        problems = (*before.problems, problem)
        self.inputs[n] = replace(before, problems=problems, number=number, status=status)


def _in_order(answers: Mapping[str, Given], asked: Asked) -> Mapping[str, Given]:
    """In the order of the text, what is asked no more behind it."""
    gone = (id_ for id_ in answers if id_ not in asked.checks)
    order = (*(id_ for id_ in asked.checks if id_ in answers), *gone)
    return {id_: answers[id_] for id_ in order}


def _again(first: str) -> Problem:
    what = Text(f"与 {first} 内容相同，只算一次", f"the same as {first}; it counts once")
    return Problem("", "same-again", what)


def _twice(unit: str) -> Problem:
    what = Text(
        f"{unit} 同一时段交了不止一份，内容不同，并列保留；用 --prefer newest 只取最新的一份",
        f"{unit} handed in more than one for this period, not the same; they stand side by side"
        " (--prefer newest takes the newest)",
    )
    return Problem("", "unit-twice", what)
