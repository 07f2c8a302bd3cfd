"""A rule told to people: what must hold, why, and what breaks and keeps it."""

import inspect
from collections.abc import Iterator, Mapping

from generator.project.explanations import Explanation
from generator.records.findings import Severity
from generator.records.texts import Language, Text
from generator.rules import ERRORS, WARNINGS, Rule, rule_name

SEVERITIES: Mapping[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("提醒", "warning"),
}
BROKEN = Text("不符合", "broken")
KEPT = Text("符合", "kept")
HEAD = """\
# Rules

What `zicha check` holds against a project and `zicha check --explain RULE` explains. An error
stops a build; a warning is shown and a person should look. Lines of the examples that
begin with # name the file. This page is made from the rules; `make golden` makes it again.
"""


def severity_of(rule: Rule) -> Severity:
    """Whether a fault that it finds is an error."""
    errors = (*ERRORS.of_regulation, *ERRORS.of_project)
    return ERRORS.severity if rule in errors else WARNINGS.severity


def statement(rule: Rule) -> str:
    """The rule in English: its docstring, in one line a paragraph."""
    return "\n".join(" ".join(p.split()) for p in (inspect.getdoc(rule) or "").split("\n\n"))


def explained(rule: Rule, explanation: Explanation, language: Language) -> str:
    """The rule for a terminal, in one language."""
    return "\n".join(_lines(rule, explanation, language)) + "\n"


def _lines(rule: Rule, explanation: Explanation, language: Language) -> Iterator[str]:
    def say(text: Text) -> str:
        return text.zh if language == "zh" else text.en or text.zh

    yield f"{rule_name(rule)}: {say(SEVERITIES[severity_of(rule)])}"
    yield explanation.rule if language == "zh" else statement(rule)
    yield say(explanation.why)
    for title, example in ((BROKEN, explanation.broken), (KEPT, explanation.kept)):
        yield ""
        yield f"{say(title)}:"
        yield from (f"  {line}" for line in example.splitlines())


def rules_page(rules: tuple[Rule, ...], explanations: Mapping[str, Explanation]) -> str:
    """All rules as a page of the docs, in both languages, by name."""
    named = sorted((rule_name(rule), rule) for rule in rules)
    return HEAD + "".join(f"\n{_section(rule, explanations[name])}" for name, rule in named)


def _section(rule: Rule, explanation: Explanation) -> str:
    severity = SEVERITIES[severity_of(rule)]
    return (
        f"## {rule_name(rule)}\n\n"
        f"{severity.zh} {severity.en}\n\n"
        f"{statement(rule)} {explanation.why.en}\n\n"
        f"{explanation.rule}{explanation.why.zh}\n\n"
        f"```yaml\n# ✗ {BROKEN.en} {BROKEN.zh}\n{explanation.broken}```\n\n"
        f"```yaml\n# ✓ {KEPT.en} {KEPT.zh}\n{explanation.kept}```\n"
    )
