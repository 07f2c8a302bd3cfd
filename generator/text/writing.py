"""Structure → text, as laws are written: one paragraph or item a line."""

from collections.abc import Iterator

from generator.records.texts import Document, Heading, Language, Passage


def write(document: Document, language: Language) -> str:
    """The whole text; parsing it gives the same structure again."""
    blocks = [
        list(document.cover),
        [document.title],
        list(document.notes),
        list(document.preamble),
    ]
    before: dict[str, list[Heading]] = {}
    for heading in document.headings:
        before.setdefault(heading.before, []).append(heading)
    for article in document.articles:
        blocks += [_heading_lines(h) for h in before.pop(article.address, [])]
        blocks.append(list(_article_lines(article, language)))
    blocks += [_heading_lines(h) for headings in before.values() for h in headings]
    blocks.append(list(document.appendix))
    return "".join("\n".join(block) + "\n\n" for block in blocks if any(block))[:-1]


def article_text(article: Passage, language: Language) -> str:
    """An article alone, its lines as the whole text has them."""
    return "\n".join(_article_lines(article, language))


def _heading_lines(heading: Heading) -> list[str]:
    space = "" if heading.label.endswith(("、", "）", ")")) else " "
    return [f"{heading.label}{space}{heading.words}".strip(), *heading.paragraphs]


def _article_lines(article: Passage, language: Language) -> Iterator[str]:
    first, *others = [*_own_lines(article), *_lines_below(article, language)]
    head = article.label + article.caption
    if not article.label.endswith("、"):
        yield f"{head} {first}".strip()
    elif article.caption:
        yield from (head, first) if first else (head,)
    else:
        yield head + first
    yield from others


def _own_lines(passage: Passage) -> list[str]:
    if not passage.words and passage.children and passage.children[0].kind == "paragraph":
        return []
    return passage.words.split("\n")


def _lines_below(passage: Passage, language: Language) -> Iterator[str]:
    space = "" if language == "zh" else " "
    for child in passage.children:
        first, *others = child.words.split("\n")
        yield f"{child.label}{space if child.label else ''}{first}"
        yield from others
        yield from _lines_below(child, language)
