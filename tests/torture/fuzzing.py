"""Damaged, built and senseless files through every door by which text comes in."""

import io
import os
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import docx

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 20  # of processor time that any input may take
MEBIBYTES = 1024
_HANGS = 100  # seconds by the clock after which a command is ended
_SIZES = (0, 1, 3, 30, 1000, 40_000)  # how often a piece is repeated
Attack = Callable[[Random, Path, float], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it took; the memory is that of its largest process."""

    code: int
    said: str
    seconds: float
    mebibytes: float


# Measured from a small process: what forks from a large one counts as large for ever.
_MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def run(words: list[str]) -> Ran:
    """`zicha` with these words, in a process whose use of the machine is measured."""
    command = [sys.executable, "-m", "generator", "--ui", "en", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _MEASURE, *command], cwd=ROOT, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            used, said = process.communicate(timeout=_HANGS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return Ran(-signal.SIGKILL, f"no end after {_HANGS} s", _HANGS, 0)
    code, seconds, kibibytes = used.split()
    return Ran(int(code), said[-2000:], float(seconds), int(kibibytes) / 1024)


def faults(ran: Ran) -> Iterator[str]:
    """What no input may bring about."""
    if "Traceback" in ran.said:
        yield f"traceback: {ran.said.strip().rpartition(chr(10))[2][:200]}"
    if ran.code not in (0, 1, 2):
        yield f"exit code {ran.code}"
    if ran.seconds > SECONDS:
        yield f"{ran.seconds:.1f} s"
    if ran.mebibytes > MEBIBYTES:
        yield f"{ran.mebibytes:.0f} MiB"


# ── pieces ────────────────────────────────────────

_LAW = (
    "第一条 ", "第{n}条", "第{n}章 总则\n", "（{n}）", "（{n}）甲；\n", "{n}.", "①", "一、",
    "《某办法》", "《", "“", "”", "“甲”", "（", "）", "。", "；\n", "：\n", "\n", "，", " ",
    "　", "\t", "目录\n", "附件：\n", "前款", "前条", "本条第一款", "第（{n}）项", "至", "、",
    "违反第{n}条规定的，", "2016年8月15日", "现印发给你们。\n", "某人民政府", "- {n} -\n",
    "第{n}页 共{n}页\n", "来源：某局\n", "上一篇\n", "【甲】\n", "[", "]", "甲乙丙丁", "之一",
    "Article {n} ", "Chapter I\n", "(a) ", "&nbsp;", "<p>", "<!--", "**", "# ", "`", "\u200b",
    "\u202e", "\ue5e5", "\U000e0041", "\x1b", "\ufeff", "\r", "\x85", "\ufffd",
    "葛\U000e0100", "1" * 50, "一" * 50, "9" * 5000,
)  # fmt: skip
_PAGE = (
    "<p>", "</p>", "<div hidden>", "</div>", "<b>", "</b>", "<ol start={n}>", "<li>",
    "</ol>", "<pre>", "<table><tr><td>", "</table>", "<script>", "</script>", "<!--", "-->",
    "<![CDATA[", "<!", "<?", "<a b='", "<a b=\"", "<a ", "b ", "b='c' ", ">", "<", "</",
    "&#{n};", "&#x{n};", "&", "&amp", "&nbsp;", "&#" + "9" * 5000 + ";",
    "<ol start=" + "9" * 5000 + "><li>", "<svg>", "<title>", "<textarea>",
)  # fmt: skip
_YAML = (
    "a: ", "- ", "[", "]", "{", "}", ",", ": ", "\n", "  ", "\t", "'", '"', "|\n", ">\n",
    "&a ", "*a ", "!!python/object/apply:os.system ", "!x ", "---\n", "...\n", "? ", "#",
    "%", "@", "`", "：", "，", "“", "article: a{n}\n", "id: A{n}-1\n", "at: a{n}\n", "zh: 甲",
    "\\x07", "\\u202e", "\u202e", "\x00", "\x1b", "k{n}: v\n", "- a{n}\n", "[a{n}],",
    "{{a: {n}}},", "codes: [all]\n", "9" * 5000, "\u2028", "\ufeff",
)  # fmt: skip
_NUMBERS = (
    "1", "2", "9", "10", "99", "4000", "9999", "10000", "99999", "999999999", "一", "三千",
    "0",
)  # fmt: skip


def _heap(random: Random, pieces: tuple[str, ...], most: int) -> str:
    """Some pieces, one of them perhaps very often."""
    parts: list[str] = []
    size = 0
    for _ in range(random.randint(1, 12)):
        piece = "".join(random.choices(pieces, k=random.randint(1, 3)))
        times = random.choice(_SIZES)
        part = "".join(
            piece.replace("{n}", random.choice(_NUMBERS) if random.random() < 0.9 else str(n))
            for n in range(min(times, max(most // len(piece), 1)))
        ) if times < 50 else piece.replace("{n}", random.choice(_NUMBERS)) * times  # fmt: skip
        parts.append(part[: most - size])
        size += len(parts[-1])
    return "".join(parts)


def _counted(random: Random, most: int) -> str:
    """One kind of line again and again, its number rising."""
    line = "".join(random.choices(_LAW, k=random.randint(1, 4)))
    rows = min(19_000, max(most // (len(line) + 5), 1))
    return "".join(line.replace("{n}", str(n)) for n in range(rows))


def damaged(random: Random, data: bytes) -> bytes:
    """The bytes with a few of them flipped, lost, doubled or in another place."""
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5, 40))):
        if not made:
            break
        at = random.randrange(len(made))
        length = random.choice((1, 4, 60, 1000))
        match random.randrange(5):
            case 0:
                made[at] ^= 1 << random.randrange(8)
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length] * random.choice((1, 2, 300))
            case 3:
                made[at : at + 4] = random.randbytes(4)
            case _:
                other = random.randrange(len(made))
                made[at : at + length] = made[other : other + length]
    return bytes(made)


def _hidden(random: Random) -> str:
    """Any character that nobody sees."""
    while True:
        c = chr(random.randrange(0x110000))
        if unicodedata.category(c) in ("Cf", "Cc", "Zl", "Zp") and c not in "\t\n\r\0":
            return c


# ── files ────────────────────────────────────────


def _sample(random: Random) -> str:
    """A law of the tests' own."""
    texts = sorted((ROOT / "tests/data/texts").glob("*.txt"))
    return random.choice([t for t in texts if t.name != "SOURCES.md"]).read_text("utf-8")


def _word_file(random: Random, text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines()[:60]:
        document.add_paragraph(line, style=random.choice((None, "List Number")))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _zipped(parts: dict[str, bytes]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return saved.getvalue()


def word_file(paragraphs: Iterable[str]) -> bytes:
    """A Word file of these paragraphs as XML."""
    with zipfile.ZipFile(io.BytesIO(_word_file(Random(0), ""))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = b"<w:body>" + "".join(paragraphs).encode("utf-8", "ignore")
    name = "word/document.xml"
    return _zipped(parts | {name: parts[name].replace(b"<w:body>", body)})


def _word_bomb(random: Random, data: bytes) -> bytes:
    """One part of a Word file with a piece of it, or a number, grown beyond sense."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice([n for n in parts if n.endswith((".xml", ".rels"))])
    xml = parts[name]
    at = max(xml.find(b"<", random.randrange(len(xml))), 0)
    end = xml.find(b">", at) + 1
    pieces = (
        xml[at:end], b"<w:p/>", b"<w:r>", b"<w:t>" + b"x" * 100 + b"</w:t>", b"&#0;", b"&lol;",
        b'<w:lvl w:ilvl="0"/>', b'<w:style w:type="paragraph"/>',
    )  # fmt: skip
    match random.randrange(4):
        case 0:
            grown = (
                xml[:at] + random.choice(pieces) * random.choice((2, 3000, 600_000)) + xml[at:]
            )
        case 1:
            grown = xml.replace(b'"1"', b'"' + b"9" * random.choice((5, 5000)) + b'"')
        case 2:
            mark = b'w:lvlText w:val="%1'
            grown = xml.replace(mark, mark + b"%1%2" * random.choice((20, 20_000)))
        case _:
            grown = damaged(random, xml)
    return _zipped(parts | {name: grown})


_SHARED = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R"
    b"/Resources<</Font<</F 4 0 R>>/XObject<</X 3 0 R>>>>>>"
)


def pdf_file(stream: bytes, pages: int) -> bytes:
    """Pages that share one content stream."""
    packed = zlib.compress(stream)
    kids = b" ".join(b"%d 0 R" % (n + 5) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[_SHARED] * pages,
    ]  # fmt: skip
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return bytes(made) + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table)
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(places) + 1, len(made))
    )


_MARKS = (
    b"BT /F 12 Tf 72 700 Td (Article 1 In order to) Tj ET\n", b"(x) Tj ",
    b"[(a) -200 (b)] TJ ", b"q ", b"Q ", b"/X Do ", b"1 0 0 1 0 0 cm ", b"BT ", b"ET ",
    b"0 0 Td ", b"1 0 Td (x) Tj ", b"T* ", b"(", b"[", b"<<", b"BI ID ", b"9" * 500 + b" ",
)  # fmt: skip


def _pdf(random: Random) -> bytes:
    stream = b"".join(
        random.choice(_MARKS) * random.choice((1, 2, 50, 3000, 60_000))
        for _ in range(random.randint(1, 6))
    )
    made = pdf_file(_MARKS[0] + stream[:4_000_000], random.choice((1, 2, 30, 1499)))
    return made if random.random() < 0.5 else damaged(random, made)


# ── attacks ────────────────────────────────────────


def tried(file: Path, data: bytes, words: list[str], kept: Path) -> Iterator[str]:
    """The faults of one command; the file that brings them about is kept beside."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    for fault in faults(run(words)):
        copy = kept / f"fault-{zlib.crc32(data):08x}{file.suffix}"
        shutil.copyfile(file, copy)
        yield f"zicha {' '.join(words)} ({copy}): {fault}"


def _parsed(make: Callable[[Random], bytes], ending: str) -> Attack:
    def attack(random: Random, folder: Path, deadline: float) -> Iterator[str]:
        file = folder / f"given{ending}"
        while time.monotonic() < deadline:
            yield from tried(file, make(random), ["parse", str(file)], folder)

    attack.__name__ = f"{make.__name__}{ending.replace('.', '_')}"
    return attack


def text_of_sense_and_none(random: Random) -> bytes:
    """Half a law, half a heap of what laws are made of."""
    match random.randrange(4):
        case 0:
            return _heap(random, _LAW, 330_000).encode("utf-8", "surrogatepass")
        case 1:
            return _counted(random, 330_000).encode()
        case 2:
            return damaged(random, _sample(random).encode(random.choice(("utf-8", "gb18030"))))
    return (_sample(random) + _heap(random, _LAW, 200_000)).encode()


def a_page(random: Random) -> bytes:
    """A web page of a law, with heaps of tags in it."""
    body = "".join(f"<p>{line}</p>\n" for line in _sample(random).splitlines()[:40])
    at = random.randrange(len(body))
    return f"<html><body>{body[:at]}{_heap(random, _PAGE + _LAW, 900_000)}{body[at:]}".encode()


def a_word_file(random: Random) -> bytes:
    """A Word file, damaged or grown."""
    data = _word_file(random, _sample(random))
    return damaged(random, data) if random.random() < 0.4 else _word_bomb(random, data)


def a_pdf(random: Random) -> bytes:
    """A PDF, damaged or grown."""
    return _pdf(random)


def project(folder: Path) -> Path:
    """A small project that may be spoilt."""
    place = folder / "project"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "tests/cases/base", place)
    return place


def yaml(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A file of a project, spoilt or made of what YAML is made of; then `zicha check`."""
    while time.monotonic() < deadline:
        place = project(folder)
        files = sorted([*place.rglob("*.yaml"), *place.rglob("*.txt")])
        file = random.choice(files)
        data = file.read_bytes()
        if file.suffix == ".txt":
            data = text_of_sense_and_none(random)
        elif random.random() < 0.5:
            at = random.randrange(len(data))
            data = data[:at] + _heap(random, _YAML, 330_000).encode() + data[at:]
        else:
            data = damaged(random, data)
        yield from tried(file, data, ["--project", str(place), "check"], folder)


def hidden(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A character that nobody sees in a text that people give is told."""
    while time.monotonic() < deadline:
        place = project(folder)
        files = [*place.glob("c*/**/*.yaml"), place / "content/measures/zh.txt"]
        file, c = random.choice(sorted(files)), _hidden(random)
        text = file.read_text("utf-8")
        at = random.randrange(1, len(text))
        file.write_text(text[:at] + c + text[at:], "utf-8")
        words = ["--project", str(place), "check"]
        if run(words).code == 0:
            yield f"U+{ord(c):04X} at {at} of {file.relative_to(place)} passes"


ATTACKS: tuple[Attack, ...] = (
    yaml,
    hidden,
    _parsed(text_of_sense_and_none, ".txt"),
    _parsed(text_of_sense_and_none, ".md"),
    _parsed(a_page, ".html"),
    _parsed(a_word_file, ".docx"),
    _parsed(a_pdf, ".pdf"),
)
