"""The printed forms of a regulation in the search index, and what people call them.

They go out as a table of what exists (`printed_forms`) and, once for all regulations, what each
kind of form is called (`form_words`): the engine makes lines of both.
"""

import re
from collections.abc import Iterable, Sequence

from generator.project.templates import Templates
from generator.records.regulation import Regulation
from generator.records.site import Sheet
from generator.records.texts import Text
from generator.sheets.currency import SheetSubject, subjects
from generator.sheets.forms import FORMS, Form, is_whole
from generator.sheets.identity import sheet_id

# What a form is called on the pages, where not by its own key: key → entry of strings.yaml.
_TITLES = {
    "article": "form_of",
    "bearer": "form_of",
    "list": "search_list_of",
    "walk": "search_walk_of",
    "large": "search_large_of",
}
_NONE = Text("", "")


def form_words(templates: Templates) -> dict[str, list[object]]:
    """Form → the letter of its ids with its subject where it always has the same, its title
    with {what} for its subject, and what else it is called, the last two in each language."""
    said = templates.strings
    kept = [form for form in FORMS if not form.on_request]
    return {
        form.key: [
            sheet_id(form.key),
            [t.replace("{subject}", "{what}") for t in _both(said[_title(form.key)])],
            [_listed(t) for t in _both(said.get(f"also_form_{form.key}", _NONE))],
        ]
        for form in kept
    }


def sheet_words(templates: Templates) -> dict[str, object]:
    """What a sheet prints before its id, its edition and its stamp, in each language, and a
    pattern of what people add after it."""
    lines = _both(templates.sheet_strings["ident-line"])
    parts = [re.split(r"\{\w+\}", line.replace("{_}", "")) for line in lines]
    return {
        "id": [part[0].strip() for part in parts],
        "edition": [part[1].strip() for part in parts],
        "stamp": list(_both(templates.sheet_strings["ident-stamp"])),
        "after": r"号|表格?|\.?(?:pdf|xlsx|docx)",
    }


def printed_forms(regulation: Regulation, sheets: Sequence[Sheet]) -> dict[str, object]:
    """Book entries `stamps` (key of a subject, its stamp, the ids of its sheets), `was` (stamp
    of an earlier edition → key) and `forms` (form → its kinds of file, then subject and name of
    each)."""
    found = subjects(regulation, regulation.title)
    if not found:
        return {}
    now = {subject.stamp for subject in found}
    was = {
        stamp: key
        for edition in reversed(regulation.editions)
        for key, stamp in edition.sheets.items()
        if stamp not in now
    }
    forms = {form.key: _table(form, regulation, sheets) for form in FORMS}
    return {
        "stamps": [_stamped(subject) for subject in found],
        "was": was,
        "forms": {key: table for key, table in forms.items() if table[1]},
    }


def _stamped(subject: SheetSubject) -> list[object]:
    return [subject.key, subject.stamp, [*subject.ids]]


def _table(
    form: Form, regulation: Regulation, sheets: Iterable[Sheet]
) -> tuple[list[str], list[list[str | None]]]:
    """`zh.pdf` and so on; subject, name of the file, and the title of a tracer."""
    kinds: dict[str, None] = {}
    names: dict[str, str] = {}
    # Where there is one of everything, that of a type of unit is found on the page of these.
    whole = is_whole(form.key)
    for sheet in (s for s in sheets if s.form == form.key and not (whole and s.subject)):
        name, _, format_ = sheet.path.rpartition("/")[2].rpartition(".")
        kinds[f"{sheet.language}.{format_}"] = None
        names[sheet.subject] = name
    titles = {one.code: one.title for one in regulation.tracers if form.about == "tracer"}
    return list(kinds), [
        [subject, name, *(_both(titles[subject]) if subject in titles else ())]
        for subject, name in names.items()
    ]


def _title(key: str) -> str:
    """The entry of strings.yaml with the title of a form about something."""
    return _TITLES.get(key, key)


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en or ""


def _listed(words: str) -> list[str]:
    return [word for word in re.split("[、,] ?", words) if word]
