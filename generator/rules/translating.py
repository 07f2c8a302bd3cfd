"""Rules on the English: that it is there, and numbered as the Chinese is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from generator.records.checklist import OPEN
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.records.texts import Document, Heading, Location, Text
from generator.records.walking import by_address, drafts, provisions
from generator.rules.written import Faults, texts
from generator.text.addresses import cite, is_repeat, parent_of

_LETTER = re.compile("[A-Za-z]")
_IDEOGRAPH = re.compile("[㐀-鿿]")  # 法
_NAMED = 8  # addresses that are listed
_MOST_PAIRS = 100_000  # of headings compared; beyond that only the first is told


def missing_translation(project: Project) -> Faults:
    """Where a regulation has an English text, everything on its pages has English."""
    translated = [r for r in project.regulations if r.translated]
    written = texts(replace(project, regulations=tuple(translated))) if translated else ()
    of_drafts = {
        text.location  # who accepts them translates them
        for regulation in translated
        for check in drafts(regulation)
        for text in (check.ask, check.fix, *check.look)
    }
    for text in written:
        if text.location in of_drafts:
            continue
        if text.location and text.zh != OPEN and (text.en is None or _is_chinese(text.en)):
            words = Text(
                f"“{_short(text.zh)}”没有英文；请补上 en",
                f"'{_short(text.zh)}' has no English; add en",
            )
            yield text.location, words
    for regulation in translated:
        yield from _not_there(regulation)
        english = by_address(regulation.documents["en"].articles)
        for address, provision in provisions(regulation).items():
            passage = english.get(address)
            if passage and provision.words.zh and _is_no_english(provision.words.en):
                words = Text(
                    f"{address}（{provision.cite.zh}）没有英文；请译出",
                    f"{address} has no English; translate it",
                )
                yield passage.location, words


def _not_there(regulation: Regulation) -> Faults:
    """All that the English text has not yet, in one line: an article, not what is under it."""
    english = by_address(regulation.documents["en"].articles)
    gone = [
        address
        for address in provisions(regulation)
        if address not in english
        and (not parent_of(address) or parent_of(address) in english)
        and not is_repeat(address)
    ]
    if gone:
        named = ", ".join(gone[:_NAMED]) + (" …" if len(gone) > _NAMED else "")
        yield (
            Location(f"content/{regulation.id}/en.txt"),
            Text(
                f"还有 {len(gone)} 处没有英文：{named}；译出后写在这里，此前各处注明尚无译文",
                f"not translated yet: {len(gone)} ({named}); add them here, until then pages"
                " and sheets say so",
            ),
        )


def _is_no_english(words: str | None) -> bool:
    return not words or _is_chinese(words)


def _is_chinese(words: str) -> bool:
    return bool(_IDEOGRAPH.search(words)) and not _LETTER.search(words)


def _short(words: str) -> str:
    return words if len(words) <= 20 else words[:19] + "…"


def missing_page(project: Project) -> Faults:
    """A hand-written page stands in both languages where a regulation is translated."""
    if not project.translated:
        return
    names = {(page.language, page.name) for page in project.pages}
    for page in project.pages:
        other = "en" if page.language == "zh" else "zh"
        path = f"content/pages/{other}/{page.name}.md"
        if (other, page.name) not in names and path not in project.unread:
            yield page.location, _no_other(path)


def _no_other(path: str) -> Text:
    return Text(f"没有对应的 {path}；请补上", f"there is no {path} to go with it; add it")


def numbering_out_of_step(regulation: Regulation) -> Faults:
    """The translation has no headings, articles and items that the Chinese has not.

    What is not translated yet may be missing in it.
    """
    zh, en = regulation.documents.get("zh"), regulation.documents.get("en")
    if zh and en:
        yield from _missing(en, zh, f"content/{regulation.id}/zh.txt")
        yield from _headings(zh, en)


def _missing(here: Document, there: Document, path: str) -> Faults:
    """What stands here and not there, told at its place here; not what is under it."""
    known = by_address(there.articles)
    for address, passage in by_address(here.articles).items():
        parent = parent_of(address)
        if address not in known and not is_repeat(address) and (not parent or parent in known):
            words = Text(
                f"{path} 中没有对应的 {address}（{cite(address, 'zh')}）；"
                "请补上，或更正编号、分行",
                f"{path} has no {address} ({cite(address, 'en')}) to go with it; "
                "add it, or correct numbers and lines",
            )
            yield passage.location, words


def _headings(zh: Document, en: Document) -> Faults:
    keys = [_key(h) for h in zh.headings], [_key(h) for h in en.headings]
    if len(keys[0]) * len(keys[1]) > _MOST_PAIRS:
        known = set(keys[0])
        lone = (n for n, key in enumerate(keys[1]) if key not in known)
        yield from _lone(tuple(en.headings[n] for n in lone)[:1], "zh.txt")
        return
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for what, _, _, en_from, en_to in matcher.get_opcodes():
        if what in ("insert", "replace"):
            yield from _lone(en.headings[en_from:en_to], "zh.txt")


def _key(heading: Heading) -> tuple[str, int, str]:
    return heading.level, heading.n, heading.before


def _lone(headings: tuple[Heading, ...], other: str) -> Iterator[tuple[Location, Text]]:
    for heading in headings:
        words = Text(
            f"{other} 在同一处没有与“{heading.label} {heading.words}”对应的标题；请补上或更正",
            f"{other} has no heading at this point to go with "
            f"'{heading.label} {heading.words}'; add or correct it",
        )
        yield heading.location, words
