"""The page on which a unit fills in its self-inspection, and what its scripts work on."""

import json
from collections.abc import Iterable, Mapping

from generator.answers.words import words_of
from generator.pages.book_data import (
    BookData,
    article_page,
    bearers_with_checks,
    heading,
    page,
    translation_state,
)
from generator.pages.templates import plain
from generator.project.released import released_checks
from generator.records.checklist import Check, Term
from generator.records.texts import Language, Text
from generator.records.walking import walk
from generator.rules.standing import asked_again, since_each, standing_stamps
from generator.sheets.currency import subjects
from generator.text.addresses import article_of

Plain = dict[str, object]
PREFIX = "assess_"  # of the words of the interface that its scripts show
# What the scripts show of the words of other pages.
SHARED = (
    "untranslated",
    "stale",
    "status",
    "status_prefix",
    "colon",
    "comma",
    "gap",
    "yes_hint",
    "no_backdating",
)


def assess(data: BookData) -> str:
    """The Markdown of the page; what it works on stands in it as JSON."""
    return page(
        data,
        "assess.md.j2",
        work=_inert(_work(data)),
        words=_inert(_words(data.templates.strings, data.language)),
        bearers=tuple((t, len(data.asked[t.code])) for t in bearers_with_checks(data)),
        kinds=tuple(dict.fromkeys(check.kind for check in data.checks)),
        articles=_articles(data),
    )


def _inert(value: object) -> str:
    """JSON that is no markup and no Markdown wherever it stands."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _words(strings: Mapping[str, Text], language: Language) -> Mapping[str, str]:
    own = {k.removeprefix(PREFIX): k for k in strings if k.startswith(PREFIX)}
    kinds = {k: k for k in strings if k.startswith("kind_")}
    keys = own | kinds | {key: key for key in SHARED}
    return {short: plain(strings[key], language) for short, key in keys.items()}


def _work(data: BookData) -> Plain:
    law = data.regulation
    terms = law.vocabulary
    return {
        "regulation": law.id,
        "edition": law.edition,
        "stamp": data.questions.stamp,
        "sheets": {one.key: one.stamp for one in subjects(law, law.title)},
        "words": words_of({a.code: (a.text, a.short) for a in terms.answers.values()}),
        "language": data.language,
        "translated": law.translated,
        "title": _both(law.title),
        "number": _both(law.number),
        "status": _both(law.status),
        "answers": [
            _term(term) | {"reason": term.needs_reason} for term in terms.answers.values()
        ],
        "bearers": [
            _term(term) | {"checks": [check.id for check in data.asked[term.code]]}
            for term in bearers_with_checks(data)
        ],
        "evidence": _terms(terms.evidence.values()),
        "verify": _terms(terms.verify.values()),
        "sampling": _terms(terms.sampling.values()),
        "articles": [
            {
                "at": address,
                "page": f"{article_page(data, address)}.html",
                "cite": _both(data.provisions[address].cite),
                "heading": _both(heading(data, address)),
            }
            for address in _articles(data)
        ],
        "law": _law(data),
        "checks": _checks(data),
        "again": _again(data),
        "workbook": _workbook(data),
    }


def _articles(data: BookData) -> tuple[str, ...]:
    """Those with checks, in the order of the text."""
    return tuple(dict.fromkeys(article_of(check.at) for check in data.checks))


def _checks(data: BookData) -> list[Plain]:
    stamps, standing = released_checks(data.regulation), standing_stamps(data.regulation)
    return [_check(check, stamps[check.id].stamp, standing[check.id]) for check in data.checks]


def _check(check: Check, mark: str, standing: frozenset[str]) -> Plain:
    return {
        "id": check.id,
        "at": check.at,
        "article": article_of(check.at),
        "kind": check.kind,
        "ask": _both(check.ask),
        "quotes": [quote.words for quote in check.quotes],
        "evidence": list(check.evidence),
        "verify": list(check.verify),
        "sampling": check.sampling,
        "fix": _both(check.fix),
        "guidance": check.guidance,
        "look": [_both(line) for line in check.look],
        "with": list(check.companions),
        "first": check.first,
        "stamp": mark,
        "stands": sorted(standing - {mark}),
    }


def _law(data: BookData) -> Plain:
    """Address → its own words, for all that stands over a check on its sheet."""
    wanted: dict[str, None] = {}
    for check in data.checks:
        parts = check.at.split(".")
        for n in range(1, len(parts)):
            wanted[".".join(parts[:n])] = None
        if check.at in data.provisions:
            wanted |= dict.fromkeys(p.address for p in walk((data.provisions[check.at],)))
    return {
        address: {
            "cite": _both(p.cite),
            "label": _both(p.label),
            "words": _both(p.words),
            "state": translation_state(data, address),
        }
        for address, p in data.provisions.items()
        if address in wanted
    }


def _again(data: BookData) -> list[Plain]:
    """Of each edition that was what has to be inspected again of those who answered it."""
    law, asked = data.regulation, {check.id for check in data.checks}
    was = (since for since in since_each(law) if since.edition.date != law.edition)
    found = ((s.edition.date, [i for i in asked_again(s) if i in asked]) for s in was)
    return [{"edition": date, "checks": ids} for date, ids in found if ids]


def _workbook(data: BookData) -> str:
    """The official workbook of all checks in the language of the book, from the site's root."""
    fit = (
        sheet.path
        for sheet in data.sheets
        if (sheet.form, sheet.format, sheet.language) == ("booklet", "xlsx", data.language)
    )
    return next(fit, "")


def _terms(terms: Iterable[Term]) -> Plain:
    return {term.code: _term(term) for term in terms}


def _term(term: Term) -> Plain:
    return {"code": term.code, "text": _both(term.text), "short": _both(term.short)}


def _both(text: Text | None) -> list[str]:
    return [text.zh, text.en or ""] if text else ["", ""]
