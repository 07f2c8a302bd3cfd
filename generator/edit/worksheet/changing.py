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
from generator.project.yamlspans import Span, word
from generator.records.checklist import OPEN

_PLAIN = ("kind", "sampling")
NEED_NOT_BE = ("bearers", "with", "look", *FLAGGED)
# What a check says, in this order.
WRITTEN = (
    *("kind", "quotes", "ask", "bearers", "evidence", "verify", "sampling", "fix", "look"),
    *(*FLAGGED, "with"),
)


def said_of(values: Values, key: str) -> str:
    """What stands under a key of a check, in YAML."""
    match key:
        case "ask" | "fix":
            zh, en = texts_of(values, key)
            return bilingual(zh or OPEN, en)
        case "look":
            return f"[{', '.join(bilingual(zh, en) for zh, en in _looked(values))}]"
        case "kind" | "sampling":
            return values[key]
    if key in FLAGGED:
        return "true" if values[key] else "false"
    return in_brackets(listed_in(values[key]))


def texts_of(values: Values, key: str) -> tuple[str, str]:
    """In Chinese and in English."""
    return values[key], values[f"{key}_en"]


def accepted_of(values: Values) -> str:
    """Who accepted a draft, and when."""
    return f"{{by: {scalar(values['by'])}, on: {values['on']}}}"


def patches(text: str, table: Span, step: Step) -> Iterator[Patch]:
    """What of a check a step changes, each where it stands."""
    new, more = step.values, dict[str, str]()
    for key in WRITTEN:
        if not {key, f"{key}_en"} & set(step.changed):
            continue
        there = table.entries.get(key)
        if there is None:
            more[key] = said_of(new, key)
        elif not new[key] and key in NEED_NOT_BE and key not in FLAGGED:
            yield without_entry(text, table, key)
        else:
            yield from _changed(text, there, key, new)
    yield from _acceptance(table, step, more)
    yield from (with_entry(text, table, key, value) for key, value in more.items())


def _changed(text: str, there: Span, key: str, new: Values) -> Iterator[Patch]:
    """One key of a check in the words of the step."""
    if key in ("ask", "fix"):
        zh, en = texts_of(new, key)
        yield from with_texts(text, there, zh or OPEN, en)
    elif key == "look":
        yield _look_patch(text, there, new)
    elif key in (*_PLAIN, *FLAGGED):
        yield with_value(text, there, said_of(new, key))
    else:
        yield with_list(text, there, listed_in(new[key]))


def listed_in(value: str) -> list[str]:
    """The lines of a cell."""
    return value.split("\n") if value else []


def _looked(values: Values) -> list[tuple[str, str]]:
    """Each line in Chinese and English, "" where it has none."""
    english = [line.removeprefix(UNTRANSLATED) for line in listed_in(values["look_en"])]
    chinese = listed_in(values["look"])
    return [(zh, en) for zh, en in zip_longest(chinese, english[: len(chinese)], fillvalue="")]


def _look_patch(text: str, span: Span, values: Values) -> Patch:
    """Lines that stay as they are keep their layout."""
    if span.flow:
        return Patch(span.start, span.end, said_of(values, "look"))
    there = {_pair(item): text[item.start : item.end] for item in span.items}
    lines = [f"- {there.get(pair, bilingual(*pair))}" for pair in _looked(values)]
    return Patch(span.start, span.end, f"{line_end(text)}{' ' * span.column}".join(lines))


def _pair(item: Span) -> tuple[str, str]:
    return word(item, "zh"), word(item, "en")


def _acceptance(table: Span, step: Step, more: dict[str, str]) -> Iterator[Patch]:
    """`accepted:` in place of `draft: true`, or with another name and day."""
    if step.what != "accept" and not {"by", "on"} & set(step.changed):
        return
    accepted = accepted_of(step.values)
    if span := table.entries.get("accepted"):
        yield Patch(span.start, span.end, accepted)
    elif span := table.entries.get("draft"):
        yield Patch(table.keys["draft"], span.end, f"accepted: {accepted}")
    else:
        more["accepted"] = accepted


def with_texts(text: str, table: Span, zh: str, en: str) -> Iterator[Patch]:
    """A `{zh, en}` that says something else; what stays the same is not touched."""
    if word(table, "zh") != zh:
        yield with_value(text, table.entries["zh"], zh)
    there = table.entries.get("en")
    if there and en and there.value != en:
        yield with_value(text, there, en)
    elif there and not en:
        yield without_entry(text, table, "en")
    elif en and not there:
        yield with_entry(text, table, "en", scalar(en))
