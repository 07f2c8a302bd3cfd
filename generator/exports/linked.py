"""A regulation as machines that read pages know it: schema.org Legislation, in JSON-LD."""

import json
from collections.abc import Iterable

from generator.records.checklist import OPEN
from generator.records.regulation import Regulation
from generator.records.site import Offer
from generator.records.texts import Language, Text

MEDIA = {
    "json": "application/json", "csv": "text/csv", "xml": "application/akn+xml",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
TEXTS = ("text", "akoma")  # what holds the whole text of the law


def linked(regulation: Regulation, language: Language, offers: Iterable[Offer]) -> str:
    """The block of data for a page's head, two folders below the site's root.

    No legal force is claimed: nobody has verified it. Nothing in it ends a script.
    """
    known = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": _said(regulation.title, language),
        "inLanguage": "zh-Hans" if language == "zh" else "en",
        "legislationIdentifier": _known(regulation.number.zh),
        "legislationDate": _known(regulation.issued),
        "legislationPassedBy": [
            {"@type": "Organization", "name": _said(issuer, language)}
            for issuer in regulation.issuers
            if issuer.zh != OPEN
        ],
        "creativeWorkStatus": _said(regulation.status, language),
        "dateModified": regulation.edition,
        "translationOfWork": _original(regulation) if language == "en" else None,
        "encoding": [_encoding(each) for each in offers if each.kind in TEXTS],
    }
    text = json.dumps({k: v for k, v in known.items() if v}, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if c in "<>&\u2028\u2029" else c for c in text)


def _original(regulation: Regulation) -> dict[str, str]:
    name = regulation.title.zh
    return {"@type": "Legislation", "name": name, "inLanguage": "zh-Hans"}


def _encoding(offer: Offer) -> dict[str, str]:
    ending = offer.path.rpartition(".")[2]
    return {
        "@type": "MediaObject",
        "encodingFormat": MEDIA[ending],
        "contentUrl": f"../../{offer.path}",
    }


def _said(text: Text, language: Language) -> str:
    return (text.en if language == "en" else None) or text.zh


def _known(word: str) -> str:
    return "" if word == OPEN else word
