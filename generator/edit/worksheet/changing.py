"""A check's fields changed in the YAML where they stand."""

from collections.abc import Iterator
from itertools import zip_longest

from generator.edit.editing import line_end
from generator.edit.patching import (
    Patch,
    bilingual,
    in_brackets,
    scalar,
    with_entry,
    with_list,
    with_value,
    without_entry,
)
from generator.edit.worksheet.columns import FLAGGED, UNTRANSLATED
from generator.edit.worksheet.desk import Step
from generator.edit.worksheet.rows import Values
from generator.project.yamlspans import Span
from generator.records.checklist import OPEN

_LISTS = ("quotes", "evidence", "verify")
_PLAIN = ("kind", "sampling")


def patches(text: str, table: Span, step: Step) -> Iterator[Patch]:
    """What of a check a step changes, each where it stands."""
    changed, new = set(step.changed), step.values
    for key in ("ask", "fix"):
        if changed & {key, f"{key}_en"}:
            yield from with_texts(
                text, table.entries[key][1], new[key] or OPEN, new[f"{key}_en"]
            )
    for key in _LISTS:
        if key in changed:
            yield with_list(text, table.entries[key][1], new[key].split("\n"))
    for key in _PLAIN:
        if key in changed:
            yield with_value(text, table.entries[key][1], new[key])
    more: list[tuple[str, str]] = []
    for key in FLAGGED:
        if key in changed and key in table.entries:
            yield with_value(text, table.entries[key][1], new[key] or "false")
        elif key in changed:
            more.append((key, new[key] or "false"))
    yield from _optional(text, table, step, more)
    yield from _acceptance(table, step, more)
    yield from _entries(text, table, more)


def _optional(
    text: str, table: Span, step: Step, more: list[tuple[str, str]]
) -> Iterator[Patch]:
    """Lists that need not be there."""
    changed, new = set(step.changed), step.values
    lists = {key: in_brackets(listed_in(new[key])) for key in ("bearers", "with")}
    lists["look"] = look_of(new)
    for key, value in lists.items():
        if not changed & ({"look", "look_en"} if key == "look" else {key}):
            continue
        there = table.entries.get(key)
        if there is None:
            more.append((key, value))
        elif not new[key]:
            yield without_entry(text, table, key)
        elif key == "look":
            yield _look_patch(text, there[1], new)
        else:
            yield with_list(text, there[1], listed_in(new[key]))


def listed_in(value: str) -> list[str]:
    """The lines of a cell."""
    return value.split("\n") if value else []


def look_of(values: Values) -> str:
    """What to look at, as a list in brackets."""
    return f"[{', '.join(bilingual(zh, en) for zh, en in _looked(values))}]"


def _looked(values: Values) -> list[tuple[str, str]]:
    """Each line in Chinese and English, "" where it has none."""
    english = [line.removeprefix(UNTRANSLATED) for line in listed_in(values["look_en"])]
    chinese = listed_in(values["look"])
    return [(zh, en) for zh, en in zip_longest(chinese, english[: len(chinese)], fillvalue="")]


def _look_patch(text: str, span: Span, values: Values) -> Patch:
    """Lines that stay as they are keep their layout."""
    if span.flow:
        return Patch(span.start, span.end, look_of(values))
    there = {_pair(item): text[item.start : item.end] for item in span.items}
    lines = [f"- {there.get(pair, bilingual(*pair))}" for pair in _looked(values)]
    return Patch(span.start, span.end, f"{line_end(text)}{' ' * span.column}".join(lines))


def _pair(item: Span) -> tuple[str, str]:
    zh, en = (item.entries[key][1].value if key in item.entries else "" for key in ("zh", "en"))
    return zh, en


def _entries(text: str, table: Span, more: list[tuple[str, str]]) -> Iterator[Patch]:
    yield from (with_entry(text, table, key, value) for key, value in more)


def _acceptance(table: Span, step: Step, more: list[tuple[str, str]]) -> Iterator[Patch]:
    """`accepted:` in place of `draft: true`, or with another name and day."""
    if step.what != "accept" and not {"by", "on"} & set(step.changed):
        return
    accepted = f"{{by: {scalar(step.values['by'])}, on: {step.values['on']}}}"
    if "accepted" in table.entries:
        span = table.entries["accepted"][1]
        yield Patch(span.start, span.end, accepted)
    elif "draft" in table.entries:
        at, span = table.entries["draft"]
        yield Patch(at, span.end, f"accepted: {accepted}")
    else:
        more.append(("accepted", accepted))


def with_texts(text: str, table: Span, zh: str, en: str) -> Iterator[Patch]:
    """A `{zh, en}` that says something else; what stays the same is not touched."""
    if table.entries["zh"][1].value != zh:
        yield with_value(text, table.entries["zh"][1], zh)
    there = table.entries.get("en")
    if there and en and there[1].value != en:
        yield with_value(text, there[1], en)
    elif there and not en:
        yield without_entry(text, table, "en")
    elif en and not there:
        yield with_entry(text, table, "en", scalar(en))
