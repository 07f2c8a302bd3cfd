"""A form as a Word document: the printed sheet with boxes that toggle, places to write in."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generator.answers.names import CODES, name_of, own_row
from generator.answers.records import Own
from generator.records.texts import Text
from generator.sheets.columns import SHEET, columns_in, keys_in, widths_in
from generator.sheets.docx.comparison import comparison_section
from generator.sheets.docx.cover import front_section
from generator.sheets.docx.formpages import form_section
from generator.sheets.docx.lawtext import law_section
from generator.sheets.docx.package import Facts, FormSection, package
from generator.sheets.docx.paragraphs import (
    blank,
    cell,
    filled_in,
    kept_together,
    mm,
    paragraph,
    paragraphs,
    row,
    sentence,
    table,
)
from generator.sheets.docx.report import report_section
from generator.sheets.docx.sections import (
    SHADE,
    STRONG,
    WRITE,
    beside,
    boxes,
    empty_line,
    ended,
    fields,
    form_title,
    notes,
    running_head,
    section,
    signatures,
)
from generator.sheets.models import Answer, Setting, SheetModel
from generator.sheets.office import wording
from generator.sheets.office.blocks import Signatures
from generator.sheets.office.forms import form
from generator.sheets.office.heights import height
from generator.sheets.office.pieces import PEOPLE, STANDARD, fields_of
from generator.sheets.office.told import (
    Words,
    answer_words,
    papers,
    reason_told,
    said_before,
    told,
    typed,
    written_in,
)
from generator.sheets.office.totals import counted
from generator.sheets.office.words import (
    Lines,
    RunLine,
    Voice,
    cell_text,
    inline,
    plain,
    put,
    run,
    to_write_on,
    word,
)
from generator.sheets.records import (
    Booklet,
    CheckRow,
    CheckSheet,
    Clause,
    Compared,
    LawText,
    Report,
    SignOff,
)
from generator.sheets.replies import Sums, Vanished

OWN_ROWS = 2
LONG = 90.0  # points of a law text that may stand at the end of a page without its checks
SIGNED = Signatures("opinion", PEOPLE)


def document(sheet: SheetModel) -> bytes:
    """The DOCX of a form, whichever it is: always the same bytes."""
    voice, setting, body = (
        Voice(sheet.language, sheet.setting.strings),
        sheet.setting,
        sheet.body,
    )
    match body:
        case CheckSheet() if sheet.template != "list":
            about = f"{wording.once(voice, 'sheet')} {plain(voice, body.subject)}"
            sections = [_sheet(voice, body, setting)]
        case Booklet():
            about = f"{wording.once(voice, 'sheet')} {wording.once(voice, 'booklet')}"
            sections = _booklet(voice, body, setting)
        case LawText():
            about = plain(voice, setting.regulation.title)
            sections = [law_section(voice, body, setting)]
        case Compared():
            about = wording.once(voice, "compared")
            sections = [comparison_section(voice, body, setting)]
        case Report():
            about = wording.once(voice, "report")
            sections = [report_section(voice, body, setting)]
        case _:
            about = cell_text(form(voice, body, setting).title).replace("\n", " / ")
            sections = [form_section(voice, body, setting)]
    known = Facts(about, body.ident.text, setting.edition, setting.kept)
    return package(sections, known)


def _booklet(voice: Voice, body: Booklet, setting: Setting) -> list[FormSection]:
    """Its front, its sheets, the forms that are filled in from them, the sign-off."""
    return [
        front_section(voice, body, setting),
        *(_sheet(voice, sheet, setting) for sheet in body.sheets),
        form_section(voice, body.summary, setting, label="summary"),
        form_section(voice, body.ledger, setting, label="ledger"),
        _sign_off(voice, body.signature, setting),
    ]


def _sheet(voice: Voice, sheet: CheckSheet, setting: Setting) -> FormSection:
    widths = widths_of(voice)
    title = form_title(wording.title(voice, "sheet", sheet.subject), sheet.label)
    body = [title, fields(fields_of(voice, setting.printing, STANDARD)), empty_line()]
    if not sheet.inside:
        body += [beside(voice, SHEET.notes), empty_line()]
    if unwritten := wording.draft(voice, sheet):
        body.append(paragraphs(unwritten))
    rows = list(_rows(voice, setting.scale, sheet))
    below = () if sheet.inside else (SIGNED,)
    body.append(table([*_head(voice, widths), *ended(voice, rows, below, widths)], widths))
    if sheet.gone:
        body += _gone(voice, setting.scale, sheet.gone)
    called, about = (inline(voice, t, "head") for t in (word(voice, "sheet"), sheet.short))
    named = ((*called, run("　", "head"), *about),)
    running = running_head(voice, named, setting.printing.unit)
    return section(voice, setting.regulation, sheet.ident, "".join(body), running=running)


def _rows(voice: Voice, scale: Sequence[Answer], sheet: CheckSheet) -> Iterator[str]:
    portions = wording.articles(sheet)
    for portion in portions:
        *first, last = _asked(voice, scale, portion)
        yield from (*first, kept_together(last))
        if not portion.whole:
            sums = sheet.sums.get(portion.at)
            yield _counts(voice, scale, ("subtotal", portion.at, portion.due), sums)
    key = "total" if len(portions) > 1 else "subtotal"
    yield _counts(voice, scale, (key, "whole", sheet.due), sheet.sums.get(""))
    own = (*sheet.own, *(None,) * (1 if len(sheet.own) >= OWN_ROWS else OWN_ROWS))
    rows = enumerate(own[: max(OWN_ROWS, len(sheet.own) + 1)], 1)
    yield from (_own(voice, scale, n, said) for n, said in rows)


def widths_of(voice: Voice) -> tuple[float, ...]:
    """Of the columns of a sheet, in mm."""
    return widths_in(SHEET, "document", voice.language)


def _asked(voice: Voice, scale: Sequence[Answer], portion: wording.Portion) -> Iterator[str]:
    """The regulation's words and the checks of an article."""
    widths = widths_of(voice)
    for clause in portion.clauses:
        yield from _bands(voice, clause, widths)
        for check in clause.checks:
            yield _check(voice, scale, check, widths)


