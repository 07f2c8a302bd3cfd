"""About 900 queries made from a project's own text, each with what must be found for it."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Project
from generator.render.simplified import pairs
from generator.render.volume import checks_in, walk
from generator.text.addresses import order
from generator.text.numerals import to_chinese

NOWHERE = tuple(
    "量子计算 区块链 元宇宙 人工智能 火星 恐龙 钢琴 咖啡 足球联赛 芯片制造 电动汽车 股票 航母 樱花 围棋 "
    "交响乐 珊瑚礁 黑洞 潜水艇 蛋糕 基因编辑 比特币 巧克力 滑雪 望远镜 显卡 披萨 海豚 乒乓球 沙漠化 "
    "blockchain quantum dinosaur piano coffee xyzzy volcano helicopter spaghetti penguin "
    "kubernetes zebra 量子纠缠 鲸鱼 宇宙飞船 霍金 奥运会 葡萄酒 火锅 瑜伽 比萨斜塔 第九十九条 "
    "article 77".replace("article 77", "article77").split()
)


@dataclass(frozen=True)
class Query:
    kind: str
    words: str
    language: str
    want: tuple[str, ...]  # words that a good hit holds, as written
    at: str = ""  # the address, or the article, that a good hit has
    inside: bool = False  # `at` is an article that the hit lies in


def queries(project: Project, seed: int = 7) -> tuple[Query, ...]:
    """The same set for the same project and seed."""
    made = (*_words(project, random.Random(seed)), *_references(project), *_negatives())
    return tuple(dict.fromkeys(made))


def _lines(project: Project, language: str) -> list[tuple[str, str]]:
    """(address, words) of every provision and check."""
    out = []
    for regulation in project.regulations:
        for article in regulation.articles:
            out += [(p.address, getattr(p.words, language) or "") for p in walk(article)]
        out += [(c.at, getattr(c.ask, language) or "") for c in checks_in(regulation)]
    return [(at, words) for at, words in out if words]


def _words(project: Project, dice: random.Random) -> Iterator[Query]:
    zh, en = _lines(project, "zh"), _lines(project, "en")
    both = [entry for reg in project.regulations for entry in reg.glossary]
    everything = "\n".join(words for _, words in zh)
    for entry in both:
        if entry.zh in everything:
            yield Query("word", entry.zh, "zh", (entry.zh,))
    for _ in range(150):
        at, words = dice.choice(zh)
        size = dice.randint(2, 9)
        start = dice.randrange(max(1, len(words) - size))
        yield Query("substring", words[start : start + size].strip("，。；：、"), "zh", (words[start : start + size],))
    for _ in range(60):
        at, words = dice.choice(zh)
        phrase = dice.choice([p for p in re.split("[，。；：、？（）“”]", words) if len(p) > 3])
        yield Query("phrase", phrase, "zh", (phrase,))
    for _ in range(40):
        at, words = dice.choice(zh)
        parts = [p for p in re.split("[，。；：、？（）“”]", words) if len(p) > 2]
        if len(parts) > 1:
            two = dice.sample(parts, 2)
            yield Query("and", " ".join(p[:4] for p in two), "zh", tuple(p[:4] for p in two))
            yield Query("narrowed", f"第{to_chinese(int(at[1:].split('.')[0]))}条 {two[0][:4]}", "zh", (two[0][:4],), at.split(".")[0], True)
    for _ in range(40):
        at, words = dice.choice(zh)
        start = dice.randrange(max(1, len(words) - 6))
        run = re.sub(r"\W", "", words[start : start + 8])
        if len(run) > 3:
            k = dice.randrange(len(run))
            wrong = run[:k] + dice.choice("测试机器语言天空") + run[k + 1 :]
            yield Query("wrong", wrong, "zh", (run[:k] or run[k + 1 :], run[k + 1 :]))
    old, new = pairs(frozenset(everything))
    for _ in range(30):
        at, words = dice.choice(zh)
        start = dice.randrange(max(1, len(words) - 5))
        run = words[start : start + 5].strip("，。；：、")
        turned = "".join(old[new.index(c)] if c in new else c for c in run)
        yield Query("traditional", turned, "zh", (run,))
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in run)
        yield Query("width", wide.replace("，", ","), "zh", (run,))
    for _ in range(90):
        at, words = dice.choice(en)
        word = dice.choice(re.findall("[A-Za-z]{4,}", words))
        yield Query("english", word.upper() if dice.random() < 0.2 else word, "en", (word,))
        if len(word) > 5:
            k = dice.randrange(1, len(word) - 1)
            typo = dice.choice([word[:k] + word[k + 1 :], word[:k] + "x" + word[k + 1 :]])
            yield Query("typo", typo, "en", (word[:4],))
    for _ in range(40):
        at, words = dice.choice(en)
        tokens = words.split()
        start = dice.randrange(max(1, len(tokens) - 4))
        yield Query("english phrase", " ".join(tokens[start : start + 4]), "en", (" ".join(tokens[start : start + 4]),))
    twins = {at: words for at, words in en}
    for at, words in zh[:40]:
        if at in twins:
            word = max(re.findall("[A-Za-z]+", twins[at]), key=len)
            yield Query("mixed", f"{words[:3]} {word}", "zh", (), at)


def _references(project: Project) -> Iterator[Query]:
    for regulation in project.regulations:
        for article in regulation.articles:
            n = int(article.address[1:])
            zh = to_chinese(n)
            wide = "".join(chr(ord(c) + 0xFEE0) for c in str(n))
            for words in (f"第{zh}条", f"第{n}条", f"{wide}条", f"{zh}条", f"第 {n} 条", f"第{zh}條", f"a{n}", f"本办法第{zh}条"):
                yield Query("reference", words, "zh", (), article.address)
            for words in (f"art {n}", f"Article {n}", f"art. {n}", f"Art.{n}", f"article {n} of the Measures"):
                yield Query("reference", words, "en", (), article.address)
            for provision in walk(article):
                yield from _parts(provision.address)
        for check in checks_in(regulation)[::9]:
            yield Query("reference", check.id, "zh", (), check.at)
            yield Query("reference", check.id.lower(), "en", (), check.at)


def _parts(address: str) -> Iterator[Query]:
    pieces = order(address)
    names = address.split(".")
    if len(names) != 2:
        return
    a, b = pieces[0][0] if len(pieces[0]) == 1 else pieces[0][-1], int(names[1][1:])
    a = int(names[0][1:])
    zh_a, zh_b = to_chinese(a), to_chinese(b)
    if names[1][0] == "i":
        zh = (f"第{zh_a}条第{zh_b}项", f"第{zh_a}条第（{zh_b}）项", f"第{a}条第{b}项", f"{zh_a}条{zh_b}项", f"第{a}条第({b})项", f"{a}.{b}", f"第{zh_a}条（{zh_b}）", f"{a}（{b}）", address)
        en = (f"art. {a}({b})", f"article {a} ({b})", f"Article {a}, item ({b})", f"article {a} item {b}", f"item ({b}) of article {a}", f"{a}({b})", f"art {a}.{b}")
    else:
        zh = (f"第{zh_a}条第{zh_b}款", f"第{a}条第{b}款", f"{a}条{b}款", address)
        en = (f"article {a}, paragraph {b}", f"art. {a} para {b}", f"paragraph {b} of article {a}", f"art {a}({b})")
    for words in zh:
        yield Query("reference", words, "zh", (), address)
    for words in en:
        yield Query("reference", words, "en", (), address)


def _negatives() -> Iterator[Query]:
    for words in NOWHERE:
        yield Query("negative", words, "en" if words.isascii() else "zh", ())
