"""Files of just under a megabyte, each one thing again and again."""

import copy
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

import yaml

LARGEST = 999_000  # bytes; what is asked of a file under 1 MB
_LONG, _MANY, _TOO_MANY = 199_000, 11_900, 40_000  # near to what a text may have, and beyond

# What is put one after another. `{n}` is a number that rises, so that no two are the same.
_LAW = (
    "第", "条", "第{n}条", "第一条", "第一条 ", "第{n}条 ", "第（一）项", "第（{n}）项",
    "第{n}款", "（一）", "（{n}）", "{n}.", "{n}．", "一、", "①", "第一章 ", "第{n}章 甲",
    "第一编 ", "第{n}节 ", "章", "前款", "前条", "本条", "本法", "本办法",
    "前款第（一）项至第（{n}）项", "第{n}条至", "第一条、", "第{n}条第{n}款第（{n}）项、",
    "违反本办法第{n}条规定的，", "依照《某法》第{n}条", "之一", "第一条之一", "《", "》",
    "《甲》", "《甲{n}》", "《《甲》", "“", "”", "“甲”", "“甲", "（", "）", "（甲）", "（甲",
    "[", "]", "[甲]", "【", "【甲】", "〔", "「", "{n}", "1", "9", "一", "十", "百", "亿",
    "〇", "零", "０", "①", "，", "。", "；", "：", "、", "…", "—", "-", ".", ",", ";", ":",
    " ", "　", "\t", "\u00a0", "\u3000", "甲", "的", "县", "a", "A ", "the ", "的有", "甲。",
    "甲；", "甲：", "目录", "附件：", "附件{n}", "附表", "2016年8月15日",
    "二〇一六年八月十五日", "年", "月", "日", "{n}年", "〔2016〕", "〔2016〕{n}号", "号", "令",
    "市人民政府", "发布", "印发", "有下列情形之一的", "以上", "不", "第{n}页", "共{n}页",
    "- {n} -", "—{n}—", "Article 1 ", "Article {n} ", "Articles {n}, ", "Article ", "(1) ",
    "({n}) ", "(a)", "Chapter {n} ", "Item ({n}) of Article {n} ", "paragraph {n}, ",
    "item (1) and ", "IV", "M", "I. ", "‘", "’", "'", '"', "&nbsp;", "&", "&amp;", "&#", "<",
    ">", "<p>", "</p>", "<br>", "<!--", "-->", "<a href=", "**", "*", "_", "# ", "#", "`",
    "```", "|", "| - ", "![", "](", "[甲](乙)", "> ", "~", "~~", "\\", "$", "^", "=", "+",
    "http://a.b/", "@", "%", "/", "?", "!", "{", "[甲](", "来源：", "来源：某局", "上一篇：",
    "下一篇：", "打印", "责任编辑：", "字体：大中小",
    "\u0301", "ﬁ", "㈠", "⑴", "㍿", "\U00020000",
    "\ue5e5", "\ufffd", "\u2028", "\x85", "\x0c", "表{n}", "第{n}条 甲。",
    "第{n}条 见第{n}条。", "（{n}）甲；", "Article {n} A.", "甲乙丙丁戊己庚辛壬癸",
)  # fmt: skip
_PAGE = "---\ntitle: 甲\n---\n\n"
_FRONTS = (
    "",
    "某市办法\n\n第一条 甲：\n",
    "某市办法\n\n第一条 ",
    "目录\n",
    "Measures\n\nArticle 1 A:\n",
    _PAGE,
)


