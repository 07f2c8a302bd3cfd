"""How well and how fast checks are drafted: `python -m bench.deriving`.

Two regulations whose points a careful editor wrote down by hand (`derived/`; the texts are from
github.com/LawRefBook/Laws, in the public domain). A draft is a point of theirs where both stand
at one address and quote the same words but for a few; points that may as well be one are.
"""

import itertools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.timing import ROOT, Row, best
from generator.records.drafting import Point
from generator.records.texts import Document
from generator.records.walking import by_address
from generator.text.deriving.points import derive
from generator.text.structure.parser import parse

GOLD = ROOT / "bench" / "derived"
ALIKE = 0.6  # of the characters quoted by either
_SAME = {"procedure": "duty", "result": "circumstance", "open": "circumstance"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A point that an editor takes, or several that may as well be one."""

    at: str
    quote: str
    polarity: str
    bearer: str
    asks: tuple[str, ...]
    optional: bool
    fold: str


@dataclass(frozen=True, slots=True)
class Score:
    """Shares between 0 and 1: of drafts that are points, of points found, of what is right."""

    precision: float
    recall: float
    polarity: float
    bearer: float
    alike: float  # how like the editor's questions are

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(name: str) -> Score:
    """One of the regulations in `derived/`."""
    gold = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    document = _document(name)
    wanted = tuple(_wanted(gold["points"]))
    judged = [p for p in derive(document).points if p.at.split(".")[0] not in gold["either"]]
    words = {at: p.words for at, p in by_address(document.articles).items()}
    pairs = _matched(wanted, judged, words)
    met = {id(point) for _, point in pairs}
    extra = [p for p in judged if id(p) not in met and p.at not in gold["free"]]
    needed = [w for w in wanted if not w.optional]
    found = [(w, p) for w, p in pairs if not w.optional]
    folded = {w.fold for w, _ in pairs if w.fold}
    missed = [w for w in needed if w not in {m for m, _ in pairs} and w.fold not in folded]
    return Score(
        precision=len(found) / (len(found) + len(extra)),
        recall=len(found) / (len(found) + len(missed)),
        polarity=_share(_sense(p.kind) == _sense(w.polarity) for w, p in found),
        bearer=_share(_same_bearer(w.bearer, p.bearer) for w, p in found),
        alike=_share(max(_dice(p.ask, ask) for ask in w.asks) for w, p in found),
    )  # fmt: skip


def _sense(kind: str) -> str:
    return _SAME.get(kind, kind)


def _document(name: str) -> Document:
    return parse((GOLD / f"{name}.txt").read_text("utf-8"), f"{name}.txt")[0]


def _wanted(points: list[dict[str, str]]) -> Iterator[Wanted]:
    for p in points:
        asks = tuple(p["asks"])
        optional = bool(p.get("optional"))
        yield Wanted(
            p["at"], p["quote"], p["polarity"], p["bearer"], asks, optional, p.get("fold", "")
        )


def _matched(
    wanted: tuple[Wanted, ...], got: list[Point], words: dict[str, str]
) -> list[tuple[Wanted, Point]]:
    """Pairs, the most alike first, each point once."""
    every = sorted(
        ((_overlap(w, p, words[p.at]), -i, -j) for i, w in enumerate(wanted)
         for j, p in enumerate(got) if w.at == p.at),
        reverse=True,
    )  # fmt: skip
    taken: set[int] = set()
    pairs = []
    for alike, i, j in every:
        if alike >= ALIKE and i not in taken and ~j not in taken:
            taken |= {i, ~j}
            pairs.append((wanted[-i], got[-j]))
    return pairs


def _overlap(wanted: Wanted, point: Point, words: str) -> float:
    """The share of characters that both quote, with or without the bearer at their head."""
    text = _plain(words)
    both = [_places(_plain(q), text) for q in (wanted.quote, point.quote)]
    head = _places(_plain(wanted.bearer), text) if wanted.bearer else set()
    pairs = (both, [both[0] - head, both[1] - head])
    return max(len(a & b) / len(a | b) if a | b else 0.0 for a, b in pairs)


def _places(quote: str, text: str) -> set[int]:
    found: set[int] = set()
    at = 0
    for run in filter(None, re.split("…+", quote)):
        at = max(text.find(run, at), 0)
        found |= set(range(at, at + len(run)))
    return found


def _same_bearer(wanted: str, got: str) -> bool:
    a, b = _plain(wanted), _plain(got)
    return (not a and not b) or (bool(a and b) and (a in b or b in a))


def _dice(one: str, other: str) -> float:
    a, b = (Counter(itertools.pairwise(s)) for s in (_plain(one), _plain(other)))
    return 2 * (a & b).total() / (a.total() + b.total() or 1)


def _share(values: Iterator[bool] | Iterator[float]) -> float:
    counted = [float(value) for value in values]
    return sum(counted) / len(counted) if counted else 0.0


def _plain(words: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


def rows(runs: int = 3) -> list[Row]:
    """The same texts read into structure, and their checks drafted."""
    texts = [path.read_text("utf-8") for path in sorted(Path(GOLD).glob("*.txt"))]
    documents = [parse(text, "x.txt")[0] for text in texts]
    articles = sum(len(document.articles) for document in documents)
    reading = best(runs, lambda: [parse(text, "x.txt") for text in texts])
    drafting = best(runs, lambda: [derive(document) for document in documents])
    rate = f"{articles / drafting:,.0f} articles a second"
    return [
        (f"read {articles} articles", reading, None),
        (f"draft their checks, {rate}", drafting, drafting / reading),
    ]


def main() -> None:
    """Print the scores, then the times."""
    for name in sorted(path.stem for path in GOLD.glob("*.json")):
        one = score(name)
        print(
            f"{name}: F1 {one.f1:.2f}, polarity {one.polarity:.2f}, bearer {one.bearer:.2f},"
            f" likeness of the questions {one.alike:.2f}"
        )
    for what, seconds, ratio in rows():
        print(f"{seconds:7.3f} s  {'' if ratio is None else f'{ratio:.1f} x':>6}  {what}")


if __name__ == "__main__":
    main()
