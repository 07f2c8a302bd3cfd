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


_WHO = ("市公园管理中心", "区绿化主管部门", "公园管护单位", "街道办事处", "巡护员", "养护企业")
_WHEN = ("每年一月底前", "每季度第一个月", "接到报告后二十四小时内", "每日开园前", "汛期到来前")
_WHAT = (
    "公布管护经费的安排和使用情况", "核对树木台账和实物", "检查游乐设施的安全记录",
    "清理步道和排水沟渠", "张贴开放时间和投诉电话", "组织一次应急演练并归档",
    "更换破损的座椅和灯具", "抽查病虫害防治的用药记录", "通报上一季度投诉的办理结果",
    "对新进人员进行岗位培训", "复核补植苗木的成活率", "登记占用绿地的审批和恢复情况",
)  # fmt: skip


def invented(n: int) -> list[list[str]]:
    """So many articles, every fifth with items, no two alike."""
    made = []
    for k in range(n):
        who, when = _WHO[k % len(_WHO)], _WHEN[k // 2 % len(_WHEN)]
        what = [_WHAT[(k * 5 + m * (1 + k // 12)) % len(_WHAT)] for m in range(3)]
        first = f"{who}应当{when}{what[0]}，并将第{to_chinese(k + 1)}号事项的结果书面报送存档"
        if k % 5 == 4:
            items = [f"（{to_chinese(m)}）未{w}的" for m, w in enumerate(what[:2], 1)]
            lines = [f"违反第{to_chinese(k + 1)}号事项，有下列情形之一的，应当予以处理："]
            made.append([*lines, f"{items[0]}；", f"{items[1]}。"])
        else:
            made.append([f"{first}；不得{what[1]}后不作记录，也不得事后补记{what[2]}的日期。"])
    return made


def split_in_two(text: str, article: str) -> str:
    """The text with one article cut at its ；, the later ones by the numbers they get."""
    head, tail = text.split(f"\n{article}　", 1)
    first, rest = tail.split("；", 1)
    return f"{head}\n{article}　{first}。\n{article}之一　{rest}"
