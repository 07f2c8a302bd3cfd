"""schema/ of a project: what editors complete and explain its YAML files from, kept up to date.

An editor finds a schema by its relative path alone, before zicha ever runs: it has to be a file
of the project. Those of a regulation's own files hold the codes of its vocabulary, the
addresses of its text and the ids of its checks; they change with these, and who edits them must
not have to think of it. Hence `new` and `import` write the files, and `check`, `build` and
`serve` renew them where a project has some already. The same project gives the same bytes: kept
in git they change only with what they are made of. They are no part of what a site is made of.

Each file says in its `$comment` what it was made of and what it said then. By the second a
file that a person has changed is known, and stays as it is; by the first all is known to be up
to date without reading YAML.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.edit.completion import (
    Schema,
    checklist_schema,
    matrix_schema,
    tracers_schema,
    vocabulary_schema,
)
from generator.edit.files import write
from generator.project import disk, shape
from generator.project.checklists import TRACERS, VOCABULARY, checklist_paths, read_checklist
from generator.project.hidden import hidden_as_spaces
from generator.project.vocabularies import read_vocabulary
from generator.records.findings import CannotGoOn
from generator.records.texts import Document
from generator.text.structure.parser import parse

FOLDER = "schema"
FORMAT = "2"  # of what `completion` makes; another one renews all
NOTE = (
    "由 zicha 写入，随词表和正文自动更新；人改过的不再更新 / "
    "written by zicha, which renews it unless somebody has changed it:"
)
_MARK = re.compile(r" ([0-9a-f]{12}) ([0-9a-f]{12})$")  # made of, says
_HEAD = 1000  # characters of a file in which its mark stands
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Made:
    """A file of schema/: its path, the digest of what it is made of, what makes its text."""

    path: str
    source: str
    make: Callable[[], str | None]


def published() -> Mapping[str, bytes]:
    """The schemas of all kinds of files, as a project holds them: path → contents."""
    return {one.path: text.encode() for one in _of_files() if (text := one.make())}


def renew(root: Path, *, begin: bool = False) -> None:
    """Write what is missing or out of date in schema/; if there is none only to `begin` one.

    What a person changed stays; in a project that cannot be written all does.
    """
    if not (begin or disk.exists(root, f"{FOLDER}/checklist.schema.json")):
        return
    with suppress(OSError, CannotGoOn):
        for one in (*_of_files(), *_of_regulations(root)):
            if _may_be_written(root, one.path, one.source) and (text := one.make()):
                _write(root, one.path, text.encode())


def _write(root: Path, path: str, data: bytes) -> None:
    if (root / path).exists():
        write(root, {}, {path: lambda _: data})
    else:
        write(root, {path: data})


def _may_be_written(root: Path, path: str, source: str) -> bool:
    """Whether there is no such file, or one that zicha left there and that is out of date."""
    place = root / path
    if any(p.is_symlink() for p in (place, place.parent, root / FOLDER)):
        return False  # leads who knows where
    old, _ = disk.read_text(root, path)
    if old is None:
        return not place.exists()
    mark = _MARK.search(_comment(old[:_HEAD]))
    return mark is not None and mark[1] != source and _is_as_left(old)


def _of_files() -> Iterator[Made]:
    """The schemas of what people write; those of what the site gives out lie on the site."""
    given_out = shape.published()
    for file in sorted(shape.SCHEMAS.glob("*.schema.json")):
        if file.name in given_out:
            continue
        text = file.read_text(encoding="utf-8")
        source = _digest(text)
        yield Made(f"{FOLDER}/{file.name}", source, partial(_copied, text, source))


def _of_regulations(root: Path) -> Iterator[Made]:
    for id_ in disk.names(root, "checklists"):
        words, _ = disk.read_text(root, f"checklists/{id_}/{VOCABULARY}")
        text, _ = disk.read_text(root, f"content/{id_}/zh.txt")
        if _ID.fullmatch(id_) and words is not None and text is not None:
            yield from _of_regulation(_Read(root, id_, words, text))


@dataclass(frozen=True, slots=True)
class _Read:
    """What the schemas of a regulation are made of."""

    root: Path
    id: str
    words: str
    text: str


def _of_regulation(read: _Read) -> Iterator[Made]:
    """The schemas of its files; of tracers and a matrix where it has these."""
    yield _own(read, "checklist", (read.words, read.text))
    yield _own(read, "vocabulary", (read.words, read.text))
    if disk.exists(read.root, f"checklists/{read.id}/{TRACERS}"):
        paths = _checklists(read)
        yield _own(read, "tracers", (disk.read_text(read.root, p)[0] or "" for p in paths))
    if disk.exists(read.root, f"content/{read.id}/matrix.yaml"):
        yield _own(read, "matrix", (read.text,))


def _own(read: _Read, kind: str, parts: Iterable[str]) -> Made:
    """A schema that is made of these texts, those of one kind in a folder of their own."""
    folder = "checklists" if kind == "checklist" else kind
    source = _digest(_digest(FORMAT, json.dumps(shape.schema(kind))), read.id, *parts)
    made = partial(_completed, read, kind, source)
    return Made(f"{FOLDER}/{folder}/{read.id}.schema.json", source, made)


def _completed(read: _Read, kind: str, source: str) -> str | None:
    """None where what it is made of has faults: the file then stays as it is."""
    schema = _schema(read, kind)
    return _marked(schema, source) if schema else None


def _schema(read: _Read, kind: str) -> Schema | None:
    base = shape.schema(kind)
    if kind == "matrix":
        return matrix_schema(base, read.id, _document(read))
    if kind == "tracers":
        files = [
            read_checklist(read.root, p)[0]
            for p in checklist_paths(read.root, f"checklists/{read.id}")
        ]
        blocks = (block for file in files if file for block in file.provisions)
        checks = (check for block in blocks for check in block.checks)
        return None if None in files else tracers_schema(base, read.id, checks)
    vocabulary, _ = read_vocabulary(read.root, f"checklists/{read.id}/{VOCABULARY}")
    if vocabulary is None:
        return None
    make = checklist_schema if kind == "checklist" else vocabulary_schema
    return make(base, read.id, vocabulary, _document(read))


def _checklists(read: _Read) -> tuple[str, ...]:
    return checklist_paths(read.root, f"checklists/{read.id}")


def _document(read: _Read) -> Document:
    path = f"content/{read.id}/zh.txt"
    return parse(hidden_as_spaces(read.text, path)[0], path)[0]


def _copied(text: str, source: str) -> str:
    return _marked(json.loads(text), source)


def _marked(schema: Schema, source: str) -> str:
    comment = f"{NOTE} {source} {_digest(_plain(schema))}"
    return json.dumps({"$comment": comment, **schema}, ensure_ascii=False, indent=2) + "\n"


def _is_as_left(text: str) -> bool:
    try:
        schema = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(schema, dict):
        return False
    mark = _MARK.search(str(schema.pop("$comment", "")))
    return mark is not None and mark[2] == _digest(_plain(schema))


def _comment(head: str) -> str:
    found = re.search(r'"\$comment":\s*"([^"]*)"', head)
    return found[1] if found else ""


def _plain(schema: Schema) -> str:
    """The same however it is laid out."""
    return json.dumps(schema, ensure_ascii=False, sort_keys=True)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
