"""The files of data and text that a regulation offers, put into the store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.exports.files import exports, source_path
from generator.project import disk
from generator.project.holding import Seen, held
from generator.publish.kept.store import Store, Stored
from generator.publish.pressing import PressedSheet
from generator.records.regulation import Regulation
from generator.records.site import Offer, OfferKind, OfferLanguage, Site
from generator.records.texts import Text
from generator.sheets.lawtext import FORM, PAST
from generator.sheets.places import FORMS_ENDING, PlacedForm, forms_text

LARGEST = 1 << 26  # bytes of a text as received: a scan may be large


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that is offered, and where it is kept."""

    offer: Offer
    file: Stored


def offered(
    regulation: Regulation,
    site: Site,
    strings: Mapping[str, Text],
    store: Store,
    received: tuple[Path, Seen],
) -> tuple[Offered, ...]:
    """All but the texts that are printed; runs in a worker.

    `received` is the project and what was seen of the regulation in it.
    """
    return (*_source(regulation, store, received), *_made(regulation, site, strings, store))


def printed_texts(pressed: tuple[PressedSheet, ...]) -> tuple[Offered, ...]:
    """Those of the sheets that are the text itself, or that of an edition that was."""
    kinds: Mapping[str, OfferKind] = {FORM: "text", PAST: "edition"}
    return tuple(
        Offered(
            _offer(each.file, kinds[each.sheet.form], each.sheet.language, each.sheet.pages),
            each.file,
        )
        for each in pressed
        if each.sheet.form in kinds
    )


def places_of(
    regulation: Regulation, pressed: tuple[PressedSheet, ...], store: Store
) -> Iterator[Offered]:
    """Where the boxes of its sheets are; nothing where none has boxes."""
    forms = tuple(
        PlacedForm(one.sheet.path, one.sheet.form, one.sheet.subject, one.places)
        for one in pressed
        if one.places
    )
    if forms:
        text = forms_text(regulation.id, regulation.edition, forms)
        file = store.put_text(f"data/{regulation.id}{FORMS_ENDING}", text)
        yield Offered(_offer(file, "forms", ""), file)


def _made(
    regulation: Regulation, site: Site, strings: Mapping[str, Text], store: Store
) -> Iterator[Offered]:
    for each in exports(regulation, site, strings):
        file = store.put_data(each.path, each.data)
        yield Offered(_offer(file, each.kind, each.language), file)


def _source(
    regulation: Regulation, store: Store, received: tuple[Path, Seen]
) -> Iterator[Offered]:
    """The text as it was received, byte for byte."""
    root, seen = received
    path, source = source_path(regulation), regulation.source_file
    if path and source:
        with held(seen):
            data, _ = disk.read_bytes(root, source.path, LARGEST)
        if data is not None:
            file = store.put_data(path, data)
            yield Offered(_offer(file, "source", ""), file)


def _offer(file: Stored, kind: OfferKind, language: OfferLanguage, pages: int = 0) -> Offer:
    return Offer(file.path, kind, language, file.size, file.sha256, pages)
