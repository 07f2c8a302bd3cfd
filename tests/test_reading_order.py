"""What a PDF says, from its first word to its last, is what its job says and in that order."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from city import ID, sheet_jobs
from pypdf import PdfReader
from tagged import spoken

from generator.records.texts import Text
from generator.sheets.jobs import Job
from generator.sheets.records import (
    CheckRow,
    CheckSheet,
    Clause,
    Count,
    Evidence,
    Law,
    Ledger,
    Rollup,
    Samples,
    Summary,
    Tracing,
)

LANGUAGES = ("zh", "en", "both")
ARTICLES = ("02", "03", "05", "06", "07", "07-1", "08", "09", "10", "11")
BEARERS = (
    *("all", "discipline", "district", "hotline", "park_office", "person", "personnel"),
    *("street", "unit", "warden"),
)
FORMS = (
    *(f"{form}-{n}" for form in ("article", "walk") for n in ARTICLES),
    *(f"bearer-{code}" for code in BEARERS),
    *("ledger", "summary", "rollup", "samples", "evidence", "evidence-blank"),
    *("tracer-facility", "tracer-tree"),
)
# All but the booklet, whose sheets are these, and the report, which is a text with blanks.
SHEETS = (
    *(f"{lang}/{form}" for lang in LANGUAGES for form in FORMS),
    *(f"{lang}/large-{n}" for lang in ("zh", "en") for n in ARTICLES),
)
FIELDS = (("unit", "unit-type", "filled-by"), ("period", "fill-date", "phone"))
DATED = {"period": "date-range", "fill-date": "date", "traced-on": "date", "handover": "date"}
SIGNED = ("filler", "reviewer", "leader-charge", "leader-head")
COUNTED = ("yes", "partial", "no", "na", "unchecked")
Said = str | None  # None: what may be left out


@cache
def every() -> dict[str, Job]:
    return {name.removesuffix(".pdf"): job for name, job in sheet_jobs().items()}


def plain(text: str) -> str:
    return re.sub(r"[\s\u2060\u200b]", "", text)


def joined(*texts: Text) -> Text:
    return Text("".join(t.zh for t in texts), "".join(t.en or "" for t in texts))


class Model:
    """The words of a job in the order in which a person reads them; `(…,)` may be absent."""

    def __init__(self, job: Job) -> None:
        self.language, self.strings = job.language, job.sheet.setting.strings
        self.answers = {answer.code: answer.short for answer in job.sheet.setting.scale}
        self.template, self.body = job.sheet.template, job.sheet.body

    def say(self, *texts: Text) -> str:
        """Texts in the job's languages, all of the Chinese before all of the English."""
        missing = self.strings["untranslated"].en or ""
        zh = "".join(text.zh for text in texts)
        en = "".join(text.en or missing for text in texts)
        return {"zh": zh, "en": en, "both": zh + en}[self.language]

    def word(self, *keys: str) -> str:
        return "".join(self.say(self.strings[key]) for key in keys)

    def blanks(self, key: str) -> str:
        both = self.language == "both"
        found = self.strings[f"{key}-both" if both else key]
        words = found.en or "" if self.language == "en" else found.zh
        return words.replace("{_}", "")

    def field(self, key: str) -> str:
        return self.word(key) + (self.blanks(DATED[key]) if key in DATED else "")

    def fields(self, *lines: tuple[str, ...]) -> str:
        return "".join(self.field(key) for line in lines or FIELDS for key in line)

    def titled(self, key: str, subject: Text) -> str:
        return self.say(self.strings[key], subject)

    def notes(self, *keys: str) -> str:
        numbered = "".join(f"{n}.{self.word(key)}" for n, key in enumerate(keys, 1))
        return self.word("notes") + numbered

    def signatures(self, opinion: str, people: tuple[str, ...] = SIGNED) -> str:
        signed = "".join(self.word(key) + self.blanks("date") for key in people)
        return self.word(opinion, "seal") + self.blanks("date") + signed

    def scale(self) -> str:
        two = ("yes", "na", "partial", "unchecked", "no")
        codes = two if self.language == "zh" else COUNTED
        return "".join(self.say(self.answers[code]) for code in codes)

    def series(self, texts: Sequence[Text]) -> Text:
        return Text("、".join(t.zh for t in texts), ", ".join(t.en or "" for t in texts))

    def bracketed(self, heading: Text) -> str:
        return self.say(Text(f"［{heading.zh}］", f"[{heading.en}]"))

    def law(self, words: Law) -> str:
        zh = "".join(f"{part.mark or ''}{part.text}" for part in words.zh)
        return self.say(Text(zh, "".join(line or "" for line in words.en)))

    def bullets(self, texts: Sequence[Text]) -> str:
        return "".join(f"·{self.say(text)}" for text in texts)

    def sums(self, key: str) -> str:
        return self.say(self.answers[key]) if key in COUNTED else self.word(f"sum-{key}")

    # ── forms ──

    def parts(self) -> Iterator[str | tuple[str]]:
        yield from getattr(self, self.template)(self.body)

    def sheet(self, sheet: CheckSheet) -> Iterator[str | tuple[str]]:
        notes = self.notes(
            *(f"note-{k}" for k in ("face", "yes", "reason", "no", "true", "data"))
        )
        yield self.titled("sheet", sheet.subject) + self.fields()
        yield (notes,)
        heads = (
            "no",
            "clause",
            "ask",
            "editorial",
            "result",
            "finding",
            "remark",
            "verify",
            "evidence",
        )
        yield self.word(*(k if k == "no" else f"col-{k}" for k in heads))
        articles = [clause.article.at for clause in sheet.clauses]
        several = len(set(articles)) > 1
        for clause, after in zip(sheet.clauses, [*articles[1:], ""], strict=True):
            yield from self.clause(clause)
            if several and clause.article.at != after:
                same = [c for c in sheet.clauses if c.article == clause.article]
                yield self.total("subtotal", sum(len(c.checks) for c in same))
                yield (self.word("more-notes"),)
        yield self.total("total" if several else "subtotal", sheet.due)
        yield (self.word("own-band"),)
        for _ in range(8):
            yield (self.word("own-row") + self.scale(),)
        yield self.signatures("opinion")
        yield (notes,)

    def clause(self, group: Clause) -> Iterator[str | tuple[str]]:
        if group.heading and group.heading.heading:
            yield self.say(group.heading.cite)
            yield self.bracketed(group.heading.heading)
        for band in (*group.lead, group):
            caption = self.bracketed(band.caption) if band.caption else ""
            yield self.say(band.cite) + caption + self.law(band.law)
        concerned = [self.concerned(c) for c in group.checks]
        alike = concerned == concerned[:1] * len(concerned) and group.checks[0].bearers
        if alike:
            lead = self.strings["lead-bearers"]
            yield self.say(joined(lead, concerned[0]))
        for check, who in zip(group.checks, concerned, strict=True):
            yield (self.say(group.cite) + self.word("printed-before") + caption,)
            named = check.bearers and not alike
            yield self.check(check, self.say(who) if named else "")
            yield (self.word("more-notes"),)

    def concerned(self, check: CheckRow) -> Text:
        who = self.series(check.bearers)
        return joined(who, self.strings["inferred"]) if check.inferred else who

    def total(self, key: str, due: int) -> str:
        labels = "".join(self.sums(k) for k in COUNTED)
        counted = self.word(key, "sum-due") + f"{due}" + self.word("sum-done") + labels
        return counted + self.word("sum-rate") + "%"

    def check(self, check: CheckRow, who: str) -> str:
        overall = self.word("overall") if check.overall else ""
        mark = check.mark if check.mark and self.language != "en" else ""
        guidance = self.word("guidance") if check.guidance else ""
        below = (
            self.say(*look) if (look := self.look(check)) and self.language == "both" else ""
        )
        within = "" if below else "".join(map(self.say, look))
        return "".join(
            (
                *(str(check.no), overall, mark, check.id, who),
                *(self.say(check.ask), guidance, within),
                *(self.say(self.series(check.verify)), self.say(check.sampling)),
                *(self.bullets(check.evidence), self.scale(), self.drawn(check), below),
            )
        )

    def look(self, check: CheckRow) -> list[Text]:
        """What to compare, in two languages below the row."""
        lines = [joined(self.strings["lead-look"], line) for line in check.look]
        if check.companions:
            said = self.strings["companions"]
            zh = said.zh.replace("{ids}", "、".join(check.companions))
            en = (said.en or "").replace("{ids}", ", ".join(check.companions))
            lines.append(Text(zh, en))
        return lines

    def drawn(self, check: CheckRow) -> str:
        """Blanks to write numbers on, in two languages with their Chinese words alone."""
        if check.drawn is None:
            return ""
        said, unit = self.strings["drawn"], check.drawn
        if self.language == "en":
            return (said.en or "").replace("{_}", "").replace("{unit}", unit.en or "")
        return said.zh.replace("{_}", "").replace("{unit}", unit.zh)

    def large(self, sheet: CheckSheet) -> Iterator[str | tuple[str]]:
        keys = ("note-face", "note-yes", "note-reason", "note-no", "note-true")
        notes = (self.notes(*keys, "note-data-large"),)
        yield self.titled("large", sheet.subject)
        yield (every()["zh/ledger"].sheet.setting.regulation.title.en or "",)
        yield self.fields(("unit", "filled-by"), ("period", "fill-date"))
        yield notes
        yield (self.signatures("opinion"),)  # on a cover, or at the end
        yield self.word("col-no-large", "col-ask-large", "col-result", "col-finding")
        for group in sheet.clauses:
            for band in (*group.lead, group):
                yield self.say(band.cite) + self.law(band.law)
            for check in group.checks:
                yield self.large_check(check)
        labels = "".join(self.sums(k) for k in COUNTED)
        yield self.word("subtotal", "sum-due") + f"{sheet.due}" + self.word("sum-done")
        yield labels + self.word("sum-rate") + "%"
        for _ in range(2):
            yield (self.word("own-row") + self.scale(),)
        yield (self.signatures("opinion"),)
        yield notes

    def large_check(self, check: CheckRow) -> str:
        mark = check.mark if check.mark and self.language != "en" else ""
        guidance = self.word("guidance") if check.guidance else ""
        return "".join(
            (
                *(str(check.no), check.id, self.say(self.concerned(check))),
                *(self.word("overall") if check.overall else "", mark),
                *(self.say(check.ask), guidance),
                self.labelled(verify=self.series(check.verify), sampling=check.sampling),
                self.labelled(evidence=self.series(check.evidence)),
                *map(self.say, self.look(check)),
                self.scale(),
            )
        )

    def labelled(self, **texts: Text) -> str:
        """方法：查阅资料；抽样：全部核对"""
        said = [joined(self.strings[f"lead-{k}"], text) for k, text in texts.items()]
        zh, en = (text.zh for text in said), (text.en or "" for text in said)
        return self.say(Text("；".join(zh), "; ".join(en)))

    def walk(self, sheet: CheckSheet) -> Iterator[str | tuple[str]]:
        marked = any(c.guidance for g in sheet.clauses for c in g.checks)
        yield self.titled("walk", sheet.subject)
        yield self.fields(("unit-plain", "filled-by", "fill-date"))
        yield self.word("no", "col-clause-only", "col-ask-hint")
        yield (self.word("guidance-mark") if marked else "")
        yield "".join(self.say(self.answers[code]) for code in COUNTED)
        for group in sheet.clauses:
            for n, check in enumerate(group.checks):
                clause = self.say(group.part)
                if check.overall:
                    clause = self.word("overall-short")
                sign = "※" if check.guidance else ""
                asked = joined(Text(sign, sign), check.ask)
                yield str(check.no)
                if n == 0:
                    yield clause
                elif not self.say(asked).startswith(clause):
                    yield (clause,)  # again on a page of its own
                yield self.say(asked)
        yield self.word("short-notes")

    def ledger(self, _sheet: Ledger) -> Iterator[str | tuple[str]]:
        yield self.word("ledger") + self.fields()
        heads = (
            "clause-check",
            "problem",
            "measure",
            "leader",
            "person",
            "limit",
            "done",
            "proof",
            "closed",
        )
        yield self.word("no", *(f"col-{k}" for k in heads))
        for n in range(1, 20):
            yield (str(n),)
        yield self.notes(
            *("ledger-zero", "ledger-from", "ledger-measure", "note-true", "ledger-close"),
            "note-data-short",
        )
        yield self.signatures("ledger-opinion")

    def summary(self, sheet: Summary) -> Iterator[str | tuple[str]]:
        yield self.word("summary") + self.fields(("unit", "period", "fill-date"))
        keys = ("due", "done", *COUNTED, "rate", "problems", "fixed", "fixing")
        yield self.word("col-article") + "".join(self.sums(k) for k in keys)
        for row in sheet.rows:
            yield self.caption(row) + str(row.due)
        yield self.word("cross", "col-bearer")
        yield "".join(self.say(a) for a in sheet.articles) + self.word("total")
        for row in sheet.cross:
            zh = (row.short if self.language == "both" else row.bearer).zh
            counts = "".join(str(n) for n in row.counts if n)
            yield self.say(Text(zh, row.short.en)) + counts + str(row.total)
        yield self.notes("summary-rate", "summary-due-printed", "cross-note")
        yield self.word(*SIGNED)

    def caption(self, row: Count) -> str:
        both, below = self.language == "both", self.strings["subtotal"]
        if row.kind == "total":
            return self.word("total")
        if row.kind == "division":
            en = f"{(row.label if both else row.title).en}: {below.en}"
            return self.say(Text(row.title.zh + below.zh, en))
        cite, heading = row.article.cite, row.article.heading
        assert heading is not None
        en = f"{cite.en}" if both else f"{cite.en} [{heading.en}]"
        zh = f"{cite.zh}［{heading.zh}］"
        if row.alone:
            zh, en = f"{zh}（{row.alone.zh}）", f"{en} ({row.alone.en})"
        return self.say(Text(zh, en))

    def evidence(self, sheet: Evidence) -> Iterator[str | tuple[str]]:
        yield self.titled("evidence", sheet.subject) + self.fields()
        heads = ("evidence-kind", "evidence-name", "evidence-date", "pages", "checks", "place")
        yield self.word("no", *(f"col-{k}" for k in heads))
        for row in sheet.rows:
            yield f"{row.no}{self.say(row.name)}{''.join(row.checks)}"
        for n in range(1, 40):
            yield ("" if sheet.rows else str(n),)
        yield self.notes("evidence-rows", "evidence-numbers", "note-true", "evidence-data")
        yield self.fields(("compiler", "receiver", "handover"))

    def samples(self, sheet: Samples) -> Iterator[str | tuple[str]]:
        suggested = self.word("sampling-title", *("col-short", "col-full") * 2) + "".join(
            self.say(t.short) + self.say(t.text) for t in sheet.sampling
        )
        yield self.word("samples") + self.fields()
        notes = self.notes("sample-every", "sample-before", "sample-replace", "sample-data")
        yield (notes,)
        heads = (
            "check-no",
            "total",
            "sample",
            "drawn-how",
            "drawn-by",
            "drawn-on",
            "sample-result",
            "remark",
        )
        yield self.word("no", *(f"col-{k}" for k in heads))
        for n in range(1, 40):
            yield (str(n),)
        yield (suggested,)
        yield (notes,)
        yield self.fields(("drawer", "witness", "fill-date"))

    def rollup(self, _sheet: Rollup) -> Iterator[str | tuple[str]]:
        yield self.word("rollup") + self.fields(("unit", "phone"), ("period", "fill-date"))
        yield self.word("no", "col-reporting", "sum-due")
        yield "".join(self.say(self.answers[code]) for code in COUNTED)
        yield self.word("sum-problems", "sum-fixed", "sum-not-fixed", "col-remark")
        for n in range(1, 40):
            yield (str(n),)
        yield self.word("total")
        yield self.notes(*(f"rollup-{k}" for k in ("rows", "zero", "sums", "rate")))
        yield self.word(*SIGNED)

    def tracer(self, sheet: Tracing) -> Iterator[str | tuple[str]]:
        yield self.titled("tracer", sheet.subject) + self.say(sheet.followed)
        yield self.word("place", "drawn-how") + self.fields(
            ("unit", "tracer-name", "traced-on")
        )
        heads = ("clause-check", "ask", "traced-proof", "result", "traced-seen")
        yield self.word("no", *(f"col-{k}" for k in heads))
        for n, stage in enumerate(sheet.stages):
            zh, en = stage.title.zh, stage.title.en
            yield self.say(Text(f"{'一二三四五六'[n]}、{zh}", f"{n + 1}. {en}"))
            if n:
                yes, no = (self.say(self.answers[k]) for k in ("yes", "no"))
                yield self.word("traced-agrees") + yes + no
            for row in stage.rows:
                yield f"{row.no}{self.say(row.cite)}{row.id}{self.say(row.ask)}"
                yield self.bullets(row.evidence) + self.scale()
        yield self.signatures("traced-opinion", ("tracer-person", "reviewer"))
        yield self.notes("traced-stages", "traced-one", "traced-ledger", "traced-data")


def test_no_sheet_is_left_out():
    pdfs = {name for name, job in every().items() if job.format == "pdf"}
    whole = {
        f"{lang}/{f}" for lang in LANGUAGES for f in ("booklet", "first", "problems", "report")
    }
    own = ("list", "summary", "report", "evidence", "samples")  # of one type of unit
    rest = pdfs - set(SHEETS) - whole
    rest = {name for name in rest if "/tracer-matrix-" not in name}  # boxes without words
    assert {name for name in rest if name.split("/")[1].split("-")[0] not in own} == set()


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_says_what_its_job_says_in_that_order(name: str, site: Path):
    said = plain("".join(t for _, t in spoken(PdfReader(site / f"sheets/{ID}/{name}.pdf"))))
    at = 0
    for part in Model(every()[name]).parts():
        words = plain(part if isinstance(part, str) else part[0])
        there = said.startswith(words, at)
        if isinstance(part, str):
            assert said[at : at + len(words)] == words
        at += len(words) if there else 0
    assert said[at:] == ""
