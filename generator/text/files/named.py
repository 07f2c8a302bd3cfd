"""What of a file is not in its text, or not as it looked there: named at its place."""

from generator.records.findings import Finding
from generator.records.texts import Location, Text

_LONGEST = 24  # characters of the paragraph that tell the place
_WORDS = {
    "formula": (
        "这里有公式，已写成一行文字“{said}”；请对照原文核对",
        "here is a formula, written in one line as '{said}'; compare it with the original",
    ),
    "math": (
        "这里有公式，已按一行文字读出；请对照原文核对",
        "here is a formula, read as one line of text; compare it with the original",
    ),
    "raised": (
        "这里的“{said}”原为上标或下标，没有相应的字符，已按普通字排；请对照原文核对",
        "'{said}' was raised or lowered here and now is not; compare it with the original",
    ),
    "footnote": (
        "这里有脚注“{said}”，没有写进条文；属于条文的，请补入 zh.txt",
        "here is a footnote, '{said}', left out; if it is part of the law, add it to zh.txt",
    ),
    "picture": (
        "这里有图片，其中的文字、公式没有读出；属于条文的，请补入 zh.txt",
        "here is a picture, left out; if what it says is part of the law, add it to zh.txt",
    ),
    "ruby": (
        "这里的注音“{said}”没有写进条文",
        "the reading '{said}' above the characters is left out of the text",
    ),
    "symbol": (
        "这里有一个特殊符号没有读出；请对照原文补入 zh.txt",
        "here is a symbol that could not be read; add it to zh.txt from the original",
    ),
}


def named(kind: str, path: str, line: int, words: str, *, said: str = "") -> Finding:
    """A thing of this kind in the line that says `words`."""
    zh, en = _WORDS[kind]
    at = words.strip().replace("\n", " ")
    at = f"{at[:_LONGEST]}……" if len(at) > _LONGEST else at
    said = said.strip() if len(said) < 80 else f"{said.strip()[:80]}……"
    place_zh, place_en = (f"“{at}”：", f"'{at}': ") if at else ("", "")
    return Finding(
        Location(path, line),
        f"{kind}-read" if kind in ("formula", "math", "raised") else f"{kind}-left-out",
        Text(place_zh + zh.format(said=said), place_en + en.format(said=said)),
        "warning",
    )


def with_changes(path: str) -> Finding:
    """The file still holds changes that nobody accepted or refused."""
    words = Text(
        "文件里有未接受的修订；已按全部接受后的文字导入，请在 Word 中核对后再定稿",
        "the file has tracked changes that nobody accepted; it is read as if all were: see to "
        "them in Word",
    )
    return Finding(Location(path), "tracked-changes", words, "warning")
