"""Queries made from a project's own text, each with what must be found for it."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.records.site import Project
from generator.records.walking import asked_checks, walk
from generator.search.queries import cardinal
from generator.text.addresses import label
from generator.text.numerals import to_chinese
from generator.text.simplified import pairs

NOWHERE = """
量子计算 区块链 元宇宙 人工智能 恐龙 钢琴 咖啡 足球联赛 芯片制造 电动汽车 股票 航母 樱花 围棋
交响乐 珊瑚礁 黑洞 潜水艇 蛋糕 基因编辑 比特币 巧克力 滑雪 望远镜 显卡 披萨 海豚 乒乓球
沙漠化 量子纠缠 鲸鱼 宇宙飞船 霍金 奥运会 葡萄酒 火锅 瑜伽 比萨斜塔 第九十九条 第一百条第二项
blockchain quantum dinosaur piano coffee xyzzy volcano helicopter spaghetti penguin zebra
"""
# A word as asked, and how one of its kind begins.
KIN = """
supervise:supervis apologise:apolog apologize:apolog criminal:crim investigate:investigat
investigated:investigat rectified:rectif procedural:procedur performance:perform
completion:complet complained:complain mitigate:mitigat lighten:lighten exempting:exempt
interpret:interpret admonish:admonish inspecting:inspect patrolling:patrol transferring:transfer
"""
MARKS = "[，。；：、？（）“”]"
Line = tuple[str, str]  # address of the provision, words


@dataclass(frozen=True)
class Query:
    """`want`: words that a good hit holds; `at`: its address, or the article it lies in."""

    kind: str
    words: str
    language: str
    want: tuple[str, ...] = ()
    at: str = ""
    inside: bool = False


def queries(project: Project, seed: int = 7) -> tuple[Query, ...]:
    """Words, runs, typos, spellings of numbers, nonsense: the same for the same seed."""
    dice = random.Random(seed)
    zh, en = lines(project, "zh"), lines(project, "en")
    made = (
        *_terms(project, zh),
        *_runs(zh, dice),
        *_several(zh, dice),
        *_wrong(zh, dice),
        *_other_writing(zh, dice),
        *_english(en, dice),
        *_kin(en),
        *_mixed(zh, dict(en)),
        *_references(project),
        *(Query("negative", w, "en" if w.isascii() else "zh") for w in NOWHERE.split()),
    )
    return tuple(dict.fromkeys(made))


def lines(project: Project, language: str) -> list[Line]:
    """Address and words of every provision and the question of every check."""
    out = []
    for regulation in project.regulations:
        provisions = list(walk(regulation.articles))
        out += [(p.address, getattr(p.words, language) or "") for p in provisions]
        out += [(c.at, getattr(c.ask, language) or "") for c in asked_checks(regulation)]
    return [(at, words) for at, words in out if words]


def _terms(project: Project, zh: list[Line]) -> Iterator[Query]:
    text = "\n".join(words for _, words in zh)
    for regulation in project.regulations:
        for entry in regulation.glossary:
            if entry.zh in text:
                yield Query("word", entry.zh, "zh", (entry.zh,))


def _run(words: str, size: int, dice: random.Random) -> str:
    start = dice.randrange(max(1, len(words) - size))
    return words[start : start + size].strip("，。；：、")


def _runs(zh: list[Line], dice: random.Random) -> Iterator[Query]:
    for _ in range(150):
        run = _run(dice.choice(zh)[1], dice.randint(2, 9), dice)
        yield Query("substring", run, "zh", (run,))
        phrase = dice.choice([p for p in re.split(MARKS, dice.choice(zh)[1]) if p])
        yield Query("phrase", phrase, "zh", (phrase,))


def _several(zh: list[Line], dice: random.Random) -> Iterator[Query]:
    for at, words in dice.sample(zh, 60):
        parts = [p[:4] for p in re.split(MARKS, words) if len(p) > 2]
        article = at.split(".", maxsplit=1)[0]
        named = label(article, "zh")
        yield Query("narrowed", f"{named} {parts[0]}", "zh", (parts[0],), article, True)
        yield Query("narrowed", f"{named}{parts[-1]}", "zh", (parts[-1],), article, True)
        if len(parts) > 1:
            yield Query("several", f"{parts[-1]} {parts[0]}", "zh", (parts[0], parts[-1]))


def _wrong(zh: list[Line], dice: random.Random) -> Iterator[Query]:
    for _ in range(60):
        run = re.sub(r"\W", "", _run(dice.choice(zh)[1], 9, dice))[:7]
        if len(run) > 3:
            k = dice.randrange(len(run))
            spoilt = run[:k] + dice.choice("测试机器语言天空") + run[k + 1 :]
            yield Query("wrong", spoilt, "zh", (run[:k], run[k + 1 :]))


def _other_writing(zh: list[Line], dice: random.Random) -> Iterator[Query]:
    old, new = pairs(frozenset("".join(words for _, words in zh)))
    for _ in range(40):
        run = _run(dice.choice(zh)[1], 6, dice)
        turned = "".join(old[new.index(c)] if c in new else c for c in run)
        yield Query("traditional", turned, "zh", (run,))
        narrow = run.replace("，", ",").replace("（", "(").replace("）", ")")
        wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() else c for c in run)
        yield from (Query("width", words, "zh", (run,)) for words in (narrow, wide))


def _english(en: list[Line], dice: random.Random) -> Iterator[Query]:
    for _ in range(90):
        tokens = dice.choice(en)[1].split()
        word = dice.choice(re.findall("[A-Za-z]{4,}", " ".join(tokens)) or ["Party"])
        yield Query("english", dice.choice([word, word.upper()]), "en", (word,))
        start = dice.randrange(max(1, len(tokens) - 4))
        phrase = " ".join(tokens[start : start + 4])
        yield Query("english phrase", phrase, "en", (phrase,))
        if len(word) > 5:
            k = dice.randrange(1, len(word) - 1)
            spoilt = dice.choice([word[:k] + word[k + 1 :], word[:k] + "x" + word[k + 1 :]])
            yield Query(
                "typo", spoilt, "en", (word[: max(3, k - 1)],) if k > 3 else (word[-3:],)
            )


def _kin(en: list[Line]) -> Iterator[Query]:
    """Other words of the same kind than those that stand in the text."""
    held = " ".join(words for _, words in en).lower()
    for asked, begins in (pair.split(":") for pair in KIN.split()):
        if asked not in held:
            yield Query("kin", asked, "en", (begins,))


def _mixed(zh: list[Line], twins: dict[str, str]) -> Iterator[Query]:
    """Words of both languages from one provision; only that very provision counts as found."""
    for at, words in zh[:40]:
        if at in twins:
            longest = max(re.findall("[A-Za-z]+", twins[at]), key=len)
            yield Query("mixed", f"{words[:3]} {longest}", "zh", (), at)


def _references(project: Project) -> Iterator[Query]:
    for regulation in project.regulations:
        for article in (a for a in regulation.articles if "-" not in a.address):
            n = int(article.address[1:])
            yield from _spelt("zh", article.address, CHINESE, (n, 0))
            yield from _spelt("en", article.address, ENGLISH, (n, 0))
            for provision in article.children:
                m, item = int(provision.address.split(".")[1][1:]), provision.kind == "item"
                zh, en = (ITEM_ZH, ITEM_EN) if item else (PARAGRAPH_ZH, PARAGRAPH_EN)
                yield from _spelt("zh", provision.address, f"{zh}|{provision.address}", (n, m))
                yield from _spelt("en", provision.address, en, (n, m))
        for check in tuple(asked_checks(regulation))[::5]:
            yield Query("reference", check.id, "zh", (), check.at)
            yield Query("reference", check.id.lower(), "en", (), check.at)
            yield Query("reference", check.id.replace("-", ""), "zh", (), check.at)
            yield Query("reference", f"检查项{check.id}", "zh", (), check.at)


def _spelt(language: str, address: str, ways: str, numbers: tuple[int, int]) -> Iterator[Query]:
    n, m = numbers
    wide = "".join(chr(ord(c) + 0xFEE0) for c in str(n))
    for way in re.split(r"[|\n]+", ways.strip()):
        words = way.format(
            **{"n": n, "m": m, "zn": to_chinese(n), "zm": to_chinese(m)},
            **{"wide": wide, "en": cardinal(n), "em": cardinal(m) if m else ""},
        )
        yield Query("reference", words, language, (), address)


CHINESE = """
第{zn}条|第{n}条|{wide}条|{zn}条|第 {n} 条|第{zn}條|a{n}|本办法第{zn}条|第{zn}条规定
《某市公园管护责任自查办法（试行）》第{zn}条|《办法》第{n}条|自查办法第{zn}条的规定
"""
ENGLISH = """
art {n}|Article {n}|art. {n}|Art.{n}|ARTICLE {n}|article {n} of the Measures
Article {en}|article no. {n}|§{n}
"""
ITEM_ZH = """
第{zn}条第{zm}项|第{zn}条第（{zm}）项|第{n}条第{m}项|{zn}条{zm}项|第{n}条第({m})项|{n}.{m}
第{zn}条（{zm}）|{n}（{m}）|第{zn}條第{zm}項|第{wide}条第{m}项
"""
ITEM_EN = """
art. {n}({m})|article {n} ({m})|Article {n}, item ({m})|article {n} item {m}
item ({m}) of article {n}|{n}({m})|art {n}.{m}|article {en}, item {em}|clause {m} of article {n}
article {n} point {m}|subparagraph {m} of article {n}|item {m} of article {n} of the Measures
"""
PARAGRAPH_ZH = "第{zn}条第{zm}款|第{n}条第{m}款|{n}条{m}款"
PARAGRAPH_EN = """
article {n}, paragraph {m}|art. {n} para {m}|paragraph {m} of article {n}|art {n}({m})
article {en} paragraph {em}
"""
