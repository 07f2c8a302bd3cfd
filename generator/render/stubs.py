"""The folders of a regulation just imported: its text, its facts, its questions to be written.

What nobody knows yet is `?`; `zicha check` names each until it is written.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping

from generator.model import Document, Passage
from generator.text.addresses import page_name
from generator.text.importing import Imported
from generator.text.stamps import stamp

OPEN = "?"

VOCABULARY = """# yaml-language-server: $schema=../../schema/vocabulary.schema.json
# 责任主体改成本法规所写的；其余可以直接用，也可以增删。
bearers:
  all: {zh: 适用本法规的各单位, short: {zh: 各单位}}

evidence:
  records: {zh: 有关文件、会议记录和工作台账}

verify:
  docs: {zh: 查阅资料}
  site: {zh: 实地走访}
  sample: {zh: 随机抽查}
  interview: {zh: 个别访谈}

sampling:
  all: {zh: 全部核对，不抽样, short: {zh: 全部核对}}
  doc: {zh: 抽取检查期内文件或事项，不足的全数核对, short: {zh: 抽取文件}}
  na: {zh: 不抽样，汇总判断或据实填写, short: {zh: 不抽样}}

answers:
  yes: {zh: 是}
  partial: {zh: 部分落实, short: {zh: 部分}}
  no: {zh: 否, needs_reason: true}
  na: {zh: 不适用, needs_reason: true}
  unchecked: {zh: 未查}
"""


def stubs(
    id_: str, imported: Imported, document: Document, source: bytes, edition: str
) -> Mapping[str, bytes]:
    """Path in the project → contents; `edition` is the day of the import, ISO 8601."""
    texts = {
        f"content/{id_}/zh.txt": imported.text,
        f"content/{id_}/regulation.yaml": _regulation(imported, source, edition),
        f"checklists/{id_}/vocabulary.yaml": VOCABULARY,
    }
    digits = max([2, *(len(a.address.split("-")[0]) - 1 for a in document.articles)])
    for article in document.articles:
        name = page_name(article.address, digits=digits)
        texts[f"checklists/{id_}/{name}.yaml"] = "\n".join(_checklist(article, digits)) + "\n"
    files = {path: text.encode() for path, text in texts.items()}
    return {f"content/{id_}/source.txt": source, **files}


def _said(text: str) -> str:
    """A YAML scalar that stays the string it is: JSON's quoting is YAML's, too."""
    return json.dumps(text, ensure_ascii=False)


def _regulation(imported: Imported, source: bytes, edition: str) -> str:
    status = (
        f"文本状态：按{_day(imported.issued)}印发文本收录。"
        "本站未核实该文件目前是否有效，请以发文机关最新文件为准。"
    )
    lines = [
        "# yaml-language-server: $schema=../../schema/regulation.schema.json",
        f"title: {{zh: {_said(imported.title)}}}",
        f"number: {{printed: {_said(imported.number_printed)}, zh: {_said(imported.number)}}}",
        "issuers:",
        *(f"  - {{zh: {_said(name)}}}" for name in imported.issuers),
        f"issued: {_said(imported.issued)}",
        f"edition: {edition}",
        f"status: {{zh: {_said(status)}}}",
        "source:",
        f"  publisher: {{zh: {_said(imported.source)}}}",
        "  file: source.txt",
        f"  sha256: {hashlib.sha256(source).hexdigest()}",
    ]
    if imported.promulgation != OPEN:
        lines.append(f"promulgation: {{zh: {_said(imported.promulgation)}}}")
    return "\n".join(lines) + "\n"


def _day(iso: str) -> str:
    """2016-08-15 → 2016年8月15日; "?" stays."""
    parts = iso.split("-")
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else iso


def _checklist(article: Passage, digits: int) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../schema/checklist.schema.json"
    yield f"article: {article.address}"
    yield f"heading: {{zh: {_said(OPEN)}}}"
    yield "provisions:"
    number = page_name(article.address, digits=digits).removeprefix("article-")
    with_words = [p for p in _walk(article) if p.words]
    # The opening words of a list are asked last, as 00; a single provision is 01.
    first = 0 if len(with_words) > 1 and article.words else 1
    for n, passage in enumerate(with_words, first):
        yield from _provision(passage, f"A{number}-{n:02}-1")


def _provision(passage: Passage, check: str) -> Iterator[str]:
    yield f"  - at: {passage.address}"
    yield f"    reviewed: {_said(stamp(passage.words))}"
    yield "    bearers: {basis: inferred, codes: [all]}"
    yield "    checks:"
    yield f"      - id: {check}"
    yield "        kind: duty"
    yield f"        quotes: [{_said(passage.words.rstrip('；。：'))}]"
    yield f"        ask: {{zh: {_said(OPEN)}}}"
    yield "        evidence: [records]"
    yield "        verify: [docs]"
    yield "        sampling: all"
    yield f"        fix: {{zh: {_said(OPEN)}}}"


def _walk(passage: Passage) -> Iterator[Passage]:
    yield passage
    for child in passage.children:
        yield from _walk(child)
