"""What files of just under a megabyte cost at every door, whatever they repeat."""

import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from tests.torture import Attack, fuzzing, trials
from tests.torture.growing import Made, texts, yaml_files
from tests.torture.office import ROOT

CITY = ROOT / "tests" / "projects" / "city"
SECONDS = 2.0  # of a processor, for a text or YAML of less than a megabyte
STRANGE = "\x00\x01\x07\x0b\x0c\x1b\ufffe\uffff"  # what no XML may have


@dataclass(frozen=True, slots=True)
class Door:
    """A command that reads a file: `place` is where in a project it lies."""

    place: str
    words: tuple[str, ...]
    seconds: float


DOORS = (
    Door("content/parks/zh.txt", ("check",), SECONDS),
    Door("content/parks/en.txt", ("check",), SECONDS),
    Door("content/pages/zh/about.md", ("check",), SECONDS),
    Door("content/parks/zh.txt", ("build", "--only", "parks", "--jobs", "1"), fuzzing.SECONDS),
    Door("given.txt", ("parse", "given.txt"), SECONDS),
    Door("given.txt", ("import", "given.txt", "--id", "given"), SECONDS),
    Door("given.md", ("import", "given.md", "--id", "given"), SECONDS),
    Door("given.html", ("import", "given.html", "--id", "given"), fuzzing.SECONDS),
    Door("given.docx", ("import", "given.docx", "--id", "given"), fuzzing.SECONDS),
    Door("given.pdf", ("import", "given.pdf", "--id", "given"), fuzzing.SECONDS),
)


def large_texts(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A text that repeats something, through any door for texts."""
    made = tuple(texts())
    for n in trials(deadline):
        door = DOORS[n % len(DOORS)]
        yield from _tried(door, random.choice(made), folder)


def large_yaml(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A YAML file in which a value, a list or a mapping goes on for ever."""
    files = sorted(CITY.rglob("*.yaml"))
    for _ in trials(deadline):
        file = random.choice(files)
        made = random.choice(tuple(yaml_files(file.read_text("utf-8"))))
        place = file.relative_to(CITY).as_posix()
        yield from _tried(Door(place, ("check",), SECONDS), made, folder)


def _tried(door: Door, made: Made, folder: Path) -> Iterator[str]:
    """The faults of one command, the time it takes among them."""
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(CITY, project)
    name, text = made[0], made[1]()
    file = project / door.place
    file.write_bytes(data := _as(file.suffix, text))
    words = [str(project / w) if w == door.place else w for w in door.words]
    ran = fuzzing.run(["--project", str(project), *words])
    found = [*fuzzing.faults(ran)]
    if door.seconds < ran.seconds <= fuzzing.SECONDS:
        found.append(f"{ran.seconds:.1f} s")
    for fault in found:
        copy = folder / f"fault-{zlib.crc32(data):08x}{file.suffix}"
        copy.write_bytes(data)
        yield f"zicha {' '.join(door.words)} with {name} in {door.place} ({copy}): {fault}"


def _as(ending: str, text: str) -> bytes:
    """The text as such a file."""
    match ending:
        case ".docx":
            return fuzzing.word_file(
                f"<w:p><w:r><w:t>{_marked(line)}</w:t></w:r></w:p>" for line in text.split("\n")
            )
        case ".html":
            return "".join(f"<p>{_marked(line)}</p>" for line in text.split("\n")).encode()
        case ".pdf":
            drawn = (_drawn(line) for line in text.split("\n"))
            return fuzzing.pdf_file(b"".join(drawn), 1)
    return text.encode("utf-8", "surrogatepass")


def _marked(line: str) -> str:
    return escape("".join(c for c in line if c not in STRANGE))


def _drawn(line: str) -> bytes:
    plain = line.encode("latin-1", "replace").replace(b"\\", b"/")
    plain = plain.replace(b"(", b"[").replace(b")", b"]")
    return b"BT /F 12 Tf 72 700 Td (" + plain + b") Tj ET\n"


ATTACKS: tuple[Attack, ...] = (large_texts, large_yaml)
