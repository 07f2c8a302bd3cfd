"""A line of a regulation's text, as it is set on paper."""

from dataclasses import dataclass

from generator.records.texts import Text


@dataclass(frozen=True, slots=True)
class LawLine:
    """A heading or a passage of the text: `label` hangs before its `words`, "" where none does.

    `kind` is how it is set: heading (a part or chapter), section, opening (before the
    articles), article, paragraph, item, subitem, appendix.
    """

    kind: str
    label: Text
    words: Text
    caption: str = ""  # the heading that the text itself gives an article
