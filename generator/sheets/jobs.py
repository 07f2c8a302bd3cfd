"""The printed forms of a regulation as jobs for the press."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

from generator.records.checklist import Term
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.sheets.annexes import (
    blank_evidence,
    evidence_of,
    report,
    samples,
    tracer,
    whole_evidence,
)
from generator.sheets.bands import Json, Scope, article_bands, contents, said
from generator.sheets.booklet import (
    Asked,
    asked,
    booklet,
    chapters,
    chosen_sheet,
    everything,
    run_sheet,
    sheet,
    summary,
    titled,
    whole_form,
)
from generator.sheets.identity import identity, sheet_id
from generator.sheets.unwritten import spoken
from generator.text.addresses import number_width, page_name

SheetLanguage = Literal["zh", "en", "both"]
SheetFormat = Literal["pdf", "xlsx", "docx"]
TABLES: tuple[SheetFormat, ...] = ("xlsx", "docx")
# What is filled in on screen, too: tables in both programs, the report as a text.
OFFICE: Mapping[str, tuple[SheetFormat, ...]] = {
    "sheet-a": TABLES, "booklet": TABLES, "ledger": TABLES, "summary": TABLES,
    "rollup": TABLES,
    "evidence": TABLES, "samples": TABLES, "tracer": TABLES, "report": ("docx",),
}  # fmt: skip
FORMS = (
    "article", "walk", "large", "bearer", "chapter", "booklet", "ledger", "summary",
    "rollup", "evidence", "evidence_blank", "samples", "report", "tracer",
)  # fmt: skip
ANSWERS = ("yes", "partial", "no", "na", "unchecked")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be made: `path` on the site, `data` the JSON text it is made from."""

    path: str
    form: str  # article, bearer, booklet, ledger, summary
    subject: str  # an article's address, a bearer's code, "" for the others
    language: SheetLanguage
    data: str
    format: SheetFormat = "pdf"


@dataclass(frozen=True, slots=True)
class Printing:
    """How copies are printed: whose they are, how they are bound, with which faces.

    `bind` is the edge of a landscape sheet that is bound, `line` whether 装订线 is printed;
    `fonts` maps law, title, kai and hei to families of this machine.
    """

    unit: str = ""
    period: str = ""
    bind: Literal["left", "top"] = "left"
    duplex: bool = False  # the backs of sheets bound at the left are bound at their right
    line: bool = True
    paper: Literal["a4", "a3"] = "a4"
    fonts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form in no language yet; `template` is its name in main.typ."""

    name: str
    form: str
    subject: str
    template: str
    data: Json


AS_USUAL = Printing()


def jobs(
    regulation: Regulation,
    strings: Mapping[str, Text],
    printing: Printing = AS_USUAL,
    *,
    all_forms: bool = False,
    chosen: frozenset[str] = frozenset(),
) -> tuple[Job, ...]:
    """Every sheet of a regulation; English and bilingual ones only where it is translated.

    With `all_forms` those too that are printed on request only and not kept on the site; with
    `chosen` one sheet of the checks of these ids, and no other.
    """
    regulation = spoken(regulation, strings["unwritten"])
    if chosen:
        one = chosen_sheet(regulation, chosen, strings["chosen"])
        made: tuple[Form, ...] = (Form("checks", "checks", "", "sheet-a", one),)
    else:
        made = tuple(forms(regulation, strings["articles"]))
    if all_forms and not chosen:
        made += tuple(_on_request(regulation, strings["articles"]))
    common = _common(regulation, strings) | _printed(printing)
    languages: tuple[SheetLanguage, ...] = (
        ("zh", "en", "both") if regulation.translated else ("zh",)
    )
    pressed = tuple(
        (form.template, _job(regulation.id, language, form, common))
        for language in languages
        for form in made
        if form.form != "large" or language != "both" or all_forms  # who needs it reads one
    )
    return tuple(job for _, job in pressed) + tuple(
        _office(job, f) for template, job in pressed for f in OFFICE.get(template, ())
    )


def _job(regulation: str, language: SheetLanguage, form: Form, common: Json) -> Job:
    data = common | {"lang": language, "form": form.template, "data": form.data}
    path = f"sheets/{regulation}/{language}/{form.name}.pdf"
    return Job(path, form.form, form.subject, language, _data(data))


def _office(job: Job, made: SheetFormat) -> Job:
    """The same form, from the same data, for an office program."""
    return replace(job, path=job.path.removesuffix("pdf") + made, format=made)


def forms(regulation: Regulation, between: Text) -> Iterator[Form]:
    """The forms of a regulation by article and by bearer, its booklet, ledger and summary."""
    every = asked(regulation)
    if not every:
        return
    yield from _articles(regulation, every)
    yield from _bearers(regulation)
    yield Form("booklet", "booklet", "", "booklet", booklet(regulation, between))
    yield Form("ledger", "ledger", "", "ledger", whole_form(regulation, "ledger"))
    yield Form("summary", "summary", "", "summary", summary(regulation))
    yield from _dossier(regulation)


def _dossier(regulation: Regulation) -> Iterator[Form]:
    """What goes up with the sheets, and what the entity above makes of them."""
    yield Form("rollup", "rollup", "", "rollup", whole_form(regulation, "rollup"))
    yield Form("evidence", "evidence", "", "evidence", whole_evidence(regulation))
    blank = blank_evidence(regulation)
    yield Form("evidence-blank", "evidence_blank", "", "evidence", blank)
    yield Form("samples", "samples", "", "samples", samples(regulation))
    yield Form("report", "report", "", "report", report(regulation))
    for one in regulation.tracers:
        name = f"tracer-{one.code.replace('_', '-')}"
        yield Form(name, "tracer", one.code, "tracer", tracer(regulation, one))


def _articles(regulation: Regulation, every: Sequence[Asked]) -> Iterator[Form]:
    """Each article's sheet, its walk-around list and its sheet in large print."""
    digits = number_width(a.address for a in regulation.articles)
    for one in every:
        at = one.article.address
        scope = Scope(regulation, (at,))
        made = sheet(scope, sheet_id("sheet-a", at), titled(one), one.article.cite)
        page = page_name(at, digits=digits)
        yield Form(page, "article", at, "sheet-a", made)
        for form, template in (("walk", "sheet-short"), ("large", "sheet-large")):
            ident = identity(regulation, sheet_id(template, at), contents(scope))
            named = made | {"ident": ident}
            yield Form(page.replace("article", form), form, at, template, named)


