"""How a downloaded sheet is called: a name that says what it is."""

import re
from collections.abc import Mapping

from generator.records.regulation import Provision, Regulation
from generator.records.site import Sheet
from generator.records.texts import Language, Text

LANGUAGES = {"zh": "zh", "en": "en", "both": "zh-en"}
# What file systems do not take.
_NOT_IN_NAMES = re.compile(r"[\\/:*?\"<>|\s\x00-\x1f]+")
_LONGEST = 60  # characters of a part


def saved_as(
    regulation: Regulation,
    sheet: Sheet,
    strings: Mapping[str, Text],
    provisions: Mapping[str, Provision],
) -> str:
    """第五条自查表-济厅字〔2016〕31号-2026-11-23-zh.pdf: form, document, edition, language."""
    language: Language = "en" if sheet.language == "en" else "zh"
    number = regulation.number
    document = regulation.title if number == strings["unwritten"] else number
    subject = _subject(regulation, sheet, provisions)
    form = _form(sheet, strings)
    words = (subject, form) if language == "zh" else (form, subject)
    parts = [" ".join(filter(None, (_said(w, language) for w in words)))]
    if language == "zh":
        parts = [parts[0].replace(" ", "")]
    parts += [_said(document, language), regulation.edition, LANGUAGES[sheet.language]]
    return f"{'-'.join(_plain(part) for part in parts if part)}.{sheet.format}"


def _subject(
    regulation: Regulation, sheet: Sheet, provisions: Mapping[str, Provision]
) -> Text | None:
    if sheet.form in {"tracer", "tracer_matrix"}:
        return next((t.title for t in regulation.tracers if t.code == sheet.subject), None)
    if term := regulation.vocabulary.bearers.get(sheet.subject):
        return term.short
    article = provisions.get(sheet.subject)
    return article.cite if article else None


def _form(sheet: Sheet, strings: Mapping[str, Text]) -> Text:
    if sheet.form in {"article", "bearer"}:
        return strings["sheet"]
    if sheet.form in {"tracer", "tracer_matrix"}:
        return strings[f"{sheet.form}_form"]
    return strings.get(f"form_{sheet.form}") or strings[sheet.form]


def _said(text: Text | None, language: Language) -> str:
    if text is None:
        return ""
    return text.en if language == "en" and text.en else text.zh


def _plain(part: str) -> str:
    return _NOT_IN_NAMES.sub(" ", part).strip()[:_LONGEST].strip()
