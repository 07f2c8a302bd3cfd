"""Whether what a share says of its files is true, and they stay within the site."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.publish.kept.records import UNREADABLE, read_record
from generator.publish.kept.store import Store, Stored
from generator.publish.mkdocs import BuiltPage
from generator.publish.places import belongs, in_store
from generator.publish.product import Product
from generator.publish.proof.verify import shown
from generator.records.findings import Finding
from generator.records.texts import Location, Text

# pages/3f9a1c….html, products/jinan-2016-31.json
_NAME = re.compile(
    r"(?:pages|sheets)/[0-9a-f]{24}\.[a-z]{3,4}|texts/[0-9a-f]{64}|products/[a-z0-9-]+\.json"
)


def names_of(product: Product) -> Iterator[str]:
    """What the store keeps of a product, as paths in it."""
    yield f"products/{product.entry.id}.json"
    for file in (*product.files, product.index_part):
        yield f"{file.kind}/{file.name}"
        if file.kind in ("pages", "sheets"):
            yield f"{file.kind}/{file.name.partition('.')[0]}.json"


def faults_of(folder: Path, sums: Mapping[str, str], ids: Sequence[str]) -> Iterator[Finding]:
    """What is wrong in the records of a share; `sums` is path in it → SHA-256 of each file.

    `ids` are the regulations of the site: a share may bring files of these alone.
    """
    known: set[str] = set()
    wrong: list[Finding] = []
    for name in sorted(name for name in sums if name.startswith("products/")):
        product = _product(folder, name, ids)
        why = _fault(folder, product, sums) if product else _UNTRUE
        if product and not why:
            known |= set(names_of(product))
        else:
            wrong.append(Finding(Location(shown(name)), "unsafe-path", why or _UNTRUE))
    yield from wrong or _strangers(sums, known)


def _strangers(sums: Mapping[str, str], known: set[str]) -> Iterator[Finding]:
    """Files of no product, or under a name that is not theirs."""
    for name, sha256 in sorted(sums.items()):
        own = name.removeprefix("texts/") in (name, sha256)
        if name not in known or not _NAME.fullmatch(name) or not own:
            yield Finding(Location(shown(name)), "unsafe-path", _UNSAFE)


def _product(folder: Path, name: str, ids: Sequence[str]) -> Product | None:
    """The product of a regulation of the site, None where it is something else."""
    if not _NAME.fullmatch(name) or name[9:-5] not in ids:
        return None
    try:
        product = read_record(Product, _record(folder, name))
    except (OSError, ValueError, RecursionError, *UNREADABLE):
        return None
    return product if product.entry.id == name[9:-5] else None


def _fault(folder: Path, product: Product, sums: Mapping[str, str]) -> Text | None:
    """What a product says that is not true, or not for it to say."""
    id_ = product.entry.id
    paths = [*(file.path for file in product.files), *(sheet.path for sheet in product.sheets)]
    if not all(belongs(path, id_) for path in paths) or not all(map(in_store, product.files)):
        return _UNSAFE
    if product.index_part.kind != "texts" or not in_store(product.index_part):
        return _UNSAFE
    files = {file.path: file for file in product.files}
    try:
        every = (*product.files, product.index_part)
        true = all(_held(folder, file, files, sums) for file in every)
    except (OSError, ValueError, RecursionError, *UNREADABLE):
        true = False
    return None if true else _UNTRUE


def _held(
    folder: Path, file: Stored, files: Mapping[str, Stored], sums: Mapping[str, str]
) -> bool:
    """Whether the file is there with this hash, and the note beside it says the same of it."""
    name = f"{file.kind}/{file.name}"
    if sums.get(name) != file.sha256 or (folder / name).lstat().st_size != file.size:
        return False
    note = f"{file.kind}/{file.name.partition('.')[0]}.json"
    if file.kind == "texts":
        return True
    if note not in sums:
        return False
    if file.kind == "sheets":
        said = json.loads(_record(folder, note))
        return (said["sha256"], said["size"]) == (file.sha256, file.size)
    page = read_record(BuiltPage, _record(folder, note))
    return page.file == file and all(files.get(each.path) == each for each in page.inline)


def _record(folder: Path, name: str) -> str:
    """What the store in a share keeps under its own hash; "" where it is no longer that."""
    kind, _, own = name.partition("/")
    return Store(folder).record(kind, own) or ""


_UNSAFE = Text(
    "这一份里的文件要写到它自己的位置以外；不要使用，请重新做这一份，并查明它从哪里来",
    "this share would write outside of what is its own; do not use it, make it again, and ask"
    " where it comes from",
)
_UNTRUE = Text(
    "这一份的记录与其中的文件不符；请重新做这一份",
    "what this share records does not fit the files in it; make it again",
)
