"""How cells of a workbook look, by name: thin rules, free cells shaded."""

from typing import Any

Style = dict[str, Any]

FACES = {  # 宋体, 微软雅黑, 仿宋, 黑体, 楷体: on every office machine
    "serif": "SimSun",
    "sans": "Microsoft YaHei",
    "fang": "FangSong",
    "hei": "SimHei",
    "kai": "KaiTi",
}
LATIN = {"serif": "Times New Roman", "sans": "Arial"}  # of English words in these
TYPED = 8.5  # points of what is typed: 400 characters in a cell find room on a page
FREE = "#FFFBE6"  # where one writes; prints as white


def face(kind: str, language: str) -> str:
    """The font of words of a face in a language."""
    return LATIN.get(kind, LATIN["serif"]) if language == "en" else FACES[kind]


_BASE: Style = {
    "font_name": FACES["sans"],
    "font_size": 10,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 0,
}
_RULED: Style = {**_BASE, "border": 1}
_INPUT: Style = {
    **_RULED,
    "locked": False,
    "num_format": "@",  # what is typed stays text: neither a formula nor a date of 1900
    "bg_color": FREE,
}
_CENTRE: Style = {"align": "center"}
_HEAD: Style = {**_RULED, **_CENTRE, "bold": True, "font_size": 9.5, "bg_color": "#F2F2F2"}

STYLES: dict[str, Style] = {
    "plain": _BASE,
    "title": {**_BASE, **_CENTRE, "bold": True, "font_size": 16},
    "left": {**_BASE, "font_size": 9},
    "note": {**_BASE, "font_size": 9, "valign": "top"},
    "right": {**_BASE, "font_size": 9, "align": "right"},
    "label": {**_BASE, "align": "right"},
    "field": {**_INPUT, "border": 0, "bottom": 1},
    "shown": {**_BASE, "bottom": 1},
    "status": {**_BASE, "font_size": 9},
    "progress": {**_BASE, "bold": True},
    "head": _HEAD,
    "heading": {**_RULED, "top": 2},
    "band": {**_RULED, "top": 2},
    "law": {**_RULED, "top": 2, "font_name": FACES["serif"], "font_size": 10.5},
    "more": {**_RULED, "font_name": FACES["serif"], "font_size": 10.5},
    "cell": _RULED,
    "number": {**_RULED, **_CENTRE},
    "strong": {**_RULED, "top": 2, "bold": True},
    "sum": {**_RULED, **_CENTRE, "top": 2, "bold": True},
    "input": {**_INPUT, "font_size": TYPED, "valign": "top"},
    "count": {**_INPUT, **_CENTRE, "num_format": "0"},
    "spare": {**_INPUT, **_CENTRE, "bg_color": "#EDEDED"},
    "answer": {**_INPUT, **_CENTRE, "bold": True},
    "opinion": {**_INPUT, "font_size": 9, "valign": "top"},
    "sign": {**_RULED, "font_size": 9.5},
    "signer": {**_RULED, "font_size": 9.5, "valign": "top"},
    "seal": {**_RULED, **_CENTRE, "font_size": 9.5},
    "pulled": {**_RULED, "font_size": 9, "valign": "top"},
    "guide": {**_RULED, "font_size": 9},
    "hidden": {**_BASE, "text_wrap": False, "font_color": "#666666"},
    # ── shown by a rule ──
    "wanting": {"bg_color": "#F8CBAD", "border": 1, "border_color": "#C00000"},
    "closed": {"bg_color": "#EDEDED"},
}
# The same at the top of rows that reach over a page.
TOP = {name: f"{name}-top" for name in STYLES}
STYLES |= {TOP[name]: {**style, "valign": "top"} for name, style in tuple(STYLES.items())}
