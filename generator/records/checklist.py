"""What is asked about a regulation: checklists, their words, what follows one case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.records.texts import Location, Places, Text

CheckKind = Literal["duty", "prohibition", "result", "procedure", "summary", "open"]
Basis = Literal["named", "inferred"]
OPEN = "?"  # stands where a person has still to write something


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that must stand verbatim in the provision they are quoted from."""

    words: str
    location: Location


@dataclass(frozen=True, slots=True)
class Accepted:
    """Who took a draft for a check, and the day (ISO 8601)."""

    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Check:
    """One question of a checklist, worded so that 是/Yes is the good answer.

    `look` says line by line what to hold against what; `companions` are the ids of checks made
    together with it, whose result it may borrow; `first` is asked in a first round.
    A `draft` was proposed and is asked nowhere until a person has accepted it.
    """

    id: str
    at: str  # address of its provision
    kind: CheckKind
    quotes: tuple[Quote, ...]
    ask: Text
    bearers: tuple[str, ...]  # codes; those of the provision where the check names none
    basis: Basis  # of its bearers; that of the provision where the check says none
    evidence: tuple[str, ...]  # codes
    verify: tuple[str, ...]  # codes
    sampling: str  # code
    fix: Text
    guidance: bool
    location: Location
    look: tuple[Text, ...] = ()
    companions: tuple[str, ...] = ()
    first: bool = False
    draft: bool = False
    accepted: Accepted | None = None
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ProvisionChecks:
    """The checks that rest on one provision.

    `drafts` are those that nobody has written or accepted yet: they are asked nowhere.
    """

    at: str
    reviewed: str
    basis: Basis
    bearers: tuple[str, ...]
    result: Text | None
    checks: tuple[Check, ...]
    location: Location
    drafts: tuple[Check, ...] = ()
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is asked about one article, or why nothing is."""

    article: str
    heading: Text | None  # None where the editors have given none
    no_checks: Text | None
    provisions: tuple[ProvisionChecks, ...]
    location: Location
    unchecked: Mapping[str, Text] = field(default_factory=dict)  # address → why no checks there
    dropped: tuple[str, ...] = ()  # ids that were given once and are never given again
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the vocabulary. `short` is for narrow columns and falls back on `text`."""

    code: str
    text: Text
    short: Text
    location: Location
    named_in: str = ""  # bearers: the address that names them; "" where the editors do
    within: tuple[str, ...] = ()  # bearers: whose checks apply to this one as well
    aliases: tuple[str, ...] = ()  # bearers: what else people call it, for the search alone
    needs_reason: bool = False  # answers
    drawn: Text | None = None  # sampling: what is counted (户); None where nothing is drawn
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Code → term, in the order of the file."""

    bearers: Mapping[str, Term] = field(default_factory=dict)
    evidence: Mapping[str, Term] = field(default_factory=dict)
    verify: Mapping[str, Term] = field(default_factory=dict)
    sampling: Mapping[str, Term] = field(default_factory=dict)
    answers: Mapping[str, Term] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a tracer and the ids of the checks to be made there."""

    title: Text
    checks: tuple[str, ...]
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Tracer:
    """One household or one project followed through its stages, across the articles.

    `subject` names what is written at the head of its sheet: 户主姓名或编号.
    """

    code: str
    title: Text
    subject: Text
    stages: tuple[Stage, ...]
    location: Location
