"""A PDF that was filled in on screen: read by the names of its fields."""

import json
from collections.abc import Collection

from generator.answers.documents import IDENTITY
from generator.answers.forms import Form, Row, Written, joined, names_by_place, problem_rows
from generator.answers.names import FIELDS


def form_of_fields(text: str, ids: Collection[str]) -> Form | None:
    """What `text_of_fields` read, as a form that asks these; None where it is none of ours."""
    told = json.loads(text)
    found = IDENTITY.search(str(told["subject"]))
    if found is None:
        return None
    said = {
        str(name): Written(str(words).strip(), str(name))
        for name, words in told["fields"].items()
    }
    rows: dict[str, dict[str, Written]] = {}
    for name, (kind, id_) in names_by_place(ids).items():
        if name in said:
            rows.setdefault(id_, {})[kind] = said[name]
    listed, strange = problem_rows(said, ids)
    every = [*(Row(id_, id_, cells) for id_, cells in rows.items()), *listed]
    made, problems = joined(every)
    fields = {name: said[name] for name in FIELDS if name in said}
    return Form(found.groupdict(), fields, made, {}, (), (*strange, *problems))
