"""The notices of what others made and the site carries, from their own packages."""

from functools import cache
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

from generator.project.reach import PACKAGED

PLACE = "licences.txt"
HEAD = """\
本站含有下列他人的作品，现附其许可证原文。
This site holds works of others; these are their licences.
"""
RULE = "=" * 72
# Distribution → what of it lies on the site.
WORKS = {
    "mkdocs-material": "页面的样式和脚本 / styles and scripts of the pages",
    "pylopdf-fonts-zh-cn": "PDF 中的宋体 / the serif typeface within the PDFs",
}
NAMES = ("licenses/LICENSE", "LICENSE")  # in a *.dist-info, of today and of old
# Package → files with licences in it, what of it lies on the site.
WITHIN = (
    ("material", "templates/.icons/*/LICENSE*", "图标 / icons"),
    (
        "justmytype_intl_cjk",
        "fonts/ofl/notosanssc/OFL.txt",
        "PDF 中的黑体 / the sans-serif typeface within the PDFs",
    ),
)
# Script of the page on which a unit fills in → what it is; its licence lies beside it.
VENDORED = {
    "idb": "网页内的数据存取 / storage within the page",
    "fflate": "网页内的压缩 / compression within the page",
}


@cache
def licences() -> str:
    """All of them, one after another: a text for people."""
    parts = [(f"{name}: {what}", _notice(name)) for name, what in WORKS.items()]
    for package, pattern, what in WITHIN:
        found = sorted(_home(package).glob(pattern))
        assert found, f"{package} has no {pattern}"
        for file in found:
            parts.append((f"{package}/{file.parent.name}: {what}", file.read_text("utf-8")))
    for name, what in VENDORED.items():
        beside = PACKAGED / "site_templates/assets/vendor" / f"{name}.LICENSE"
        parts.append((f"{name}: {what}", beside.read_text("utf-8")))
    texts = (f"{RULE}\n{head}\n{RULE}\n\n{body.strip()}\n" for head, body in parts)
    return "\n".join((HEAD, *texts))


def _notice(name: str) -> str:
    texts = (distribution(name).read_text(each) for each in NAMES)
    found = next((text for text in texts if text), None)
    assert found, f"{name} brings no licence"
    return found


def _home(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None, f"{package} is not installed"
    assert spec.submodule_search_locations, f"{package} is no package"
    return Path(next(iter(spec.submodule_search_locations)))