def _bearers(regulation: Regulation) -> Iterator[Form]:
    articles = everything(regulation).articles
    for code, term in regulation.vocabulary.bearers.items():
        scope = Scope(regulation, articles, frozenset({code, *term.within}))
        if any(True for _ in article_bands(scope)):
            made = sheet(scope, sheet_id("sheet-a", code), term.text, term.short)
            yield Form(f"bearer-{code}", "bearer", code, "sheet-a", made)


def _on_request(regulation: Regulation, between: Text) -> Iterator[Form]:
    """Sheets by chapter, and the index of evidence by article."""
    for number, run in chapters(regulation):
        title = said(run.whole) if run.whole else None
        named = {"subject": title, "short": title} if title else {}  # even of one article
        made = run_sheet(regulation, run, between) | named
        yield Form(f"chapter-{number:02}", "chapter", str(number), "sheet-a", made)
    for one in asked(regulation):
        at = one.article.address
        made = evidence_of(one, regulation)
        yield Form(f"evidence-{at}", "evidence", at, "evidence", made)


def _printed(printing: Printing) -> Json:
    options = asdict(printing)
    return {"fonts": options.pop("fonts"), "options": options}


def _common(regulation: Regulation, strings: Mapping[str, Text]) -> Json:
    return {
        "strings": {key: said(text) for key, text in strings.items()},
        "answers": {code: said(regulation.vocabulary.answers[code].short) for code in ANSWERS},
        "scale": [_answer(regulation.vocabulary.answers[code]) for code in ANSWERS],
        "regulation": {
            "id": regulation.id,
            "title": said(regulation.title),
            "title_parts": said(regulation.title_parts),
            "number": said(regulation.number),
            "status": said(regulation.status),
        },
        "date": regulation.edition,
    }


def _answer(term: Term) -> Json:
    named = {"code": term.code, "short": said(term.short), "needs_reason": term.needs_reason}
    return said(term.text) | named


def _data(job: Json) -> str:
    return json.dumps(job, ensure_ascii=False, sort_keys=True)
