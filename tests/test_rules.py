"""A rule is kept in one small project and broken in another; nothing else is found in either.

`tests/cases/base` is a whole project of three articles. A case is that project with the
files of `<rule>/kept` or `<rule>/broken` put over it: kept comes as near as may be to breaking
the rule. `expected.txt` holds every finding of the broken one, in Chinese and in English.
"""

import shutil
from pathlib import Path

import pytest

from generator.project.explanations import read_explanations
from generator.project.loading import load
from generator.records.findings import Finding, as_text, in_order
from generator.rules import ERRORS, Rule, broken, every_rule, rule_name
from generator.rules.explaining import explained, rules_page

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
RULES = every_rule()


def found(case: Path, folder: Path) -> tuple[Finding, ...]:
    shutil.copytree(CASES / "base", folder, dirs_exist_ok=True)
    shutil.copytree(case, folder, dirs_exist_ok=True)
    project, findings = load(folder)
    assert project is not None
    return in_order((*findings, *broken(project)))


def expected(case: Path) -> str:
    file = case / "expected.txt"
    assert file.is_file(), f"{case.name} has no expected.txt: `make golden` writes it; read it"
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_nothing_is_found_where_the_rule_is_kept(rule: Rule, tmp_path: Path) -> None:
    assert found(CASES / rule_name(rule) / "kept", tmp_path) == ()


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_each_fault_is_told_once_where_it_is(
    rule: Rule, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    case = CASES / rule_name(rule)
    findings = found(case / "broken", tmp_path)
    told = "".join(f"{as_text(f, 'zh')}\n{as_text(f, 'en')}\n" for f in findings)
    if request.config.getoption("--update-golden", default=False):
        (case / "expected.txt").write_text(told, encoding="utf-8")
    assert told == expected(case)
    assert {f.rule for f in findings} == {rule_name(rule)}
    assert {f.severity for f in findings} == {
        "error" if rule in ERRORS.of_regulation + ERRORS.of_project else "warning"
    }


def test_every_case_belongs_to_a_rule() -> None:
    names = {path.name for path in CASES.iterdir()} - {"base"}
    assert names == {rule_name(rule) for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_a_rule_is_one_sentence_that_says_what_must_hold(rule: Rule) -> None:
    sentence = (rule.__doc__ or "").partition("\n\n")[0]
    assert sentence.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_the_lines_that_explain_a_rule_stand_in_its_two_projects(rule: Rule) -> None:
    explanation = read_explanations()[rule_name(rule)]
    for kind, example in (("broken", explanation.broken), ("kept", explanation.kept)):
        folders = (CASES / "base", CASES / rule_name(rule) / kind)
        texts = [f.read_text("utf-8") for folder in folders for f in folder.rglob("*.*")]
        lines = [line for line in example.splitlines() if not line.startswith("#")]
        assert [line for line in lines if not any(line in text for text in texts)] == []


def test_every_rule_is_explained_in_both_languages_and_nothing_else_is() -> None:
    explanations = read_explanations()
    assert explanations.keys() == {rule_name(rule) for rule in RULES}
    assert [n for n, e in explanations.items() if not (e.rule and e.why.zh and e.why.en)] == []


def test_the_page_of_rules_is_up_to_date(golden) -> None:
    golden(ROOT / "docs/rules.md", rules_page(RULES, read_explanations()))


def test_a_rule_is_explained_on_a_terminal() -> None:
    (rule,) = (rule for rule in RULES if rule_name(rule) == "impossible-date")
    assert explained(rule, read_explanations()["impossible-date"], "zh") == (
        "impossible-date: 错误\n"
        "日期是日历上有的一天。\n"
        "印发日期印在每张表上，写错了整套表都要重印。\n"
        "\n"
        "不符合:\n"
        "  # regulation.yaml\n"
        "  issued: 2015-02-29\n"
        "\n"
        "符合:\n"
        "  # regulation.yaml\n"
        "  issued: 2016-02-29\n"
    )


def test_check_explains_a_rule_and_asks_which_was_meant(zicha) -> None:
    done = zicha("check", "--explain", "repeated-id")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "repeated-id: error\nA check's id is its own, also after the check is gone.\n"
    )
    done = zicha("check", "--explain", "repeated-ids")
    assert done.returncode == 2
    assert "there is no rule repeated-ids; should it be repeated-id?" in done.stderr
