"""A plan written into the YAML files: only what it changes, all else as it was."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.edit.editing import line_end
from generator.edit.patching import (
    Patch,
    after_line,
    bilingual,
    in_brackets,
    patched,
    scalar,
    start_of_line,
    with_entry,
    with_items,
    with_list,
    without_item,
)
from generator.edit.stamping import stamp_in_yaml
from generator.edit.worksheet.changing import (
    NEED_NOT_BE,
    WRITTEN,
    accepted_of,
    listed_in,
    patches,
    said_of,
    texts_of,
    with_texts,
)
from generator.edit.worksheet.desk import Plan, Step
from generator.edit.worksheet.newterms import NewTerm
from generator.edit.worksheet.rows import Values
from generator.project.yamlspans import Span, spans, word
from generator.records.regulation import Regulation
from generator.records.walking import provisions, walk, written_checks
from generator.text.addresses import article_of, number_width, order, page_name

_UNSAID = "经核对，不设检查项"  # where a provision loses its last check and nobody said why


@dataclass(frozen=True, slots=True)
class _Work:
    """One file: its text, how it is laid out, the changes that belong in it."""

    regulation: Regulation
    article: str
    text: str
    steps: tuple[Step, ...]
    ids: Mapping[int, str]
    patches: list[Patch] = field(default_factory=list)


def written(
    regulation: Regulation, plan: Plan, files: Mapping[str, str]
) -> tuple[Mapping[str, str], Mapping[int, str]]:
    """Path → the text it becomes, and the ids given to new checks by the number of their step.

    `files` are the texts of the checklists and of the vocabulary as they are.
    """
    ids = _new_ids(regulation, plan)
    paths = {c.article: c.location.path for c in regulation.checklist_files}
    digits = number_width(a.address for a in regulation.articles)
    after: dict[str, str] = {}
    by_article: dict[str, list[int]] = {}
    for n, step in enumerate(plan.steps):
        by_article.setdefault(article_of(step.at), []).append(n)
    for article, numbers in by_article.items():
        name = f"checklists/{regulation.id}/{page_name(article, digits=digits)}.yaml"
        path = paths.get(article, name)
        text = files.get(path) or _begun(regulation, article)
        steps = tuple(plan.steps[n] for n in numbers)
        given = {k: ids[n] for k, n in enumerate(numbers) if n in ids}
        after[path] = _file(_Work(regulation, article, text, steps, given))
    if plan.terms:
        path = f"checklists/{regulation.id}/vocabulary.yaml"
        after[path] = _with_terms(files[path], plan.terms)
    return after, ids


def _begun(regulation: Regulation, article: str) -> str:
    head = (
        f"# yaml-language-server: $schema=../../schema/checklists/{regulation.id}.schema.json"
    )
    return f"{head}\narticle: {article}\n"


def _new_ids(regulation: Regulation, plan: Plan) -> Mapping[int, str]:
    """For each new check one that no check has or had: in files, taken out, in editions."""
    given = {check.id for check in written_checks(regulation)}
    given |= {id_ for c in regulation.checklist_files for id_ in c.dropped}
    given |= {id_ for edition in regulation.editions for id_ in edition.checks}
    ids: dict[int, str] = {}
    for n, step in enumerate(plan.steps):
        if step.what == "add":
            stem = _stem(regulation, step.at, given)
            numbers = [int(i.rpartition("-")[2]) for i in given if _is_of(i, stem)]
            ids[n] = f"{stem}-{max(numbers, default=0) + 1}"
            given.add(ids[n])
    return ids


def _is_of(id_: str, stem: str) -> bool:
    return id_.rpartition("-")[0] == stem


def _stem(regulation: Regulation, at: str, given: set[str]) -> str:
    """A05-01 of the checks that the provision has, else by its place in the article."""
    own = [check.id for check in written_checks(regulation) if check.at == at]
    if own:
        return own[-1].rpartition("-")[0]
    article = next(a for a in regulation.articles if a.address == article_of(at))
    digits = number_width(a.address for a in regulation.articles)
    number = page_name(article.address, digits=digits).removeprefix("article-")
    with_words = [p.address for p in walk((article,)) if p.words.zh]
    first = 0 if len(with_words) > 1 and article.words.zh else 1
    n = with_words.index(at) + first if at in with_words else 0
    others = {c.id.rpartition("-")[0] for c in written_checks(regulation) if c.at != at}
    while f"A{number}-{n:02}" in others:
        n = max(n, len(with_words)) + 1
    del given
    return f"A{number}-{n:02}"


def _file(work: _Work) -> str:
    """The text of a checklist with its steps done, one kind of change after the other."""
    text = _edited(work)
    text = _without_dropped(replace(work, text=text, patches=[]))
    return _with_more(replace(work, text=text, patches=[]))


def _edited(work: _Work) -> str:
    root = spans(work.text)
    for step in work.steps:
        if step.what in ("edit", "accept"):
            table = _check(root, step.id)
            work.patches.extend(patches(work.text, table, step))
        elif step.what == "why":
            work.patches.extend(_reason(work.text, root, step))
    return patched(work.text, work.patches)


def _blocks(root: Span | None) -> Span:
    """The list of provisions, empty where there is none."""
    there = root.entries.get("provisions") if root else None
    return there or Span(0, 0, 0)


def _check(root: Span | None, id_: str) -> Span:
    return next(
        check
        for _, checks in _listed(root)
        for check in checks.items
        if word(check, "id") == id_
    )


def _listed(root: Span | None) -> Iterator[tuple[Span, Span]]:
    """Each provision with its list of checks."""
    for block in _blocks(root).items:
        if checks := block.entries.get("checks"):
            yield block, checks


def _reason(text: str, root: Span | None, step: Step) -> Iterator[Patch]:
    """Why there are no checks, where something is said of it already."""
    why, en = texts_of(step.values, "why")
    for_all = root.entries.get("no_checks") if root else None
    if for_all and "." not in step.at:
        yield from with_texts(text, for_all, why, en)
        return
    for block in _blocks(root).items:
        there = block.entries.get("no_checks")
        if there and word(block, "at") == step.at:
            yield from with_texts(text, there, why, en)


def _without_dropped(work: _Work) -> str:
    """Checks taken out, and their ids kept in `dropped` so that none is given again."""
    gone = [step.id for step in work.steps if step.what == "drop"]
    if not gone:
        return work.text
    root = spans(work.text)
    for block, checks in _listed(root):
        numbers = [n for n, check in enumerate(checks.items) if word(check, "id") in gone]
        if len(numbers) == len(checks.items):
            at = word(block, "at")
            more = [s for s in work.steps if s.what == "add" and s.at == at]
            if not more:
                work.patches.append(_emptied(work.text, block, _said(work, at)))
                continue
        work.patches.extend(without_item(work.text, checks, n) for n in numbers)
    work.patches.append(_kept_ids(work.text, root, gone))
    return patched(work.text, work.patches)


def _said(work: _Work, at: str) -> str:
    """The reason given for a provision that has no check any more."""
    reasons = (s.values.get("why", "") for s in work.steps if s.what == "drop" and s.at == at)
    return next(filter(None, reasons), _UNSAID)


def _emptied(text: str, block: Span, why: str) -> Patch:
    """A provision that has lost all its checks says why."""
    at = word(block, "at")
    if block.flow:
        return Patch(block.start, block.end, f"{{at: {at}, no_checks: {{zh: {scalar(why)}}}}}")
    between = f"{line_end(text)}{' ' * block.column}"
    return Patch(block.start, block.end, f"at: {at}{between}no_checks: {{zh: {scalar(why)}}}")


def _kept_ids(text: str, root: Span | None, gone: list[str]) -> Patch:
    assert root
    if span := root.entries.get("dropped"):
        return with_list(text, span, [*(item.value for item in span.items), *gone])
    at = start_of_line(text, root.keys["provisions"])
    return Patch(at, at, f"dropped: {in_brackets(gone)}{line_end(text)}")


def _with_more(work: _Work) -> str:
    """New checks after those of their provision; new provisions in the order of the text."""
    text = work.text
    for n, step in enumerate(work.steps):
        if step.what == "add":
            text = _with_check(work.regulation, text, step, work.ids[n])
        elif step.what == "why" and not _has_reason(spans(text), step.at):
            lines = (f"at: {step.at}", f"no_checks: {bilingual(*texts_of(step.values, 'why'))}")
            text = _with_block(text, step.at, lines)
    return text


def _has_reason(root: Span | None, at: str) -> bool:
    if root and "no_checks" in root.entries:
        return True
    found = (b for b in _blocks(root).items if word(b, "at") == at)
    return any("no_checks" in block.entries for block in found)


def _with_check(regulation: Regulation, text: str, step: Step, id_: str) -> str:
    root = spans(text)
    for block, checks in _listed(root):
        if word(block, "at") == step.at:
            bearers = block.entries.get("bearers")
            named = bearers.entries.get("codes") if bearers else None
            codes = [item.value for item in named.items] if named else []
            lines = tuple(_lines(step.values, id_, codes))
            return patched(text, [with_items(text, checks, [lines], len(checks.items))])
    codes = listed_in(step.values["bearers"])
    stamp = provisions(regulation)[step.at].stamp
    head = (
        f"at: {step.at}",
        f"reviewed: {stamp_in_yaml(stamp)}",
        f"bearers: {{basis: inferred, codes: {in_brackets(codes)}}}",
        "checks:",
    )
    first, *rest = _lines(step.values, id_, codes)
    lines = (*head, f"  - {first}", *(f"    {line}" for line in rest))
    return _with_block(text, step.at, lines)


def _lines(values: Values, id_: str, codes: list[str]) -> Iterator[str]:
    yield f"id: {id_}"
    for key in WRITTEN:
        own = key != "bearers" or listed_in(values[key]) != codes
        if own and (values[key] or key not in NEED_NOT_BE):
            yield f"{key}: {said_of(values, key)}"
    if values["by"]:
        yield f"accepted: {accepted_of(values)}"


def _with_block(text: str, at: str, lines: tuple[str, ...]) -> str:
    """A provision in its place; in that of a reason why there are no checks if there is one."""
    root = spans(text)
    blocks = _blocks(root)
    end = line_end(text)
    if not blocks.items:
        made = "".join(f"{end}{'  - ' if not n else '    '}{x}" for n, x in enumerate(lines))
        return _with_provisions(text, root, f"provisions:{made}{end}")
    for block in blocks.items:
        if word(block, "at") == at:
            between = f"{end}{' ' * block.column}"
            return patched(text, [Patch(block.start, block.end, between.join(lines))])
    places = [order(word(block, "at")) for block in blocks.items]
    n = next((k for k, place in enumerate(places) if place > order(at)), len(places))
    return patched(text, [with_items(text, blocks, [lines], n)])


def _with_provisions(text: str, root: Span | None, made: str) -> str:
    """In place of the article's `no_checks`, else at the end."""
    if root and "no_checks" in root.entries:
        start, span = root.keys["no_checks"], root.entries["no_checks"]
        note = re.search(r"# 程序按条文字面提出[^\r\n]*(?:\r\n|\r|\n)\Z", text[:start])
        at = note.start() if note else start
        return patched(text, [Patch(at, after_line(text, span.end), made)])
    end = line_end(text)
    return text + ("" if text.endswith(("\n", "\r")) else end) + made


def _with_terms(text: str, terms: tuple[NewTerm, ...]) -> str:
    for new in terms:
        root = spans(text)
        assert root
        text = patched(text, [with_entry(text, root.entries[new.kind], new.code, _term(new))])
    return text


def _term(new: NewTerm) -> str:
    short = new.term.short
    words = bilingual(new.term.text.zh, new.term.text.en or "")
    if short.zh == new.term.text.zh:
        return words
    return f"{words[:-1]}, short: {{zh: {scalar(short.zh)}}}}}"
