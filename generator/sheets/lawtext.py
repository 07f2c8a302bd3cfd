"""The text of a regulation to be printed and passed on: the law alone, no checks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.records.checklist import OPEN
from generator.records.regulation import Division, Provision, Regulation
from generator.records.texts import Document, Text
from generator.rules.standing import since_each
from generator.sheets.jobs import Job
from generator.sheets.lawlines import LawLine
from generator.sheets.models import AS_USUAL, Printing, Setting, SheetModel, Source
from generator.sheets.records import Identity, LawText, SheetFormat, SheetLanguage
from generator.sheets.unreviewed import with_unreviewed
from generator.sheets.unwritten import spoken
from generator.text.stamps import stamp

FORM = "text"
PAST = "edition"  # the text of an edition that was
FORMATS: tuple[SheetFormat, ...] = ("pdf", "docx")
NONE = Text("", "")


def text_jobs(
    regulation: Regulation, strings: Mapping[str, Text], printing: Printing = AS_USUAL
) -> tuple[Job, ...]:
    """The text in Chinese, and with its translation below each passage where there is one.

    Behind it the texts of the editions that were, which say so.
    """
    was = (
        job
        for since in since_each(regulation)
        if since.past
        for job in _jobs(_no_longer(since.past, since.until, strings), strings, printing, PAST)
    )
    return (*_jobs(regulation, strings, printing, FORM), *was)


def past_status(edition: str, until: str, strings: Mapping[str, Text]) -> Text:
    """What every form of the text of an edition that was says of itself."""
    said, days = strings["past-status"], {"edition": edition, "until": until}
    return Text(said.zh.format(**days), (said.en or said.zh).format(**days))


def _no_longer(past: Regulation, until: str, strings: Mapping[str, Text]) -> Regulation:
    return replace(past, status=past_status(past.edition, until, strings))


def _jobs(
    regulation: Regulation, strings: Mapping[str, Text], printing: Printing, form: str
) -> tuple[Job, ...]:
    law = spoken(regulation, strings["unwritten"])
    source = Source(law.id, law.title, law.title_parts, law.number, law.status)
    words = {key: Text(text.zh, text.en) for key, text in strings.items()}
    setting = Setting(source, law.edition, (), words, printing)
    body = law_text(with_unreviewed(regulation, strings["unreviewed"]))
    languages: tuple[SheetLanguage, ...] = ("zh", "both") if law.translated else ("zh",)
    name, subject = ("text", "") if form == FORM else (f"{law.edition}.text", law.edition)
    return tuple(
        Job(
            f"data/{law.id}.{name}.{language}.{kind}", form, subject, language,
            SheetModel(FORM, language, body, setting), kind,
        )
        for language in languages
        for kind in FORMATS
    )  # fmt: skip


def law_text(regulation: Regulation) -> LawText:
    """The whole text line by line; its stamp is that of all its Chinese words."""
    lines = tuple(_lines(regulation))
    mark = stamp("\n".join(f"{line.label.zh}{line.words.zh}" for line in lines))
    name = f"{regulation.id}@{regulation.edition}#{mark}"
    ident = Identity(FORM, regulation.edition, mark, name)
    issuers = tuple(issuer for issuer in regulation.issuers if issuer.zh != OPEN)
    issued = "" if regulation.issued == OPEN else regulation.issued
    return LawText(ident, issuers, issued, lines)


def _lines(law: Regulation) -> Iterator[LawLine]:
    zh, en = law.documents.get("zh"), law.documents.get("en")
    captions = {a.address: a.caption for a in zh.articles} if zh else {}
    yield from _around("opening", zh.preamble if zh else (), en.preamble if en else ())
    opens = dict(_openings(law.divisions))
    under = _under(zh)
    for article in law.articles:
        yield from opens.get(article.address, ())
        yield from under.get(article.address, ())
        yield from _passages(article, captions.get(article.address, ""))
    yield from _around("appendix", zh.appendix if zh else (), en.appendix if en else ())


def _around(kind: str, zh: Sequence[str], en: Sequence[str]) -> Iterator[LawLine]:
    """Paragraphs in both languages where there are as many in both."""
    both = len(zh) == len(en)
    for n, words in enumerate(zh):
        yield LawLine(kind, NONE, Text(words, en[n] if both else None))


def _under(zh: Document | None) -> Mapping[str, tuple[LawLine, ...]]:
    """What stands between a heading and its first article, by the address of that."""
    found: dict[str, tuple[LawLine, ...]] = {}
    for heading in zh.headings if zh else ():
        told = tuple(_around("paragraph", heading.paragraphs, ()))
        found[heading.before] = (*found.get(heading.before, ()), *told)
    return found


def _openings(
    divisions: tuple[Division, ...], above: tuple[LawLine, ...] = ()
) -> Iterator[tuple[str, tuple[LawLine, ...]]]:
    """Article → the headings that stand right before it, outermost first."""
    for division in divisions:
        kind = "section" if division.level == "节" else "heading"
        here = (*above, LawLine(kind, division.label, division.heading))
        first = _first(division)
        if division.articles and first == division.articles[0].address:
            yield first, here
            yield from _openings(division.divisions)
        else:
            yield from _openings(division.divisions, here)
        above = ()


def _first(division: Division) -> str:
    return division.articles[0].address if division.articles else ""


def _passages(provision: Provision, caption: str = "") -> Iterator[LawLine]:
    """A provision and all under it; its label stands before the first words of these."""
    children = provision.children
    if provision.words.zh or not children:
        yield LawLine(provision.kind, provision.label, provision.words, caption)
    elif provision.label.zh:
        first, *rest = children
        head = replace(first, kind=provision.kind, label=provision.label)
        yield from _passages(head, caption)
        children = tuple(rest)
    for child in children:
        yield from _passages(child)
