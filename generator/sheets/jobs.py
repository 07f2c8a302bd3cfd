"""The printed forms of a regulation as jobs for those that set them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.answers.names import CODES
from generator.records.checklist import Term
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.sheets.annexes import (
    WHOLE,
    blank_evidence,
    evidence,
    evidence_of,
    matrix,
    report,
    samples,
    tracing,
)
from generator.sheets.booklet import article_sheet, booklet, first_sheet, run_sheet
from generator.sheets.clauses import Questions, questions
from generator.sheets.forms import Form, form_of, forms_about
from generator.sheets.identity import identity, identity_of, sheet_id
from generator.sheets.models import (
    AS_USUAL,
    Answer,
    Printing,
    Setting,
    SheetModel,
    Source,
)
from generator.sheets.records import (
    Body,
    Booklet,
    CheckSheet,
    Evidence,
    Identity,
    Ledger,
    Problems,
    Rollup,
    SheetFormat,
    SheetLanguage,
    Tracing,
)
from generator.sheets.runs import chapters, span_of
from generator.sheets.scopes import Choice, body_of, chosen_scope, unit_scope
from generator.sheets.summary import summary
from generator.sheets.unreviewed import with_unreviewed
from generator.sheets.unwritten import spoken
from generator.text.addresses import number_width, page_name


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be made: `path` on the site, `sheet` all that it says."""

    path: str
    form: str  # article, bearer, booklet, ledger, summary
    subject: str  # an article's address, a bearer's code, "" for the others
    language: SheetLanguage
    sheet: SheetModel
    format: SheetFormat = "pdf"


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with what it says about a subject, in no language yet; `name` is its file's."""

    form: Form
    subject: str
    name: str
    body: Body


def jobs(
    regulation: Regulation,
    strings: Mapping[str, Text],
    printing: Printing = AS_USUAL,
    *,
    all_forms: bool = False,
    chosen: Choice | None = None,
) -> tuple[Job, ...]:
    """Every sheet of a regulation; English and bilingual ones only where it is translated.

    With `all_forms` those too that are printed on request only and not kept on the site; with
    `chosen` those of the checks that are chosen, and no other.
    """
    law = with_unreviewed(spoken(regulation, strings["unwritten"]), strings["unreviewed"])
    every = questions(law)
    filled = tuple(_filled(every, strings, all_forms=all_forms, chosen=chosen))
    languages: tuple[SheetLanguage, ...] = (
        ("zh", "en", "both") if regulation.translated else ("zh",)
    )
    setting = setting_of(every.regulation, strings, printing)
    models = tuple(
        (one, SheetModel(one.form.template, language, one.body, setting))
        for language in languages
        for one in filled
        if language in one.form.languages or all_forms
    )
    paper = tuple(_job(one, model, "pdf") for one, model in models)
    return paper + tuple(
        _job(one, model, kind)
        for one, model in models
        for kind in one.form.formats
        if kind != "pdf"
    )


def rows_in(body: Body) -> int:
    """How many rows are made from the checks: a sheet of more takes longer."""
    match body:
        case Booklet():
            return sum(sheet.due for sheet in body.sheets)
        case CheckSheet():
            return body.due
        case Evidence():
            return len(body.rows)
        case Tracing():
            return sum(len(stage.rows) for stage in body.stages)
    return 0


def _job(one: Filled, model: SheetModel, kind: SheetFormat) -> Job:
    path = f"sheets/{model.setting.regulation.id}/{model.language}/{one.name}.{kind}"
    return Job(path, one.form.key, one.subject, model.language, model, kind)


def setting_of(
    regulation: Regulation, strings: Mapping[str, Text], printing: Printing
) -> Setting:
    """What all its sheets share."""
    law = regulation
    source = Source(law.id, law.title, law.title_parts, law.number, law.status)
    scale = tuple(_answer(law.vocabulary.answers[code]) for code in CODES)
    # Without their places in the file, which weigh more than the words on the way to a worker.
    words = {key: Text(text.zh, text.en) for key, text in strings.items()}
    return Setting(source, law.edition, scale, words, printing)


def _answer(term: Term) -> Answer:
    return Answer(term.code, term.text, term.short, term.needs_reason)


