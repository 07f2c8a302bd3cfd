"""Every file in which a regulation may be taken elsewhere, and what it is called there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.exports.akoma import akoma
from generator.exports.contract import data_json
from generator.exports.feed import feed, feed_path
from generator.exports.table import checks_csv, checks_plan
from generator.exports.todo import todo, todo_plan
from generator.records.regulation import Regulation
from generator.records.site import Offer, OfferKind, OfferLanguage, Site
from generator.records.texts import Language, Text
from generator.records.walking import asked_checks
from generator.sheets.xlsx.workbook import workbook

LONGEST = 60  # characters of a title in the name of a file
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True, slots=True)
class Export:
    """A file to be put on the site."""

    path: str
    kind: OfferKind
    language: OfferLanguage
    data: bytes


def exports(
    regulation: Regulation, site: Site, strings: Mapping[str, Text]
) -> Iterator[Export]:
    """All that is made from the regulation alone, the same bytes each time."""
    top = f"data/{regulation.id}"
    yield Export(f"{top}.json", "data", "", data_json(regulation).encode())
    if any(asked_checks(regulation)):
        yield Export(f"{top}.checks.csv", "csv", "", checks_csv(regulation).encode())
        made = workbook(checks_plan(regulation, strings))
        yield Export(f"{top}.checks.xlsx", "xlsx", "", made)
    if listed := todo(regulation):
        made = workbook(todo_plan(regulation, listed, strings))
        yield Export(f"{top}.todo.xlsx", "todo", "", made)
    for language in languages_of(regulation):
        text = akoma(regulation, language)
        yield Export(f"{top}.{language}.akn.xml", "akoma", language, text.encode())
        text = feed(regulation, site, strings, language)
        yield Export(feed_path(regulation.id, language), "feed", language, text.encode())


def languages_of(regulation: Regulation) -> tuple[Language, ...]:
    """The languages in which there is a book of it."""
    return ("zh", "en") if regulation.translated else ("zh",)


def source_path(regulation: Regulation) -> str:
    """Where its text lies on the site as it was received, "" where there is no such file."""
    file = regulation.source_file
    if file is None or not file.found:
        return ""
    ending = re.search(r"\.([A-Za-z0-9]{1,8})$", file.path)
    return f"data/{regulation.id}.source{ending[0].lower() if ending else '.bin'}"


def saved_name(title: str, what: str, offer: Offer, edition: str) -> str:
    """What a file is called where it is saved: 某办法-检查项-2026-11-23.csv."""
    ending = ".akn.xml" if offer.kind == "akoma" else f".{offer.path.rpartition('.')[2]}"
    words = (_NOT_IN_NAMES.sub("", part).strip(" .") for part in (title[:LONGEST], what))
    return "-".join((*filter(None, words), edition)) + ending
