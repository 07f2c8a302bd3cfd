"""Where the boxes of a sheet are whose code was read: from files of forms, or set anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.project.inventory import inventory
from generator.project.templates import read_templates
from generator.publish.again import again
from generator.publish.kept.store import store_of
from generator.publish.kit import kit
from generator.publish.pressing import SheetSettings, sheet_of, sheet_settings
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.sheets.jobs import Job, jobs
from generator.sheets.models import Printing
from generator.sheets.pdf.press import has_boxes, own_fonts, tail_of
from generator.sheets.places import PlacedForm, PlacedPage
from generator.sheets.records import Body, Booklet

Pages = tuple[PlacedPage, ...]


@dataclass(slots=True)
class Placing:
    """The sheets of a project by what their codes say; each is set when it is asked for.

    Those of an earlier edition are set as the archive has it.
    """

    project: Project
    root: Path
    _known: dict[str, Pages] = field(default_factory=dict)
    _jobs: dict[tuple[str, str, str], Mapping[str, tuple[Job, ...]]] = field(
        default_factory=dict
    )
    _settings: SheetSettings | None = None

    def take(self, forms: tuple[PlacedForm, ...]) -> None:
        """Forms that were printed before, of this edition or an earlier one."""
        for form in forms:
            for page in form.pages:
                before = self._known.get(page.code, ())
                if page not in before:
                    self._known[page.code] = (*before, page)

    def pages(self, regulation: str, text: str) -> Pages:
        """The pages with this code, none where no such sheet is printed."""
        if text not in self._known:
            line, _, layout = text.rpartition("/")
            found = self._of(regulation, layout, line).get(line, ()) if "#" in line else ()
            placed = (page for job in found for page in self._set(job))
            self._known[text] = tuple(
                dict.fromkeys(page for page in placed if page.code == text)
            )
        return self._known[text]

    def _of(self, id_: str, layout: str, line: str) -> Mapping[str, tuple[Job, ...]]:
        """The sheets of an edition in such a layout by the lines that are printed on them."""
        edition = line.partition("@")[2].partition("#")[0]
        if (id_, edition, layout) not in self._jobs:
            made: dict[str, tuple[Job, ...]] = {}
            for law in self._editions(id_, edition):
                for job in self._printed(law, layout):
                    for each in _lines(job.sheet.body):
                        made[each] = (*made.get(each, ()), job)
            self._jobs[id_, edition, layout] = made
        return self._jobs[id_, edition, layout]

    def _editions(self, id_: str, edition: str) -> Iterator[Regulation]:
        """The regulation as it is now or as the archive keeps it."""
        for law in self.project.regulations:
            if law.id == id_:
                yield from (one for one in (law, *law.past) if one.edition == edition)

    def _printed(self, law: Regulation, layout: str) -> Iterator[Job]:
        flags = layout.partition("-")[2].partition("x")[0]
        site = self.project.site
        printing = Printing(
            paper="a3" if "3" in flags else "a4",
            bind="top" if "t" in flags else "left",
            duplex="d" in flags,
            annex=int("a" in flags),
            fonts=own_fonts(site),
            marks=site.scan,
        )
        strings = read_templates(self.root).sheet_strings
        for job in jobs(law, strings, printing, all_forms=True):
            boxes = job.format == "pdf" and has_boxes(job.sheet.body)
            if boxes and tail_of(job.sheet) == f"/{layout}":
                yield job

    def _set(self, job: Job) -> Pages:
        if self._settings is None:
            store = store_of(self.root)
            own = again(lambda: kit(self.root, inventory(self.root).templates, store))
            fonts = bool(own_fonts(self.project.site))
            templates = own / "site_templates" / "sheets"
            self._settings = sheet_settings(templates, store, own_fonts=fonts)
        return again(partial(sheet_of, job, self._settings)).places


def _lines(body: Body) -> Iterator[str]:
    """What is printed beside the codes of a form."""
    assert not isinstance(body, str)
    yield getattr(body, "ident").text  # noqa: B009 - a text of law, which has none, has no boxes
    if isinstance(body, Booklet):
        yield from (sheet.ident.text for sheet in body.sheets)
