"""What must hold in a project: one function a rule, its docstring the rule."""

from collections.abc import Callable, Iterator
from itertools import chain

from generator.records.findings import Finding, Severity, in_order
from generator.records.site import Project
from generator.rules.addressing import (
    article_file_name,
    misplaced_provision,
    repeated_address,
    unknown_address,
)
from generator.rules.coverage import uncovered_provision
from generator.rules.naming import (
    answer_without_reason,
    circular_bearer,
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
from generator.rules.releasing import changed_since_release
from generator.rules.reviewing import (
    changed_since_review,
    source_changed,
    translation_changed,
    translation_not_reviewed,
    translation_out_of_date,
)
from generator.rules.tracing import repeated_tracer, unknown_check
from generator.rules.translating import missing_page, missing_translation, numbering_out_of_step
from generator.rules.walks import Fault
from generator.rules.wording import (
    impossible_date,
    question_form,
    repeated_question,
    still_to_write,
    title_out_of_step,
    wrong_punctuation,
)

Rule = Callable[[Project], Iterator[Fault]]

ERRORS: tuple[Rule, ...] = (
    answer_without_reason,
    article_file_name,
    changed_since_review,
    circular_bearer,
    impossible_date,
    matrix_not_quoted,
    matrix_out_of_shape,
    misplaced_provision,
    numbering_out_of_step,
    question_form,
    quote_not_in_provision,
    repeated_address,
    repeated_id,
    repeated_term,
    repeated_tracer,
    result_not_in_provision,
    source_changed,
    title_out_of_step,
    translation_changed,
    translation_out_of_date,
    uncovered_provision,
    unknown_address,
    unknown_check,
    unknown_code,
    unknown_shared_bearer,
)
# The site shows what these name as it is; a person should still look.
WARNINGS: tuple[Rule, ...] = (
    changed_since_release,
    missing_page,
    missing_translation,
    repeated_question,
    still_to_write,
    translation_not_reviewed,
    unknown_reference,
    unused_code,
    wrong_punctuation,
)
RULES: tuple[Rule, ...] = (*ERRORS, *WARNINGS)


def broken(project: Project) -> tuple[Finding, ...]:
    """Every fault that a rule finds, in the order of files and lines."""
    return in_order(
        chain(_found(project, ERRORS, "error"), _found(project, WARNINGS, "warning"))
    )


def name_of(rule: Rule) -> str:
    """`quote_not_in_provision` → `quote-not-in-provision`, as findings name it."""
    return rule.__name__.replace("_", "-")


def _found(project: Project, rules: tuple[Rule, ...], severity: Severity) -> Iterator[Finding]:
    for rule in rules:
        for location, words in rule(project):
            yield Finding(location, name_of(rule), words, severity)
