"""Work begun again where files it rests on have changed, or been spoilt, under its hands."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from generator.project.holding import CHANGED
from generator.publish.kept.store import Store, Stored
from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text

T = TypeVar("T")

LOST = "cache-damaged"
TRIES = 5


def again(work: Callable[[], T]) -> T:
    """What the work gives when nothing comes between. Raises CannotGoOn.

    What was finished is kept, so that each new try has less to do.
    """
    for _ in range(TRIES - 1):
        try:
            return work()
        except CannotGoOn as stop:
            if not {finding.rule for finding in stop.findings} & {CHANGED, LOST}:
                raise
    return work()


def given_up(store: Store, spoilt: Iterable[Stored]) -> CannotGoOn:
    """Forget files that are no longer what they were, and all that says they are there."""
    findings: list[Finding] = []
    for file in spoilt:
        top = file.name.partition("/")[0]  # a page or sheet, the folder of all assets
        store.drop(file.kind, top)
        store.drop(file.kind, f"{top.partition('.')[0]}.json")
        findings += lost(f"{file.kind}/{file.name}").findings
    return CannotGoOn(*findings)


def lost(name: str) -> CannotGoOn:
    """Something was kept and is no longer what it was; it is made again."""
    words = Text(
        "缓存中的这个文件一再损坏；请检查磁盘和同步程序，删除 .zicha 后重新生成",
        "this file of the cache is spoilt again and again; see to the disk and to programs "
        "that synchronise, remove .zicha and build again",
    )
    return CannotGoOn(Finding(Location(f".zicha/cache/{name}"), LOST, words))
