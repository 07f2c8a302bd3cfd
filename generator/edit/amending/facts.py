"""regulation.yaml of an amended text: title, source and edition."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.edit.amending.carrier import Note
from generator.edit.yamltext import Cut, YamlText, instead, with_cuts
from generator.project.yamltree import Scalar, Table
from generator.records.checklist import OPEN
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.text.importing import Imported
from generator.text.stamps import stamp


@dataclass(frozen=True, slots=True)
class Source:
    """The file received, as it will lie beside the text."""

    name: str
    sha256: str


def facts_now(
    file: YamlText, regulation: Regulation, imported: Imported, source: Source, day: str
) -> str:
    """The file with the new title and source; of `day` if its edition has gone out already."""
    values = {
        "source/file": source.name,
        "source/sha256": source.sha256,
        "source/text": stamp(imported.text),
    }
    if imported.title not in (OPEN, regulation.title.zh):
        values |= {"title/zh": imported.title, "title_parts/zh": imported.title}
    if any(e.date == regulation.edition for e in regulation.editions):
        values["edition"] = day
    return with_cuts(file.text, _cuts(file, values))


def _cuts(file: YamlText, values: dict[str, str]) -> Iterator[Cut]:
    for path, new in values.items():
        node = file.tree
        for key in path.split("/"):
            node = node.entries.get(key) if isinstance(node, Table) else None
        if isinstance(node, Scalar) and node.value != new:
            yield instead(file, node.location, new)


def to_look_at(path: str, regulation: Regulation, imported: Imported) -> Iterator[Note]:
    """What only a person can say of the new text."""
    yield Note(path, Text(
        "请核对 status、number、issued 等是否仍符合新文本",
        "see whether status, number, issued and the like are still true of the new text",
    ))  # fmt: skip
    for key, old, new in (
        ("number", regulation.number.zh, imported.number),
        ("issued", regulation.issued, imported.issued),
    ):
        if new not in (OPEN, old):
            zh = f"新文本写的 {key} 是 {new}，原为 {old}"
            yield Note(path, Text(zh, f"the new text gives {key} as {new}; here it is {old}"))
