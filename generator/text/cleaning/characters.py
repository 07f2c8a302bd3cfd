"""Characters of pasted Chinese text, made those that print uses."""

import re
import unicodedata

# invisible: soft hyphen, zero-width, direction marks, byte order mark, control characters
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, *range(0x200E, 0x2010)]
    + [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE000, 0xE100)]
    + [n for n in range(0x20) if n not in (0x09, 0x0A)] + [0x7F]
)  # fmt: skip
_SPACES = dict.fromkeys(
    [0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "
)
_WIDE = {0xFF10 + n: chr(0x30 + n) for n in range(10)}
_WIDE |= {0xFF21 + n: chr(0x41 + n) for n in range(26)}
_WIDE |= {0xFF41 + n: chr(0x61 + n) for n in range(26)}
_BRACKETED = {0x3220 + n: f"（{c}）" for n, c in enumerate("一二三四五六七八九十")}
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
_PLAIN = _INVISIBLE | _SPACES | _WIDE | _BRACKETED | _VARIANTS | {0x2028: "\n", 0x2029: "\n"}
_WIDE_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MARK = re.compile("[,;:?!]")
_CHINESE = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’…—○〇]")


def plain_characters(text: str) -> str:
    """No invisible characters, spaces alike, digits and letters half-width, ㈠ as （一）."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN)


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
