"""A file read in a process of its own, which may use only so much time and memory."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass

from generator.records.findings import Finding
from generator.records.texts import Location, Text

ReadText = tuple[str, tuple[Finding, ...]]

_WAIT = 90  # seconds by the clock, where other work keeps the processor or nothing counts it


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may use: a PDF of 200 pages takes a fifth of it."""

    seconds: int = 14  # of a processor
    mebibytes: int = 768


USUAL = Limits()
OUT_OF_MEMORY = 77  # exit code of the process
_CHILD = "generator.text.files.child"
# The same modules are found as here, never others that lie in the folder at work (-P).
_START = "import sys; sys.path[:] = {}; from " + _CHILD + " import main; main({!r}, {}, {})"
_FORMS = ("book", "marks", "fields")  # what was filled in, not a regulation
_FEWER = Text(
    "请核对文件；确是自查表的，用 Excel、Word 或 WPS 打开，另存为新文件再交",
    "see to the file; if it is a sheet, open it in its program and save it as a new one",
)
_MENDS = Text(
    "请用 Word 或 WPS 打开，只保留一部法规的正文，另存为新的 .docx 或纯文本再导入",
    "open it, keep the text of one regulation only, and save that as a new .docx or as text",
)


def read_apart(kind: str, data: bytes, path: str, limits: Limits = USUAL) -> ReadText:
    """What the reader of this kind (word, pdf, page, book, marks, fields) makes of `data`.

    Whatever it dies of is a finding: libraries that read binary files stumble over damaged ones
    in ever new ways, and built ones can keep them busy without end.
    """
    start = _START.format(sys.path, kind, limits.seconds, limits.mebibytes)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", start],
            input=data, capture_output=True, timeout=_WAIT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "", (_too_slow(path, kind, limits),)
    if _ended_by(done, "SIGXCPU"):
        return "", (_too_slow(path, kind, limits),)
    if done.returncode:
        return "", (_died(done, path, kind, limits),)
    told = json.loads(done.stdout)
    return told["text"], tuple(
        Finding(Location(path, line), rule, Text(zh, en), severity)
        for rule, zh, en, severity, line in told["findings"]
    )


def _died(
    done: subprocess.CompletedProcess[bytes], path: str, kind: str, limits: Limits
) -> Finding:
    if done.returncode == OUT_OF_MEMORY or _ended_by(done, "SIGKILL"):
        return _too_much(path, kind, limits)
    last = done.stderr.decode("utf-8", errors="replace").strip().rpartition("\n")[2]
    return _damaged(path, last.partition(":")[0][:80] or f"exit code {done.returncode}")


def _ended_by(done: subprocess.CompletedProcess[bytes], name: str) -> bool:
    """Whether a signal ended the process, on systems that have it."""
    number = getattr(signal, name, None)
    return number is not None and done.returncode == -number


def _damaged(path: str, why: str) -> Finding:
    """The file is not what it should be; `why` is what its reader says."""
    words = Text(
        f"文件已损坏，无法读取（{why}）；请重新下载，或用 Word、WPS 打开后另存为新文件再导入",
        f"the file is damaged and cannot be read ({why}); get it again, or open it in its "
        "program and save it as a new file",
    )
    return Finding(Location(path), "unreadable-file", words)


def _too_slow(path: str, kind: str, limits: Limits) -> Finding:
    zh = f"{limits.seconds} 秒内没能读完这个文件"
    en = f"the file could not be read within {limits.seconds} seconds"
    return _beyond(path, kind, Text(zh, en))


def _too_much(path: str, kind: str, limits: Limits) -> Finding:
    zh = f"读这个文件要用超过 {limits.mebibytes} MB 的内存"
    en = f"the file takes more than {limits.mebibytes} MB of memory to read"
    return _beyond(path, kind, Text(zh, en))


def _beyond(path: str, kind: str, what: Text) -> Finding:
    mends = _FEWER if kind in _FORMS else _MENDS
    words = Text(f"{what.zh}；{mends.zh}", f"{what.en}; {mends.en}")
    return Finding(Location(path), "file-too-large", words)
