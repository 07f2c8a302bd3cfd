"""Whether a copy of a site is still what was built."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.project.filenames import clash, clashing
from generator.publish import plainfiles
from generator.publish.fingerprint import fingerprint_of, read_aloud
from generator.publish.proof.manifest import NAME, file_names
from generator.records.findings import CannotGoOn, Finding, in_order, typed
from generator.records.texts import Location, Text

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


LINK = Text(
    "这里是链接，不是网站自己的文件；请从原来的网站重新复制",
    "this is a link, no file of the site; copy it again from the original",
)
SPECIAL = Text(
    "这里是管道、设备或套接字，不是文件；请删除，再从原来的网站重新复制",
    "this is a pipe, a device or a socket, no file; delete it and copy the file again",
)
_ODD: Mapping[plainfiles.FileKind, tuple[str, Text]] = {
    "link": ("link", LINK),
    "special": ("special-file", SPECIAL),
}


@dataclass(frozen=True, slots=True)
class Verified:
    """What is wrong with a copy, the SHA-256 of each file it should have, its fingerprint."""

    findings: tuple[Finding, ...]
    files: Mapping[str, str]
    fingerprint: str


def verified(site: Path, expected: str = "") -> Verified:
    """Every changed, missing or added file of the site; `expected` is its fingerprint.

    Raises CannotGoOn where there is no manifest to compare with. Nothing is opened but regular
    files below `site`.
    """
    if expected and not read_aloud(expected):
        raise CannotGoOn(Finding(typed(f"--fingerprint {expected}"), "bad-fingerprint", _NONE))
    data = _listed(site)
    built, signs = _manifest(data), fingerprint_of(data)
    findings = [*compared(site, built, NAME), *clashes(built)]
    if expected and read_aloud(expected) != read_aloud(signs):
        findings.append(Finding(Location(NAME), "other-fingerprint", _other(signs, expected)))
    return Verified(in_order(findings), built, signs)


def compared(site: Path, built: Mapping[str, str], listing: str) -> Iterator[Finding]:
    """The files of a folder held against path → SHA-256, which the file `listing` says."""
    there = {name for name in file_names(site) if name != listing}
    for name in built.keys() - there:
        yield Finding(_place(name), "missing-file", MISSING)
    for name in there - built.keys():
        yield Finding(_place(name), "added-file", ADDED)
    for name in there & built.keys():
        yield from _held(site, name, built[name])


def _held(site: Path, name: str, sha256: str) -> Iterator[Finding]:
    """One file held against its hash."""
    try:
        if odd := _ODD.get(plainfiles.kind_of(site / name)):
            yield Finding(_place(name), *odd)
        elif plainfiles.sha256(site / name) != sha256:
            yield Finding(_place(name), "changed-file", CHANGED)
    except OSError:
        yield Finding(_place(name), "unreadable-file", UNREADABLE)


def clashes(names: Iterable[str]) -> Iterator[Finding]:
    """Names that Windows and USB sticks take for one: the later file replaces the first."""
    for name, other in clashing(names):
        yield Finding(_place(name), "clashing-names", clash(shown(other)))


def _place(name: str) -> Location:
    return Location(shown(name))


def shown(name: str) -> str:
    """A name as it can be printed: what no terminal should see by its code, as in `\\x1b`."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name
    )


def _listed(site: Path) -> bytes:
    try:
        return plainfiles.content(site / NAME)
    except OSError as error:
        words = Text(
            "读不到清单，无法核对；请给出网站所在的文件夹",
            f"there is no list to compare with; name the folder of a site ({error.strerror})",
        )
        raise CannotGoOn(Finding(Location(NAME), "no-manifest", words)) from error


def _manifest(data: bytes) -> Mapping[str, str]:
    """Path → SHA-256 as the manifest says."""
    try:
        files = json.loads(data.decode("utf-8"))["files"]
        return {name: _text(facts["sha256"]) for name, facts in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        words = Text(
            "清单已损坏，无法核对；请从原来的网站重新复制整个文件夹",
            "the list of files is damaged; copy the whole folder again from the original",
        )
        raise CannotGoOn(Finding(Location(NAME), "no-manifest", words)) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


_NONE = Text(
    "指纹应有 20 个字母或数字，如 7K2QM-0AVXT-9RC4E-H8ZWN；请核对后重新输入",
    "a fingerprint has 20 letters and digits, as in 7K2QM-0AVXT-9RC4E-H8ZWN; type it again",
)


def _other(signs: str, expected: str) -> Text:
    return Text(
        f"这份网站的指纹是 {signs}，不是 {expected}：它是另一个网站，或者清单和文件被一起改过；"
        "请向生成网站的人重新索取",
        f"the fingerprint of this copy is {signs}, not {expected}: it is another site, or list"
        " and files were changed together; ask those who built it for a new copy",
    )
