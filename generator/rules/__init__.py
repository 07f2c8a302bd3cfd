"""What must hold in a project: one function a rule, its docstring the rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from generator.records.findings import Finding, Severity, in_order
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.rules.addressing import (
    article_file_name,
    misplaced_provision,
    repeated_address,
    unknown_address,
)
from generator.rules.asking import (
    negated_question,
    number_not_quoted,
    short_quote,
    two_questions,
)
from generator.rules.coverage import uncovered_provision
from generator.rules.glossing import term_rendered_otherwise
from generator.rules.naming import (
    answer_without_reason,
    circular_bearer,
    repeated_alias,
    repeated_id,
    repeated_term,
    unknown_code,
    unknown_shared_bearer,
    unused_code,
)
from generator.rules.quoting import (
    matrix_not_quoted,
    matrix_out_of_shape,
    quote_not_in_provision,
    result_not_in_provision,
)
from generator.rules.referring import unknown_reference
from generator.rules.relating import circular_companion, repeated_look, unknown_companion
from generator.rules.releasing import changed_since_release
from generator.rules.reviewing import (
    changed_since_review,
    source_changed,
    text_not_as_received,
    translation_changed,
    translation_not_reviewed,
    translation_out_of_date,
)
from generator.rules.tracing import repeated_tracer, unknown_check
from generator.rules.translating import missing_page, missing_translation, numbering_out_of_step
from generator.rules.wording import (
    accepted_draft,
    impossible_date,
    question_form,
    repeated_question,
    still_to_write,
    title_out_of_step,
    wrong_punctuation,
)
from generator.rules.written import Fault

RegulationRule = Callable[[Regulation], Iterator[Fault]]
ProjectRule = Callable[[Project], Iterator[Fault]]
Rule = RegulationRule | ProjectRule


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of one severity: those that judge a regulation, and those that judge them all."""

    severity: Severity
    of_regulation: tuple[RegulationRule, ...]
    of_project: tuple[ProjectRule, ...]


ERRORS = Rules(
    "error",
    (
        accepted_draft,
        answer_without_reason,
        article_file_name,
        changed_since_review,
        circular_bearer,
        circular_companion,
        impossible_date,
        matrix_not_quoted,
        matrix_out_of_shape,
        misplaced_provision,
        numbering_out_of_step,
        question_form,
        quote_not_in_provision,
        repeated_address,
        repeated_id,
        repeated_look,
        repeated_term,
        repeated_tracer,
        result_not_in_provision,
        source_changed,
        text_not_as_received,
        title_out_of_step,
        translation_changed,
        translation_out_of_date,
        uncovered_provision,
        unknown_address,
        unknown_check,
        unknown_code,
        unknown_companion,
    ),
    (unknown_shared_bearer,),
)
# The site shows what these name as it is; a person should still look.
WARNINGS = Rules(
    "warning",
    (
        changed_since_release,
        negated_question,
        number_not_quoted,
        repeated_alias,
        repeated_question,
        short_quote,
        term_rendered_otherwise,
        translation_not_reviewed,
        two_questions,
        unknown_reference,
        unused_code,
    ),
    (missing_page, missing_translation, still_to_write, wrong_punctuation),
)


def broken(project: Project) -> tuple[Finding, ...]:
    """Every fault that a rule finds, in the order of files and lines."""
    return in_order(chain(_found(project, ERRORS), _found(project, WARNINGS)))


def every_rule() -> tuple[Rule, ...]:
    """All of them, errors first."""
    kinds = (
        rules for each in (ERRORS, WARNINGS) for rules in (each.of_regulation, each.of_project)
    )
    return tuple(rule for rules in kinds for rule in rules)


def rule_name(rule: Rule) -> str:
    """`quote_not_in_provision` → `quote-not-in-provision`, as findings name it."""
    return rule.__name__.replace("_", "-")


def _found(project: Project, rules: Rules) -> Iterator[Finding]:
    for judge in rules.of_regulation:
        for regulation in project.regulations:
            yield from _told(judge, judge(regulation), rules.severity)
    for rule in rules.of_project:
        yield from _told(rule, rule(project), rules.severity)


def _told(rule: Rule, faults: Iterator[Fault], severity: Severity) -> Iterator[Finding]:
    for location, words in faults:
        yield Finding(location, rule_name(rule), words, severity)
