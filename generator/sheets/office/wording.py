"""What the cells of a form say, line by line, whichever program shows them."""

from dataclasses import dataclass
from itertools import groupby

from generator.records.texts import Language, Text
from generator.sheets.office.words import (
    BULLET,
    ROLES,
    Lines,
    Run,
    RunLine,
    Voice,
    english,
    inline,
    plain,
    put,
    run,
    series,
    word,
)
from generator.sheets.records import (
    Article,
    ArticleCount,
    CheckRow,
    CheckSheet,
    Clause,
    ClausePart,
    Count,
    DivisionCount,
    Law,
    Opening,
    TracedRow,
)


@dataclass(frozen=True, slots=True)
class Portion:
    """The clauses of one article on a sheet; `whole` where the sheet has no other."""

    at: str
    clauses: tuple[Clause, ...]
    due: int
    whole: bool


def articles(sheet: CheckSheet) -> tuple[Portion, ...]:
    """A sheet article by article."""
    runs = [(at, tuple(some)) for at, some in groupby(sheet.clauses, lambda c: c.article.at)]
    return tuple(
        Portion(at, some, sum(len(clause.checks) for clause in some), len(runs) == 1)
        for at, some in runs
    )


def bands(clause: Clause) -> tuple[Opening | Clause, ...]:
    """The law texts of a clause, those to be read before its own first."""
    return (*clause.lead, clause)


def bracketed(voice: Voice, heading: Text) -> Text:
    """A heading in brackets: it is the editors', not the regulation's."""
    return Text(f"［{heading.zh}］", f"[{english(voice, heading)}]")


def title(voice: Voice, key: str, about: Text | None) -> Lines:
    """自查表　第五条［重视、担当、作为］; in both languages the English stands below."""
    name = put(voice, word(voice, key), "title")
    if about is None:
        return name
    subject = put(voice, about, "section")
    gap = run("   ", "section")
    return tuple((*a, gap, *b) for a, b in zip(name, subject, strict=True))


def article_title(voice: Voice, article: Article, role: str) -> RunLine:
    """The citation of an article, with its heading where it has one."""
    cited = inline(voice, article.cite, role)
    if article.heading is None:
        return cited
    mark = bracketed(voice, article.heading)
    return (*cited, run("  ", "hint"), *inline(voice, mark, "hint"))


def count_title(voice: Voice, row: Count) -> Lines:
    """What a row of the summary is about; the only article of its chapter names it, too.

    In two languages the English is short, so that a row has two lines and not three.
    """
    match row:
        case ArticleCount():
            return put(voice, _article(voice, row), "head" if row.alone else "hint")
        case DivisionCount(title, label):
            below = word(voice, "subtotal")
            short = english(voice, label if voice.language == "both" else title)
            return put(voice, Text(f"{title.zh}　{below.zh}", f"{short}: {below.en}"), "head")
    return named(voice, "total", "head")


def _article(voice: Voice, row: ArticleCount) -> Text:
    zh, en = row.article.cite.zh, english(voice, row.article.cite)
    if row.article.heading:
        mark = bracketed(voice, row.article.heading)
        zh, en = zh + mark.zh, en if voice.language == "both" else f"{en} {mark.en}"
    if row.alone:
        zh, en = f"{zh}（{row.alone.zh}）", f"{en} ({english(voice, row.alone)})"
    return Text(zh, en)


def citation(voice: Voice, band: Clause | Opening) -> Lines:
    """Where the law text beside it stands, with the article's heading if it has only that."""
    lines = put(voice, band.cite, "cite")
    if band.caption is None:
        return lines
    return lines + put(voice, bracketed(voice, band.caption), "hint")


def law_lines(voice: Voice, words: Law) -> tuple[Lines, ...]:
    """The regulation's own words in pieces, ①② before what a check rests on."""
    kind = ROLES["law"]
    pieces: list[Lines] = []
    if voice.language != "en":
        for part in words.zh:
            runs = _marked(part)
            if part.begins or not pieces:
                pieces.append((runs,))
            else:
                pieces[-1] = ((*pieces[-1][0], *runs),)
    if voice.language != "zh":
        size = kind.en if voice.language == "en" else kind.sub
        texts = (t or voice.strings["untranslated"].en or "" for t in words.en)
        pieces += [((Run(t, kind.face, False, size, "en"),),) for t in texts]
    return tuple(pieces)


