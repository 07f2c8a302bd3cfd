"""Dates of a site: later than those of the one before, so that no cache mixes them up."""

import os
import time
from pathlib import Path

from generator.publish.proof.manifest import NAME, file_names

STEP = 2  # seconds: servers compare whole ones, a ZIP and a USB stick know every second only


def date_after(draft: Path, old: Path) -> None:
    """See to it that `draft`, just written, is dated later than the site at `old`.

    A server knows a page by size and date in seconds; a corrected word may keep the size. The
    clock gives the date unless it stands, was set back, or two builds fall into one second.
    """
    try:
        last = int((old / NAME).lstat().st_mtime)
    except OSError:
        return
    when = last + STEP
    if int(time.time()) < when:
        for name in file_names(draft):
            os.utime(draft / name, (when, when), follow_symlinks=False)
