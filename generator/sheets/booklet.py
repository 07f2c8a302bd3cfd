"""The sheets of checks, and the booklet that binds them with the forms filled in from them."""

from collections.abc import Collection
from dataclasses import replace

from generator.records.checklist import Term
from generator.records.texts import Text
from generator.rules.quoted import stretches, total, word_counts
from generator.sheets.clauses import (
    AskedArticle,
    Questions,
    about,
    asked_of,
    checks_of,
    chosen,
    clauses,
)
from generator.sheets.identity import identity, sheet_id
from generator.sheets.records import (
    Booklet,
    CheckSheet,
    ContentsLine,
    Identity,
    Ledger,
    Sampling,
    SignOff,
    WordsQuoted,
)
from generator.sheets.runs import ArticleRun, addresses, between, runs, span_of
from generator.sheets.summary import summary


def article_sheet(every: Questions, one: AskedArticle) -> CheckSheet:
    """The sheet of an article."""
    at = one.article.address
    some = about(every, (at,))
    ident = identity(some, sheet_id("article", at))
    return sheet(some, ident, (sheet_title(one), one.article.cite), headed=False)


def run_sheet(every: Questions, run: ArticleRun, words: Text) -> CheckSheet:
    """The sheet of several articles; `words` say {from} to {to}."""
    first, last = run.asked[0], run.asked[-1]
    if first is last:
        return article_sheet(every, first)
    some = about(every, addresses(run))
    subject = run.whole or between(first.article, last.article, words)
    ident = identity(some, sheet_id("chapter", span_of(run)))
    return sheet(some, ident, (subject, subject), headed=True)


def first_sheet(every: Questions, words: Text, bearer: Term | None = None) -> CheckSheet | None:
    """The checks of a first round, those of a bearer where one is given; None without any.

    Its stamp is that of all the checks among which these are; `words` name the round.
    """
    some = asked_of(every, bearer) if bearer else every
    ids = frozenset(check.id for check in checks_of(some) if check.first)
    if not ids:
        return None
    names = (words, words)
    if bearer:
        names = (_joined(words, bearer.text), _joined(words, bearer.short))
    ident = identity(some, sheet_id("first", bearer.code if bearer else ""))
    headed = len(every.regulation.articles) > 1
    asked = replace(chosen(some, ids), bearers=some.bearers)
    return replace(sheet(asked, ident, names, headed=headed), drafts=0)


def _joined(words: Text, who: Text) -> Text:
    return Text(f"{words.zh}　{who.zh}", f"{words.en}: {who.en}" if who.en else words.en)


def sheet(
    some: Questions, ident: Identity, names: tuple[Text, Text], *, headed: bool
) -> CheckSheet:
    """自查表; `names` are the subject and what stands of it in the running head."""
    asked = clauses(some, headed=headed)
    due, drafts = len(checks_of(some)), len(some.drafts)
    return CheckSheet(ident, *names, asked, due=due, drafts=drafts)


def sheet_title(one: AskedArticle) -> Text:
    """第五条［不重视、不担当、不作为］: brackets mark what is not the regulation's."""
    cite, heading = one.article.cite, one.heading
    if heading is None:
        return cite
    return Text(
        f"{cite.zh}［{heading.zh}］", f"{cite.en} [{heading.en}]" if heading.en else cite.en
    )


def booklet(every: Questions, words: Text) -> Booklet:
    """All that is printed for a whole regulation; `words` say {from} to {to}."""
    ident = identity(every, sheet_id("booklet"))
    sheets = tuple(_inside(every, run, words) for run in runs(every))
    entries = (ContentsLine("sheet", s.label, s.subject, s.due) for s in sheets)
    ends = (ContentsLine(form, form) for form in ("summary", "ledger", "signature"))
    return Booklet(
        ident,
        sampling_terms(every),
        (*entries, *ends),
        sheets,
        summary(every, identity(every, sheet_id("summary"))),
        Ledger(identity(every, sheet_id("ledger"))),
        SignOff(ident),
        _words(every),
    )


def _words(every: Questions) -> WordsQuoted:
    law = every.regulation
    count = total(word_counts(law, stretches(law)).values())
    return WordsQuoted(count.quoted, count.counted, count.percent)


def _inside(every: Questions, run: ArticleRun, words: Text) -> CheckSheet:
    """A sheet of the booklet: not signed by itself."""
    label = f"sheet-{run.asked[0].article.address}"
    return replace(run_sheet(every, run, words), inside=True, label=label)


def sampling_terms(
    every: Questions, used: Collection[str] | None = None
) -> tuple[Sampling, ...]:
    """The ways to sample, all or those `used`, whose short form in the tables needs a word."""
    terms = every.regulation.vocabulary.sampling.items()
    return tuple(
        Sampling(t.short, t.text)
        for code, t in terms
        if t.short.zh != t.text.zh and (used is None or code in used)
    )
