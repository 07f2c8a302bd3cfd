"""Characters of pasted Chinese text, made those that print uses."""

import re
import unicodedata

from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.cleaning.invisible import Hidden, code, hidden_in, without_hidden
from generator.text.numerals import COUNTED

_USUAL = frozenset("\ufeff\x0c")  # the mark of a file's beginning, the end of a page
_MOST_KINDS = 10  # named in one finding

_SPACES = dict.fromkeys(
    [0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "
)
_WIDE = {0xFF10 + n: chr(0x30 + n) for n in range(10)}
_WIDE |= {0xFF21 + n: chr(0x41 + n) for n in range(26)}
_WIDE |= {0xFF41 + n: chr(0x61 + n) for n in range(26)}
_BRACKETED = {0x3220 + n: f"（{c}）" for n, c in enumerate(COUNTED)}
_BRACKETED |= {0x2488 + n: f"{n + 1}." for n in range(20)}  # ⒈
_BRACKETED |= {0x2474 + n: f"（{n + 1}）" for n in range(20)}
# What many PDFs hold for ideographs: radicals (⼈ U+2F08, ⺠ U+2EA0), compatibility forms.
_VARIANTS = {n: unicodedata.normalize("NFKC", chr(n)) for n in (
    *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0xFB00, 0xFB07),
)}  # fmt: skip
_VARIANTS |= {0x2F3E: "户", 0x2FAD: "青"}  # not as NFKC has it: 戶, 靑
_VARIANTS |= {0x2E80 + n: c for n, c in enumerate(
    "　厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尢巳幺彑彐忄心扌攵　旡日月歺母"
    "民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒㓁网　羊　羋耂肀聿肉"
    "臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页"
    "风飞食　飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
) if c != "　"}  # fmt: skip
_PLAIN = _SPACES | _WIDE | _BRACKETED | _VARIANTS | {0x2028: "\n", 0x2029: "\n"}
_ICONS = range(0xE000, 0xE100)  # private characters that fonts of web pages have pictures for
_WIDE_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MARK = re.compile("[,;:?!]")
_CHINESE = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’…—○〇]")


def plain_characters(text: str) -> str:
    """No hidden characters, spaces alike, digits and letters half-width, ㈠ as （一）.

    Private and unknown characters stay: print shows one there, which a person must look up.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN)
    gone = {kind.character for kind in hidden_in(plain) if not _is_lost(kind.character)}
    return without_hidden(plain, "", gone) if gone else plain


def taken_out(text: str, path: str) -> tuple[Finding, ...]:
    """What `plain_characters` takes out unseen, and what it cannot know."""
    kinds = [kind for kind in hidden_in(text) if ord(kind.character) not in _PLAIN]
    gone = [k for k in kinds if k.character not in _USUAL and not _is_lost(k.character)]
    lost = [k for k in kinds if _is_lost(k.character)]
    told = ((gone, "hidden-character", _gone), (lost, "unknown-character", _lost))
    return tuple(
        Finding(_place(text, some[0].first, path), rule, words(_listed(some)), "warning")
        for some, rule, words in told
        if some
    )


def _is_lost(character: str) -> bool:
    """Whether it stood for a character that only its own font or program knew."""
    private = unicodedata.category(character) in ("Co", "Cn", "Cs")
    return private and ord(character) not in _ICONS


def _place(text: str, at: int, path: str) -> Location:
    return Location(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _listed(kinds: list[Hidden]) -> str:
    named = ", ".join(f"{code(k.character)} ×{k.count}" for k in kinds[:_MOST_KINDS])
    return named + (" …" if len(kinds) > _MOST_KINDS else "")


def _gone(kinds: str) -> Text:
    return Text(
        f"去掉了看不见的字符（{kinds}）；请核对这些地方的文字",
        f"hidden characters were taken out ({kinds}); see to the words there",
    )


def _lost(kinds: str) -> Text:
    return Text(
        f"有只在原文件字体里才有的字符（{kinds}）；请对照原文，改成所要的字",
        f"these characters exist only in the file's own font ({kinds}); "
        "look in the original what they are, and type that",
    )


def wide_punctuation(line: str) -> str:
    """`, ; : ? ! ( )` beside Chinese made full-width; those of 1,000 and 10:30 stay."""
    return _wide_brackets(_MARK.sub(_wide_mark, line))


def _wide_mark(match: re.Match[str]) -> str:
    line, at = match.string, match.start()
    beside = line[max(at - 1, 0) : at] + line[at + 1 : at + 2]
    if line[at - 1 : at].isdigit() and line[at + 1 : at + 2].isdigit() and line[at] in ",:":
        return line[at]
    return _WIDE_MARKS[line[at]] if _CHINESE.search(beside) else line[at]


def _wide_brackets(line: str) -> str:
    """A pair is widened where Chinese stands in it or beside it."""
    if "(" not in line and ")" not in line:
        return line
    characters = list(line)
    opened: list[int] = []
    for at, c in enumerate(line):
        if c in "(（":
            opened.append(at)
        elif c in ")）":
            start = opened.pop() if opened else at
            if _CHINESE.search(line, max(start - 1, 0), at + 2):
                characters[at] = "）"
                characters[start] = "（" if start < at else "）"
    for at in opened:
        if _CHINESE.search(line, max(at - 1, 0), at + 2):
            characters[at] = "（"
    return "".join(characters)


def paired_quotes(line: str) -> str:
    """ "甲" as “甲” where each straight mark of a Chinese line has its other half."""
    pieces = line.split('"')
    if len(pieces) < 3 or len(pieces) % 2 == 0 or not _CHINESE.search(line):
        return line
    marks = ("“", "”")
    return pieces[0] + "".join(marks[n % 2] + piece for n, piece in enumerate(pieces[1:]))
