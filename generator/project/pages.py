"""Pages that somebody wrote in Markdown, with front matter that names their title."""

import re
from collections.abc import Collection
from pathlib import Path

from generator.project import disk, fields
from generator.project.filenames import unfit_page
from generator.project.handwriting import in_markdown
from generator.project.hidden import hidden_as_spaces, hidden_names, spelt_hidden
from generator.project.reading import tree_of
from generator.project.yamltree import Table
from generator.records.findings import Finding
from generator.records.site import HandPage
from generator.records.texts import Language, Location, Text
from generator.text.limits import beyond

# A line of "---", then "title: 关于", a line of "---", and Markdown.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?P<head>.*?)\n---[ \t]*(?:\n|\Z)(?P<body>.*)", re.DOTALL
)


def read_pages(
    root: Path, language: Language, taken: Collection[str] = ()
) -> tuple[tuple[HandPage, ...], tuple[Finding, ...]]:
    """All pages of `content/pages/<language>`, by file name, which is none of those taken."""
    folder = f"content/pages/{language}"
    pages: list[HandPage] = []
    names = disk.names(root, folder)
    findings = [*hidden_names(f"{folder}/{name}" for name in names)]
    for name in names:
        if name.endswith(".md"):
            path, others = f"{folder}/{name}", [*taken, *(page.name for page in pages)]
            page, told = _page(root, path, language)
            unfit = unfit_page(name.removesuffix(".md"), others)
            told = (*told, Finding(Location(path), "bad-name", unfit)) if unfit else told
            pages += [page] if page and not unfit else []
            findings += told
    return tuple(pages), tuple(findings)


def _page(
    root: Path, path: str, language: Language
) -> tuple[HandPage | None, tuple[Finding, ...]]:
    text, findings = disk.read_text(root, path)
    if text is None:
        return None, findings
    if too_much := beyond(text, path):
        return None, too_much
    text, hidden = hidden_as_spaces(text, path)
    hidden += spelt_hidden(text, path)
    parts = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if parts is None:
        return None, (*hidden, Finding(Location(path), "missing-title", _NO_TITLE))
    # the line of "---" is kept empty so that places are those of the file
    head, findings = tree_of("\n" + parts["head"], path, "page")
    findings = (*hidden, *findings)
    if not isinstance(head, Table):
        return None, findings
    name = path.rpartition("/")[2].removesuffix(".md")
    page = HandPage(language, name, fields.word(head, "title"), parts["body"], Location(path))
    line = text.replace("\r\n", "\n").count("\n", 0, parts.start("body")) + 1
    return page, (*findings, *in_markdown(parts["body"], path, line))


_NO_TITLE = Text(
    "页面开头缺少标题；第一行写 ---，第二行写 title: 标题，第三行写 ---",
    "the page has no title; begin it with a line '---', 'title: …' and a line '---'",
)