def _marked(part: ClausePart) -> RunLine:
    kind, small = ROLES["law"], ROLES["small"]
    words = Run(part.text, kind.face, False, kind.zh, "zh")
    if not part.mark:
        return (words,)
    return (Run(part.mark, "sans", True, small.zh, "zh"), words)


def cited_law(voice: Voice, band: Clause | Opening) -> tuple[Lines, ...]:
    """The same after the words that say where it stands, in one run."""
    cited = inline(voice, band.cite, "cite")
    if band.caption is not None:
        cited += inline(voice, bracketed(voice, band.caption), "hint")
    (first, *lines), *pieces = law_lines(voice, band.law)
    return ((*cited, run("　", "cite"), *first), *lines), *pieces


def draft(voice: Voice, sheet: CheckSheet) -> Lines:
    """How many checks have still to be written; nothing where none has."""
    if not sheet.drafts:
        return ()
    return put(voice, word(voice, "draft", n=str(sheet.drafts)), "label")


def clause(voice: Voice, check: CheckRow) -> Lines:
    """Number of the check, the mark of what it rests on, whom it concerns."""
    lines = numbered(voice, check)
    if check.bearers:
        lines += put(voice, _bearers(voice, check), "small")
    return lines


def numbered(voice: Voice, check: CheckRow) -> Lines:
    """Number of the check, the mark of what it rests on."""
    first: RunLine = (run(check.id, "small"),)
    if check.mark and voice.language != "en":
        first = (Run(f"{check.mark} ", "sans", False, 10, "zh"), *first)
    lines: Lines = (first,)
    if check.overall:
        lines = put(voice, word(voice, "overall"), "small") + lines
    return lines


def _bearers(voice: Voice, check: CheckRow) -> Text:
    who = series(voice, check.bearers)
    if not check.inferred:
        return who
    added = word(voice, "inferred")
    return Text(f"{who.zh}{added.zh}", f"{who.en} {added.en}")


def question(voice: Voice, check: CheckRow) -> Lines:
    """The question, and whether it goes beyond the wording of the regulation."""
    lines = put(voice, check.ask, "ask")
    for text in check.before:
        lines += put(voice, text, "small")
    if check.guidance:
        lines += (inline(voice, bracketed(voice, word(voice, "guidance")), "small"),)
    return lines


def guided(voice: Voice, check: CheckRow) -> Lines:
    """Whom it concerns, how to verify, what to draw, which papers show it; what to compare."""
    concerned = ((word(voice, "lead-bearers"), _bearers(voice, check)),)
    parts = (
        *(concerned if check.bearers else ()),
        (word(voice, "lead-verify"), series(voice, check.verify)),
        (word(voice, "lead-sampling"), check.sampling),
        (word(voice, "lead-evidence"), series(voice, check.evidence)),
    )
    looks = _looks(voice, check)
    said = Text(
        "　".join((*(f"{lead.zh}{text.zh}" for lead, text in parts), *(t.zh for t in looks))),
        "  ".join(
            (
                *(f"{lead.en}{english(voice, text)}" for lead, text in parts),
                *(english(voice, t) for t in looks),
            )
        ),
    )
    return put(voice, said, "hint")


def looked_at(voice: Voice, check: CheckRow) -> Lines:
    """What to hold against what, and whose result may be borrowed."""
    return tuple(line for text in _looks(voice, check) for line in put(voice, text, "hint"))


def _looks(voice: Voice, check: CheckRow) -> tuple[Text, ...]:
    lead = word(voice, "lead-look")
    said = [Text(f"{lead.zh}{t.zh}", f"{lead.en}{english(voice, t)}") for t in check.look]
    if check.companions:
        ids = Text("、".join(check.companions), ", ".join(check.companions))
        said.append(word(voice, "companions", ids=ids))
    return tuple(said)


def method(voice: Voice, check: CheckRow) -> Lines:
    """How to verify, and how many to sample."""
    verified = put(voice, series(voice, check.verify), "hint")
    return verified + put(voice, check.sampling, "hint")


def evidence(voice: Voice, check: CheckRow | TracedRow) -> Lines:
    """Papers that show it, one a line."""
    language: Language = "en" if voice.language == "en" else "zh"
    dot = Run(BULLET, "sans", True, ROLES["hint"].zh, language)
    return tuple((dot, *inline(voice, item, "hint")) for item in check.evidence)


def named(voice: Voice, key: str, role: str = "label") -> Lines:
    """A word of the dictionary."""
    return put(voice, word(voice, key), role)


def once(voice: Voice, key: str) -> str:
    """The same as one string."""
    return plain(voice, word(voice, key))
