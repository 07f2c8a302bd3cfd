"""Numbers as regulations print them, and back."""

from functools import lru_cache

# Which signs numbers are written with: inside the brackets of a pattern.
ONES = "一二三四五六七八九"
COUNTED = f"{ONES}十"  # months, days, annexes, the first headings
LISTED = f"〇零{COUNTED}百"  # the items of a list
READ_OUT = f"〇○零{ONES}"  # digit by digit, as years are: 二〇一六
NUMERAL = f"〇零○Ｏ{COUNTED}廿卅百千两"  # articles, as printed or pasted
STEMS = "甲乙丙丁戊己庚辛壬癸"

_DIGITS = {c: n for n, c in enumerate(f"零{ONES}")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ARABIC = {ord("０") + n: str(n) for n in range(10)}
_ZEROS = str.maketrans("0OoＯ", "零零零零")  # 一百0一, 一百O一, as pasted
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LONGEST = 9  # 九千九百九十九 has seven characters, 第000000001条 is no number of an article


@lru_cache(maxsize=4096)  # the same few numbers are read over and over
def to_int(printed: str) -> int | None:
    """What Chinese numerals, or digits of either width, say; None where they say no number."""
    digits = printed.translate(_ARABIC)
    if not 0 < len(digits) <= _LONGEST:
        return None
    if digits.isascii():
        return int(digits) if digits.isdigit() else None
    digits = digits.replace("廿", "二十").replace("卅", "三十").translate(_ZEROS)
    if all(c in _DIGITS for c in digits):  # 二〇一六
        return int("".join(str(_DIGITS[c]) for c in digits))
    return _with_units(digits)


def _with_units(printed: str) -> int | None:
    """三百二十一 → 321; units must fall, and each takes one digit at most."""
    total, digit, below = 0, None, 10_000
    for c in printed:
        if c in _UNITS and _UNITS[c] < below:
            total += (1 if digit is None else digit) * _UNITS[c]
            digit, below = None, _UNITS[c]
        elif c in _DIGITS and not digit:
            digit = _DIGITS[c]
        else:
            return None
    return total + (digit or 0)


def to_chinese(n: int) -> str:
    """12 → 十二, 110 → 一百一十, 1003 → 一千零三, 10010 → 一万零一十; for 0 ≤ n < 10¹²."""
    if not 0 <= n < 10**12:
        raise ValueError(f"{n} is not between 0 and 10¹²")
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        if n >= size:
            many, rest = divmod(n, size)
            return to_chinese(many) + unit + _after(rest, size)
    printed, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, size)
        if digit:
            printed += ("零" if gap and printed else "") + ONES[digit - 1] + unit
        gap = not digit
    return printed.removeprefix("一") if printed.startswith("一十") else printed or "零"


def _after(rest: int, size: int) -> str:
    """What follows 万 or 亿: 零三, 零一十, 一千."""
    if not rest:
        return ""
    printed = to_chinese(rest)
    printed = f"一{printed}" if printed.startswith("十") else printed
    return printed if rest >= size // 10 else f"零{printed}"


def to_roman(n: int) -> str:
    """4 → IV; for 1 ≤ n ≤ 3999."""
    if not 1 <= n <= 3999:
        raise ValueError(f"{n} is not between 1 and 3999")
    printed = ""
    for size, letters in _ROMAN:
        times, n = divmod(n, size)
        printed += letters * times
    return printed


def from_roman(printed: str) -> int | None:
    """IV → 4, either case; None where it is no Roman number written as usual."""
    sizes = {letters: size for size, letters in _ROMAN}
    upper = printed.upper()
    if not upper or len(upper) > 15 or any(c not in sizes for c in upper):
        return None
    values = [sizes[c] for c in upper]
    n = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return n if 0 < n < 4000 and to_roman(n) == upper else None
