"""Names in site_templates that become those of files of the site."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.project import disk
from generator.project.filenames import clash, clashing, unfit_name
from generator.project.inventory import template_files
from generator.project.reach import PACKAGED
from generator.records.findings import Finding, in_order
from generator.records.texts import Location

_PUBLISHED = ("site_templates/assets/", "site_templates/hosting/")
_LONGEST = 100  # characters of a file or a folder: paths of Windows end at 260


def unfit_names(root: Path) -> tuple[Finding, ...]:
    """What in the project's own templates some system cannot hold, or takes for another."""
    home = disk.templates_home(root)
    return () if home == PACKAGED else unfit_among(template_files(home))


def unfit_among(paths: Iterable[str]) -> tuple[Finding, ...]:
    """The same of the paths of templates."""
    published = [path for path in paths if path.startswith(_PUBLISHED)]
    alike = (Finding(Location(n), "clashing-names", clash(o)) for n, o in clashing(published))
    return in_order((*_unfit(published), *alike))


def _unfit(paths: Iterable[str]) -> Iterator[Finding]:
    for path in paths:
        for part in PurePosixPath(path).parts[2:]:
            if why := unfit_name(part, _LONGEST):
                yield Finding(Location(path), "bad-name", why)
                break
