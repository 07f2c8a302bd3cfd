"""A regulation entered into content/site.yaml: nothing else in it changes."""

from pathlib import Path

from generator.edit.editing import inserted, line_starts
from generator.project import fields, yamltree
from generator.project.reading import read_table
from generator.project.yamltree import Listing, Table

_PATH = "content/site.yaml"


def with_regulation(text: str, name: str) -> str | None:
    """`text` with `name` at the end of its `regulations`; None where it cannot be put there.

    Comments and the way the list is written stay; a name already listed gives the text itself.
    """
    listed = _listed(text)
    if listed is None:
        return None
    if name in listed:
        return text
    edited = _edited(text, name)
    return edited if edited and _listed(edited) == [*listed, name] else None


def first_day(root: Path, name: str) -> str:
    """The edition of a regulation whose import was cut off before it was listed, else "".

    Imported again, on whatever day, it is the same.
    """
    site, _ = read_table(root, _PATH, "site")
    facts, _ = read_table(root, f"content/{name}/regulation.yaml", "regulation")
    unlisted = site is not None and name not in fields.words(site, "regulations")
    return fields.word(facts, "edition") if facts and unlisted else ""


def _listed(text: str) -> list[str] | None:
    tree, _ = yamltree.read(text, _PATH)
    if not isinstance(tree, Table) or not isinstance(tree.entries.get("regulations"), Listing):
        return None
    return [scalar.value for scalar in fields.scalars(tree, "regulations")]


def _edited(text: str, name: str) -> str | None:
    tree, _ = yamltree.read(text, _PATH)
    assert isinstance(tree, Table)
    node = tree.entries["regulations"]
    assert isinstance(node, Listing)
    starts = [*line_starts(text), len(text)]
    begin = starts[node.location.line - 1]
    first = text[begin : starts[node.location.line]]
    if first[node.location.column - 1 :].startswith("["):
        start = begin + node.location.column - 1
        end = text.find("]", start)
        if end < 0 or not text[start + 1 : end].strip():
            return f"{text[: start + 1]}{name}{text[end:]}" if end >= 0 else None
        inner = text[:end].rstrip()
        return f"{inner}{' ' if inner.endswith(',') else ', '}{name}{text[len(inner) :]}"
    indent = first[: len(first) - len(first.lstrip())]
    return inserted(text, node.items[-1].location.line + 1, [f"{indent}- {name}"])
