"""Articles that were deleted by an amendment and are printed again behind the last one."""

import re

from generator.text.structure.contents import Section

# （…本条已被删去）, （2009年修正时删除）
_DELETED = re.compile(
    r"[（(【\[][^（()）]{0,120}(?:删去|删除|废止)[^（()）]{0,20}[）)】\]]\s?$"
)


def without_deleted(sections: list[Section]) -> tuple[list[Section], list[Section]]:
    """The sections without such articles at their end, and these."""
    numbers = [s.label.n for s in sections if s.label.style == "article"]
    kept = len(sections)
    while kept > 1 and _is_deleted(sections[kept - 1], numbers):
        kept -= 1
    return sections[:kept], sections[kept:]


def _is_deleted(section: Section, numbers: list[int]) -> bool:
    """Whether an article says so itself, with a number that the text went past without it."""
    label = section.label
    last = section.lines[-1].text if section.lines else section.line.text
    passed = label.style == "article" and numbers.count(label.n) == 1 and max(numbers) > label.n
    return passed and _DELETED.search(last) is not None
