"""Rules on cross-references: that what the text points at exists."""

from generator.model import Project, Text
from generator.rules.walks import Faults, provisions
from generator.text.references import references


def unknown_reference(project: Project) -> Faults:
    """A cross-reference in the text points at a provision that exists."""
    for regulation in project.regulations:
        known = provisions(regulation)
        addresses = frozenset(known)
        for provision in known.values():
            for reference in references(provision.words.zh, provision.address, addresses, "zh"):
                lost = [t for t in reference.targets if t not in addresses]
                if lost and not reference.title:
                    said = provision.words.zh[reference.start : reference.end]
                    words = Text(
                        f"{provision.address} 提到“{said}”，但法规中没有 {lost[0]}；"
                        "请对照原件核对文本",
                        f"{provision.address} refers to '{said}', but there is no {lost[0]}; "
                        "hold the text against the original",
                    )
                    yield provision.location, words
