"""Files given into somebody's folder: never over what was filled in there since."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.project.disk import sha256
from generator.publish.workshop import NEW, sweep, workshop
from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text

RECORD = ".zicha-sheets.json"  # beside the files: path → SHA-256 as it was written
CHANGED = Text(
    "这个文件写出以后改动过（也许已经填写），或者不是 zicha 写的，不会覆盖；请移走它，"
    "或换一个 -o",
    "this file was changed since it was written (filled in, perhaps) or is not from zicha, and "
    "stays; move it away or choose another -o",
)


def hand_out(files: Mapping[str, Path], folder: Path) -> tuple[Path, ...]:
    """Copy the files to these paths below `folder`: all, or none and CannotGoOn.

    What lies there is written over only where it is as this program wrote it.
    """
    before = _record(folder)
    made = {
        name: hashlib.sha256(source.read_bytes()).hexdigest() for name, source in files.items()
    }
    there = {name: sha256(folder, name) for name in files if _is_there(folder / name)}
    lost = [
        name for name, digest in there.items() if digest not in (before.get(name), made[name])
    ]
    if lost:
        places = (Location(str(folder / name)) for name in lost)
        raise CannotGoOn(*(Finding(place, "changed-file", CHANGED) for place in places))
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder, "")
    with workshop(folder, "") as shop:
        (shop / NEW).mkdir()
        drafts = {name: shop / NEW / f"{n}" for n, name in enumerate((*files, RECORD))}
        for name, source in files.items():
            shutil.copyfile(source, drafts[name])
        record = dict(sorted({**before, **made}.items()))
        text = json.dumps(record, ensure_ascii=False, indent=1)
        drafts[RECORD].write_text(text + "\n", "utf-8")
        for name in (*files, RECORD):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            drafts[name].replace(folder / name)
    return tuple(folder / name for name in files)


def _is_there(place: Path) -> bool:
    return place.is_symlink() or place.exists()


def _record(folder: Path) -> Mapping[str, str]:
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        return {
            name: digest
            for name, digest in record.items()
            if isinstance(digest, str) and digest
        }
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}
