"""How queries are put: spellings of citations, numerals, endings of words, questions.

The patterns are JavaScript's, for `site_templates/assets/search.js`; they see small letters
after NFKC.
"""

from collections.abc import Iterator

from generator.text.numerals import ONES

# A word's place in its list, from one, is its number.
_CARDINAL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty"
)
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
_ROMAN = "i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|xiii|xiv|xv|xvi|xvii|xviii|xix|xx"

_READ = {"〇": "零", "两": "二"}  # written otherwise
_DIGITS = [c + "".join(o for o, usual in _READ.items() if usual == c) for c in f"零{ONES}"]
_HAN = "".join(_DIGITS) + "十百千"
_PLAIN = rf"\d+|[{_HAN}]+|{_CARDINAL}"
_NUM, _ANY = f"({_PLAIN})", f"({_PLAIN}|{_ORDINAL}|{_ROMAN})"
_TO = r"\s*(?:[-~‐-―至到]|to|through)\s*"
_TAIL = rf"\)?(?:{_TO}第?\s*\(?{_NUM}\)?)?"  # the end of a range
_LIST = "[,、和及与或]"

# Units by the letter of their mark: a 条, p 款, i 项, s 目, n where the query leaves it open.
_ZH = {"a": "[条條]", "p": "款", "i": "[项項]", "s": "目"}
_EN = {
    "a": "art[a-z]*?",
    "p": "par[a-z]+?",
    "i": "items?",
    "n": "clauses?|points?|sub[ps][a-z]*?",
    "s": "sub[a-z]*?",
}
_SHORT = {"a": "a|§", "p": "p", "i": "i", "s": "s"}

# A citation with what leads from it to the words beside it: 第五条关于…的规定.
_AROUND = (
    rf"(\bthe )?(<[^>]*>({_TO}|[\s.]|{_LIST}|of (the|these) \w+|and|or|of)*)+"
    "(的|中|里|所列|关于|规定|内容)*|本(办法|法|条例)"
)

