"""Which labels count, by the numbers that came before."""

from generator.records.texts import Language
from generator.text.structure.labels import (
    Label,
    article_label,
    heading_label,
    list_label,
    section_label,
)
from generator.text.structure.parts import part_label

# articles: as many lost labels in a row are believed where no space follows a label
_SKIPPED = 3
_SKIPPED_GLUED = 30  # where none does anyway


class Numbering:
    """Walks through a text; knows its last article and the last number of every list."""

    def __init__(self, language: Language, *, parts: bool = False) -> None:
        self.language = language
        self.parts = parts  # 一、 counts as 第一条 does elsewhere
        self.article_seen: tuple[int, tuple[int, ...]] | None = None
        self.after_heading = False
        self.glued = False  # the last article's words followed its number without a space
        self.label_alone = False
        self.lists: dict[str, int] = {}
        self.sections: dict[str, int] = {}

    def article(self, text: str, start: int = 0, *, exact: bool = False) -> Label | None:
        """The label of an article at `start`, no reference; if `exact`, only the very next."""
        if self.parts:
            part = part_label(text, start)
            return part if part and self.is_next(part) else None
        label = article_label(text, self.language, start)
        if label is None or label.refers == "surely":
            return None
        following = self.is_next(label)
        if label.refers != "no" and not label.spaced:
            return label if self.glued and following and label.refers == "perhaps" else None
        if following:
            return label
        return None if exact or not self._believable(label) else label

    def is_next(self, label: Label) -> bool:
        """Whether an article's number follows the last one, or is the first."""
        if self.article_seen is None:
            return label.n == 1 and not label.sub
        n, sub = self.article_seen
        if not label.sub:
            return label.n == n + 1 or (label.n == 1 and self.after_heading)
        return label.n == n and label.sub in (
            (*sub, 1), (*sub[:-1], sub[-1] + 1) if sub else (1,)
        )  # fmt: skip

    def _believable(self, label: Label) -> bool:
        if label.spaced or self.language == "en":
            return True
        if self.article_seen is None:
            return False
        skipped = label.n - self.article_seen[0] - 1
        return 0 <= skipped < (_SKIPPED_GLUED if self.glued else _SKIPPED)

    def follows(self, label: Label) -> bool:
        """Whether a list's label is the first of its kind or the next one."""
        return label.n in (1, self.lists.get(label.style, 0) + 1)

    def section(self, text: str, following: str) -> Label | None:
        """一、一般规定 right before an article, unless it is the last item of a list."""
        label = section_label(text)
        if (
            label is None
            or self.label_alone
            or not (self.article(following, exact=True) or section_label(following))
        ):
            return None
        printed = "一、" if label.style == "章" else "（一）"
        ends_list = label.n == self.lists.get(printed, 0) + 1 > 1
        if label.n != self.sections.get(label.style, 0) + 1 or (ends_list and label.n > 1):
            return None
        self.sections[label.style] = label.n
        return label

    def see(self, text: str) -> None:
        """Go on past a line."""
        if heading_label(text, self.language):
            self.after_heading = True
            return
        if label := self.article(text):
            self.see_article(label)
            text = text[label.end :].lstrip()
            self.label_alone = not text
        else:
            self.label_alone = False
        if label := list_label(text, self.language):
            self.lists[label.style] = label.n

    def see_article(self, label: Label) -> None:
        """Go on past the label of an article."""
        self.article_seen = (label.n, label.sub)
        self.after_heading = False
        self.glued = not label.spaced
        self.lists.clear()
