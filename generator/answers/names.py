"""The names by which a filled form is read, whoever made or saved the file.

A workbook has a defined name for each cell that is filled in, a document a bookmark of the same
name around it; a box of a document has its name as the tag of its control, too. What is read is
found by these and never by position, so that rows and columns may move.
"""

# The answer scale in its order, as the vocabulary codes it.
CODES = ("yes", "partial", "no", "na", "unchecked")
ANSWERED = ("yes", "partial", "no", "na")  # what is checked: 已查
RATED = ("yes", "partial", "no")  # the base of the rate: 符合率
PROBLEMS = ("partial", "no")  # what is to be mended
AGREED = ("yes", "no")  # of what has no third answer

# Cells of a check: answer_A05_01_1. In a document the answer is a box for each code.
FILLED = ("answer", "finding", "sampled", "off", "reason", "remark")
MENDED = ("measure", "leader", "person", "limit", "done", "proof", "closed")
# Who filled the form in, for when: a name each, without a row.
FIELDS = ("unit", "unit_type", "period", "filler", "fill_date", "phone")

# What a workbook says of itself on its hidden worksheet, in the order of its rows.
DATA = "data"  # the worksheet
FACTS = ("schema", "regulation", "number", "sheet", "edition", "stamp", "identity", "language")
# They grow when a reader of filled workbooks must know of it.
SCHEMA = "zicha-sheet/1"
FORM_SCHEMA = "zicha-form/1"  # of forms without answers to count

# A filled form has its whole Answers file with it: on a hidden worksheet, in a part of its own.
KEPT = "kept"  # the worksheet
KEPT_RANGE = "zicha_answers"
KEPT_SPACE = "urn:zicha:answers"  # of the element that holds it in a document

# Ranges of a workbook: the ids of its checks, what those of a list are answered, and the words
# that its dropdowns offer.
CHECKS_RANGE = "checks"
GIVEN_RANGE = "given"
ANSWERS_RANGE = "answers"
AGREED_RANGE = "agreed"
CLOSED_RANGE = "closed"


def name_of(kind: str, row: str) -> str:
    """A place by what is written there and the row it is in: a check, or one of a form.

    answer_A05_01_1, measure_ledger_3, yes_A05_01_1, done_whole; a hyphen would be a minus.
    """
    return f"{kind}_{row.replace('-', '_')}"


def fact_name(fact: str) -> str:
    """A fact of the hidden worksheet: zicha_stamp."""
    return f"zicha_{fact}"


def label_name(code: str) -> str:
    """The words of an answer in the language of the form: label_no."""
    return f"label_{code}"


def own_row(n: int, sheet: int = 0) -> str:
    """The n-th row of a unit's own checks: own-1 in a document, own-2-1 on the second sheet."""
    return f"own-{sheet}-{n}" if sheet else f"own-{n}"


def is_own(row: str) -> bool:
    """Whether a row is one of the unit's own checks."""
    return row.startswith("own-")


def number_of_own(row: str) -> tuple[int, ...]:
    """Its place among them: own-1-2 is the second of the first sheet."""
    return tuple(int(part) for part in row.split("-")[1:] if part.isdigit())