# What a word may end in beside another of its kind: apolog-ies, apolog-ise; accountab-le,
# accountab-ility.
_ENDING = (
    "((i?[sz])?(e[drs]?s?|ing|ations?)|[drs]|ors?|[st]?ions?|de|e?ments?|y|i?ly|i[ed][ds]?"
    "|(in)?al(ly)?|[ai]?bly?|[ai]ble|le|i?lity|it(y|ies)|[ae]nces?|ive|i?f?ications?|fy"
    "|action|ness|u?red?)?"
)
_THING = "(内容|事项|方面|东西|材料|问题|时候|时间|情况下?|样的?)?"
_ASKED = (
    rf"请问|什么{_THING}|怎[么样]办?|如何|哪(一?[些张个种条里儿份])?{_THING}|由?谁|多少"
    "|多(久|长时间)|几[天日个张条项份]内?|[吗呢]|为何|何时|能不能|可不可以|有没有|是不是|要不要"
    r"|\b(what|whom?|whose|which|when|where|why|how( (long|many|much|to|do|can|soon))?)\b"
)
# Questions that ask for a form, and the form.
_FOR_A_FORM = [
    (r"(填|用|交|报)?(写|什么|哪一?[张份种个])表格?", " 自查表"),
    (r"\b(which|what) (form|sheet)s?\b", "sheet"),
]
# Before the number of a check; after a citation, the end of a regulation's title.
_NAMING, _TITLED = "^(检查项|check) ?", r"[》法例]\s*$"
# What joins the pieces of a sentence.
_LINKING = "^[的了和与被]"
# Words that say nothing once something has been asked: English ones anywhere, Chinese ones at
# the edges of what is left.
_IDLE = (
    "(?:[要该得]|需要?|应[该当]?)[查填用找写做办报交]?|[有对由被把填找写在的是]|我们?|单位|可以"
    "|属于|负责|一下|下载"
)
_IDLE_ENGLISH = (
    r"\b(can|does|do|is|are|should|must|has|have|happens?|if|the|an?|of|to|in|on|for|be|by|i|we"
    r"|my|our|find|get|there|it|this|that|with|about|needs?|use|fill|download)\b"
)
# Around the name of a form: what is done with it and what it comes as.
_FORMAL = (
    "[的张份里]|表格|空白表?|电子版|纸质版?|打印版?|下载|填写|模板|样表|格式|专用|文件|版本?$"
    r"|\b(pdf|xlsx?|docx?|excel|word|wps|for|of|the|an?|to|print|printable|download|form|forms"
    r"|blank|template|sheet|sheets|articles?(?= (sheet|form)))\b"
)
# Units of numbers: what may stand between a number and a word that makes it a quantity.
_UNITS = (
    "万?亿?元|[个日天年月周人名户次份倍成级条款项目章节页件处家村岁分类种批轮期套台米亩吨%‰]"
    "|工作日|小时|分钟|季度|星期|公里|平方|立方|百分点"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def engine_settings() -> dict[str, object]:
    """Settings of the engine by name, sources of patterns."""
    return {
        "citing": [*_marking(), *_counting(), *_joining()],
        "around": _AROUND,
        "endings": f"^{_ENDING}$",
        "asked": _ASKED,
        "asking": [
            *_FOR_A_FORM,
            (_ASKED, " "),
            (rf"{_IDLE_ENGLISH}|(^|\s)(?:{_IDLE})+|(?:{_IDLE})+(?=\s|$)", " "),
        ],
        "naming": _NAMING,
        "titled": _TITLED,
        "linking": _LINKING,
        "formal": _FORMAL,
        "division": rf"^(?:第\s*{_NUM}\s*([编章节])|(chapter|part|section)\s+{_ANY})$",
        "levels": {"part": "编", "chapter": "章", "section": "节"},
        "numbers": {
            "digits": f"零{ONES}",
            "powers": "十百千",
            "large": "万亿",
            "year": "年",
            "read": _READ,
            "units": _UNITS,
            "cardinals": ["zero", *_CARDINAL.split("|")],
            "tens": _TENS.split(),
            "percent": r"(\d+(?:\.\d+)?) *per ?cent\b",
            "part": "百分之",
            "ranges": ["至", "到", " "],
            "alike": [["天", "日"], ["星期", "周"]],
        },
    }


def cardinal(n: int) -> str:
    """four; 40 where the list ends before it."""
    words = _CARDINAL.split("|")
    return words[n - 1] if n <= len(words) else str(n)


def _marking() -> list[tuple[str, str]]:
    """Pattern and what takes its place, in turn, until every number of a citation is a mark.

    <a5~>, <a5~10> for a range, <a31-1~> for 第三十一条之一.
    """
    units = "条條款项項目"
    article = (rf"(art[a-z]*\.?\s*){_NUM}\s*(?:,|&|and|or)\s*(?={_NUM})", "$1$2 $1")
    return [
        (rf"^(\d[\d.()~‐-―至到 -]*|{_NUM}\({_NUM}\))$", "§$1"),  # 5(1), 5.1, 5-7
        (rf"\b({_ORDINAL}|\d+(?=st|nd|rd|th))[a-z]*\s+((?:art|ite|par)[a-z]*)", "$2 $1"),
        *[article] * 3,  # articles 5, 6, 7 and 8
        (rf"{_NUM}\s*{_LIST}\s*(?=(?:第|{_LIST}|[\d{_HAN}])*([{units}]))", "$1$2"),  # 第2、3条
        *(
            (rf"第?\s*\(?{_NUM}\s*{_TAIL}\s*{name}(?:\s*之\s*{_NUM})?", f"<{mark}$1-$3~$2>")
            for mark, name in _ZH.items()
        ),
        *(
            (
                rf"(^|[^a-z<])(?:{name})\.?\s*(?:no\.?\s*)?\(?{number}{_TAIL}(?![a-z\d])",
                f"$1<{mark}$2~$3>",
            )
            for number, names in ((_ANY, _EN), (_NUM, _SHORT))
            for mark, name in names.items()
        ),
        (rf"\({_NUM}\)", "<n$1~>"),
        (rf">\.(\d+)|>([{_HAN}]+)$", "><n$1$2~>"),  # art 5.1, 第五条一
        ("-(?=[~>])", ""),  # of a 之 that was not there
    ]


def _counting() -> Iterator[tuple[str, str]]:
    """The numbers in the marks become digits: <a三百零五~> → <a305~>."""
    inside = "(?=[^<>]*>)"
    for words in (_CARDINAL, _ORDINAL, _ROMAN):
        for n, word in enumerate(words.split("|"), 1):
            yield f"(<.|[~-]){word}(?=[~>-])", f"$1{n}"
    yield "(<.|[~百千零〇-])十" + inside, "$1一十"
    for n, digits in enumerate(_DIGITS):
        yield f"[{digits}]{inside}", str(n)
    for size, unit in enumerate("十百千", 1):
        for told in range(size, -1, -1):
            yield rf"{unit}(?=\d{{{told}}}[^<>]*>)", "0" * (size - told)
    yield r"(<.|[~-])0+(?=\d)", "$1"


def _joining() -> list[tuple[str, str]]:
    """Marks of one citation come together, the article first: <a5~><i3~>."""
    part = "<[^a>][^>]*>"
    more = (
        rf"(<a[^>]*>(?:{part})*)(<([pis])[^>]*>)\s*(?:{_LIST}|and|or)\s*(?=<\3)",
        "$1$2$1",
    )
    return [
        (rf"<(.)([^~>]+)~>{_TO}<(?:\1|n)([^~>]+)~>", "<$1$2~$3>"),  # 第五条至第七条
        (r">(?:[\s,.]|of|the)*(?=<[^a])", ">"),
        (rf"(^|[^>])((?:{part})+)(?:[\s,]|of|in|the)*(<a[^>]*>)(?!<)", "$1$3$2"),  # item 1 of …
        # item 1 and item 3 of article 5
        (rf"(<[pis][^>]*>)\s*(?:{_LIST}|and|or)\s*(<a[^>]*>)(?=<[^a])", "$2$1 $2"),
        *[more] * 3,  # 第五条第一项、第二项、第三项和第四项
    ]
