"""A regulation and all its checks as data that other programs may rely on.

What is written here is promised in `schema/data.schema.json`; how the records are built is not.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.project.released import released_checks
from generator.records.checklist import OPEN, Check, Checklist, Term, Tracer, Vocabulary
from generator.records.editions import Edition, EditionChange, ReleasedCheck
from generator.records.regulation import (
    Division,
    GlossaryEntry,
    Matrix,
    MatrixGroup,
    Provision,
    Regulation,
)
from generator.records.site import Sheet
from generator.records.texts import Text
from generator.records.walking import asked_checks
from generator.rules.reviewing import translation_of
from generator.sheets.clauses import questions

FORMAT = "zicha-data/1"  # its number grows when a field changes its meaning or goes
SCHEMA = "../schema/data.schema.json"  # from where the data lie on the site

Plain = Mapping[str, object]


def data_json(regulation: Regulation) -> str:
    """The whole regulation in both languages: text, checks, vocabulary, glossary, editions."""
    return lined(_regulation(regulation))


def sheets_json(sheets: Sequence[Sheet]) -> str:
    """All printed forms of the site with their pages and sizes (bytes)."""
    return "[\n" + ",\n".join(_json(_sheet(sheet)) for sheet in sheets) + "\n]\n"


def lined(value: Plain) -> str:
    """JSON with one entry a line; indented throughout it would take five times as long."""
    return "{\n" + ",\n".join(f"{_json(k)}: {_json(v)}" for k, v in value.items()) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _regulation(law: Regulation) -> Plain:
    return {
        "$schema": SCHEMA,
        "format": FORMAT,
        "id": law.id,
        "title": _text(law.title),
        "number": _text(law.number),
        "number_printed": _known(law.number_printed),
        "issuers": _texts(law.issuers),
        "issued": _known(law.issued),
        "edition": law.edition,
        "stamp": questions(law).stamp,
        "status": _text(law.status),
        "promulgation": _text(law.promulgation),
        "source": _source(law),
        "translated": law.translated,
        "divisions": [_division(each) for each in law.divisions],
        **_around(law),
        "articles": [_provision(law, each) for each in law.articles],
        "checklists": [_checklist(each) for each in law.checklists.values()],
        "checks": list(_checks(law)),
        "vocabulary": _vocabulary(law.vocabulary),
        "glossary": [_entry(each) for each in law.glossary],
        "matrix": _matrix(law.matrix) if law.matrix else None,
        "tracers": [_tracer(each) for each in law.tracers],
        "changes": [_change(each) for each in law.changes],
        "editions": [_edition(each) for each in law.editions],
    }


def _text(text: Text | None) -> Plain | None:
    """Both languages; null for what nobody has written yet."""
    if text is None or text.zh == OPEN:
        return None
    return {"zh": text.zh, "en": None if text.en == OPEN else text.en}


def _texts(texts: Iterable[Text]) -> list[Plain]:
    return [each for each in map(_text, texts) if each]


def _known(word: str) -> str | None:
    return None if word in ("", OPEN) else word


def _source(law: Regulation) -> Plain:
    """Who published the text, and the sum of the file as received."""
    file = law.source_file
    return {
        "publisher": _text(law.source),
        "file": file.path.rpartition("/")[2] if file and file.found else None,
        "sha256": file.found or None if file else None,
    }


def _division(division: Division) -> Plain:
    return {
        "level": division.level,
        "n": division.n,
        "label": _text(division.label),
        "heading": _text(division.heading),
        "articles": [article.address for article in division.articles],
        "divisions": [_division(each) for each in division.divisions],
    }


def _around(law: Regulation) -> Plain:
    """What stands before and after the articles, paragraph by paragraph."""
    zh, en = law.documents.get("zh"), law.documents.get("en")
    return {
        "preamble": {
            "zh": list(zh.preamble if zh else ()),
            "en": list(en.preamble if en else ()),
        },
        "appendix": {
            "zh": list(zh.appendix if zh else ()),
            "en": list(en.appendix if en else ()),
        },
    }


def _provision(law: Regulation, provision: Provision) -> Plain:
    return {
        "address": provision.address,
        "kind": provision.kind,
        "label": _text(provision.label),
        "cite": _text(provision.cite),
        "words": _text(provision.words),
        "stamp": provision.stamp,
        "translation": translation_of(law, provision) or "current",
        "children": [_provision(law, each) for each in provision.children],
    }


def _checklist(checklist: Checklist) -> Plain:
    """What the editors say of an article beside its checks."""
    return {
        "article": checklist.article,
        "heading": _text(checklist.heading),
        "no_checks": _text(checklist.no_checks),
        "unchecked": {at: _text(why) for at, why in checklist.unchecked.items()},
        "provisions": [
            {
                "at": block.at,
                "reviewed": block.reviewed,
                "basis": block.basis,
                "bearers": list(block.bearers),
                "result": _text(block.result),
            }
            for block in checklist.provisions
        ],
    }


def _checks(law: Regulation) -> Iterator[Plain]:
    """Each check that is asked, in the order of the text; `stamp` as editions record it."""
    now = released_checks(law)
    for check in asked_checks(law):
        yield _check(check, now[check.id])


def _check(check: Check, now: ReleasedCheck) -> Plain:
    return {
        "id": check.id,
        "at": check.at,
        "kind": check.kind,
        "quotes": [quote.words for quote in check.quotes],
        "ask": _text(check.ask),
        "bearers": list(check.bearers),
        "basis": check.basis,
        "evidence": list(check.evidence),
        "verify": list(check.verify),
        "sampling": check.sampling,
        "fix": _text(check.fix),
        "look": _texts(check.look),
        "with": list(check.companions),
        "first": check.first,
        "guidance": check.guidance,
        "stamp": now.stamp,
    }


def _vocabulary(vocabulary: Vocabulary) -> Plain:
    """The words of every code, in the order of the file."""
    return {
        "bearers": [_term(t) | _bearer(t) for t in vocabulary.bearers.values()],
        "evidence": [_term(t) for t in vocabulary.evidence.values()],
        "verify": [_term(t) for t in vocabulary.verify.values()],
        "sampling": [
            _term(t) | {"drawn": _text(t.drawn)} for t in vocabulary.sampling.values()
        ],
        "answers": [
            _term(t) | {"needs_reason": t.needs_reason} for t in vocabulary.answers.values()
        ],
    }


def _term(term: Term) -> dict[str, object]:
    return {"code": term.code, "text": _text(term.text), "short": _text(term.short)}


def _bearer(term: Term) -> dict[str, object]:
    return {"named_in": term.named_in or None, "within": list(term.within)}


def _entry(entry: GlossaryEntry) -> Plain:
    return {"zh": entry.zh, "en": entry.en, "note": _text(entry.note)}


def _matrix(matrix: Matrix) -> Plain:
    return {
        "at": matrix.at,
        "title": _text(matrix.title),
        "tiers": _texts(matrix.tiers),
        "columns": _texts(matrix.columns),
        "cells": [_texts(row) for row in matrix.cells],
        "groups": [_group(each) for each in matrix.groups],
    }


def _group(group: MatrixGroup) -> Plain:
    forms = [{"words": _text(f.words), "tiers": list(f.tiers)} for f in group.forms]
    return {
        "at": group.at,
        "title": _text(group.title),
        "column": group.column,
        "forms": forms,
    }


def _tracer(tracer: Tracer) -> Plain:
    return {
        "code": tracer.code,
        "title": _text(tracer.title),
        "subject": _text(tracer.subject),
        "stages": [
            {"title": _text(stage.title), "checks": list(stage.checks)}
            for stage in tracer.stages
        ],
    }


def _change(change: EditionChange) -> Plain:
    return {"date": change.date, "text": _text(change.text)}


def _edition(edition: Edition) -> Plain:
    checks = {
        id_: {"at": each.at, "bearers": list(each.bearers), "stamp": each.stamp}
        for id_, each in edition.checks.items()
    }
    return {"date": edition.date, "sheets": dict(edition.sheets), "checks": checks}


def _sheet(sheet: Sheet) -> Plain:
    return {
        "path": sheet.path,
        "form": sheet.form,
        "subject": sheet.subject,
        "language": sheet.language,
        "pages": sheet.pages,
        "size": sheet.size,
        "format": sheet.format,
    }
