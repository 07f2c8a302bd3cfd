"""How fast texts are read: `python -m bench.parsing [FOLDER]`, else the texts of the tests.

The lower bound is what a regular expression needs to split the same texts at 第N条.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.timing import ROOT, Row, best
from generator.records.texts import Document
from generator.records.walking import walk
from generator.text.reading import read
from generator.text.references.finder import lead_of, references

TEXTS = ROOT / "tests" / "data" / "texts"
_ARTICLE = re.compile(r"^\s*第[〇零一二三四五六七八九十百千]+条", re.MULTILINE)


def rows(folder: Path = TEXTS, runs: int = 3) -> list[Row]:
    """All texts of a folder split by a regular expression, and read into structure."""
    texts = [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
    documents = [read(text, "x.txt")[0] for text in texts]
    articles = sum(len(document.articles) for document in documents)

    def split() -> None:
        for text in texts:
            _ARTICLE.split(text.decode("utf-8", errors="replace"))

    def parse() -> None:
        for text in texts:
            read(text, "x.txt")

    def refer() -> None:
        for document in documents:
            list(_references(document))

    bound, ours, pointing = best(runs, split), best(runs, parse), best(runs, refer)
    rate = f"{articles / ours:,.0f} articles a second"
    return [
        (f"split {articles:,} articles at 第N条", bound, None),
        (f"read the same texts, {rate}", ours, ours / bound),
        ("resolve their cross-references", pointing, pointing / bound),
    ]


def counts(folder: Path) -> tuple[int, int]:
    """Cross-references that lead to a provision of the same text, and into other texts."""
    own = others = 0
    for path in sorted(folder.glob("*.txt")):
        for title in _references(read(path.read_bytes(), path.name)[0]):
            own, others = own + (not title), others + bool(title)
    return own, others


def _references(document: Document) -> Iterator[str]:
    words = {p.address: p.words for p in walk(document.articles)}
    for address, said in words.items():
        lead = lead_of(address, words)
        for found in references(said, address, words.keys(), "zh", lead=lead):
            yield found.title


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    for name, seconds, ratio in rows(folder):
        print(f"{seconds:7.3f} s  {'' if ratio is None else f'{ratio:.0f} x':>6}  {name}")
    own, others = counts(folder)
    print(f"{own:,} references lead to a provision, {others:,} into other texts")


if __name__ == "__main__":
    main()
