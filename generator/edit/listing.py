"""A regulation entered into content/site.yaml : nothing else in it changes."""

from generator.project import fields, yamltree
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
    lines = text.splitlines(keepends=True)
    first = lines[node.location.line - 1]
    if first[node.location.column - 1 :].startswith("["):
        start = sum(map(len, lines[: node.location.line - 1])) + node.location.column - 1
        end = text.find("]", start)
        if end < 0 or not text[start + 1 : end].strip():
            return f"{text[: start + 1]}{name}{text[end:]}" if end >= 0 else None
        inner = text[:end].rstrip()
        return f"{inner}{' ' if inner.endswith(',') else ', '}{name}{text[len(inner) :]}"
    at = node.items[-1].location.line
    indent = first[: len(first) - len(first.lstrip())]
    before = "".join(lines[:at])
    return f"{before}{'' if before.endswith(chr(10)) else chr(10)}{indent}- {name}\n" + "".join(
        lines[at:]
    )
