"""All that a type of unit prints, as one file."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from generator.publish.again import lost
from generator.publish.kept.store import Store, Stored, digest
from generator.publish.pressing import PressedSheet
from generator.records.site import Sheet

SET = "set"  # what the pages call it, beside the names of forms
# Its forms in the order of the work; of blank ones there is one for all.
FORMS = ("list", "problems", "ledger", "summary", "report", "evidence", "samples")
BEGUN = (1980, 1, 1, 0, 0, 0)  # the first date there is in such a file: no clock changes it
Named = Callable[[Sheet], str]


def unit_sets(
    made: tuple[PressedSheet, ...], store: Store, named: Named
) -> Iterator[PressedSheet]:
    """A file for each type of unit and language, of its forms on paper; `named` names them."""
    paper = {
        (one.sheet.form, one.sheet.subject, one.sheet.language): one
        for one in made
        if one.sheet.format == "pdf"
    }
    for form, subject, language in paper:
        if form != FORMS[0]:
            continue
        own = (
            paper.get((key, subject, language)) or paper.get((key, "", language))
            for key in FORMS
        )
        yield _set(tuple(one for one in own if one), store, named)


def _set(members: tuple[PressedSheet, ...], store: Store, named: Named) -> PressedSheet:
    """The file as kept, or made now."""
    first = members[0].sheet
    names = [f"{n}-{named(one.sheet)}" for n, one in enumerate(members, 1)]
    key = digest(
        *(f"{name} {one.file.sha256}" for name, one in zip(names, members, strict=True))
    )
    path = f"{first.path.rpartition('/')[0]}/{SET}-{first.subject}.zip"
    note = store.record("sheets", f"{key}.json")
    if note is None or not store.has(_stored(path, key, note)):
        data = _zipped(names, members, store)
        store.put_file("sheets", f"{key}.zip", data)
        note = json.dumps({"size": len(data), "sha256": hashlib.sha256(data).hexdigest()})
        store.put_record("sheets", f"{key}.json", note)
    file = _stored(path, key, note)
    return PressedSheet(
        Sheet(path, SET, first.subject, first.language, 0, file.size, "zip"), file
    )


def _stored(path: str, key: str, note: str) -> Stored:
    record = json.loads(note)
    return Stored(path, "sheets", f"{key}.zip", record["sha256"], record["size"])


def _zipped(names: list[str], members: tuple[PressedSheet, ...], store: Store) -> bytes:
    """The same bytes each time: no clock, no system; PDF is packed already."""
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as packed:
        for name, one in zip(names, members, strict=True):
            data = store.data(one.file)
            if data is None:
                raise lost(f"sheets/{one.sheet.path}")
            entry = ZipInfo(name, BEGUN)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            packed.writestr(entry, data)
    return whole.getvalue()
