"""Chinese words in the order of a dictionary."""

from bisect import bisect_right

# The 3,755 common characters of GB 2312 stand in it by pinyin: the first one of each letter.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_STARTS = tuple(character.encode("gb18030") for character in _FIRST)
_END = "亍".encode("gb18030")  # from here on, by radicals


def dictionary_order(words: str) -> tuple[bool, bytes]:
    """A key that sorts Chinese words by pinyin, rare first characters at the end."""
    return not letter(words), words.encode("gb18030")


def letter(words: str) -> str:
    """The letter under which a dictionary has the words; "" for a rare first character."""
    first = words[:1].encode("gb18030")
    if words[:1].isascii():
        return words[:1].upper()
    if not _STARTS[0] <= first < _END or len(first) != len(_END):
        return ""
    return _LETTERS[bisect_right(_STARTS, first) - 1]
