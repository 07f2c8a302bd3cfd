"""Whether a build of one regulation would take the pages of others away."""

from pathlib import Path

from generator.publish.proof.manifest import own_record
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Text


def must_not_lose(out: Path, only: str) -> None:
    """Raise CannotGoOn where the site at `out` holds more than the regulation asked for."""
    record = own_record(out) if only else None
    others = sorted(_regulations(record["files"]) - {only}) if record else []
    if others:
        some = ", ".join(others[:5]) + (" …" if len(others) > 5 else "")
        words = Text(
            f"这里的网站还有别的法规（{some}），--only 会把它们去掉；请换一个 --out，"
            "或者不用 --only，没有改动的本来就不会重做",
            f"the site there also holds {some}, which --only would take away; choose another "
            "--out, or leave --only out: what has not changed is not made again anyway",
        )
        raise CannotGoOn(Finding(typed(f"--only {only}"), "other-regulations", words))


def _regulations(files: dict[str, object]) -> set[str]:
    """Of zh/jinan-2016-31/article-01.html: jinan-2016-31; zh/about.html is of none."""
    parts = (name.split("/") for name in files)
    return {each[1] for each in parts if each[0] == "zh" and len(each) > 2}
