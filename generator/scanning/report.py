"""scan.json: every page and row with its measures, and why what was not read was not."""

from collections.abc import Iterable, Mapping, Sequence

from generator.answers.problems import Problem
from generator.records.texts import Language, Text
from generator.scanning.cropping import Note, Question
from generator.scanning.decisions import Decisions
from generator.scanning.gathering import Page

FORMAT = "zicha-scan/1"
Json = Mapping[str, object]

WHY = {
    "empty-file": Text("文件是空的", "the file is empty"),
    "no-picture": Text(
        "不是 PDF、TIFF、JPG 或 PNG，或者已损坏；请重新扫描",
        "this is no PDF, TIFF, JPG or PNG, or is damaged; scan it again",
    ),
    "damaged": Text(
        "文件已损坏，打不开；请重新扫描",
        "the file is damaged and cannot be opened; scan it again",
    ),
    "locked-file": Text("文件有密码；请去掉密码", "the file has a password; take it off"),
    "too-large": Text("文件太大；请分成几份", "the file is too large; cut it in parts"),
    "two-pages": Text(
        "一张图里有两页；请一页一页地扫描",
        "the picture shows two pages; scan one page at a time",
    ),
    "no-marks": Text(
        "看不全四角的标记；请放平，整页重新扫描或拍照",
        "the marks at the corners are not all seen; lay it flat and scan the whole page again",
    ),
    "no-code": Text(
        "看不清二维码；请放平、靠近，重新扫描或拍照",
        "the code cannot be read; scan it again, or photograph it flat and closer",
    ),
    "not-clear": Text(
        "看不清方框；请放平、靠近，重新扫描或拍照",
        "the boxes are not clear; scan it again, or photograph it flat and closer",
    ),
    "not-as-drawn": Text(
        "四角的标记不成一页；请放平，重新扫描或拍照",
        "the marks do not lie as on a page; lay it flat and scan it again",
    ),
    "page-unknown": Text(
        "标记和二维码对不上：这张表没有这一页；请重新扫描",
        "marks and code do not agree: the sheet has no such page; scan it again",
    ),
    "page-unclear": Text(
        "分不清是哪一种版式；请人工录入", "it may be one of two layouts; type it in"
    ),
    "unknown-sheet": Text(
        "不知道这张表的方框在哪里，可能是旧版；请用 --forms 给出当时的 forms.json",
        "where the boxes of this sheet are is not known, it may be of an earlier edition;"
        " give the forms.json of that time by --forms",
    ),
    "blank": Text("空白页", "an empty page"),
    "foreign": Text("不是自查表", "no sheet of ours"),
    "other-code": Text(
        "有别的二维码，不是自查表", "this has another code and is no sheet of ours"
    ),
    "other-regulation": Text("属于另一部法规", "this is of another regulation"),
}


def page_json(page: Page, ui: Language) -> Json:
    """A page of a file."""
    read, code = page.read, page.read.code
    why = WHY.get(read.why, Text("", ""))
    return {
        "file": page.file,
        "page": read.page,
        "status": read.status,
        "unit": page.unit,
        "sheet": code.sheet if code else None,
        "sheet_page": read.placed.page if read.placed else None,
        "language": code.language if code else None,
        "edition": code.edition if code else None,
        "why": why.zh if ui == "zh" else why.en,
        "rule": read.why,
    }


def rows_json(page: Page, decisions: Decisions) -> Iterable[Json]:
    """The rows of a page; what a person decided stands beside what was read."""
    for row in page.read.rows:
        made = row.decision
        place = page.file, page.read.page, row.row
        said = decisions.answers.get(place) if made.ask else None
        yield {
            "file": page.file,
            "page": page.read.page,
            "check": row.row,
            "answer": made.answer,
            "ask": made.ask,
            "guess": made.guess,
            "decided": said,
            "ink": {code: ink.share for code, ink in row.inks.items()},
            "match": {code: ink.match for code, ink in row.inks.items()},
            "written": row.written,
        }


def picture_json(name: str, of: Question | Note) -> Json:
    """A piece of a page that lies beside the report; `field` is "" where it is a row."""
    field = of.field if isinstance(of, Note) else ""
    place = {"file": of.file, "page": of.page, "check": of.row}
    return {"picture": name, **place, "field": field}


def problems_json(problems: Sequence[Problem], ui: Language) -> list[Json]:
    """What is to be told of a unit."""
    return [
        {"where": p.where, "what": p.what.zh if ui == "zh" else p.what.en, "rule": p.rule}
        for p in problems
    ]