def _counts(
    voice: Voice, scale: Sequence[Answer], about: tuple[str, str, int], sums: Sums | None
) -> str:
    """小计 or 合计: how many are due, places for the others, named done_a5 or done_whole."""
    key, at, due = about
    named = {answer.code: answer.short for answer in scale}
    kinds = ("done", *CODES, "rate")
    line: RunLine = (
        *inline(voice, word(voice, key), "head"),
        *_of(voice, word(voice, "sum-due")),
    )
    line += (run(str(due), "head"),)
    for kind in kinds:
        said = str(sums.percent if kind == "rate" else counted(sums, kind)) if sums else ""
        there = to_write_on(10, said=said)
        line += (*_of(voice, named.get(kind) or word(voice, f"sum-{kind}")), there)
    words = filled_in((*line, run("%", "label")), (name_of(kind, at) for kind in kinds))
    widths = widths_of(voice)
    return row([cell(sentence(words), sum(widths), span=len(widths), top=STRONG)], least=10)


def _of(voice: Voice, text: Text) -> RunLine:
    """What a number is of, apart from what stands before it."""
    return (run("　", "label"), *inline(voice, text, "label"), run(" ", "label"))


def _head(voice: Voice, widths: Sequence[float]) -> Iterator[str]:
    """Two rows, printed on each page."""

    def head(words: str, width: float, **look: str | int) -> str:
        named = paragraphs(wording.named(voice, words, "head"), align="center")
        return cell(named, width, shade=SHADE, **look)

    columns = tuple(zip(columns_in(SHEET, "document"), widths, strict=True))
    upper, lower = [], []
    for over, some in groupby(columns, lambda one: one[0].over):
        under = tuple(some)
        if over:
            upper.append(head(over, sum(width for _, width in under), span=len(under)))
            lower += [head(column.head, width) for column, width in under]
            continue
        for column, width in under:
            upper.append(head(column.head, width, merge="restart"))
            lower.append(cell(paragraph(()), width, merge="continue", shade=SHADE))
    yield row(upper, head=True)
    yield row(lower, head=True)


