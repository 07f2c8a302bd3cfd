"""How fast two texts are compared and one taken over: `python -m bench.comparing [OLD NEW]`.

The lower bound is one difflib comparison of the same texts by their lines. Texts as long as the
longest laws are made of the articles of the tests' laws, and amended by chance.
"""

import random
import sys
import tempfile
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from bench.city import project
from bench.timing import ROOT, Row, best
from generator.edit.amending.plan import NewText, planned
from generator.edit.amending.taking import take_over
from generator.edit.stubs import Received
from generator.project.loading import load
from generator.text.comparing.documents import compare
from generator.text.importing import import_text
from generator.text.numerals import to_chinese
from generator.text.reading import read
from generator.text.structure.parser import parse

VERSIONS = ROOT / "tests" / "data" / "versions"
SIZES = (60, 300, 1260)  # articles; the Civil Code has 1260
TOUCHED = 20  # of so many articles one is deleted, one edited, one put in


def rows(old: Path | None = None, new: Path | None = None, runs: int = 3) -> list[Row]:
    """Two versions, by default the longest of the tests; two texts of which none is one; texts
    of growing size; an amendment of 60 articles taken over."""
    files = sorted(VERSIONS.glob("*.txt"), key=lambda file: file.stat().st_size)
    newest = new or files[-1]
    oldest = old or next(f for f in files if f.name[:3] == newest.name[:3] and f != newest)
    stranger = next(f for f in files[::-1] if f.name[:3] != newest.name[:3])
    pairs = [*_pair(oldest, newest, runs), *_pair(stranger, newest, runs)[1:]]
    return [*pairs, *_sizes(runs), _taken_over()]


def _sizes(runs: int) -> list[Row]:
    made: list[Row] = []
    for count in SIZES:
        before, after = (parse(text, "zh.txt")[0] for text in _versions(count))
        seconds = best(runs if count < 1000 else 1, lambda: compare(before, after))  # noqa: B023 - called at once
        made.append((f"compare {count} articles amended by chance", seconds, None))
    return made


def _versions(count: int) -> tuple[str, str]:
    """A text of so many articles, and the same amended; always the same two."""
    chance = random.Random(count)
    bodies = [
        passage.words
        for file in sorted(VERSIONS.glob("*.txt"))
        for passage in read(file.read_bytes(), file.name)[0].articles
        if passage.words
    ]
    old = [f"{chance.choice(bodies)}{chance.choice(bodies)}" for _ in range(count)]
    new = list(old)
    for _ in range(count // TOUCHED):
        new.pop(chance.randrange(len(new)))
        new.insert(chance.randrange(len(new)), chance.choice(bodies) + chance.choice(bodies))
        at = chance.randrange(len(new))
        new[at] = new[at].replace("，", "，依照有关规定", 1)
    return _numbered(old), _numbered(new)


def _numbered(bodies: Sequence[str]) -> str:
    lines = (f"第{to_chinese(n)}条　{words}" for n, words in enumerate(bodies, 1))
    return "\n".join(("某市城市管理条例", "", *lines, ""))


def _taken_over() -> Row:
    """An amendment of 60 articles with their drafts, from the file to the written project."""
    old, new = _versions(SIZES[0])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)

        def work() -> None:
            found, _ = load(root)
            assert found
            imported, _ = import_text(new.encode(), "new.txt")
            document, _ = parse(imported.text, "zh.txt")
            came = Received(new.encode(), "new.txt", "2026-01-02")
            text = NewText(came, imported, document)
            plan = planned(root, found, found.regulations[0], text)
            take_over(root, plan, "")

        seconds = best(1, work, lambda: _project(root, old))
    return (f"amend {SIZES[0]} articles", seconds, None)


def _project(root: Path, text: str) -> None:
    project(root, [("law.txt", text.encode())])


def _pair(old: Path, new: Path, runs: int) -> list[Row]:
    texts = [file.read_text("utf-8").splitlines() for file in (old, new)]
    before, after = (read(file.read_bytes(), file.name)[0] for file in (old, new))
    lines = best(runs, lambda: SequenceMatcher(None, *texts, autojunk=False).get_opcodes())
    ours = best(runs, lambda: compare(before, after))
    names = f"{old.stem} and {new.stem}"
    return [
        (f"difflib on the lines of {names}", lines, None),
        (
            f"compare {len(before.articles)} and {len(after.articles)} articles",
            ours,
            ours / lines,
        ),
    ]


if __name__ == "__main__":
    for name, seconds, _ in rows(*map(Path, sys.argv[1:3])):
        print(f"{name}: {seconds:.3f} s")
