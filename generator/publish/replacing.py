"""A folder made beside the old one and swapped in at once."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Text


@contextmanager
def replacing(out: Path, mark: str) -> Iterator[Path]:
    """A draft that takes the place of `out` when all went well, and is gone otherwise.

    Raises CannotGoOn where `out` is something else: it has no file named `mark`.
    """
    must_be_ours(out, mark)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    draft.chmod(0o755)  # mkdtemp keeps others out; a web server must get in
    try:
        yield draft
        _swap(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def must_be_ours(out: Path, mark: str) -> None:
    """Never take away a folder that is something else than what was made before."""
    if out.exists() and not (
        out.is_dir() and ((out / mark).is_file() or not any(out.iterdir()))
    ):
        raise CannotGoOn(
            Finding(
                typed(f"--out {out.name}"),
                "not-a-site",
                Text(
                    "这里已有别的内容，不是 zicha 以前生成的，不会覆盖；请换一个目录",
                    "it exists and is not what zicha made before; choose another",
                ),
            )
        )


def _swap(draft: Path, out: Path) -> None:
    """Two renames: readers see the old site or the new; if one fails, the old is back."""
    old = out.with_name(f".{out.name}.old.{os.getpid()}")
    if out.exists():
        out.rename(old)
    try:
        draft.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
