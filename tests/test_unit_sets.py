"""All that a type of unit prints, as one file: its own forms, under names a person can read."""

import io
from pathlib import Path
from zipfile import ZipFile

from generator.publish.kept.store import Store, Stored
from generator.publish.pressing import PressedSheet
from generator.publish.unitsets import unit_sets
from generator.records.site import Sheet


def kept(store: Store, form: str, subject: str, said: str) -> PressedSheet:
    path = f"sheets/parks/zh/{form}-{subject}.pdf"
    stored = store.put_data(path, said.encode())
    sheet = Sheet(path, form, subject, "zh", 1, stored.size)
    return PressedSheet(sheet, stored)


def packed(store: Store, file: Stored) -> dict[str, bytes]:
    data = store.data(file)
    assert data is not None
    with ZipFile(io.BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}


def test_a_set_has_the_units_own_forms_and_the_blank_ones_in_the_order_of_the_work(
    tmp_path: Path,
):
    store = Store(tmp_path)
    made = tuple(
        kept(store, form, subject, f"{form} {subject}")
        for form, subject in (
            *(("summary", ""), ("ledger", ""), ("bearer", "street")),
            *(("list", "street"), ("summary", "street"), ("list", "office")),
        )
    )
    sets = tuple(unit_sets(made, store, lambda sheet: f"{sheet.form}表.pdf"))
    assert [one.sheet.path for one in sets] == [
        "sheets/parks/zh/set-street.zip",
        "sheets/parks/zh/set-office.zip",
    ]
    assert packed(store, sets[0].file) == {
        "1-list表.pdf": b"list street",
        "2-ledger表.pdf": b"ledger ",
        "3-summary表.pdf": b"summary street",
    }
    assert packed(store, sets[1].file)["3-summary表.pdf"] == b"summary "


def test_a_set_has_the_same_bytes_wherever_it_is_made(tmp_path: Path):
    files = []
    for folder in ("a", "b"):
        store = Store(tmp_path / folder)
        (one,) = unit_sets((kept(store, "list", "x", "words"),), store, lambda _: "x.pdf")
        files.append(one.file.sha256)
    assert files[0] == files[1]
