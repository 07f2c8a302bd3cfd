"""Which regulations on the site each may point at, known before any of them is made."""

from collections.abc import Mapping
from concurrent.futures import Executor
from pathlib import Path

from generator.pages.neighbours import Neighbours, Sighting, shelves, sighting
from generator.project.holding import Seen, held
from generator.project.regulations import read_title_and_text
from generator.publish.kept.keys import sighting_key
from generator.publish.kept.records import read_record, record_text
from generator.publish.kept.store import Store

FILES = ("regulation.yaml", "zh.txt", "en.txt")


def neighbours(
    root: Path, seen: Mapping[str, Seen], store: Store, pool: Executor
) -> Mapping[str, Neighbours]:
    """Regulation → those that its text names; what was read before is not read again.

    `seen` is what was seen of each regulation.
    """
    if len(seen) < 2:
        return {id_: {} for id_ in seen}
    keys = {id_: sighting_key(id_, each, FILES) for id_, each in seen.items()}
    kept = {id_: store.record("sightings", f"{key}.json") for id_, key in keys.items()}
    running = {
        id_: pool.submit(_sighted, root, id_, seen[id_], store, keys[id_])
        for id_, text in kept.items()
        if text is None
    }
    texts = kept | {id_: future.result() for id_, future in running.items()}
    store.drop_all_but("sightings", (f"{key}.json" for key in keys.values()))
    found = shelves(read_record(Sighting, text) for text in texts.values() if text)
    return {id_: found.get(id_, {}) for id_ in seen}


def _sighted(root: Path, id_: str, seen: Seen, store: Store, key: str) -> str:
    """Read a regulation's title and text and keep what others need; runs in a worker."""
    with held(seen):
        outline = read_title_and_text(root, id_)
    text = ""  # what cannot be read is told where it is read whole
    if outline:
        title, document, translated = outline
        text = record_text(sighting(id_, title, document, translated=translated))
    store.put_record("sightings", f"{key}.json", text)
    return text
