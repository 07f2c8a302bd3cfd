"""What came back, file by file: answers held against what is asked now, or why not."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.answers.asked import Asked, edition_of, ids_ever, stamp_now
from generator.answers.books import form_of_book
from generator.answers.documents import form_of_document
from generator.answers.due import is_current
from generator.answers.fields import form_of_fields
from generator.answers.forms import Form, shown
from generator.answers.names import CODES
from generator.answers.problems import Problem, Refused
from generator.answers.reading import read
from generator.answers.records import Answers
from generator.answers.taking import Taken, foreign, taken, wanting
from generator.records.texts import Text
from generator.text.files.apart import read_apart

Status = Literal["read", "refused", "other-edition", "duplicate"]
LARGEST = 32 << 20  # bytes of a workbook or document


@dataclass(frozen=True, slots=True)
class Came:
    """What a file brought: answers, or None where it is refused; `sheet` where it is a form."""

    answers: Answers | None
    status: Status
    problems: tuple[Problem, ...]
    sheet: bool = False


def came(data: bytes, asked: Mapping[str, Asked]) -> Came:
    """A file of any kind; whatever it holds, nothing is raised."""
    try:
        if data[:4] == b"PK\x03\x04":
            return _settled(_form(data, asked), asked, sheet=True)
        if data[:5] == b"%PDF-" and b"/AcroForm" in data:
            return _settled(_form(data, asked), asked, sheet=True)
        if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise _old_office()
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
            raise _unknown_kind()
        answers, problems = read(data)
        if answers.regulation not in asked:
            raise foreign(answers.regulation, asked)
        return _settled(Taken(answers, problems), asked, sheet=False)
    except Refused as refused:
        return Came(None, "refused", refused.problems)


READERS: Mapping[str, Callable[[str, list[str]], Form | None]] = {
    "book": form_of_book,
    "marks": form_of_document,
    "fields": form_of_fields,
}


def _form(data: bytes, asked: Mapping[str, Asked]) -> Taken:
    if len(data) > LARGEST:
        size = LARGEST >> 20
        raise _refused(
            "file-too-large",
            f"文件超过 {size} MB，不像填好的表；请核对文件",
            f"the file has more than {size} MB, which no filled form has; see to the file",
        )
    kind = _kind(data)
    text, findings = read_apart(kind, data, "")
    if findings:
        raise Refused(*(Problem("", f.rule, f.message) for f in findings))
    ids = sorted(frozenset[str]().union(*map(ids_ever, asked.values())))
    form = READERS[kind](text, ids)
    if form is None:
        raise _no_form()
    return taken(form, asked)


def _kind(data: bytes) -> str:
    """By the names of the parts, which stand plainly in the archive."""
    if data[:5] == b"%PDF-":
        return "fields"
    if b"xl/workbook.xml" in data:
        return "book"
    if b"word/document.xml" in data:
        return "marks"
    raise _unknown_kind()


def _refused(rule: str, zh: str, en: str) -> Refused:
    return Refused(Problem("", rule, Text(zh, en)))


def _old_office() -> Refused:
    return _refused(
        "old-office-file",
        "是旧格式（.xls、.doc、.et、.wps）或加了密码；请打开后另存为 .xlsx 或 .docx，不设密码",
        "this is of an old format (.xls, .doc, .et, .wps) or locked by a password; save it as"
        " .xlsx or .docx without one",
    )


def _unknown_kind() -> Refused:
    return _refused(
        "unknown-kind",
        "不是自查结果文件，也不是 .xlsx 或 .docx；请选单位交来的文件",
        "this is neither an Answers file nor .xlsx or .docx; take what the unit handed in",
    )


def _no_form() -> Refused:
    return _refused(
        "not-our-form",
        "不是本程序生成的表，或者表里的名称被删除了，无法按名称读取；请用原表重填",
        "this is no form of ours, or the names in it are gone, by which it is read; fill in the"
        " original",
    )


# ── held against what is asked now ───────────────────────────────────────────────────────────


def _settled(found: Taken, asked: Mapping[str, Asked], *, sheet: bool) -> Came:
    """Of the present edition: what is asked as before keeps its answer, all else is told."""
    one = asked[found.answers.regulation]
    other = found.answers.edition != one.edition
    # What a sheet answers is known by its own stamp, or not at all.
    answers = found.answers if sheet else _standing(_with_stamps(found.answers, one), one)
    problems = [*found.problems, *_strange(answers, one), *_changed(answers, one)]
    cleaned = _only_answers(answers)
    problems += _unknown_answers(answers)
    if found.reasoned:
        problems += wanting(cleaned, one)
    made = replace(cleaned, edition=one.edition, stamp=one.stamp)
    return Came(made, "other-edition" if other else "read", tuple(problems), sheet)


def _with_stamps(answers: Answers, asked: Asked) -> Answers:
    """With the stamps that answers lack, where the edition they answer is on record."""
    lacking = [id_ for id_, given in answers.answers.items() if not given.stamp]
    if not lacking:
        return answers
    stamps: Mapping[str, str] = {}
    then = edition_of(asked, answers.edition)
    if answers.edition == asked.edition and answers.stamp in ("", asked.stamp):
        stamps = {id_: check.stamp for id_, check in asked.checks.items()}
    elif then and answers.stamp in ("", then.sheets.get("whole")):
        stamps = {id_: check.stamp for id_, check in then.checks.items()}
    given = {
        id_: one if one.stamp else replace(one, stamp=stamps.get(id_, ""))
        for id_, one in answers.answers.items()
    }
    return replace(answers, answers=given)


def _standing(answers: Answers, asked: Asked) -> Answers:
    """What stands of an earlier edition as an answer of the present one."""
    given = {
        id_: replace(one, stamp=stamp_now(asked, id_, one.stamp))
        for id_, one in answers.answers.items()
    }
    return replace(answers, answers=given)


def _strange(answers: Answers, asked: Asked) -> Iterator[Problem]:
    """Codes of units that this regulation does not know."""
    for code in answers.unit.types:
        if code not in asked.bearers:
            yield Problem(
                "unit/types",
                "unknown-type",
                Text(
                    f"这部法规没有责任主体 {shown(code)}，没有采用",
                    f"this regulation has no duty-bearer {shown(code)}; it was left out",
                ),
            )


def _changed(answers: Answers, asked: Asked) -> Iterator[Problem]:
    """Answers to what is asked otherwise now, or no more."""
    for id_, given in answers.answers.items():
        if not given.answer or is_current(id_, given, asked):
            continue
        if id_ not in asked.checks:
            what = Text(
                f"现在没有 {id_} 这个检查项；原答案“{given.answer}”保留，不计入汇总",
                f"{id_} is not asked any more; its answer {given.answer!r} is kept, and not"
                " counted",
            )
            yield Problem(f"answers/{id_}", "check-gone", what)
        else:
            what = Text(
                f"{id_} 的条文或问题改过；原答案“{given.answer}”保留，不计入汇总，请重新填写",
                f"the words or the question of {id_} changed since; its answer"
                f" {given.answer!r} is kept, and not counted: ask again",
            )
            yield Problem(f"answers/{id_}", "check-changed", what)


def _only_answers(answers: Answers) -> Answers:
    """What is no answer of the scale stands for none."""
    if all(given.answer in ("", *CODES) for given in answers.answers.values()):
        return answers
    given = {
        id_: one if one.answer in ("", *CODES) else replace(one, answer="")
        for id_, one in answers.answers.items()
    }
    return replace(answers, answers=given)


def _unknown_answers(answers: Answers) -> Iterator[Problem]:
    for id_, given in answers.answers.items():
        if given.answer not in ("", *CODES):
            yield Problem(
                f"answers/{id_}",
                "unknown-answer",
                Text(
                    f"{id_} 的答案“{shown(given.answer)}”不认得，没有采用",
                    f"{id_} is answered {shown(given.answer)!r}, which is no answer; it was"
                    " not taken",
                ),
            )
        if id_ in answers.left_out and given.answer:
            yield Problem(
                f"left_out/{id_}",
                "left-out-and-answered",
                Text(
                    f"{id_} 既写了不查的理由又有答案，不计入汇总；请单位确认",
                    f"{id_} is both left out and answered, and not counted; ask the unit",
                ),
            )


# ── files ────────────────────────────────────────────────────────────────────────────────────

# What no file system takes, or what means something in one.
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s.]+')


def file_stem(answers: Answers) -> str:
    """某某街道办事处_2026-01-01_2026-06-30, a name for its file without an ending."""
    period = answers.period
    parts = (answers.unit.name or "unnamed", period.begin or period.words, period.end)
    fit = (_UNFIT.sub("-", part)[:60].strip("-") for part in parts)
    return "_".join(filter(None, fit)) or "unnamed"
