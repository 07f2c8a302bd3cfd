"""Damaged and senseless files through every door by which something comes back."""

import io
import json
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pypdfium2
from openpyxl import load_workbook

from tests.torture import Attack
from tests.torture.fuzzing import (
    damaged,
    project,
    run,
    text_of_sense_and_none,
    tried,
)

_WORDS: tuple[object, ...] = (
    "", "x", "是", "否", "a2-1", "2026-13-45", "\x00", "\u202e", "=1+1", "9" * 5000,
    "甲" * 40_000, None, True, -1, 0, 1e308, float("nan"), 10**30, [], {}, [[]] * 1000,
    {"zh": {}},
)  # fmt: skip


def answers(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """An Answers file with values and keys that nobody expects; then `tally`."""
    place = project(folder)
    good = json.loads(_filled(place, "answers.json")[0].read_text("utf-8"))
    file = folder / "given.answers.json"
    while time.monotonic() < deadline:
        value = json.loads(json.dumps(good))
        for _ in range(random.choice((1, 1, 3))):
            _spoil(random, value)
        data = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if random.random() < 0.4:
            data = damaged(random, data)
        words = ["--project", str(place), "tally", str(file), "-o", str(folder / "tallied")]
        yield from tried(file, data, words, folder)
        shutil.rmtree(folder / "tallied", ignore_errors=True)


def _spoil(random: Random, value: object) -> None:
    """Another value, a key too many or too few somewhere below."""
    while isinstance(value, dict | list) and value:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = random.choice(keys)
        below = value[key]
        if isinstance(below, dict | list) and below and random.random() < 0.8:
            value = below
            continue
        if isinstance(value, dict) and random.random() < 0.3:
            value[f"{key}x"] = value.pop(key)
        else:
            value[key] = random.choice(_WORDS)
        return


def _filled(place: Path, ending: str) -> list[Path]:
    """The forms of the small project in this format; as Answers, those of an empty workbook."""
    made = place.parent / "made"
    if not made.exists():
        for code in ("xlsx", "docx", "pdf"):
            words = ["sheets", "--format", code, "--out", str(made), "--unit", "某局"]
            done = run(["--project", str(place), *words, "--period", "2026年1月至6月"])
            assert not done.code, done.said
        _tick(made)
        run(["--project", str(place), "collect", str(made), "-o", str(made / "json")])
    return sorted(made.rglob(f"*.{ending}"))


def _tick(made: Path) -> None:
    """A mark in the first answer cells of a workbook, so that there is something to read."""
    for file in made.rglob("*.xlsx"):
        book = load_workbook(file)
        for name, defined in book.defined_names.items():
            if name.startswith("answer_A"):
                ((sheet, cell),) = defined.destinations
                book[sheet][cell.split(":")[0]] = "否"
        book.save(file)


def _returned(ending: str, *command: str) -> Attack:
    def attack(random: Random, folder: Path, deadline: float) -> Iterator[str]:
        place = project(folder)
        goods = [file.read_bytes() for file in _filled(place, ending)]
        file, out = folder / f"given.{ending}", folder / "out"
        while time.monotonic() < deadline:
            words = ["--project", str(place), *command, str(file), "-o", str(out)]
            yield from tried(file, _spoilt(random, random.choice(goods)), words, folder)
            shutil.rmtree(out, ignore_errors=True)

    attack.__name__ = f"{command[0]}_{ending}"
    return attack


def _spoilt(random: Random, data: bytes) -> bytes:
    """A file with damage; an archive often inside, where a checksum does not tell of it."""
    if not data.startswith(b"PK") or random.random() < 0.25:
        return damaged(random, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(sorted(parts))
    match random.randrange(4):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[random.choice(sorted(parts))]
        case 2:
            words = [w for w in parts[name].split(b'"') if w]
            word = str(random.choice(_WORDS)).encode("utf-8", "surrogatepass")
            parts[name] = parts[name].replace(
                b'"' + random.choice(words) + b'"', b'"' + word + b'"'
            )
        case _:
            parts[name] = damaged(random, parts[name])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def worksheets(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A worksheet of checks, damaged; then read back."""
    place, file = project(folder), folder / "given.xlsx"
    base = ["--project", str(place), "worksheet", "measures"]
    done = run([*base, "-o", str(file)])
    assert not done.code, done.said
    good = file.read_bytes()
    while time.monotonic() < deadline:
        words = [*base, "--from", str(file), "--dry-run"]
        yield from tried(file, _spoilt(random, good), words, folder)


def pictures(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """Pictures and scans of forms, damaged; then `scan`."""
    place, out = project(folder), folder / "out"
    forms = _filled(place, "pdf")
    goods = [(".pdf", forms[0].read_bytes()), *_photographs(forms[0])]
    while time.monotonic() < deadline:
        ending, good = random.choice(goods)
        file = folder / f"given{ending}"
        words = ["--project", str(place), "scan", str(file), "-o", str(out)]
        yield from tried(file, damaged(random, good), words, folder)
        file.unlink()
        shutil.rmtree(out, ignore_errors=True)


def _photographs(form: Path) -> Iterator[tuple[str, bytes]]:
    with pypdfium2.PdfDocument(form) as document:
        image = document[0].render(scale=150 / 72).to_pil()
    for ending, kind in ((".png", "PNG"), (".jpg", "JPEG"), (".tif", "TIFF")):
        file = io.BytesIO()
        image.save(file, kind)
        yield ending, file.getvalue()


def compared_texts(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """Two texts of sense and none through `diff`, one through `derive` and `amend`."""
    place = project(folder)
    old, new = folder / "old.txt", folder / "new.txt"
    ways: tuple[Callable[[], list[str]], ...] = (
        lambda: [
            "diff",
            str(old),
            str(new),
            "--format",
            random.choice(("text", "json", "html")),
        ],
        lambda: ["derive", str(new)],
        lambda: ["--project", str(place), "amend", "measures", str(new), "--dry-run"],
    )
    while time.monotonic() < deadline:
        old.write_bytes(text_of_sense_and_none(random))
        yield from tried(new, text_of_sense_and_none(random), random.choice(ways)(), folder)


ATTACKS: tuple[Attack, ...] = (
    answers,
    _returned("xlsx", "collect"),
    _returned("docx", "collect"),
    worksheets,
    pictures,
    compared_texts,
)
