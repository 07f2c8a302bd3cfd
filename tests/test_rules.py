"""A rule is kept in one small project and broken in another; nothing else is found in either.

`tests/cases/base` is a whole project of three articles. A case is that project with the
files of `<rule>/kept` or `<rule>/broken` put over it: kept comes as near as may be to breaking
the rule. `expected.txt` holds every finding of the broken one, in Chinese and in English.
"""

import shutil
from pathlib import Path

import pytest

from generator.project.loading import load
from generator.records.findings import Finding, as_text, in_order
from generator.rules import ERRORS, Rule, broken, every_rule, name_of

CASES = Path(__file__).parent / "cases"
RULES = every_rule()


def found(case: Path, folder: Path) -> tuple[Finding, ...]:
    shutil.copytree(CASES / "base", folder, dirs_exist_ok=True)
    shutil.copytree(case, folder, dirs_exist_ok=True)
    project, findings = load(folder)
    assert project is not None
    return in_order((*findings, *broken(project)))


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_nothing_is_found_where_the_rule_is_kept(rule: Rule, tmp_path: Path) -> None:
    assert found(CASES / name_of(rule) / "kept", tmp_path) == ()


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_each_fault_is_told_once_where_it_is(
    rule: Rule, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    case = CASES / name_of(rule)
    findings = found(case / "broken", tmp_path)
    told = "".join(f"{as_text(f, 'zh')}\n{as_text(f, 'en')}\n" for f in findings)
    if request.config.getoption("--update-golden", default=False):
        (case / "expected.txt").write_text(told, encoding="utf-8")
    assert told == (case / "expected.txt").read_text(encoding="utf-8")
    assert {f.rule for f in findings} == {name_of(rule)}
    assert {f.severity for f in findings} == {
        "error" if rule in ERRORS.of_regulation + ERRORS.of_project else "warning"
    }


def test_every_case_belongs_to_a_rule() -> None:
    names = {path.name for path in CASES.iterdir()} - {"base"}
    assert names == {name_of(rule) for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_is_one_sentence_that_says_what_must_hold(rule: Rule) -> None:
    sentence = (rule.__doc__ or "").partition("\n\n")[0]
    assert sentence.endswith(".")
