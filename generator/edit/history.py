"""The history that git keeps of a project: begun, and what a text said before."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.project.merging import stamped
from generator.records.texts import Language
from generator.records.walking import by_address
from generator.text.stamps import stamp
from generator.text.structure.parser import parse

FAR = 200  # commits of a text that are looked through


def words_before(
    root: Path, regulation: str, language: Language, stamps: Mapping[str, str]
) -> Mapping[str, str]:
    """Address → its words when they had the stamp given for it, as far as they are found."""
    path = f"content/{regulation}/{language}.txt"
    found: dict[str, str] = {}
    for text in _versions(root, path) if stamps else ():
        for address, passage in by_address(parse(text, path, language)[0].articles).items():
            words = stamped(passage)
            if address not in found and stamp(words) == stamps.get(address):
                found[address] = words
        if len(found) == len(stamps):
            break
    return found


def begin(folder: Path) -> bool:
    """Make a git checkout of a new project where git is there and none is above it."""
    if not _git(folder, "version") or _git(folder, "rev-parse", "--git-dir"):
        return False
    _git(folder, "init", "--quiet")
    return bool(_git(folder, "rev-parse", "--git-dir"))


def _versions(root: Path, path: str) -> Iterator[str]:
    """The file in each commit that changed it, the newest first."""
    listed = _git(root, "log", f"--max-count={FAR}", "--format=%H", "--", path)
    for commit in listed.split():
        yield _git(root, "show", "--no-textconv", f"{commit}:./{path}")


def _git(root: Path, *words: str) -> str:
    """What git says, "" where there is no git or no history."""
    program = shutil.which("git")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "-C", str(root), *words],
            env=os.environ | {"GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:  # not ours to run, or no more processes
        return ""
    return "" if done.returncode else done.stdout.decode("utf-8", "replace")
