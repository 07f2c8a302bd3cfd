"""A city's site for measuring: many regulations imported, from given texts or made-up ones."""

import random
import shutil
from pathlib import Path

from bench.timing import ROOT
from generator.edit.files import write_new
from generator.edit.starter import starter
from generator.edit.stubs import Received, stubs
from generator.project.templates import read_starter
from generator.text.importing import import_text
from generator.text.numerals import to_chinese
from generator.text.structure.parser import parse

DAY = "2026-01-01"
JINAN = ROOT / "content" / "jinan-2016-31" / "zh.txt"
# Articles of 300 Chinese laws: a tenth has under 12, half over 38, a tenth over 75.
SIZES = (8, 14, 20, 26, 32, 38, 44, 52, 64, 98)


def texts(folder: Path | None, n: int) -> list[tuple[str, bytes]]:
    """Name and bytes of `n` texts: those in the folder, else made of pieces of Jinan's."""
    if folder is None:
        return [(f"{k:03}.txt", _made(k).encode()) for k in range(n)]
    files = sorted(file for file in folder.iterdir() if file.is_file())
    return [(file.name, file.read_bytes()) for file in files[:n]]


def project(root: Path, some: list[tuple[str, bytes]]) -> int:
    """A project with every text imported; gives the number of articles."""
    shutil.rmtree(root, ignore_errors=True)
    files = dict(starter(read_starter()))
    names, articles = [], 0
    for name, data in some:
        id_ = Path(name).stem.lower()
        imported, _ = import_text(data, name)
        document, _ = parse(imported.text, "zh.txt")
        articles += len(document.articles)
        files |= stubs(id_, imported, document, Received(data, name, DAY))
        names.append(id_)
    site = files["content/site.yaml"].decode()
    listed = site.replace("regulations: []", f"regulations: [{', '.join(names)}]")
    write_new(root, files | {"content/site.yaml": listed.encode()})
    return articles


def _made(k: int) -> str:
    """A regulation of realistic size, the same for the same number."""
    chance = random.Random(k)
    pieces = [p for p in JINAN.read_text("utf-8").split("\n\n") if p.startswith("第")]
    bodies = [p.partition(" ")[2] for p in pieces if "条 " in p[:6]]
    count = SIZES[k % len(SIZES)]
    lines = [f"某市第{to_chinese(k + 1)}项工作管理办法"]
    for n in range(1, count + 1):
        if n % 9 == 1:
            lines.append(f"第{to_chinese(n // 9 + 1)}章 工作要求")
        lines.append(f"第{to_chinese(n)}条 {chance.choice(bodies)}")
    return "\n\n".join(lines) + "\n"
