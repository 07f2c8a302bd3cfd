"""What comes nearest to words that are not there, for those who ask what was meant."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from generator.records.texts import Text

_CLAUSE = re.compile(r"[^，。；：、！？,.;:!?]+")  # "未落实脱贫攻坚主体责任"
_CLOSE = 0.5  # ratio of difflib; below it words are other words
_ONE_SEARCH = 250_000  # of work, a fifth of a second; an article of 1,000 characters takes half
_ONE_WORD = 50  # of work, for each word that one is held against
_LONGEST_WORD = 60  # characters of a code or an address


@dataclass(slots=True)
class Patience:
    """How much work may still go into looking for near words, in pairs of characters.

    A checklist of another text has nothing but wrong quotes: nobody waits for all of them.
    """

    left: int = 1_000_000


def nearest_run(words: str, text: str, patience: Patience) -> str:
    """The run of `text` most like `words`, "" where nothing is like it or patience ends."""
    if patience.left <= 0:
        return ""
    patience.left -= len(text)
    spans = [match.span() for match in _CLAUSE.finditer(text)]
    matcher = difflib.SequenceMatcher(b=words, autojunk=False)
    best, at_best = _CLOSE, ""
    least = max(patience.left - _ONE_SEARCH, 0)
    for n, (start, _) in enumerate(spans):
        for _, end in islice(spans, n, None):
            if patience.left <= least:
                return at_best
            if end - start > 2 * len(words) + 8:
                break
            matcher.set_seq1(text[start:end])
            patience.left -= end - start
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                patience.left -= (end - start) * len(words)
                if matcher.ratio() > best:
                    best, at_best = matcher.ratio(), _trimmed(matcher, text[start:end])
    return at_best


def _trimmed(matcher: difflib.SequenceMatcher[str], run: str) -> str:
    """From the first to the last character that both have."""
    blocks = matcher.get_matching_blocks()[:-1]
    return run[blocks[0].a : blocks[-1].a + blocks[-1].size]


def nearest_word(word: str, known: Iterable[str], patience: Patience | None = None) -> str:
    """The known word most like this one, "" where none is or patience has ended."""
    patience = patience or Patience()
    if patience.left <= 0 or len(word) > _LONGEST_WORD:
        return ""
    words = list(known)
    patience.left -= _ONE_WORD * len(words)
    return next(iter(difflib.get_close_matches(word, words, n=1)), "")


def should_be(near: str, otherwise: Text, cite: str = "") -> Text:
    """Asks whether it should be what is near; says `otherwise` where nothing is."""
    if not near:
        return otherwise
    shown = f"{near}（{cite}）" if cite else near
    return Text(f"是否应为 {shown}？", f"should it be {near}?")
