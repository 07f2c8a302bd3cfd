"""What a form says, as records: made from a regulation, read by all that set a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.answers.records import Own
from generator.records.texts import Text
from generator.sheets.lawlines import LawLine
from generator.sheets.replies import Reply, Sums, Trouble, Vanished

SheetLanguage = Literal["zh", "en", "both"]
SheetFormat = Literal["pdf", "xlsx", "docx"]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a sheet is; `text` says it all: jinan-2016-31/A-a5@2026-11-23#3f9a1c22d0b7."""

    id: str  # A-a5
    version: str  # the edition, ISO 8601
    stamp: str
    text: str
    number: Text = field(default=Text("", ""))  # what an office calls it by: 表1-5


# ── the regulation's words and what is asked about them ──────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Article:
    """An article as sheets name it; `heading` is the editors'."""

    at: str
    cite: Text
    heading: Text | None


@dataclass(frozen=True, slots=True)
class ClausePart:
    """Words of the law after the marks (①②) of the checks that rest on what begins here."""

    mark: str | None
    text: str
    begins: Literal["line", "piece"] | None


@dataclass(frozen=True, slots=True)
class Law:
    """A provision's own words: Chinese in parts, the translation by lines, None where none."""

    zh: tuple[ClausePart, ...]
    en: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """Words of a provision that are to be read before those of a clause under it."""

    cite: Text
    law: Law
    caption: Text | None = None  # the article's heading where it stands beside the text


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check as a row; `bearers` are those it concerns, none where the sheet says it.

    `drawn` is what a sample is counted in, None where none is drawn; `companions` are ids of
    checks whose result it may borrow. `reply` is what a unit filled in.
    """

    no: int
    id: str
    mark: str | None
    ask: Text
    guidance: bool
    open: bool
    overall: bool
    bearers: tuple[Text, ...]
    inferred: bool
    evidence: tuple[Text, ...]
    verify: tuple[Text, ...]
    sampling: Text
    drawn: Text | None
    look: tuple[Text, ...]
    companions: tuple[str, ...]
    before: tuple[Text, ...] = ()  # its answer in an earlier edition, and what changed since
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision and the checks that rest on it, under the words to be read before it.

    `part` is its citation within the article; `heading` the article where it begins.
    """

    article: Article
    cite: Text
    part: Text
    law: Law
    lead: tuple[Opening, ...]
    checks: tuple[CheckRow, ...]
    caption: Text | None = None
    heading: Article | None = None


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """自查表: clauses with a row for each check; `short` stands in its running head.

    `drafts` counts questions still to be written; `inside` a booklet it is not signed by
    itself, and `label` is what the contents find its page by. Filled in it has the unit's own
    checks, `sums` by article with those of all under "", and what is asked no more.
    """

    ident: Identity
    subject: Text
    short: Text
    clauses: tuple[Clause, ...]
    due: int
    drafts: int = 0
    inside: bool = False
    label: str = ""
    own: tuple[Own, ...] = ()
    sums: Mapping[str, Sums] = field(default_factory=dict)
    gone: tuple[Vanished, ...] = ()


# ── counts ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ArticleCount:
    """Checks due of an article; `alone` names the chapter of which it is the only one."""

    article: Article
    due: int
    alone: Text | None = None
    kind: Literal["article"] = "article"
    sums: Sums | None = None


@dataclass(frozen=True, slots=True)
class DivisionCount:
    """Checks due of a chapter, below its articles."""

    title: Text  # 第一章 总则
    label: Text  # 第一章
    due: int
    kind: Literal["division"] = "division"
    sums: Sums | None = None


@dataclass(frozen=True, slots=True)
class TotalCount:
    """Checks due of all articles."""

    due: int
    kind: Literal["total"] = "total"
    sums: Sums | None = None


Count = ArticleCount | DivisionCount | TotalCount


