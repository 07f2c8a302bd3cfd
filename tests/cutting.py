"""Runs a command over and over, cut off at each thing in turn that it does to the disk.

    python cutting.py HOW TEMPLATE FOLDER COMMAND…

copies TEMPLATE to FOLDER/1, FOLDER/2, … and lets COMMAND work in each; in the n-th its n-th
opening for writing, renaming, making or removing in FOLDER does not come about. HOW is `kill`
(the process is gone), `interrupt` (Ctrl-C) or the name of an error: ENOSPC. It ends with the
first copy in which there is no n-th. What each said lies in FOLDER/n.said, its
exit code in FOLDER/n.code.
"""

import errno
import itertools
import os
import shutil
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
DOING = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.utime", "os.link")


def touches(event: str, args: tuple[object, ...], folder: str) -> bool:
    """Whether it would change something below the folder."""
    if event == "open":
        if not isinstance(args[2], int) or not args[2] & WRITING:
            return False
    elif event not in DOING:
        return False
    names = (Path.cwd() / a for a in args if isinstance(a, str | os.PathLike))
    return any(str(name).startswith(folder) for name in names)


def cut(how: str, at: int, folder: str) -> None:
    """From now on the n-th change below the folder, counted from 1, does not come about."""
    seen = itertools.count(1)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if not touches(event, args, folder) or next(seen) != at:
            return
        os.close(os.open(f"{folder[:-1]}.cut", os.O_WRONLY | os.O_CREAT))
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "interrupt":
            raise KeyboardInterrupt
        number = getattr(errno, how)
        raise OSError(number, os.strerror(number), folder)

    sys.addaudithook(hook)


def run(how: str, at: int, place: Path, words: list[str]) -> int:
    """The wait status of the command in a process of its own."""
    process = os.fork()
    if process:
        return os.waitpid(process, 0)[1]
    said = os.open(f"{place}.said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.chdir(place)
    if how != "whole":
        cut(how, at, str(place) + "/")
    sys.argv = ["zicha", "--ui", "en", *words]
    code = 70
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def each(how: str, template: Path, folder: Path, words: list[str]) -> None:
    """All the copies."""
    for n in itertools.count(1):
        place = folder / str(n)
        shutil.copytree(template, place, symlinks=True)
        status = run(how, n, place, words)
        code = os.waitstatus_to_exitcode(status)
        Path(f"{place}.code").write_text(str(code), "utf-8")
        if not Path(f"{place}.cut").exists():
            return


if __name__ == "__main__":
    import generator.commands.import_
    import generator.commands.new
    import generator.commands.release
    import generator.commands.review  # noqa: F401 - loaded once for all
    from generator.__main__ import main
    from generator.check import examined

    examined(ROOT / "tests/cases/base")  # fonts and schemas are read once for all
    os.fsync = lambda _: None  # no power is cut here, and disks are slow to answer
    if sys.argv[1] == "again":
        for each_place in sorted(Path(sys.argv[2]).iterdir()):
            if each_place.is_dir():
                status = run("whole", 0, each_place, sys.argv[3:])
                code_ = str(os.waitstatus_to_exitcode(status))
                Path(f"{each_place}.code").write_text(code_, "utf-8")
    else:
        each(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
