"""Amendments made by chance, with what is known to have become of each article."""

import random
from dataclasses import dataclass

from generator.text.numerals import to_chinese


@dataclass(frozen=True)
class Amended:
    """A text before and after, and what became of each article: old, new, change."""

    old: str
    new: str
    gold: set[tuple[str | None, str | None, str]]


@dataclass
class _Article:
    was: int | None
    lines: list[str]
    kind: str = "unchanged"
    sub: int = 0  # 之一 of the article before it


NEW_WORDS = (
    "市、区绿化主管部门应当每季度公布古树名木的养护记录，并接受社会监督。",
    "鼓励志愿者参与公园的日常巡护；参与的，由公园管理单位提供必要的工具和保险。",
    "因抢险救灾临时占用绿地的，应当在三日内补办手续，并在险情排除后恢复原状。",
    "本市建立绿地信息平台，向公众提供查询、预约和投诉服务。",
)


def amended(articles: list[list[str]], seed: int) -> Amended:
    """Some articles deleted, edited, moved to the end, added, or added as 之一."""
    chance = random.Random(seed)
    now = [_Article(n, list(lines)) for n, lines in enumerate(articles, 1)]
    untouched = [a for a in now if len("".join(a.lines)) > 60]
    chosen = chance.sample(untouched, min(6, len(untouched)))
    moved = chosen[0]
    for article in chosen[1:3]:
        now.remove(article)
    for article in chosen[3:]:
        _edit(article, chance)
    now.remove(moved)
    here = articles.index(moved.lines)
    now.insert(0 if here > len(now) // 2 else len(now), moved)
    moved.kind = "moved"
    for words in chance.sample(NEW_WORDS, 2):
        now.insert(chance.randrange(1, len(now)), _Article(None, [words], "added"))
    inserted = chance.randrange(1, len(now))
    if now[inserted].sub == 0 and now[inserted - 1].sub == 0:
        words = next(w for w in NEW_WORDS if all(w not in a.lines for a in now))
        now.insert(inserted, _Article(None, [words], "added", sub=1))
    return _told(articles, now, {a.was for a in chosen[1:3] if a.was})


def _edit(article: _Article, chance: random.Random) -> None:
    """One clause more, or one word another."""
    line = chance.randrange(len(article.lines))
    words = article.lines[line]
    at = words.find("，")
    more = chance.choice(("依照有关规定", "及时、如实", "会同有关部门"))
    article.lines[line] = words[: at + 1] + more + words[at + 1 :]
    article.kind = "edited"


def _told(articles: list[list[str]], now: list[_Article], gone: set[int]) -> Amended:
    gold: set[tuple[str | None, str | None, str]] = {(f"a{n}", None, "deleted") for n in gone}
    lines, n = [], 0
    for article in now:
        n += not article.sub
        behind = f"之{to_chinese(article.sub)}" if article.sub else ""
        address = f"a{n}" + (f"-{article.sub}" if article.sub else "")
        first, *rest = article.lines
        lines += [f"第{to_chinese(n)}条{behind}　{first}", *rest]
        was = f"a{article.was}" if article.was else None
        same_words = article.kind in ("unchanged", "renumbered")
        kind = ("unchanged" if was == address else "renumbered") if same_words else article.kind
        gold.add((was, address, kind))
    before = [
        "\n".join((f"第{to_chinese(n)}条　{a[0]}", *a[1:])) for n, a in enumerate(articles, 1)
    ]
    return Amended("试验办法\n\n" + "\n".join(before), "试验办法\n\n" + "\n".join(lines), gold)
