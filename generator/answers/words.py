"""What people write in the places of a form, as far as only one thing can be meant by it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from generator.records.texts import Text

# Beside the words of the vocabulary; what may mean two things (x, /, 无, 1) is not here.
_SAID: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "y", "是", "是的", "对", "對", "√", "✓", "✔", "☑", "✅"),
    "partial": (
        "partial",
        "partly",
        "partially",
        "部分",
        "部份",
        "部分符合",
        "部分落实",
        "部分落實",
    ),
    "no": ("no", "n", "否", "不是", "×", "✗", "✘", "╳"),
    "na": ("na", "n/a", "n.a.", "不适用", "不適用", "notapplicable"),
    "unchecked": ("unchecked", "未查", "未检查", "未檢查", "notchecked"),
}
TICKED = frozenset("☑√✓✔✅■●◉☒🗹🗸")  # Word's own sign of a ticked box is ☒
CROSSED = frozenset("×✗✘╳✖❌")  # ticked by some, struck out by others
BOXES = frozenset("☐□▢◻⬜○◯")
CHINA = timezone(timedelta(hours=8))  # where no zone is said
_SILENT = re.compile(r"[\s\u200b-\u200f\ufe0e\ufe0f\ufeff]+")
_ENDS = "。.．!！；;，,、"
_CLOSED = ("已销号", "已銷號", "销号", "銷號", "closed", "已销号closed", "已完成", "完成")
_OPEN = ("未销号", "未銷號", "未完成", "open", "notclosed")
# 2026-06-30, 2026/6/30, 2026.6.30, 2026年6月30日, 20260630
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)", re.ASCII)


def plain(words: str) -> str:
    """As words are compared: 「 Ｙ 」 is y; no blanks, no stop at the end."""
    found = _SILENT.sub("", unicodedata.normalize("NFKC", words)).casefold()
    return found.rstrip(_ENDS) or found


@cache
def _common() -> Mapping[str, str]:
    return {plain(word): code for code, words in _SAID.items() for word in words}


def words_of(scale: Mapping[str, Iterable[Text]]) -> Mapping[str, str]:
    """What is written for an answer → its code; of a scale in all its languages and lengths."""
    found = dict(_common())
    for code, texts in scale.items():
        for text in texts:
            both = f"{text.zh}{text.en or ''}"
            found |= {plain(word): code for word in (text.zh, text.en or "", both) if word}
    return found


def is_closed(words: str) -> bool | None:
    """Whether a matter is said to be closed; None where nobody can tell."""
    said = plain(words)
    if not said or said in _OPEN or _common().get(said) == "no":
        return False
    if said in _CLOSED or _common().get(said) == "yes" or day_of(words):
        return True
    return None


def day_of(words: str) -> str:
    """A day as 2026-06-30, "" where the words are no day."""
    match = _DAY.fullmatch(_SILENT.sub("", unicodedata.normalize("NFKC", words)))
    if not match:
        return ""
    year, month, day = (int(part) for part in match.groups() if part)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def instant(words: str) -> str:
    """A moment, as ISO 8601 has it, in a form that sorts; "" where the words are none."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return ""
    known = moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
    return known.astimezone(UTC).isoformat(timespec="microseconds")