@dataclass(frozen=True, slots=True)
class BearerCount:
    """Checks that concern a bearer, article by article."""

    bearer: Text
    short: Text
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """汇总表: a line an article, and who answers how many checks of which."""

    ident: Identity
    rows: tuple[Count, ...]
    articles: tuple[Text, ...]
    cross: tuple[BearerCount, ...]
    short: Text | None = None  # whose it is, where it is not everybody's


# ── forms that go with the sheets ────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Ledger:
    """整改台账: what is to be mended, what is carried over first; blank without rows."""

    ident: Identity
    rows: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Problems:
    """问题记录页: what was found wanting or not to apply; blank without rows."""

    ident: Identity
    rows: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Rollup:
    """单位汇总表, blank."""

    ident: Identity


@dataclass(frozen=True, slots=True)
class SignOff:
    """签字背书页 of a booklet."""

    ident: Identity


@dataclass(frozen=True, slots=True)
class Sampling:
    """A way to sample whose short name in the tables needs an explanation."""

    short: Text
    text: Text


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper that a unit has, and the checks it shows it for."""

    note: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A kind of papers, the ids of the checks that ask for it, what there is of it."""

    no: int
    name: Text
    checks: tuple[str, ...]
    papers: tuple[ShownPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """佐证材料目录; without rows it is blank."""

    ident: Identity
    subject: Text
    rows: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Samples:
    """抽样登记表, with what the checks suggest to draw."""

    ident: Identity
    sampling: tuple[Sampling, ...]
    short: Text | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """自查报告: the counts it needs; `texts` are lines of a unit's own by their heading."""

    ident: Identity
    due: int
    rows: tuple[ArticleCount | TotalCount, ...]
    short: Text | None = None
    sums: Sums | None = None
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TracedRow:
    """A check of a stage."""

    no: int
    id: str
    cite: Text
    ask: Text
    evidence: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TracedStage:
    """A stage of a tracer with its checks."""

    title: Text
    rows: tuple[TracedRow, ...]


@dataclass(frozen=True, slots=True)
class Tracing:
    """追踪检查表: one household or project through its stages; `followed` labels its name."""

    ident: Identity
    subject: Text
    followed: Text
    stages: tuple[TracedStage, ...]
    several: bool = False  # a column for each of them


# ── the text itself, and two versions of it ───────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class LawText:
    """The regulation's own words from the first to the last; `facts` are its papers."""

    ident: Identity
    issuers: tuple[Text, ...]
    issued: str  # ISO 8601, "" where nobody knows
    lines: tuple[LawLine, ...]


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words that stayed, or that went from a text or came into it."""

    words: str
    mark: Literal["", "went", "came"]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A 款, 项 or 目 in both versions; nothing where one has it not."""

    old: tuple[MarkedWords, ...]
    new: tuple[MarkedWords, ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """An article by its numbers, or a run of articles that only have other ones."""

    old: str
    new: str
    remark: Text
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """新旧条文对照表: what differs between two texts, by their names; `counts` sum it up."""

    ident: Identity
    old: str
    new: str
    counts: Text
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A form of the booklet as its contents name it, its page found by `label`."""

    form: str
    label: str
    about: Text | None = None
    due: int | None = None


@dataclass(frozen=True, slots=True)
class WordsQuoted:
    """How many characters of the text could be quoted, and how many its checks quote."""

    quoted: int
    counted: int
    percent: int


@dataclass(frozen=True, slots=True)
class Booklet:
    """整册: all that is printed for a whole regulation."""

    ident: Identity
    sampling: tuple[Sampling, ...]
    entries: tuple[ContentsLine, ...]
    sheets: tuple[CheckSheet, ...]
    summary: Summary
    ledger: Ledger
    signature: SignOff
    words: WordsQuoted


Body = (
    CheckSheet | Booklet | Ledger | Problems | Summary | Rollup | Evidence | Samples | Report
    | Tracing | LawText | Compared
)  # fmt: skip
