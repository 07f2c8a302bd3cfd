"""The folders of a regulation just imported: its text, its facts, drafts of its questions.

What nobody knows yet is `?`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from generator.edit.drafting import (
    Bearer,
    Drafting,
    bearer_row,
    bearers_named,
    checklist_text,
    quoted,
)
from generator.edit.remembering import remembering
from generator.project.remembered import REVIEWED
from generator.records.checklist import OPEN
from generator.records.texts import Document
from generator.records.walking import walk
from generator.text.addresses import page_name
from generator.text.deriving.points import derive
from generator.text.importing import Imported
from generator.text.stamps import stamp

VOCABULARY = """# yaml-language-server: $schema=../../schema/vocabulary/ID.schema.json
# 责任主体从正文摘出，请核对：同一主体的几种写法合成一个，太长的加 short。
# 其余可以直接用，也可以增删。
bearers:
BEARERS
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
  partial: {zh: 部分符合, short: {zh: 部分}}
  no: {zh: 否, needs_reason: true}
  na: {zh: 不适用, needs_reason: true}
  unchecked: {zh: 未查}
"""


# Which text was received, as issued or as amended since, only a person can tell.
STATUS = "文本状态：按收到的文本收录。本站未核实该文件目前是否有效，请以发文机关最新文件为准。"


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came: its bytes, its name without folders, the day (ISO 8601)."""

    data: bytes
    name: str
    day: str


def stubs(
    id_: str, imported: Imported, document: Document, received: Received
) -> Mapping[str, bytes]:
    """Path in the project → contents, the file as received among them."""
    kind = received.name.rpartition(".")[2].lower() if "." in received.name else ""
    source = f"source.{kind if kind.isalnum() and kind.isascii() else 'txt'}"
    derived = derive(document)
    bearers = bearers_named(document, derived)
    texts = {
        f"content/{id_}/zh.txt": imported.text,
        f"content/{id_}/regulation.yaml": _regulation(imported, received, source),
        f"content/{id_}/{REVIEWED}": _reviewed(document),
        f"checklists/{id_}/vocabulary.yaml": _vocabulary(id_, bearers),
    }
    digits = max([2, *(len(a.address.split("-")[0]) - 1 for a in document.articles)])
    drafting = Drafting(
        derived, {words: bearer.code for words, bearer in bearers.items()}, digits
    )
    for article in document.articles:
        name = page_name(article.address, digits=digits)
        texts[f"checklists/{id_}/{name}.yaml"] = checklist_text(id_, article, drafting)
    files = {path: text.encode() for path, text in texts.items()}
    return {f"content/{id_}/{source}": received.data, **files}


def _reviewed(document: Document) -> str:
    """The words that the stamps of the drafts are of."""
    words = [p.words for p in walk(document.articles) if p.words]
    return remembering({}, words, map(stamp, words))


def _regulation(imported: Imported, received: Received, source: str) -> str:
    edition = received.day
    number, printed = quoted(imported.number), quoted(imported.number_printed)
    lines = [
        "# yaml-language-server: $schema=../../schema/regulation.schema.json",
        f"title: {{zh: {quoted(imported.title)}}}",
        f"number: {{printed: {printed}, zh: {number}}}",
        "issuers:",
        *(f"  - {{zh: {quoted(name)}}}" for name in imported.issuers),
        f"issued: {quoted(imported.issued)}",
        f"edition: {edition}",
        f"status: {{zh: {STATUS}}}",
        "source:",
        f"  publisher: {{zh: {quoted(imported.source)}}}",
        f"  file: {source}",
        f"  sha256: {hashlib.sha256(received.data).hexdigest()}",
        f"  text: {quoted(stamp(imported.text))}",
    ]
    if imported.promulgation != OPEN:
        lines.append(f"promulgation: {{zh: {quoted(imported.promulgation)}}}")
    return "\n".join(lines) + "\n"


def _vocabulary(id_: str, bearers: Mapping[str, Bearer]) -> str:
    rows = "".join(f"  {row}\n" for row in map(bearer_row, bearers.values()))
    return VOCABULARY.replace("ID", id_, 1).replace("BEARERS\n", rows + "\n")
