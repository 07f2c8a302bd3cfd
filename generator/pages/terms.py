"""Terms of the glossary where they stand in the text."""

import re
from collections.abc import Iterator, Mapping

from generator.pages.markup import TextLink
from generator.records.regulation import GlossaryEntry, Provision, Regulation
from generator.records.texts import Language
from generator.records.walking import walk
from generator.text.stamps import stamp

KIND = "zc-gloss"
_Spans = tuple[tuple[int, int], ...]
_Key = tuple[str, Language]


def term_id(entry: GlossaryEntry) -> str:
    """Where the page of terms explains it, in every language: `t-3f9a1c22`."""
    return f"t-{stamp(entry.zh)[:8]}"


def term_href(entry: GlossaryEntry) -> str:
    """The same as a link within the book."""
    return f"glossary.html#{term_id(entry)}"


def terms_in_text(
    regulation: Regulation, taken: Mapping[_Key, _Spans]
) -> dict[_Key, tuple[TextLink, ...]]:
    """Address and language → links to the terms there, each where an article first has it.

    The longest first, since they hold others; `taken` are runs of words that lead elsewhere.
    """
    found: dict[_Key, tuple[TextLink, ...]] = {}
    if not regulation.glossary:
        return found
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        patterns = tuple(_patterns(regulation.glossary, language))
        for article in regulation.articles:
            for address, link in _in_article(article, language, patterns, taken):
                found[address, language] = (*found.get((address, language), ()), link)
    return found


def _patterns(
    glossary: tuple[GlossaryEntry, ...], language: Language
) -> Iterator[tuple[re.Pattern[str], str]]:
    """What to look for and where it leads; `a; b` in English is either."""
    names = [
        (name.strip(), entry)
        for entry in glossary
        for name in ([entry.zh] if language == "zh" else entry.en.split(";"))
    ]
    for name, entry in sorted(names, key=lambda one: -len(one[0])):
        if name:
            words = re.escape(name)
            whole = words if language == "zh" else rf"(?<!\w){words}(?!\w)"
            yield re.compile(whole, re.IGNORECASE), term_href(entry)


def _in_article(
    article: Provision,
    language: Language,
    patterns: tuple[tuple[re.Pattern[str], str], ...],
    taken: Mapping[_Key, _Spans],
) -> Iterator[tuple[str, TextLink]]:
    texts = {p.address: _words(p, language) for p in walk((article,))}
    busy = {at: list(taken.get((at, language), ())) for at in texts}
    led: set[str] = set()
    for pattern, href in patterns:
        found = next(_free(pattern, texts, busy), None) if href not in led else None
        if found:
            address, start, end = found
            busy[address].append((start, end))
            led.add(href)
            yield address, TextLink(start, end, href, KIND)


def _free(
    pattern: re.Pattern[str],
    texts: Mapping[str, str],
    busy: Mapping[str, list[tuple[int, int]]],
) -> Iterator[tuple[str, int, int]]:
    for address, words in texts.items():
        for match in pattern.finditer(words):
            start, end = match.span()
            if all(end <= a or b <= start for a, b in busy[address]):
                yield address, start, end


def _words(provision: Provision, language: Language) -> str:
    return provision.words.zh if language == "zh" else provision.words.en or ""
