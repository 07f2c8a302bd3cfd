"""What an amendment changed, as an entry of changes.yaml: what was found, no more."""

import json
from collections.abc import Iterable, Iterator

from generator.edit.editing import line_end, line_starts
from generator.edit.yamltext import yaml_text
from generator.project.yamltree import Listing
from generator.records.changes import Change, ChangeKind, Comparison
from generator.records.texts import Text
from generator.text.addresses import cite
from generator.text.comparing.carrier import Carrier

_HEAD = (
    "# yaml-language-server: $schema=../../schema/changes.schema.json",
    "# 版本记录，新的在前 / what changed for readers, newest first",
)
_FEW = 12  # articles that are named; more are counted
_KINDS: tuple[tuple[tuple[ChangeKind, ...], str, str], ...] = (
    (("edited",), "修改", "amended"),
    (("moved",), "移动", "moved"),
    (("split",), "拆分出", "split off"),
    (("merged",), "并入他条", "merged into others"),
    (("added",), "新增", "added"),
    (("deleted",), "删去", "deleted"),
)


def changes_now(text: str, carrier: Carrier, day: str, *, translated: bool) -> str:
    """The file with an entry for the edition of that day, before all others."""
    said = told(carrier.comparison, parts=carrier.new.parts)
    en = f"    en: {_quoted(said.en or '')}" if translated else ""
    rows = [f"- date: {day}", "  text:", f"    zh: {_quoted(said.zh)}", *filter(None, (en,))]
    end = line_end(text)
    new = "".join(f"{row}{end}" for row in rows)
    if not text.strip():
        return "".join(f"{row}{end}" for row in _HEAD) + new
    tree = yaml_text(text, "").tree
    if not isinstance(tree, Listing) or not tree.items:
        return text + new
    at = line_starts(text)[tree.items[0].location.line - 1]
    return text[:at] + new + text[at:]


def told(comparison: Comparison, *, parts: bool = False) -> Text:
    """修改第五条、第六条；新增第七条。 What was deleted is named by its number then."""
    zh, en = [], []
    for kinds, word, english in _KINDS:
        found = [c for c in comparison.articles if c.kind in kinds]
        if found:
            named = _named(found, parts=parts)
            zh.append(f"{word}{named.zh}")
            en.append(f"{english}: {named.en}")
    renumbered = sum(c.kind == "renumbered" for c in comparison.articles)
    if renumbered:
        zh.append(f"另有{renumbered}条只改条号")
        en.append(f"{renumbered} only renumbered")
    if not zh:
        return Text("更新原文，各条文字未改。", "The text was taken anew; no article changed.")
    units = "Parts" if parts else "Articles"
    return Text(
        f"按修订后的文本更新：{'；'.join(zh)}。",
        f"The text as amended. {units} {'; '.join(en)}.",
    )


def _named(changes: Iterable[Change], *, parts: bool) -> Text:
    addresses = list(_addresses(changes))
    n = len(addresses)
    if n > _FEW:
        return Text(f"{n}部分" if parts else f"{n}条", str(n))
    zh = "、".join(cite(address, "zh", parts=parts) for address in addresses)
    en = ", ".join(cite(address, "en", parts=parts).split()[-1] for address in addresses)
    return Text(zh, en)


def _addresses(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        gone = change.kind in ("merged", "deleted")
        address = change.old if gone else change.new
        if address:
            yield address


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
