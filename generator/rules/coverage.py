"""Rules on what no checklist speaks of."""

from collections.abc import Iterator

from generator.records.checklist import Checklist
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Text
from generator.records.walking import walk
from generator.rules.written import Faults
from generator.text.addresses import is_repeat, page_name


def uncovered_provision(regulation: Regulation) -> Faults:
    """Each item, and each paragraph without items, has checks, or says why it has none.

    A block at an article speaks of its paragraphs but not of its items; a paragraph that only
    leads in to the next one (…：) needs none.
    """
    if not regulation.checklist_files:
        yield from _without_any(regulation)
    elif not _unread_checklists(regulation):
        paths = {checklist.location.path for checklist in regulation.checklist_files}
        for article in regulation.articles:
            checklist = regulation.checklists.get(article.address)
            path = f"checklists/{regulation.id}/{page_name(article.address)}.yaml"
            if checklist is None and path not in paths:  # else its article is misspelt
                yield article.location, _no_file(article, path)
            elif checklist and _speaks_of(checklist, article):
                yield from _uncovered(article, checklist)


def _without_any(regulation: Regulation) -> Faults:
    if not _unread_checklists(regulation):
        folder = f"checklists/{regulation.id}/"
        words = Text(
            f"{folder} 中没有检查项；请为各条建立文件",
            f"no checks in {folder}; add a file an article",
        )
        yield regulation.location, words


def _no_file(article: Provision, path: str) -> Text:
    return Text(
        f"{article.label.zh}没有检查项文件；请建立 {path}，写检查项或 no_checks",
        f"{article.address} has no file of checks; make {path} with checks or with no_checks",
    )


def _speaks_of(checklist: Checklist, article: Provision) -> bool:
    """Whether all its addresses are in the article; a stray one is told elsewhere."""
    known = {provision.address for provision in walk((article,))}
    return all(block.at in known for block in checklist.provisions)


def _uncovered(article: Provision, checklist: Checklist) -> Faults:
    for provision in uncovered(article, checklist):
        words = Text(
            f"{provision.address}（{provision.cite.zh}）没有检查项；请在 "
            f"{checklist.location.path} 中补上检查项或 no_checks",
            f"{provision.address} has no checks; "
            f"add some, or no_checks, to {checklist.location.path}",
        )
        yield provision.location, words


def uncovered(article: Provision, checklist: Checklist) -> Iterator[Provision]:
    """What of an article needs checks and has none."""
    if checklist.no_checks:
        return
    said = {block.at for block in checklist.provisions} | set(checklist.unchecked)
    for provision in _units(article):
        if not _is_covered(provision, said) and not is_repeat(provision.address):
            yield provision


def _units(provision: Provision) -> Iterator[Provision]:
    """What needs checks of its own: the items, else the paragraphs, else the whole."""
    inner = [child for child in provision.children if child.kind not in ("subitem", "table")]
    for child in inner:
        yield from _units(child)
    if not inner and not leads_in(provision):
        yield provision


def leads_in(provision: Provision) -> bool:
    """Whether it is a paragraph that only opens what the next ones say (…：)."""
    opens = provision.kind == "paragraph" and provision.words.zh.endswith(("：", ":"))
    return opens and not any(child.kind == "table" for child in provision.children)


def _is_covered(unit: Provision, said: set[str]) -> bool:
    if any(p.address in said for p in walk((unit,))):
        return True
    return unit.kind == "paragraph" and unit.address.partition(".")[0] in said


def _unread_checklists(regulation: Regulation) -> bool:
    return any(path.startswith("checklists/") for path in regulation.unread)
