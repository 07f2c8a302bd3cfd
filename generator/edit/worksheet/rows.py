"""A regulation's checks as rows: a row a check, or a provision that has none."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.edit.worksheet.columns import EDITED, FLAGGED, FLAGS, KINDS, UNTRANSLATED, tidy
from generator.edit.worksheet.naming import Names
from generator.records.checklist import OPEN, Check, Checklist, ProvisionChecks
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Text
from generator.records.walking import walk

Values = Mapping[str, str]  # column → what stands there in the checklist, codes as codes


@dataclass(frozen=True, slots=True)
class Row:
    """`id` is "" for a provision without checks; `state` is draft, asked or none."""

    at: str
    id: str
    state: str
    values: Values

    @property
    def key(self) -> str:
        """By which a row is known when it comes back."""
        return self.id or self.at

    @property
    def mark(self) -> str:
        """Of what it says, to know whether that has changed meanwhile."""
        said = json.dumps([self.at, self.state, sorted(self.values.items())])
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def rows_of(regulation: Regulation) -> tuple[Row, ...]:
    """In the order of the text, the checks of a provision in that of the file."""
    return tuple(row for article in regulation.articles for row in _rows(regulation, article))


def _rows(regulation: Regulation, article: Provision) -> Iterator[Row]:
    checklist = regulation.checklists.get(article.address)
    if checklist is None or checklist.no_checks:
        yield _none(article.address, checklist.no_checks if checklist else None)
        return
    blocks: dict[str, list[ProvisionChecks]] = {}
    for block in checklist.provisions:
        blocks.setdefault(block.at, []).append(block)
    for provision in walk((article,)):
        at = provision.address
        for block in blocks.get(at, ()):
            yield from (row_of(check) for check in in_file_order(block))
        if at not in blocks and (at in checklist.unchecked or _may_have(provision, checklist)):
            yield _none(at, checklist.unchecked.get(at))


def _may_have(provision: Provision, checklist: Checklist) -> bool:
    """Whether checks could rest on its words and nothing is said of it yet."""
    del checklist
    return bool(provision.words.zh) and provision.kind != "subitem"


def in_file_order(block: ProvisionChecks) -> tuple[Check, ...]:
    """Checks and drafts as they stand."""
    return tuple(sorted((*block.checks, *block.drafts), key=lambda c: c.location))


def _none(at: str, why: Text | None) -> Row:
    said = why or Text("", "")
    values = dict.fromkeys(EDITED, "")
    return Row(at, "", "none", values | _both("why", said))


def row_of(check: Check) -> Row:
    """The row of a check."""
    accepted = check.accepted
    draft = check.ask.zh == OPEN or (check.draft and accepted is None)
    values = {
        "kind": check.kind,
        "quotes": "\n".join(tidy("quotes", q.words).replace("\n", " ") for q in check.quotes),
        **_both("ask", check.ask),
        "bearers": "\n".join(check.bearers),
        "evidence": "\n".join(check.evidence),
        "verify": "\n".join(check.verify),
        "sampling": check.sampling,
        "look": "\n".join(tidy("fix", line.zh) for line in check.look),
        "look_en": _english(check.look),
        **_both("fix", check.fix),
        "guidance": "true" if check.guidance else "",
        "first": "true" if check.first else "",
        "with": "\n".join(check.companions),
        "why": "",
        "why_en": "",
        "by": tidy("by", accepted.by) if accepted else "",
        "on": accepted.on if accepted else "",
    }
    return Row(check.at, check.id, "draft" if draft else "asked", values)


def _english(lines: tuple[Text, ...]) -> str:
    """Line by line as the Chinese, "" where none of them is translated."""
    said = [tidy("fix_en", line.en or "") or UNTRANSLATED for line in lines]
    return "" if all(line == UNTRANSLATED for line in said) else "\n".join(said)


def _both(key: str, text: Text) -> dict[str, str]:
    zh, en = text.zh, text.en or ""
    return {
        key: "" if zh == OPEN else tidy(key, zh),
        f"{key}_en": "" if en == OPEN else tidy(f"{key}_en", en),
    }


def shown(key: str, value: str, names: Names, *, chinese: bool) -> str:
    """What a cell shows of a value: names in place of codes."""
    if key in names.kinds:
        return "\n".join(names.name(key, code) for code in value.split("\n") if code)
    among = KINDS if key == "kind" else FLAGS if key in FLAGGED else {}
    if value in among:
        text = among[value]
        return text.zh if chinese else text.en or text.zh
    return value
