"""A regulation as Akoma Ntoso 3, the standard of OASIS for legislation: one file a language."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.records.checklist import OPEN
from generator.records.regulation import Division, Provision, Regulation
from generator.records.texts import Document, Kind, Language, Level, Text
from generator.records.walking import walk_divisions

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
THREE: dict[Language, str] = {"zh": "zho", "en": "eng"}  # ISO 639-2, as the standard wants it
UNITS: dict[Kind, str] = {
    "article": "article", "paragraph": "paragraph", "item": "point", "subitem": "indent",
    "table": "hcontainer",
}  # fmt: skip
LEVELS: dict[Level, str] = {
    "编": "part", "分编": "subpart", "章": "chapter", "节": "section", "附则": "title",
}  # fmt: skip
# Letter of an address → the short name of its element in identifiers of the standard.
SHORT = {"a": "art", "p": "para", "i": "point", "s": "indent", "t": "tbl"}
DIVISIONS = {
    "part": "part", "subpart": "subpart", "chapter": "chp", "section": "sec", "title": "title",
}  # fmt: skip
_STEP = re.compile(r"([a-z])([\d-]+)")  # i3 of a5.i3, a31-1

Say = Callable[[Text], str]


def akoma(regulation: Regulation, language: Language) -> str:
    """The whole text in one language; what is not translated yet is marked incomplete."""
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    act = SubElement(root, "act", name="act", contains="originalVersion")
    _meta(act, regulation, language)
    say = _saying(language)
    document = regulation.documents.get(language)
    preface = SubElement(SubElement(act, "preface"), "p")
    SubElement(preface, "docTitle").text = say(regulation.title)
    if regulation.number.zh != OPEN:
        preface = SubElement(act[-1], "p")
        SubElement(preface, "docNumber").text = say(regulation.number)
    if document and document.preamble:
        _paragraphs(SubElement(act, "preamble"), document.preamble)
    _body(SubElement(act, "body"), regulation, document, language)
    indent(root, " ")
    written: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def identifier(address: str) -> str:
    """An address as an eId of the standard: a5.i3 → art_5__point_3."""
    steps = (_STEP.fullmatch(step) for step in address.split("."))
    return "__".join(f"{SHORT.get(s[1], s[1])}_{s[2]}" for s in steps if s)


def work(regulation: Regulation) -> str:
    """The name of the work: /akn/cn/act/2016-08-15/jinan-2016-31."""
    return f"/akn/cn/act/{_dated(regulation)}/{regulation.id}"


def _dated(regulation: Regulation) -> str:
    """When it was issued; of a text whose date nobody has found, its edition here."""
    return regulation.edition if regulation.issued == OPEN else regulation.issued


def _saying(language: Language) -> Say:
    return lambda text: text.zh if language == "zh" else text.en or ""


def _meta(act: Element, law: Regulation, language: Language) -> None:
    meta = SubElement(act, "meta")
    about = SubElement(meta, "identification", source="#editors")
    expression = f"{work(law)}/{THREE[language]}@{law.edition}"
    _frbr(about, "FRBRWork", work(law), _dated(law))
    SubElement(about[-1], "FRBRcountry", value="cn")
    _frbr(about, "FRBRExpression", expression, law.edition)
    SubElement(about[-1], "FRBRlanguage", language=THREE[language])
    if language == "en":
        SubElement(
            about[-1], "FRBRtranslation", href=f"{work(law)}/zho@{law.edition}",
            fromLanguage="zho", by="#editors", authoritative="false",
        )  # fmt: skip
    _frbr(about, "FRBRManifestation", f"{expression}.xml", law.edition)
    SubElement(about[-1], "FRBRformat", value="application/akn+xml")
    known = SubElement(meta, "references", source="#editors")
    said = [_saying(language)(i) or i.zh for i in law.issuers if i.zh != OPEN]
    issuers: list[tuple[str, str]] = [(f"issuer_{n}", name) for n, name in enumerate(said, 1)]
    for key, name in (*issuers, ("editors", "zicha")):
        SubElement(
            known, "TLCOrganization", eId=key, href=f"/ontology/organization/{key}", showAs=name
        )


def _frbr(
    about: Element,
    tag: Literal["FRBRWork", "FRBRExpression", "FRBRManifestation"],
    uri: str,
    date: str,
) -> None:
    part = SubElement(about, tag)
    this = uri.replace(".xml", "") + "/!main" + (".xml" if uri.endswith(".xml") else "")
    SubElement(part, "FRBRthis", value=this)
    SubElement(part, "FRBRuri", value=uri)
    SubElement(part, "FRBRdate", date=date, name="issued" if tag == "FRBRWork" else "edition")
    author = "#issuer_1" if tag == "FRBRWork" else "#editors"
    SubElement(part, "FRBRauthor", href=author)


def _body(
    body: Element, law: Regulation, document: Document | None, language: Language
) -> None:
    captions = {a.address: a.caption for a in document.articles} if document else {}
    spoken = _Spoken(captions, _saying(language))
    divided = {a.address for d in walk_divisions(law.divisions) for a in d.articles}
    for division in law.divisions:
        _division(body, division, "", spoken)
    for article in law.articles:
        if article.address not in divided:
            _unit(body, article, spoken)
    if document and document.appendix:
        about = {"name": "appendix", "eId": "appendix"}
        _paragraphs(
            SubElement(SubElement(body, "hcontainer", about), "content"), document.appendix
        )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What is said in the language at hand: captions by address, all else by `say`."""

    captions: Mapping[str, str]
    say: Say


def _division(parent: Element, division: Division, under: str, spoken: _Spoken) -> None:
    tag, say = LEVELS[division.level], spoken.say
    name = f"{under}{DIVISIONS[tag]}_{division.n}"
    here = SubElement(parent, tag, eId=name)
    _named(here, say(division.label), say(division.heading))
    for article in division.articles:
        _unit(here, article, spoken)
    for inner in division.divisions:
        _division(here, inner, f"{name}__", spoken)
    if not division.articles and not division.divisions:
        SubElement(SubElement(here, "content"), "p")


def _unit(parent: Element, unit: Provision, spoken: _Spoken) -> None:
    """A provision and all under it."""
    say = spoken.say
    here = SubElement(parent, UNITS[unit.kind], eId=identifier(unit.address))
    if unit.kind == "table":
        here.set("name", "table")
    if unit.words.zh and not say(unit.words):
        here.set("status", "incomplete")
    _named(here, say(unit.label), spoken.captions.get(unit.address, ""))
    words = say(unit.words)
    if not unit.children:
        lines = words.split("\n") if unit.kind == "table" else (words,)
        _paragraphs(SubElement(here, "content"), lines)
        return
    if words:
        _paragraphs(SubElement(here, "intro"), (words,))
    for child in unit.children:
        _unit(here, child, spoken)


def _named(here: Element, label: str, heading: str) -> None:
    if label:
        SubElement(here, "num").text = label
    if heading:
        SubElement(here, "heading").text = heading


def _paragraphs(here: Element, paragraphs: Iterable[str]) -> None:
    for words in paragraphs:
        SubElement(here, "p").text = words
