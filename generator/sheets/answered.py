"""The forms of a unit with its answers in them, as jobs for those that set them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.answers.periods import said_of
from generator.answers.words import day_of
from generator.answers.writing import as_text
from generator.records.texts import Text
from generator.sheets.clauses import Questions, questions
from generator.sheets.filling import Fillable, FilledIn, filled, ids_of
from generator.sheets.forms import form_of
from generator.sheets.identity import identity, sheet_id
from generator.sheets.jobs import Job, setting_of
from generator.sheets.models import Printing, Setting, SheetModel
from generator.sheets.records import Ledger, Problems, SheetFormat, SheetLanguage
from generator.sheets.scopes import answered_scope, body_of
from generator.sheets.unwritten import spoken

SHEET = "bearer"  # the form that is a unit's own
FORMS = (SHEET, "list", "ledger", "problems", "summary", "evidence", "report")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of a unit's forms are made: "" for every form; in which folder they lie."""

    form: str
    language: SheetLanguage
    format: SheetFormat
    folder: str


def answered_jobs(
    found: FilledIn, strings: Mapping[str, Text], printing: Printing, wanted: Wanted
) -> tuple[Job, ...]:
    """What a unit filled in on its sheet and the forms that go with it, in one language."""
    every = questions(spoken(found.regulation, strings["unwritten"]))
    headed = _headed(printing, found, wanted.language)
    setting = setting_of(every.regulation, strings, headed)
    if wanted.format != "pdf":  # what is filled in on screen comes back whole
        setting = replace(setting, kept=as_text(found.answers))
    names = (wanted.form,) if wanted.form else FORMS
    return tuple(
        _job(key, filled(body, found), setting, wanted)
        for key, body in _blank(every, found, strings)
        if key in names and wanted.format in form_of(key).formats
    )


def _blank(
    every: Questions, found: FilledIn, strings: Mapping[str, Text]
) -> Iterator[tuple[str, Fillable]]:
    """The unit's forms without its answers; a ledger alone where nothing is answered yet."""
    yield "ledger", Ledger(identity(every, sheet_id("ledger")))
    if not (ids := ids_of(found)):
        return
    scope = answered_scope(every, ids, found.answers.unit.types, strings["chosen"])
    for key in FORMS:
        if key == "problems":
            yield key, Problems(identity(every, sheet_id("problems")))
        elif key != "ledger":
            made = body_of(scope, key if scope.subject or key != SHEET else "checks")
            assert isinstance(made, Fillable), "each of these says what was filled in"
            yield key, made


def _job(key: str, body: Fillable, setting: Setting, wanted: Wanted) -> Job:
    name = "sheet" if key == SHEET else key
    path = f"sheets/{wanted.folder}/{name}.{wanted.format}"
    model = SheetModel(form_of(key).template, wanted.language, body, setting)
    return Job(path, key, wanted.folder, wanted.language, model, wanted.format)


# ── the head ─────────────────────────────────────────────────────────────────────────────────


def _headed(printing: Printing, found: FilledIn, language: SheetLanguage) -> Printing:
    """Unit, period and who filled it in, unless whoever prints says otherwise.

    Without marks for scans: what is filled in lies otherwise than on the blank sheet.
    """
    answers = found.answers
    people = answers.people
    return replace(
        printing,
        unit=printing.unit or answers.unit.name,
        period=printing.period or _in(said_of(answers.period), language),
        marks=False,
        fields={
            "unit_type": _types(found, language),
            "filler": people.filler,
            "phone": people.phone,
            "fill_date": day_of(answers.saved[:10]),
            "reviewer": people.reviewer,
            "leader": people.leader,
        },
    )


def _types(found: FilledIn, language: SheetLanguage) -> str:
    known = found.regulation.vocabulary.bearers
    terms = (known[code].short for code in found.answers.unit.types if code in known)
    return ("; " if language == "en" else "、").join(_in(term, language) for term in terms)


def _in(text: Text, language: SheetLanguage) -> str:
    return (text.en or text.zh) if language == "en" else text.zh