def _repeated(piece: str, most: int, bytes_: int, begin: int = 0) -> str:
    """The piece as often as it fits into so many characters and so many bytes."""
    if "{n}" not in piece:
        return piece * max(1, min(most // len(piece), bytes_ // len(piece.encode())))
    parts, size = [], 0
    while size < min(most, bytes_) and len(parts) < 300_000:
        parts.append(piece.replace("{n}", str(begin + len(parts) + 1)))
        size += len(parts[-1].encode())
    return "".join(parts)[:most]


def _one_line(piece: str) -> str:
    return _repeated(piece, LARGEST, LARGEST)


def _long_lines(piece: str) -> str:
    line = _repeated(piece, _LONG, LARGEST) + "\n"
    return line * (LARGEST // len(line.encode()))


def _lines(piece: str, count: int) -> str:
    """So many lines, as long as they may be."""
    if "{n}" in piece:
        each = LARGEST // count
        return "".join(_repeated(piece, each, each, n * 7) + "\n" for n in range(count))
    line = _repeated(piece, LARGEST, LARGEST // count - 1) + "\n"
    return line * min(count, LARGEST // len(line.encode()))


def _many_lines(piece: str) -> str:
    return _lines(piece, _MANY)


def _hundreds(piece: str) -> str:
    return _lines(piece, 300)


def _too_many_lines(piece: str) -> str:
    return _lines(piece, _TOO_MANY)


def _each_a_line(piece: str) -> str:
    """The piece alone in each line."""
    return "".join(piece.replace("{n}", str(n)) + "\n" for n in range(1, _MANY + 1))


def _nested(piece: str) -> str:
    """Opened as deep as a line may be, and closed again."""
    closing = {"（": "）", "“": "”", "《": "》", "[": "]", "【": "】", "‘": "’"}.get(
        piece, piece
    )
    return piece * (_LONG // 2) + closing * (_LONG // 2)


_Path = tuple[str | int, ...]
_WAYS = (_one_line, _long_lines, _hundreds, _many_lines, _too_many_lines, _each_a_line, _nested)


Made = tuple[str, Callable[[], str]]  # a name, and how the text of that name is made


def texts() -> Iterator[Made]:
    """All that a text of a regulation is grown to."""
    for piece, way, n in product(_LAW, _WAYS, range(len(_FRONTS))):
        yield f"{piece!r} {way.__name__} {n}", partial(_text, piece, way, n)


def _text(piece: str, way: Callable[[str], str], front: int) -> str:
    return _cut(_FRONTS[front] + way(piece))


def _cut(text: str) -> str:
    """No more bytes than LARGEST, the last character whole."""
    return text.encode("utf-8", "surrogatepass")[:LARGEST].decode("utf-8", "ignore")


# ── YAML ────────────────────────────────────────

_VALUES = (
    "甲", "第", "《", "（", "“", "1", " ", "，", "a", "a1.", "a{n} ", "-", "{{", "\\", "'",
    '"', "#", "#甲 ", "：", ": ", "是否", "不", "%", "<b>", "](", "第{n}条、", "Article {n} ",
    "e\u0301", "\n", "甲\n", "甲 ",
)  # fmt: skip
_RAW = (
    "[", "{", "[{", "{a: ", "- ", "- - ", "? ", "a: ", ", ", "[],", "{},", "x{n}: 1\n",
    "{n}: \n", "'", '"', "''", "# x\n", "#", " ", "\t", "\n", " \n", "：\n", "甲：乙\n",
    "甲{n}：乙\n", "- 甲：{n}\n", "- {a: 1}\n", "- [a]\n", "&a ", "*a ", "!x ", "!!str a\n",
    "--- \n", "...\n", "%YAML 1.2\n", "|\n", "> x\n", "a: |\n  x\n", "- 'a\n", "- \"a\n",
    "- a: “甲”\n", "- 甲 #乙\n", "“", "k{n}: {zh: 甲, en: A}\n", "k: 1\n", "- at: a{n}\n",
    "\x07", "\u200b", "\u2066", "\ufeff", "\u2028", "\\u202e", "\"\\u202e\", ",
    "- id: A{n}-1\n", "article: a{n}\n", "@", "`", "]", "}", "-", "--", "a", "甲", "0", ":",
    ": ", "a:",
)  # fmt: skip


def yaml_files(whole: str) -> Iterator[Made]:
    """The same of a YAML file: each value, list and mapping of `whole` grown, and nonsense."""
    for piece in _RAW:
        for name, before in (("alone", ""), ("after the file", whole)):
            yield f"{piece!r} {name}", partial(_after, before, piece)
    tree = yaml.load(whole, Loader=yaml.CBaseLoader)
    for path in _paths(tree):
        for name, grow in _growths(_at(tree, path)):
            yield f"{'.'.join(map(str, path))} {name}", partial(_grown, tree, path, grow)


def _after(before: str, piece: str) -> str:
    return _cut(before + _repeated(piece, LARGEST, LARGEST))


def _grown(tree: Any, path: _Path, grow: Callable[[], Any]) -> str:
    grown = _put(copy.deepcopy(tree), path, grow())
    return _cut(yaml.dump(grown, Dumper=_Plain, allow_unicode=True, width=1 << 30))


class _Plain(yaml.CSafeDumper):
    """Everything written out, however often it stands there."""

    def ignore_aliases(self, data: Any) -> bool:
        """Always."""
        del data
        return True


def _paths(node: Any, above: _Path = ()) -> Iterator[_Path]:
    """One place of each kind: the first two of a list, all keys."""
    yield above
    if isinstance(node, dict):
        for key in list(node)[:40]:
            yield from _paths(node[key], (*above, key))
    elif isinstance(node, list):
        for n in range(min(len(node), 1)):
            yield from _paths(node[n], (*above, n))


def _at(tree: Any, path: _Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _put(tree: Any, path: _Path, value: Any) -> Any:
    if not path:
        return value
    _at(tree, path[:-1])[path[-1]] = value
    return tree


def _growths(node: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    match node:
        case str():
            for piece in _VALUES:
                yield repr(piece), partial(_repeated, piece, LARGEST, LARGEST)
            yield "listed", partial(_copies, [node], 40_000, apart=True)
        case list():
            for many, apart in product((300, 3000, 40_000), (False, True)):
                kind = "apart" if apart else "times"
                yield f"{many} {kind}", partial(_copies, node, many, apart=apart)
        case dict():
            for many, form in product((300, 3000, 40_000), ("{key}{n}", "q{n}x")):
                yield f"{many} keys {form}", partial(_keys, node, many, form)


def _size(value: Any) -> int:
    return len(yaml.dump(value, Dumper=_Plain, allow_unicode=True).encode()) + 20


def _copies(items: list[Any], many: int, *, apart: bool) -> list[Any]:
    """The items again and again, as many as fit; `apart`, with a number in each text."""
    if not items:
        return [str(n) for n in range(many)]
    many = min(many, LARGEST // max(_size(items[0]), 8))
    return [_numbered(items[n % len(items)], n) if apart else items[0] for n in range(many)]


def _keys(table: dict[str, Any], many: int, form: str) -> dict[str, Any]:
    if not table:
        return {f"k{n}": "v" for n in range(many)}
    key, value = next(iter(table.items()))
    many = min(many, LARGEST // max(_size(value) + len(key), 8))
    return table | {form.format(key=key, n=n): value for n in range(many)}


def _numbered(value: Any, n: int) -> Any:
    match value:
        case str():
            return f"{value}{n}"
        case list():
            return [_numbered(each, n) for each in value]
        case dict():
            return {key: _numbered(each, n) for key, each in value.items()}
    return value
