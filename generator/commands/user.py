"""Who gives a command: the language to answer in, and the project that is meant."""

from dataclasses import dataclass
from pathlib import Path

from generator.records.texts import Language


@dataclass(frozen=True, slots=True)
class User:
    """What holds for every command; `root` is the project folder."""

    ui: Language
    root: Path
