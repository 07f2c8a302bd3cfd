"""schema/ of a project: what editors complete and explain its YAML files from, kept up to date.

An editor finds a schema by its relative path alone, before zicha ever runs: it has to be a file
of the project. That of a regulation's checklists holds the codes of its vocabulary and the
addresses of its text; it changes with these, and who edits them must not have to think of it.
Hence `new` and `import` write the files, and `check`, `build` and `serve` renew them where a
project has some already. The same project gives the same bytes: kept in git they change only
with what they are made of. They are no part of what a site is made of.

Each file says in its `$comment` what it was made of and what it said then. By the second a
file that a person has changed is known, and stays as it is; by the first all is known to be up
to date without reading YAML.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from generator.edit.completion import checklist_schema
from generator.edit.files import write
from generator.project import disk, shape
from generator.project.checklists import VOCABULARY
from generator.project.hidden import hidden_as_spaces
from generator.project.vocabularies import read_vocabulary
from generator.records.findings import CannotGoOn
from generator.text.structure.parser import parse

FOLDER = "schema"
FORMAT = "1"  # of what `checklist_schema` makes; another one renews all
NOTE = (
    "由 zicha 写入，随词表和正文自动更新；人改过的不再更新 / "
    "written by zicha, which renews it unless somebody has changed it:"
)
_MARK = re.compile(r" ([0-9a-f]{12}) ([0-9a-f]{12})$")  # made of, says
_HEAD = 1000  # characters of a file in which its mark stands
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")

Made = tuple[str, str, Callable[[], str | None]]  # path, of what it is made, what makes it


def published() -> Mapping[str, bytes]:
    """The schemas of all kinds of files, as a project holds them: path → contents."""
    return {path: text.encode() for path, _, make in _of_files() if (text := make())}


def renew(root: Path, *, begin: bool = False) -> None:
    """Write what is missing or out of date in schema/; if there is none only to `begin` one.

    What a person changed stays; in a project that cannot be written all does.
    """
    if not (begin or disk.exists(root, f"{FOLDER}/checklist.schema.json")):
        return
    with suppress(OSError, CannotGoOn):
        for path, source, make in (*_of_files(), *_of_regulations(root)):
            if _may_be_written(root, path, source) and (text := make()):
                _write(root, path, text.encode())


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
        yield (
            f"{FOLDER}/{file.name}",
            source,
            partial(_copied, text, source),
        )


def _of_regulations(root: Path) -> Iterator[Made]:
    base = shape.schema("checklist")
    common = _digest(FORMAT, json.dumps(base))
    for id_ in disk.names(root, "checklists"):
        words, _ = disk.read_text(root, f"checklists/{id_}/{VOCABULARY}")
        text, _ = disk.read_text(root, f"content/{id_}/zh.txt")
        if _ID.fullmatch(id_) and words is not None and text is not None:
            source = _digest(common, id_, words, text)
            path = f"{FOLDER}/checklists/{id_}.schema.json"
            yield path, source, partial(_of_regulation, root, id_, text, source)


def _of_regulation(root: Path, id_: str, text: str, source: str) -> str | None:
    """None where the vocabulary has faults: the file then stays as it is."""
    vocabulary, _ = read_vocabulary(root, f"checklists/{id_}/{VOCABULARY}")
    if vocabulary is None:
        return None
    path = f"content/{id_}/zh.txt"
    document, _ = parse(hidden_as_spaces(text, path)[0], path)
    schema = checklist_schema(shape.schema("checklist"), id_, vocabulary, document)
    return _marked(schema, source)


def _copied(text: str, source: str) -> str:
    return _marked(json.loads(text), source)


def _marked(schema: Mapping[str, Any], source: str) -> str:
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


def _plain(schema: Mapping[str, Any]) -> str:
    """The same however it is laid out."""
    return json.dumps(schema, ensure_ascii=False, sort_keys=True)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
