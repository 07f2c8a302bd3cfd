"""English law that nobody has held against the present Chinese says so on paper, too."""

from dataclasses import replace

from generator.records.regulation import Provision, Regulation
from generator.records.texts import Text
from generator.rules.reviewing import translation_of


def with_unreviewed(regulation: Regulation, mark: Text) -> Regulation:
    """The regulation with the mark behind the English of every such provision."""

    def told(provision: Provision) -> Provision:
        words = provision.words
        if translation_of(regulation, provision) == "stale":
            words = replace(words, en=f"{words.en} {mark.en}")
        return replace(provision, words=words, children=tuple(map(told, provision.children)))

    return replace(regulation, articles=tuple(map(told, regulation.articles)))
