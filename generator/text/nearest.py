"""What comes nearest to words that are not there, for those who ask what was meant."""

import difflib
import re
from collections.abc import Iterable

from generator.records.texts import Text

_CLAUSE = re.compile(r"[^，。；：、！？,.;:!?]+")  # "未落实脱贫攻坚主体责任"
_CLOSE = 0.5  # ratio of difflib; below it words are other words


def nearest_word(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, "" where none is like it."""
    return next(iter(difflib.get_close_matches(word, tuple(known), n=1)), "")


def should_be(near: str, otherwise: Text, cite: str = "") -> Text:
    """Asks whether it should be what is near; says `otherwise` where nothing is."""
    if not near:
        return otherwise
    shown = f"{near}（{cite}）" if cite else near
    return Text(f"是否应为 {shown}？", f"should it be {near}?")


def nearest_run(words: str, text: str) -> str:
    """The run of `text` most like `words`, "" where nothing is like it."""
    spans = [match.span() for match in _CLAUSE.finditer(text)]
    matcher = difflib.SequenceMatcher(b=words, autojunk=False)
    best, at_best = _CLOSE, ""
    for n, (start, _) in enumerate(spans):
        for _, end in spans[n:]:
            if end - start > 2 * len(words) + 8:
                break
            matcher.set_seq1(text[start:end])
            if matcher.real_quick_ratio() > best and matcher.ratio() > best:
                best, at_best = matcher.ratio(), _trimmed(matcher, text[start:end])
    return at_best


def _trimmed(matcher: difflib.SequenceMatcher[str], run: str) -> str:
    """From the first to the last character that both have."""
    blocks = matcher.get_matching_blocks()[:-1]
    return run[blocks[0].a : blocks[-1].a + blocks[-1].size]
