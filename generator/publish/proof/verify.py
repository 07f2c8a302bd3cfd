"""Whether a copy of a site is still what was built."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.project.disk import read_bytes, sha256
from generator.publish.proof.manifest import NAME, file_names
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.records.texts import Location, Text

LARGEST = 256 * 1024 * 1024  # bytes; a line of 150 for each file of the site
CHANGED = Text(
    "内容与生成时不同；请从原来的网站重新复制",
    "this file is not as it was built; copy it again from the original",
)
MISSING = Text(
    "缺少这个文件；请从原来的网站重新复制",
    "this file of the site is missing; copy it again from the original",
)
ADDED = Text(
    "这个文件不是网站的一部分；请删除，或移到别处",
    "this file is no part of the site; delete it or move it elsewhere",
)
UNREADABLE = Text(
    "读不到这个文件；请检查权限或介质",
    "this file cannot be read; see to permissions and medium",
)


def changes(site: Path) -> tuple[tuple[Finding, ...], int]:
    """Every changed, missing or added file of the site, and how many files it should have.

    Raises CannotGoOn where there is no manifest to compare with. Nothing is opened but what
    lies below `site`.
    """
    built = _manifest(site)
    return in_order(_compared(site, built)), len(built)


def _compared(site: Path, built: Mapping[str, str]) -> Iterator[Finding]:
    there = {name for name in file_names(site) if name != NAME}
    for name in built.keys() - there:
        yield Finding(Location(name), "missing-file", MISSING)
    for name in there - built.keys():
        yield Finding(Location(name), "added-file", ADDED)
    for name in there & built.keys():
        found = sha256(site, name)
        if not found:
            yield Finding(Location(name), "unreadable-file", UNREADABLE)
        elif found != built[name]:
            yield Finding(Location(name), "changed-file", CHANGED)


def _manifest(site: Path) -> Mapping[str, str]:
    """Path → SHA-256 as the manifest says."""
    data, findings = read_bytes(site, NAME, LARGEST)
    if data is None:
        why = findings[0].message
        words = Text(
            f"读不到清单，无法核对；请给出网站所在的文件夹（{why.zh}）",
            f"there is no list to compare with; name the folder of a site ({why.en})",
        )
        raise CannotGoOn(Finding(Location(NAME), "no-manifest", words))
    try:
        files = json.loads(data.decode("utf-8"))["files"]
        return {name: facts["sha256"] for name, facts in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        words = Text(
            "清单已损坏，无法核对；请从原来的网站重新复制整个文件夹",
            "the list of files is damaged; copy the whole folder again from the original",
        )
        raise CannotGoOn(Finding(Location(NAME), "no-manifest", words)) from error
