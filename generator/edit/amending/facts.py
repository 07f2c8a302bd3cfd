"""regulation.yaml of an amended text: title, source and edition."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.edit.amending.carrier import Note
from generator.edit.yamltext import Cut, YamlText, instead, with_cuts
from generator.project.yamltree import Node, Scalar, Table
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


def facts_now(file: YamlText, imported: Imported, source: Source, edition: str) -> str:
    """The file with the new title and source, and another edition if one is given."""
    values = {
        "source/file": source.name,
        "source/sha256": source.sha256,
        "source/text": stamp(imported.text),
    }
    title = _at(file, "title/zh")
    if title and imported.title not in (OPEN, title.value):
        values |= {"title/zh": imported.title, "title_parts/zh": imported.title}
    if edition:
        values["edition"] = edition
    return with_cuts(file.text, _cuts(file, values))


def _cuts(file: YamlText, values: dict[str, str]) -> Iterator[Cut]:
    for path, new in values.items():
        if (node := _at(file, path)) and node.value != new:
            yield instead(file, node.location, new)


def _at(file: YamlText, path: str) -> Scalar | None:
    """What stands at title/zh."""
    node: Node | None = file.tree
    for key in path.split("/"):
        node = node.entries.get(key) if isinstance(node, Table) else None
    return node if isinstance(node, Scalar) else None


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
