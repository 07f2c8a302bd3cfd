"""What nobody has written yet said in words, so that no page or sheet shows a bare `?`."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TypeVar

from generator.records.checklist import (
    OPEN,
    Check,
    Checklist,
    ProvisionChecks,
    Term,
    Vocabulary,
)
from generator.records.regulation import Regulation
from generator.records.texts import Text

Some = TypeVar("Some", Text, Text | None)


def spoken(regulation: Regulation, unwritten: Text) -> Regulation:
    """The regulation with `unwritten` in place of every `?` in its facts, checks and terms."""

    def said(text: Some) -> Some:
        if text is None or OPEN not in (text.zh, text.en):
            return text
        en = unwritten.en if OPEN in (text.zh, text.en) else text.en
        return Text(unwritten.zh if text.zh == OPEN else text.zh, en, text.location)

    def checks(checklist: Checklist) -> Checklist:
        blocks = tuple(
            replace(b, checks=tuple(map(check, b.checks))) for b in checklist.provisions
        )
        return replace(
            checklist, provisions=blocks, heading=said(checklist.heading),
            no_checks=said(checklist.no_checks),
        )  # fmt: skip

    def check(one: Check) -> Check:
        look = tuple(map(said, one.look))
        return replace(one, ask=said(one.ask), fix=said(one.fix), look=look)

    def terms(some: Mapping[str, Term]) -> Mapping[str, Term]:
        return {
            code: replace(t, text=said(t.text), short=said(t.short)) for code, t in some.items()
        }

    kinds = {f.name: terms(getattr(regulation.vocabulary, f.name)) for f in fields(Vocabulary)}
    return replace(
        regulation,
        title=said(regulation.title),
        title_parts=said(regulation.title_parts),
        number=said(regulation.number),
        number_printed=said(Text(regulation.number_printed)).zh,
        issuers=tuple(map(said, regulation.issuers)),
        source=said(regulation.source),
        status=said(regulation.status),
        promulgation=said(regulation.promulgation),
        checklists={at: checks(c) for at, c in regulation.checklists.items()},
        vocabulary=Vocabulary(**kinds),
    )


def drafts_in(blocks: tuple[ProvisionChecks, ...]) -> tuple[Check, ...]:
    """Checks whose question is still to be written, in the order of the file."""
    return tuple(check for block in blocks for check in block.drafts)
