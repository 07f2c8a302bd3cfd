"""What a machine refuses (a full disk, a missing permission) as a sentence with its mend."""

import errno
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePath

from generator.records.findings import Finding, typed
from generator.records.texts import Location, Text


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A kind of refusal: its numbers, the rule it is told under, what to do."""

    numbers: frozenset[int]
    rule: str
    words: Text


def _numbers(*names: str) -> frozenset[int]:
    """Of these errors as many as this system knows."""
    return frozenset(getattr(errno, name) for name in names if hasattr(errno, name))


_NO_MEMORY = Text(
    "内存不够；请关闭别的程序，或少开几个进程（zicha build --jobs 1），再试一次",
    "there is not enough memory; close other programs, or use fewer processes"
    " (zicha build --jobs 1), and try again",
)
_REFUSALS = (
    _Refusal(
        _numbers("ENOSPC", "EDQUOT"),
        "disk-full",
        Text(
            "磁盘已满，或超出了配额；请腾出空间再运行一次，原有的文件没有改动",
            "the disk is full, or the quota used up; make room and run this again;"
            " what was there is unchanged",
        ),
    ),
    _Refusal(
        _numbers("EFBIG"),
        "disk-full",
        Text(
            "文件超过了系统允许的大小；请放宽限制（ulimit -f），或换一个磁盘",
            "the file is larger than the system allows; raise the limit (ulimit -f) or take"
            " another disk",
        ),
    ),
    _Refusal(
        _numbers("EROFS"),
        "read-only-disk",
        Text(
            "这个磁盘是只读的；请把项目复制到可以写的地方，或把输出写到别处（--out）",
            "this disk is read-only; copy the project to where it can be written, or name"
            " another place with --out",
        ),
    ),
    _Refusal(
        _numbers("EACCES", "EPERM"),
        "no-permission",
        Text(
            "没有权限；请检查它和上级文件夹的权限和所有者",
            "permission is denied; see to the permissions and the owner of it and of the"
            " folders above",
        ),
    ),
    _Refusal(
        _numbers("ENAMETOOLONG"),
        "path-too-long",
        Text(
            "路径太长；请缩短文件或文件夹的名称，或把项目移到离根目录近些的地方",
            "the path is too long; shorten the names, or move the project nearer to the root",
        ),
    ),
    _Refusal(
        _numbers("ENOENT", "ENOTDIR"),
        "missing-file",
        Text(
            "没有这个文件或文件夹，或运行时被移走了；请确认它在，再运行一次",
            "there is no such file or folder, or it was taken away meanwhile; see that it is"
            " there and run this again",
        ),
    ),
    _Refusal(
        _numbers("EISDIR"),
        "not-a-file",
        Text("这里应是文件，却是文件夹", "a file is expected here, not a folder"),
    ),
    _Refusal(
        _numbers("EEXIST", "ENOTEMPTY"),
        "file-exists",
        Text(
            "这里已有别的文件或文件夹；请移走，或换一个名称",
            "something else is here already; move it away or choose another name",
        ),
    ),
    _Refusal(
        _numbers("ELOOP"),
        "circular-link",
        Text(
            "链接绕了一圈又回到自己；请删除链接，把文件复制到这里",
            "the link leads back to itself; delete it and copy the file here",
        ),
    ),
    _Refusal(
        _numbers("EIO", "ESTALE", "ENODEV", "ENXIO", "EREMOTEIO", "ETIMEDOUT", "EHOSTDOWN"),
        "disk-fails",
        Text(
            "磁盘或网络盘读写出错；请检查磁盘，重新连接网络盘，再运行一次",
            "the disk or network share fails; check it, connect the share anew and run this"
            " again",
        ),
    ),
    _Refusal(
        _numbers("EMFILE", "ENFILE"),
        "too-many-files",
        Text(
            "打开的文件太多；请放宽限制（ulimit -n 1024），或用 --jobs 1",
            "too many files are open; raise the limit (ulimit -n 1024) or use --jobs 1",
        ),
    ),
    _Refusal(_numbers("ENOMEM", "EAGAIN"), "out-of-memory", _NO_MEMORY),
    _Refusal(
        _numbers("EBUSY", "ETXTBSY", "EXDEV"),
        "file-in-use",
        Text(
            "正在使用，或是另一个磁盘的挂载点，不能替换；请换一个位置",
            "this is in use, or where another disk is mounted, and cannot be replaced; choose"
            " another place",
        ),
    ),
    _Refusal(
        _numbers("EINVAL", "EILSEQ"),
        "bad-file-name",
        Text(
            "这个磁盘不接受这样的文件名或操作；请换一个名称，或换一个磁盘",
            "this disk does not take such a name or operation; choose another name or disk",
        ),
    ),
)
_LEFT_BY_ROOT = Text(
    "zicha 的缓存属于别的用户（可能用 sudo 运行过）；请删除 .zicha 文件夹，"
    "里面的东西会重新生成",
    "what zicha keeps belongs to somebody else (it may have run with sudo); delete the folder"
    " .zicha, all in it is made again",
)
_OPEN_ELSEWHERE = Text(
    "文件正被别的程序使用；请关闭那个程序再试",
    "another program uses this file; close that program and try again",
)
_NO_TEMPORARY = Text(
    "没有可用的临时文件夹；请把 TMPDIR 设为一个可以写、路径不长的文件夹（如 /tmp）",
    "there is no temporary folder to use; set TMPDIR to one that can be written and has a"
    " short path, such as /tmp",
)
_DRAFT = re.compile(r"[\\/]\.zicha-draft-")  # content/.zicha-draft-4711-0/zh.txt
_NUMBER = re.compile(r"\[Errno (\d+)\]")  # [Errno 28] No space left on device: 'x'


def refused(error: OSError, root: Path | None = None) -> Finding:
    """What the machine refused, at the path it is about: below `root` as seen from there."""
    plain = _single(error)
    name = _name(plain)
    told = out_of(plain, _shown(name, root))
    return Finding(typed(told.location.path), told.rule, told.message)


def out_of(error: OSError, path: str) -> Finding:
    """The same of a file of the project that cannot be used."""
    rule, words = _kind(error, path)
    return Finding(Location(path), rule, words)


def out_of_memory() -> Finding:
    """Memory is used up."""
    return Finding(typed("zicha"), "out-of-memory", _NO_MEMORY)


def _kind(error: OSError, path: str) -> tuple[str, Text]:
    if getattr(error, "winerror", None) in (32, 33):  # sharing and lock violations
        return "file-in-use", _OPEN_ELSEWHERE
    if _is_temporary(error):
        return "no-temporary-folder", _NO_TEMPORARY
    for kind in _REFUSALS:
        if error.errno in kind.numbers:
            mine = kind.rule == "no-permission" and ".zicha" in PurePath(path).parts
            return kind.rule, _LEFT_BY_ROOT if mine else kind.words
    why = error.strerror or str(error)
    words = Text(
        f"系统不能完成：{why}；请检查这个位置，再运行一次",
        f"the system cannot do this: {why}; see to this place and run it again",
    )
    return "system-refuses", words


def _is_temporary(error: OSError) -> bool:
    """Python finds no folder for temporary files, or one too deep for a socket."""
    words = str(error)
    return "No usable temporary directory" in words or "AF_UNIX path too long" in words


def _single(error: OSError) -> OSError:
    """Of several failures of a copied folder, which come as one without number, the first."""
    if not isinstance(error, shutil.Error) or not isinstance(error.args[0], list):
        return error
    _, target, why = error.args[0][0]
    number = _NUMBER.search(str(why))
    code = int(number[1]) if number else errno.EIO
    return OSError(code, os.strerror(code), str(target))


def _name(error: OSError) -> str:
    """The path an error is about, of a move its end; "" where it names none."""
    for name in (error.filename2, error.filename):
        if isinstance(name, str | os.PathLike):
            return os.fspath(name)
        if isinstance(name, bytes):
            return os.fsdecode(name)
    return ""


def _shown(name: str, root: Path | None) -> str:
    """As findings name a path: from the project on, else in full; of a draft its folder."""
    name = _DRAFT.split(name)[0] or name
    if root and PurePath(name).is_relative_to(root):
        inside = PurePath(name).relative_to(root).as_posix()
        return inside if inside != "." else name
    return name or "zicha"
