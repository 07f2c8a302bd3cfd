"""What the cells of a form say, line by line, whichever program shows them."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from generator.sheets.office.words import (
    ROLES,
    Line,
    Lines,
    Record,
    Run,
    Voice,
    english,
    inline,
    plain,
    put,
    run,
    series,
    word,
)


@dataclass(frozen=True, slots=True)
class Portion:
    """The groups of one article on a sheet; `whole` where the sheet has no other."""

    at: str
    groups: tuple[dict[str, Any], ...]
    due: int
    whole: bool


Group = dict[str, Any]  # as generator.sheets.bands.groups makes them
Check = dict[str, Any]


def articles(sheet: dict[str, Any]) -> tuple[Portion, ...]:
    """A sheet article by article."""
    runs = [(at, tuple(some)) for at, some in groupby(sheet["groups"], _at)]
    return tuple(
        Portion(at, some, sum(len(g["checks"]) for g in some), len(runs) == 1)
        for at, some in runs
    )


def _at(group: Group) -> str:
    return str(group["article"]["at"])


def bracketed(voice: Voice, heading: Record) -> Record:
    """A heading in brackets: it is the editors', not the regulation's."""
    return {"zh": f"［{heading['zh']}］", "en": f"[{english(voice, heading)}]"}


def title(voice: Voice, key: str, about: Record) -> Lines:
    """自查表　第五条［重视、担当、作为］; in both languages the English stands below."""
    name = put(voice, word(voice, key), "title")
    subject = put(voice, about, "section")
    gap = run("   ", "section")
    return tuple((*a, gap, *b) for a, b in zip(name, subject, strict=True))


def heading(voice: Voice, group: Group) -> Line:
    """第五条［重视、担当、作为］ above the first band of an article."""
    return titled(voice, group["heading"], "section")


def titled(voice: Voice, article: dict[str, Any], role: str) -> Line:
    """The citation of an article, with its heading where it has one."""
    cited = inline(voice, article["cite"], role)
    if article["heading"] is None:
        return cited
    mark = bracketed(voice, article["heading"])
    return (*cited, run("  ", "hint"), *inline(voice, mark, "hint"))


def counted(voice: Voice, row: dict[str, Any]) -> Lines:
    """What a row of the summary is about; the only article of its chapter names it, too.

    In two languages the English is short, so that a row has two lines and not three.
    """
    if row["kind"] == "total":
        return named(voice, "total", "head")
    if row["kind"] == "division":
        below, about = word(voice, "subtotal"), row["title"]
        short = row["label"] if voice.language == "both" else about
        said = {
            "zh": f"{about['zh']}　{below['zh']}",
            "en": f"{english(voice, short)}: {below['en']}",
        }
        return put(voice, said, "head")
    zh, en = row["cite"]["zh"], english(voice, row["cite"])
    if row["heading"]:
        mark = bracketed(voice, row["heading"])
        zh, en = zh + mark["zh"], en if voice.language == "both" else f"{en} {mark['en']}"
    if alone := row.get("alone"):
        zh, en = f"{zh}（{alone['zh']}）", f"{en} ({english(voice, alone)})"
    return put(voice, {"zh": zh, "en": en}, "head" if alone else "hint")


def cite(voice: Voice, group: Group) -> Lines:
    """Where the law text beside it stands, with the article's heading if it has only that."""
    lines = put(voice, group["cite"], "cite")
    if group.get("caption") is None:
        return lines
    return lines + put(voice, bracketed(voice, group["caption"]), "hint")


def law(voice: Voice, words: dict[str, Any]) -> tuple[Lines, ...]:
    """The regulation's own words in pieces, ①② before what a check rests on."""
    kind = ROLES["law"]
    pieces: list[Lines] = []
    if voice.language != "en":
        for part in words["zh"]:
            runs = _marked(part)
            if part["begins"] or not pieces:
                pieces.append((runs,))
            else:
                pieces[-1] = ((*pieces[-1][0], *runs),)
    if voice.language != "zh":
        size = kind.en if voice.language == "en" else kind.sub
        texts = (t or voice.strings["untranslated"]["en"] or "" for t in words["en"])
        pieces += [((Run(t, kind.face, False, size, "en"),),) for t in texts]
    return tuple(pieces)


def _marked(part: dict[str, Any]) -> Line:
    kind, small = ROLES["law"], ROLES["small"]
    words = Run(part["text"], kind.face, False, kind.zh, "zh")
    if not part["mark"]:
        return (words,)
    return (Run(part["mark"], "sans", True, small.zh, "zh"), words)


def draft(voice: Voice, sheet: dict[str, Any]) -> Lines:
    """How many checks have still to be written; nothing where none has."""
    count = sheet.get("drafts", 0)
    return put(voice, word(voice, "draft", n=str(count)), "label") if count else ()


def clause(voice: Voice, check: Check) -> Lines:
    """Number of the check, the mark of what it rests on, whom it concerns."""
    first: Line = (run(check["id"], "small"),)
    if check["mark"] and voice.language != "en":
        first = (Run(f"{check['mark']} ", "sans", False, 10, "zh"), *first)
    lines: Lines = (first,)
    if check["overall"]:
        lines = put(voice, word(voice, "overall"), "small") + lines
    if check["bearers"]:
        lines += put(voice, _bearers(voice, check), "small")
    return lines


def _bearers(voice: Voice, check: Check) -> Record:
    who = series(voice, check["bearers"])
    if not check["inferred"]:
        return who
    added = word(voice, "inferred")
    return {"zh": f"{who['zh']}{added['zh']}", "en": f"{who['en']} {added['en']}"}


def asked(voice: Voice, check: Check) -> Lines:
    """The question, and whether it goes beyond the wording of the regulation."""
    lines = put(voice, check["ask"], "ask")
    if check["guidance"]:
        lines += (inline(voice, bracketed(voice, word(voice, "guidance")), "small"),)
    return lines


def method(voice: Voice, check: Check) -> Lines:
    """How to verify, and how many to sample."""
    return put(voice, series(voice, check["verify"]), "hint") + put(
        voice, check["sampling"], "hint"
    )


def evidence(voice: Voice, check: Check) -> Lines:
    """Papers that show it, one a line."""
    language: Literal["zh", "en"] = "en" if voice.language == "en" else "zh"
    dot = Run("· ", "sans", True, ROLES["hint"].zh, language)
    return tuple((dot, *inline(voice, item, "hint")) for item in check["evidence"])


def named(voice: Voice, key: str, role: str = "label") -> Lines:
    """A word of the dictionary."""
    return put(voice, word(voice, key), role)


def once(voice: Voice, key: str) -> str:
    """The same as one string."""
    return plain(voice, word(voice, key))