def _filled(
    every: Questions, strings: Mapping[str, Text], *, all_forms: bool, chosen: Choice | None
) -> Iterator[Filled]:
    """The forms of a regulation, those on request last; none where nothing is asked."""
    if chosen:
        words = strings["chosen"]
        if chosen.since:
            words = _with_edition(strings["since-words"], chosen.since)
        scope = chosen_scope(every, chosen, words)
        for form in forms_about("checks"):
            if form.key == "since" and not chosen.since:
                continue
            alone = "checks" if scope.name == "checks" else f"bearer-{scope.name}"
            name = alone if form.key == "checks" else f"{form.key}-{scope.name}"
            yield Filled(form, "", scope.name if form.key == "since" else name,
                         body_of(scope, form.key))  # fmt: skip
        return
    if not every.articles:
        return
    yield from _by_article(every)
    yield from _by_bearer(every)
    yield from _whole(every, strings)
    yield from _by_tracer(every)
    if all_forms:
        yield from _on_request(every, strings)


def _with_edition(words: Text, date: str) -> Text:
    return Text(words.zh.format(edition=date), (words.en or words.zh).format(edition=date))


def _by_article(every: Questions) -> Iterator[Filled]:
    """Each article's sheet, its walk-around list and its sheet in large print."""
    digits = number_width(a.address for a in every.regulation.articles)
    for one in every.articles:
        at = one.article.address
        made, page = article_sheet(every, one), page_name(at, digits=digits)
        for form in forms_about("article", on_request=False):
            ident = identity_of(every.regulation, sheet_id(form.key, at), made.ident.stamp)
            name = page.replace("article", form.key)
            yield Filled(form, at, name, replace(made, ident=ident))


def _by_bearer(every: Questions) -> Iterator[Filled]:
    for code, term in every.regulation.vocabulary.bearers.items():
        if scope := unit_scope(every, term):
            for form in forms_about("bearer", on_request=False):
                yield Filled(form, code, f"{form.key}-{code}", body_of(scope, form.key))


def _whole(every: Questions, strings: Mapping[str, Text]) -> Iterator[Filled]:
    """What is about a regulation as a whole."""
    makers: Mapping[str, Callable[[Identity], Body | None]] = {
        "first": lambda _: first_sheet(every, strings["first-round"]),
        "booklet": lambda _: booklet(every, strings["articles"]),
        "ledger": Ledger,
        "problems": Problems,
        "summary": lambda ident: summary(every, ident),
        "rollup": Rollup,
        "evidence": lambda ident: evidence(every, ident, WHOLE),
        "evidence_blank": lambda _: blank_evidence(every),
        "samples": lambda ident: samples(every, ident),
        "report": lambda ident: report(every, ident),
    }
    for form in forms_about("whole"):
        if made := makers[form.key](identity(every, sheet_id(form.key))):
            yield Filled(form, "", form.key.replace("_", "-"), made)


def _by_tracer(every: Questions) -> Iterator[Filled]:
    for one in every.regulation.tracers:
        name = f"tracer-{one.code.replace('_', '-')}"
        yield Filled(form_of("tracer"), one.code, name, tracing(every, one))
        beside = name.replace("tracer", "tracer-matrix", 1)
        yield Filled(form_of("tracer_matrix"), one.code, beside, matrix(every, one))


def _on_request(every: Questions, strings: Mapping[str, Text]) -> Iterator[Filled]:
    """By chapter, named after it even where it has one article; lists, evidence by article.

    The first round by bearer.
    """
    for number, run in chapters(every):
        made = run_sheet(every, run, strings["articles"])
        if run.whole:
            made = replace(made, subject=run.whole, short=run.whole)
        name = f"chapter-{number:02}"
        yield Filled(form_of("chapter"), str(number), name, made)
        short = _listed(every, made, span_of(run))
        yield Filled(form_of("list"), str(number), f"list-{name}", short)
    for one in every.articles:
        at = one.article.address
        yield Filled(form_of("evidence"), at, f"evidence-{at}", evidence_of(every, one))
        listed = _listed(every, article_sheet(every, one), at)
        yield Filled(form_of("list"), at, f"list-{at}", listed)
    for code, term in every.regulation.vocabulary.bearers.items():
        if first := first_sheet(every, strings["first-round"], term):
            yield Filled(form_of("first"), code, f"first-{code}", first)


def _listed(every: Questions, made: CheckSheet, subject: str) -> CheckSheet:
    """A sheet as a short list."""
    ident = identity_of(every.regulation, sheet_id("list", subject), made.ident.stamp)
    return replace(made, ident=ident)
