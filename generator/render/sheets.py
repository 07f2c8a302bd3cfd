"""The printed forms of a regulation as jobs for the press."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.model import Regulation, Term, Text
from generator.render.bands import Json, Scope, article_bands, contents, said
from generator.render.booklet import (
    Asked,
    asked,
    booklet,
    everything,
    sheet,
    summary,
    titled,
    whole_form,
)
from generator.render.identity import identity
from generator.render.unwritten import spoken
from generator.text.addresses import page_name

SheetLanguage = Literal["zh", "en", "both"]
SheetFormat = Literal["pdf", "xlsx", "docx"]
OFFICE: tuple[SheetFormat, ...] = ("xlsx", "docx")  # of what is filled in on screen, too
ON_SCREEN = ("article", "bearer", "booklet")
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
class Form:
    """A printed form in no language yet; `template` is its name in main.typ."""

    name: str
    form: str
    subject: str
    template: str
    data: Json


def jobs(regulation: Regulation, strings: Mapping[str, Text]) -> tuple[Job, ...]:
    """Every sheet of a regulation; English and bilingual ones only where it is translated."""
    regulation = spoken(regulation, strings["unwritten"])
    made = tuple(forms(regulation, strings["articles"]))
    common = _common(regulation, strings)
    languages: tuple[SheetLanguage, ...] = (
        ("zh", "en", "both") if regulation.translated else ("zh",)
    )
    pressed = tuple(
        Job(
            f"sheets/{regulation.id}/{language}/{form.name}.pdf",
            form.form,
            form.subject,
            language,
            _data(common | {"lang": language, "form": form.template, "data": form.data}),
        )
        for language in languages
        for form in made
        if form.form != "large" or language == "zh"  # its columns are made for Chinese
    )
    return pressed + tuple(
        _office(job, f) for job in pressed if job.form in ON_SCREEN for f in OFFICE
    )


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
    yield Form("ledger", "ledger", "", "ledger", whole_form(regulation, "B"))
    yield Form("summary", "summary", "", "summary", summary(regulation))


def _articles(regulation: Regulation, every: Sequence[Asked]) -> Iterator[Form]:
    """Each article's sheet, its walk-around list and its sheet in large print."""
    digits = max(2, *(len(_number(a.address)) for a in regulation.articles))
    for one in every:
        at = one.article.address
        made = sheet(Scope(regulation, (at,)), f"A-{at}", titled(one), one.article.cite)
        page = page_name(at, digits=digits)
        yield Form(page, "article", at, "sheet-a", made)
        for form, letter, template in (
            ("walk", "S", "sheet-short"),
            ("large", "L", "sheet-large"),
        ):
            named = made | {
                "ident": identity(
                    regulation, f"{letter}-{at}", contents(Scope(regulation, (at,)))
                )
            }
            yield Form(page.replace("article", form), form, at, template, named)


def _bearers(regulation: Regulation) -> Iterator[Form]:
    articles = everything(regulation).articles
    for code, term in regulation.vocabulary.bearers.items():
        scope = Scope(regulation, articles, frozenset({code, *term.within}))
        if any(True for _ in article_bands(scope)):
            made = sheet(scope, f"A-{code}", term.text, term.short)
            yield Form(f"bearer-{code}", "bearer", code, "sheet-a", made)


def _number(article: str) -> str:
    """a31-1 → 31."""
    return article[1:].partition("-")[0]


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
