"""What an amendment makes of an address, of quoted words, of stamps; lines of its plan."""

from dataclasses import dataclass

from generator.project.merging import stamped
from generator.records.texts import Text
from generator.text.comparing.carrier import Carrier, cited_now
from generator.text.comparing.following import words_now
from generator.text.stamps import stamp


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the plan: what becomes of something, in the words of the user."""

    at: str  # an address of the new text, or the path of a file
    words: Text


def now_at(carrier: Carrier, at: str) -> str:
    """The address that a provision has now, "" where it is no more."""
    fate = carrier.fates.get(at)
    return fate.new if fate else ""


def said_now(carrier: Carrier, words: str, at: str, now: str) -> str | None:
    """What some words of a provision became in it; None where they are gone."""
    return words_now(words, carrier.there[at], carrier.here[now], carrier.fold)


def stamp_now(carrier: Carrier, reviewed: str, at: str, now: str) -> str:
    """The stamp of a review of the Chinese: renewed where nobody has to look again.

    That is where words are only printed in another manner, or what they cite has other numbers.
    """
    before, after = stamped(carrier.there[at]), stamped(carrier.here[now])
    same = carrier.fold(before) == carrier.fold(after) or only_numbers(carrier, at, now)
    return stamp(after) if same and reviewed == stamp(before) else reviewed


def only_numbers(carrier: Carrier, at: str, now: str) -> bool:
    """Whether the words only cite by the new numbers what they cited by the old ones."""
    before, after = stamped(carrier.there[at]), stamped(carrier.here[now])
    if before == after:
        return False
    cited = cited_now(carrier, before, at, "zh")
    return cited != before and carrier.fold(cited) == carrier.fold(after)


def english_of(carrier: Carrier, words: str, at: str, now: str) -> str:
    """What a translation says now: with the new numbers where these alone changed."""
    return cited_now(carrier, words, at, "en") if only_numbers(carrier, at, now) else words
