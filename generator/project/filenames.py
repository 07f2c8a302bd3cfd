"""Names that become folders and files of the site: what some system cannot hold, or we use."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from generator.records.texts import Text

LONGEST = 60  # characters; what is made of a name is longer, and paths of Windows end at 260
OURS = ("pages", "sheets")  # content/pages, data/sheets.json
PAGES = (
    "index",
    "search",
    "current",
    "data",
)  # that the site makes beside those written by hand

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # jinan-2016-31
# con, aux.txt, COM1, lpt9.md: Windows takes them for devices, whatever follows the dot
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.I | re.S
)
_NO_CHARACTERS = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


def unfit_id(name: str) -> Text | None:
    """Why a regulation cannot bear this id; None where it can."""
    return reserved_id(name) or (None if _ID.fullmatch(name) else _SPELLING)


def reserved_id(name: str) -> Text | None:
    """The same of an id that is spelt as it should be."""
    if name in OURS:
        return Text(
            f"{name} 另有用处，不能作编号；请换一个",
            f"{name} has a use of its own and is no id; choose another",
        )
    return _device(name) or unfit_code(name)


def unfit_code(code: str) -> Text | None:
    """Why a code cannot be part of a file's name; None where it can."""
    return _too_long(LONGEST) if len(code) > LONGEST else None


def unfit_page(name: str, others: Iterable[str]) -> Text | None:
    """Why a page written by hand cannot bear this name beside the others; None where it can."""
    same = next((o for o in (*PAGES, *others) if as_compared(o) == as_compared(name)), None)
    if same is not None:
        return Text(
            f"网站上已有 {same} 这一页（不分大小写）；请给文件改名",
            f"the site has a page {same} already (capitals count as small letters); give this"
            " file another name",
        )
    return unfit_name(name)


def as_compared(name: str) -> str:
    """As systems compare names that do not tell capitals, nor ways to compose an accent."""
    return unicodedata.normalize("NFC", name).casefold()


def clashing(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Paths, or folders of them, that some systems take for another, and that other one."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        for each in (*reversed(PurePosixPath(path).parents), path):
            name = f"{each}"
            if (other := first.setdefault(as_compared(name), name)) != name:
                yield name, other
                break


def clash(other: str) -> Text:
    """What is told of a name that is that of another."""
    return Text(
        f"与 {other} 只差大小写，在 Windows 上会互相覆盖；请改名后重新生成",
        f"differs from {other} in capitals only, so that one replaces the other"
        " on Windows; rename it and build again",
    )


def unfit_name(name: str, most: int = LONGEST) -> Text | None:
    """Why no file can bear this name on every system; None where one can."""
    if device := _device(name):
        return device
    if len(name) > most:
        return _too_long(most)
    if _NO_CHARACTERS.search(name):
        return _CHARACTERS
    if name != name.strip() or name.endswith(".") or not name:
        return _ENDS
    return None


def _device(name: str) -> Text | None:
    if not _DEVICE.fullmatch(name):
        return None
    return Text(
        f"Windows 把 {name.strip()} 当作设备，不能作文件名；请换一个",
        f"{name.strip()} names a device on Windows and no file; choose another",
    )


def _too_long(most: int) -> Text:
    return Text(
        f"名称太长，最多 {most} 个字符；请缩短",
        f"this name is too long; shorten it to {most} characters",
    )


_SPELLING = Text(
    "不能作文件夹名；请只用小写字母、数字和连字符",
    "this cannot name a folder; use small letters, digits and hyphens only,"
    " as in jinan-2016-31",
)
_CHARACTERS = Text(
    '文件名里有 Windows 不允许的字符（< > : " / \\ | ? * 或控制字符）；请改名',
    'the name has characters that Windows does not allow (< > : " / \\ | ? * or control'
    " characters); give it another",
)
_ENDS = Text(
    "文件名不能以空格或句点结尾、以空格开头；请改名",
    "a file name cannot begin or end with a space, nor end with a dot; give it another",
)
