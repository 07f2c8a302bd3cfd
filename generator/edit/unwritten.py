"""Questions still to be written, `?`, for provisions that came into a text later."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from generator.project.merging import stamped
from generator.records.checklist import OPEN, Vocabulary
from generator.records.texts import Passage
from generator.records.walking import walk
from generator.text.addresses import page_name
from generator.text.stamps import stamp

# What an article says that asks nothing of anybody, and how it says so; each sentence is one.
_NO_DUTY = (
    ("制定目的和依据", re.compile(  # 为了…，制定本办法
        "(?:制定|颁布)本(?:实施|暂行|试行|若干|工作)?"
        "(?:法|条例|规定|办法|细则|规则|决定|解释|规程|准则|制度|章程|方案|意见|安排|标准|守则|规范)$"
    )),
    # 本办法所称…，是指…
    ("用语含义", re.compile("所称.{1,60}?(?:是指|系指|指的是|包括|[，：](?:指|为))")),
    # 本办法由市政府负责解释
    ("解释权", re.compile("解释.{0,6}由.{2,60}(?:负责|承担|作出|行使)$|由.{2,60}解释$")),
    ("施行日期", re.compile("自.{1,40}起(?:施行|实施|生效|执行)|同时废止$|有效期.{1,12}年$")),
)  # fmt: skip
_DUTY = re.compile("应当|必须|不得|严禁")


@dataclass(frozen=True, slots=True)
class Codes:
    """What a draft says until somebody has judged it, of the vocabulary at hand."""

    bearers: str = "all"
    evidence: str = "records"
    verify: str = "docs"
    sampling: str = "all"


def codes_of(vocabulary: Vocabulary) -> Codes:
    """The usual codes, or the first of each kind where the vocabulary has not these."""
    usual = Codes()
    return Codes(*(
        code if code in terms or not terms else next(iter(terms))
        for code, terms in (
            (usual.bearers, vocabulary.bearers), (usual.evidence, vocabulary.evidence),
            (usual.verify, vocabulary.verify), (usual.sampling, vocabulary.sampling),
        )
    ))  # fmt: skip


_USUAL = Codes()


def _said(text: str) -> str:
    """A YAML scalar that stays the string it is: JSON's quoting is YAML's, too."""
    return json.dumps(text, ensure_ascii=False)


def checklist_lines(
    id_: str,
    article: Passage,
    digits: int,
    codes: Codes = _USUAL,
    taken: frozenset[str] = frozenset(),
) -> Iterator[str]:
    """A file of drafts for an article; no check has an id that is `taken`."""
    yield f"# yaml-language-server: $schema=../../schema/checklists/{id_}.schema.json"
    yield f"article: {article.address}"
    if article.caption:
        yield f"heading: {{zh: {_said(article.caption.strip('【】（）()[]'))}}}"
    if reason := _nothing_to_ask(article):
        yield "# 程序按条文字面提出，请核对；有可查的内容就删去这一行，改写 provisions。"
        yield f"no_checks: {{zh: {_said(reason)}}}"
        return
    yield "provisions:"
    for passage in walk((article,)):
        if passage.words and passage.kind != "table":
            id_new = draft_id(article, passage, digits, taken)
            yield from provision_lines(passage, id_new, codes)


def draft_id(
    article: Passage, passage: Passage, digits: int, taken: frozenset[str] = frozenset()
) -> str:
    """The id of the first check of a provision: A05-03-1, its last number raised if taken."""
    number = page_name(article.address, digits=digits).removeprefix("article-")
    with_words = [p.address for p in walk((article,)) if p.words and p.kind != "table"]
    # The opening words of a list are asked last, as 00; a single provision is 01.
    first = 0 if len(with_words) > 1 and article.words else 1
    n = first + with_words.index(passage.address)
    return next(id_ for k in count(1) if (id_ := f"A{number}-{n:02}-{k}") not in taken)


def _nothing_to_ask(article: Passage) -> str:
    """Why there is nothing to inspect, "" where some sentence may ask for something."""
    words = "".join(p.words for p in walk((article,)))
    sentences = [one for one in words.split("。") if one]
    found = [
        ""
        if _DUTY.search(one)
        else next((why for why, said in _NO_DUTY if said.search(one)), "")
        for one in sentences
    ]
    return f"{'、'.join(dict.fromkeys(found))}，无自查内容" if found and all(found) else ""


def provision_lines(passage: Passage, check: str, codes: Codes) -> Iterator[str]:
    """A block of a file of checks with a question that is still to be written."""
    yield f"  - at: {passage.address}"
    yield f"    reviewed: {_said(stamp(stamped(passage)))}"
    yield f"    bearers: {{basis: inferred, codes: [{codes.bearers}]}}"
    yield "    checks:"
    yield f"      - id: {check}"
    yield "        kind: duty"
    yield f"        quotes: [{_said(passage.words.rstrip('；。：'))}]"
    yield f"        ask: {{zh: {_said(OPEN)}}}"
    yield f"        evidence: [{codes.evidence}]"
    yield f"        verify: [{codes.verify}]"
    yield f"        sampling: {codes.sampling}"
    yield f"        fix: {{zh: {_said(OPEN)}}}"
