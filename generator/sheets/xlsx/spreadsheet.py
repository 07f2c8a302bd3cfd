"""A form as a workbook: sheets of checks, ledger, summary and the data they count from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.answers.names import CHECKS_RANGE, DATA
from generator.sheets.models import Setting, SheetModel
from generator.sheets.office.forms import form
from generator.sheets.office.lists import ids_of
from generator.sheets.office.pieces import given
from generator.sheets.office.told import replies_of
from generator.sheets.office.words import Voice, plain, word
from generator.sheets.records import (
    Article,
    ArticleCount,
    Booklet,
    CheckSheet,
    Count,
    TotalCount,
)
from generator.sheets.xlsx import sums
from generator.sheets.xlsx.checksheet import (
    ChecksPart,
    Desk,
    check_page,
    field_places,
    own_rows,
)
from generator.sheets.xlsx.datasheet import (
    FIRST,
    data_page,
    data_rows,
    filled_places,
    fixed_names,
)
from generator.sheets.xlsx.formsheet import form_plan
from generator.sheets.xlsx.keptsheet import gone_page, kept_page
from generator.sheets.xlsx.ledger import ledger_pages
from generator.sheets.xlsx.letterhead import headed
from generator.sheets.xlsx.model import Plan, WorksheetModel
from generator.sheets.xlsx.summarysheet import summary_page
from generator.sheets.xlsx.tabs import free, tab_of


def plan(sheet: SheetModel) -> Plan:
    """The workbook of a form, whichever it is."""
    voice, setting = Voice(sheet.language, sheet.setting.strings), sheet.setting
    match sheet.body:
        case CheckSheet() as one if sheet.template == "list":
            made = form(voice, one, setting, "book")
            desk = _desk(voice, setting, checks=0)
            return form_plan(desk, made, one.ident, setting.edition, ids_of(one))
        case CheckSheet() as one:
            return _checks(voice, setting, one)
        case Booklet() as several:
            return _checks(voice, setting, several)
    desk = _desk(voice, setting, checks=0)
    made = form(voice, sheet.body, setting)
    return form_plan(desk, made, sheet.body.ident, setting.edition)


def _desk(voice: Voice, setting: Setting, *, checks: int) -> Desk:
    table = sums.CheckTable(FIRST + 1, FIRST + checks)
    return Desk(voice, setting.regulation, setting.scale, table, given(setting.printing))


def _checks(voice: Voice, setting: Setting, body: CheckSheet | Booklet) -> Plan:
    """Of an article, a bearer, chosen checks, or the booklet."""
    sheets = body.sheets if isinstance(body, Booklet) else (body,)
    parts = tuple(_parts(voice, sheets))
    checks = sum(part.sheet.due + len(own_rows(part.sheet, part.number)) for part in parts)
    desk = _answered(_desk(voice, setting, checks=checks), parts)
    made = tuple((part, *check_page(desk, part)) for part in parts)
    stacks = tuple((part, stack) for part, _, stack in made)
    places = {row.id: row.place for part in parts for row in data_rows(desk, part)}
    titles = (_title(voice, "ledger"), _title(voice, "ledger-more"))
    ledgers = ledger_pages(desk, titles, places)
    summary = summary_page(desk, _title(voice, "summary"), _counts(body))
    law, ident = desk.regulation, body.ident
    pages = [headed(voice, law, page, part.sheet.ident) for part, page, _ in made]
    pages += [headed(voice, law, page, ident) for page in (*ledgers, summary)]
    pages += [headed(voice, law, page, ident) for page in _gone(desk, sheets)]
    pages.append(data_page(desk, ident, stacks))
    names = fixed_names() | field_places(parts[0].name, stacks[0][1]) | filled_places(stacks)
    if setting.kept:
        kept, named = kept_page(setting.kept)
        pages.append(kept)
        names |= named
    about = word(voice, "booklet") if isinstance(body, Booklet) else body.subject
    return Plan(
        pages=tuple(pages),
        names=names | {CHECKS_RANGE: desk.table.all("id")},
        title=f"{plain(voice, word(voice, 'sheet'))} {plain(voice, about)}",
        subject=ident.text,
        date=setting.edition,
        message=(
            plain(voice, word(voice, "col-ask")),
            plain(voice, word(voice, "office-pick")),
        ),
    )


def _answered(desk: Desk, parts: Sequence[ChecksPart]) -> Desk:
    """With what a unit filled in."""
    replies = {
        id_: words
        for part in parts
        for id_, words in replies_of(
            desk.voice, desk.scale, part.sheet, own_rows(part.sheet, part.number)
        ).items()
    }
    counted = {at: some for part in parts for at, some in part.sheet.sums.items()}
    return replace(desk, replies=replies, counted=counted)


def _gone(desk: Desk, sheets: Sequence[CheckSheet]) -> Iterator[WorksheetModel]:
    """A worksheet of what is asked no more, where something was answered to that."""
    if gone := tuple(one for sheet in sheets for one in sheet.gone):
        yield gone_page(desk, tab_of(desk.voice, word(desk.voice, "gone-tab")), gone)


def _parts(voice: Voice, sheets: Sequence[CheckSheet]) -> Iterator[ChecksPart]:
    taken = {*(_title(voice, key) for key in ("ledger", "ledger-more", "summary")), DATA}
    for number, sheet in enumerate(sheets, 1):
        name = free(tab_of(voice, sheet.short), taken)
        taken.add(name)
        yield ChecksPart(number, name, sheet)


def _title(voice: Voice, key: str) -> str:
    return tab_of(voice, word(voice, key))


def _counts(body: CheckSheet | Booklet) -> tuple[Count, ...]:
    """Rows of the summary: those printed for the booklet, else the articles and their total."""
    if isinstance(body, Booklet):
        return body.summary.rows
    due: dict[Article, int] = {}
    for clause in body.clauses:
        due[clause.article] = due.get(clause.article, 0) + len(clause.checks)
    articles = (ArticleCount(article, checks) for article, checks in due.items())
    return (*articles, TotalCount(body.due))