def _bands(voice: Voice, clause: Clause, widths: Sequence[float]) -> Iterator[str]:
    if clause.heading:
        words = paragraph(wording.article_title(voice, clause.heading, "section"), keep=True)
        yield row([cell(words, sum(widths), span=len(widths))], least=8)
    left = widths[0] + widths[1]
    for band in wording.bands(clause):
        lines = wording.law_lines(voice, band.law)
        keep = _tall(lines, sum(widths) - left) <= LONG
        cited = paragraphs(wording.citation(voice, band), keep=keep)
        law = "".join(paragraphs(piece, keep=keep) for piece in lines)
        yield row(
            [cell(cited, left, span=2), cell(law, sum(widths) - left, span=len(widths) - 2)]
        )


def _tall(pieces: tuple[Lines, ...], width: float) -> float:
    whole = tuple(line for piece in pieces for line in piece)
    return height(((whole, mm(width) / 20),))


def _check(
    voice: Voice, scale: Sequence[Answer], check: CheckRow, widths: Sequence[float]
) -> str:
    shown = {
        "n": paragraph((run(str(check.no), "label"),), align="center"),
        "clause": paragraphs(wording.clause(voice, check)),
        "ask": paragraphs(wording.question(voice, check) + told(voice, scale, check.reply)),
        "verify": paragraphs(wording.method(voice, check)),
        "evidence": paragraphs((*_evidence(voice, check), *wording.looked_at(voice, check))),
        "answer": boxes(
            voice, scale, check.id, check.reply.given.answer if check.reply else ""
        ),
    }
    said = written_in(voice, scale, check.reply.given) if check.reply else {}
    if check.drawn is None and not (said.get("sampled") or said.get("off")):
        shown |= dict.fromkeys(
            ("sampled", "off"), paragraph((run("—", "label"),), align="center")
        )
    return _answered(shown, check.id, widths, said)


def _evidence(voice: Voice, check: CheckRow) -> Lines:
    """Papers that show it, those there are, and the reason, which has no column here."""
    reply = check.reply
    return wording.evidence(voice, check) + papers(voice, reply) + reason_told(voice, reply)


def _own(voice: Voice, scale: Sequence[Answer], n: int, own: Own | None) -> str:
    """A row for a check of the unit's own."""
    name, nothing = own_row(n), paragraph(())
    shown = {
        "n": nothing,
        "clause": paragraphs(wording.named(voice, "own-row", "small")),
        "verify": nothing,
        "evidence": nothing,
        "answer": boxes(voice, scale, name, own.answer if own else ""),
    }
    said = written_in(voice, scale, own) if own else {}
    return _answered(shown, name, widths_of(voice), said)


def _answered(shown: Mapping[str, str], name: str, widths: Sequence[float], said: Words) -> str:
    """A row with a box for each answer, named yes_A05_01_1, and places to write beside."""
    inside = (
        shown[key] if key in shown else blank(name_of(key, name), said.get(key, ""))
        for key in keys_in(SHEET, "document")
    )
    return row((cell(i, w) for i, w in zip(inside, widths, strict=True)), least=WRITE)


def _gone(voice: Voice, scale: Sequence[Answer], gone: Sequence[Vanished]) -> Iterator[str]:
    """What was answered and is asked no more, on a page of its own."""
    widths = (34, 90, 30, 100)
    yield form_title(put(voice, word(voice, "gone-title"), "section"), fresh=True)
    yield paragraphs(wording.named(voice, "gone-note", "hint"))
    heads = ("col-check-no", "gone-ask", "col-answer", "col-problem-facts")
    named = (paragraphs(wording.named(voice, key, "head"), align="center") for key in heads)
    rows = [row(map(cell, named, widths), head=True)]
    for one in gone:
        answer = answer_words(voice, scale, one.given.answer)
        facts = said_before(voice, scale, one.given).removeprefix(answer).strip()
        words = (one.id, one.ask, answer, facts)
        rows.append(row(map(cell, (paragraphs(typed(w, "hint")) for w in words), widths)))
    yield table(rows, widths)


def _sign_off(voice: Voice, body: SignOff, setting: Setting) -> FormSection:
    """签字背书页."""
    title = form_title(put(voice, word(voice, "signature"), "title"), "signature")
    statement = paragraphs(wording.named(voice, "sign-statement", "ask"))
    widths = (99.5, 99.5, 55)
    signed = table(signatures(voice, SIGNED, widths), widths)
    parts = (
        title,
        empty_line(),
        statement,
        empty_line(),
        signed,
        empty_line(),
        *notes(voice, SHEET.notes),
    )
    return section(voice, setting.regulation, body.ident, "".join(parts))
