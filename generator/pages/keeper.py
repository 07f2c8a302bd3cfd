"""Who keeps the site, as every page says it at its foot: only what is given."""

from collections.abc import Mapping

from generator.pages.templates import day, plain
from generator.records.site import Keeper
from generator.records.texts import Language, Text

# A label, the words after it, and where they lead: "" where nowhere.
Fact = tuple[str, str, str]


def told(
    keeper: Keeper | None, strings: Mapping[str, Text], language: Language
) -> tuple[Fact, ...]:
    """What people need to reach the keeper, and when the site was last checked."""
    if keeper is None:
        return ()
    report = plain(keeper.report, language)
    given = (
        ("keeper", plain(keeper.unit, language), ""),
        ("keeper_phone", keeper.phone, ""),
        ("keeper_room", plain(keeper.room, language), ""),
        ("keeper_email", keeper.email, f"mailto:{keeper.email}"),
        ("keeper_checked", keeper.checked and day(strings, language, keeper.checked), ""),
        ("keeper_report", report, report if report.startswith(("http://", "https://")) else ""),
    )
    return tuple(
        (plain(strings[key], language), words, to) for key, words, to in given if words
    )
