"""Which regulations on the site each may point at, known before any of them is made."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from generator.pages.neighbours import Shelf, Sighting, shelves, sighting
from generator.project.regulations import read_outline
from generator.publish.kept.inputs import versions
from generator.publish.kept.records import read_record, record_text
from generator.publish.kept.store import Store, digest

FILES = ("regulation.yaml", "zh.txt", "en.txt")


def neighbours(
    root: Path, ids: Sequence[str], store: Store, pool: Executor
) -> Mapping[str, Shelf]:
    """Regulation → those that its text names; what was seen before is not read again."""
    if len(ids) < 2:
        return {id_: {} for id_ in ids}
    keys = {id_: _key(root, id_) for id_ in ids}
    there = {id_: store.place("sightings", f"{key}.json") for id_, key in keys.items()}
    new = [id_ for id_, place in there.items() if not place.is_file()]
    running = [pool.submit(_seen, root, id_, store, keys[id_]) for id_ in new]
    for future in running:
        future.result()
    store.drop_all_but("sightings", (place.name for place in there.values()))
    texts = [place.read_text("utf-8") for place in there.values()]
    found = shelves(read_record(Sighting, text) for text in texts if text)
    return {id_: found.get(id_, {}) for id_ in ids}


def _key(root: Path, id_: str) -> str:
    files = [root / "content" / id_ / name for name in FILES]
    known = [file.read_bytes() if file.is_file() else b"" for file in files]
    return digest(id_, *known, versions())


def _seen(root: Path, id_: str, store: Store, key: str) -> None:
    """Read a regulation's title and text and keep what others need; runs in a worker."""
    outline = read_outline(root, id_)
    text = ""  # what cannot be read is told where it is read whole
    if outline:
        title, document, translated = outline
        text = record_text(sighting(id_, title, document, translated=translated))
    store.put_file("sightings", f"{key}.json", text.encode())
