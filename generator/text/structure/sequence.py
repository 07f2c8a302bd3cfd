"""The numbers of headings and articles: addresses, gaps, repeats."""

from collections.abc import Collection, Iterable, Iterator

from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.lines import Line, place
from generator.text.structure.contents import Section
from generator.text.structure.labels import RANKS, Label


def address_of(label: Label, taken: dict[str, int]) -> str:
    """`a31-1` for 第三十一条之一; a number that comes again gets the next free -1, -2 …"""
    address = "-".join(["a" + str(label.n), *map(str, label.sub)])
    free = address
    while free in taken:
        taken[address] += 1
        free = f"{address}-{taken[address]}"
    taken[free] = 0
    return free


def irregular(
    sections: Iterable[Section], path: str, deleted: Collection[int] = ()
) -> Iterator[Finding]:
    """A finding for every article and heading whose number is not the one to be expected.

    `deleted` are numbers of articles that the text prints behind the last one as deleted.
    """
    article: Label | None = None
    headings: dict[str, int] = {}
    restarts = True
    sections = list(sections)
    extract = next((s.label.n for s in sections if s.label.style == "article"), 1) > 1
    for section in sections:
        label = section.label
        if label.style == "article":
            yield from _article_number(article, section, path, deleted, restarts=restarts)
            article, restarts = label, False
        elif label.style in RANKS:
            yield from _heading_number(headings, section, path, extract=extract)
            restarts = restarts or label.style in ("编", "分编")


def _article_number(
    last: Label | None, section: Section, path: str, deleted: Collection[int], *, restarts: bool
) -> Iterator[Finding]:
    label = section.label
    expected = last.n + 1 if last else 1
    regular = not label.sub and (label.n == expected or (label.n == 1 and restarts))
    if regular or (last and label.sub and label.n == last.n and label.sub > last.sub):
        return
    if last and label.n == 1 and not label.sub and last.n > 1:
        yield _second(section.line, path)
    elif last and label.n <= last.n:
        yield _repeated(
            section.line, label, Text(f"第{expected}条", f"Article {expected}"), path
        )
    elif last is None:
        yield _late(section.line, label, path)
    elif set(range(expected, label.n)) <= set(deleted):
        yield _deleted(section.line, expected, label.n, path)
    else:
        named = missing(expected, label.n, "条", "Article")
        yield gap(section.line, label, named, path)


def _deleted(line: Line, first: int, behind: int, path: str) -> Finding:
    zh, en = missing(first, behind, "条", "Article")
    return Finding(
        place(line, path),
        "deleted-article",
        Text(
            f"{zh}已被修正案删去，原文把它印在最后一条之后；此处缺号属实，删去的条文放在附件，"
            "不作为条文，也不出检查项",
            f"{en} was deleted by an amendment and is printed behind the last article; the gap "
            "here is right, and what was deleted stands in the appendix, without checks",
        ),
        "warning",
    )


def missing(first: int, behind: int, zh: str, en: str) -> tuple[str, str]:
    """The numbers from `first` on before `behind`, in Chinese and English."""
    if behind - first < 2:
        return f"第{first}{zh}", f"{en} {first}"
    return f"第{first}{zh}至第{behind - 1}{zh}", f"{en}s {first} to {behind - 1}"


def _heading_number(
    headings: dict[str, int], section: Section, path: str, *, extract: bool
) -> Iterator[Finding]:
    label = section.label
    expected = headings.get(label.style, 0) + 1
    below = [style for style, rank in RANKS.items() if rank > RANKS[label.style]]
    headings[label.style] = label.n
    for style in below:
        if style != "章":  # chapters may run on through all parts
            headings.pop(style, None)
    if label.n > expected and not (extract and expected == 1):
        yield gap(section.line, label, missing(expected, label.n, label.style, "number"), path)


def gap(line: Line, label: Label, expected: tuple[str, str], path: str) -> Finding:
    """A number is left out before `label`; `expected` names it in Chinese and English."""
    return Finding(
        place(line, path),
        "gap-in-numbers",
        Text(
            f"“{label.printed}”之前缺少{expected[0]}；请核对原文，补上遗漏的内容或者编号",
            f"'{label.printed}' stands where {expected[1]} would follow;"
            " check the source for lost words or a lost number",
        ),
        "warning",
    )


def _repeated(line: Line, label: Label, expected: Text, path: str) -> Finding:
    return Finding(
        place(line, path),
        "repeated-number",
        Text(
            f"“{label.printed}”重复或者倒退，此处应为{expected.zh}；请核对原文并改正编号",
            f"'{label.printed}' comes again or too late where {expected.en} would follow;"
            " check the source and correct the number",
        ),
    )


def _second(line: Line, path: str) -> Finding:
    return Finding(
        place(line, path),
        "second-regulation",
        Text(
            "从这里又从第一条编起，像是另一部法规；一个文件只放一部，请把它分开，或改正编号",
            "the articles begin with Article 1 again, as in a second regulation;"
            " keep one regulation a file, or correct the number",
        ),
    )


def repeated_item(line: Line, label: Label, expected: int, path: str) -> Finding:
    """A number comes again in the same list."""
    return _repeated(line, label, Text(f"第{expected}项", f"number {expected}"), path)


def _late(line: Line, label: Label, path: str) -> Finding:
    return Finding(
        place(line, path),
        "starts-late",
        Text(
            f"文本从“{label.printed}”开始，前面没有第一条；如果不是节选，请补上前面的条文",
            f"the text starts with '{label.printed}', without Article 1;"
            " unless it is an extract, add what comes before",
        ),
        "warning",
    )


def no_articles(path: str, *, amends: bool) -> Finding:
    """The text has no article at all, nor parts 一、二、; or it `amends` those of another."""
    lost = Text(
        "文本中没有以“第一条”或者“一、”“二、”这样的编号开头的条文；请核对是否为法规正文，编号是否丢失",
        "no line begins with the number of an article (第一条, Article 1);"
        " check that this is a regulation and that its numbers were not lost",
    )
    other = Text(
        "这是修改另一部法规的决定，没有自己的条文；请导入修改后的法规全文",
        "this amends another regulation and has no articles of its own; import that regulation"
        " as amended",
    )
    return Finding(Location(path), "no-articles", other if amends else lost)
