"""A share of a big site made by one machine of several, and the shares joined."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.check import refuse
from generator.project.inventory import inventory
from generator.project.loading import read_outline
from generator.project.programs import must_be_as_seen
from generator.publish import plainfiles
from generator.publish.again import again
from generator.publish.kept.keys import site_key
from generator.publish.kept.records import UNREADABLE, read_record, record_text
from generator.publish.kept.store import Store, store_of
from generator.publish.locks import in_use, together
from generator.publish.orders import Built, Order, Progress
from generator.publish.production import products
from generator.publish.proof.manifest import NAME as MANIFEST
from generator.publish.proof.manifest import SUMS, write_manifest
from generator.publish.proof.verify import CHANGED, compared
from generator.publish.replacing import must_be_ours, replaced
from generator.publish.sharing import faults_of, names_of
from generator.publish.site import build, context_of
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.records.texts import Location, Text
from generator.workers import workers

NAME = "share.json"
OWN = (NAME, MANIFEST, SUMS)  # what is not from the store


@dataclass(frozen=True, slots=True)
class Share:
    """What a folder made by `build_share` holds: a store with these regulations' products.

    `inputs` is the hash of the whole project: shares of different ones do not fit together.
    """

    inputs: str
    number: str  # 2/4
    ids: tuple[str, ...]
    sums: Mapping[str, str]  # of its files, as paths in it: SHA-256
    findings: tuple[Finding, ...] = ()


def build_share(order: Order, shard: tuple[int, int], progress: Progress) -> Share:
    """Make every n-th regulation, and what the site needs of it, as the folder `order.out`.

    `shard` is (which, of how many). Raises CannotGoOn; an old share then stays as it was.
    """
    must_be_ours(order.out, NAME)
    with in_use(store_of(order.root).lock) as use:
        together(use)
        return again(lambda: _made(order, shard, progress))


def _made(order: Order, shard: tuple[int, int], progress: Progress) -> Share:
    first, step = shard
    inputs = inventory(order.root)
    with workers(order.workers) as executor:
        context, told = context_of(order, inputs, executor, progress)
        made, found = products(context, context.outline.ids[first - 1 :: step])
    must_be_as_seen(order.root, inputs.programs)
    findings = in_order((*told, *found))
    refuse(findings, strict=order.strict)
    names = dict.fromkeys(name for product in made for name in names_of(product))
    ids = tuple(product.entry.id for product in made)
    number, key = f"{first}/{step}", site_key(inputs, order.only)

    def make(draft: Path) -> Share:
        for name in names:
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(context.store.root / name, draft / name)
        sums = {name: plainfiles.sha256(draft / name) for name in names}
        share = Share(key, number, ids, sums, findings)
        (draft / NAME).write_text(record_text(share) + "\n", "utf-8")
        write_manifest(draft, {"share": number})
        return share

    share, kept = replaced(order.out, NAME, make)
    return replace(share, findings=(*kept, *findings))


def assemble_shares(order: Order, folders: Sequence[Path], progress: Progress) -> Built:
    """The site from shares that hold all its regulations. Raises CannotGoOn."""
    outline, findings = read_outline(order.root)
    if outline is None:
        raise CannotGoOn(*findings)
    shares = [(folder, _share(folder)) for folder in folders]
    if unfit := in_order(_unfit(order, shares, outline.ids)):
        raise CannotGoOn(*unfit)
    if wrong := in_order(each for some in shares for each in share_faults(*some, outline.ids)):
        raise CannotGoOn(*wrong)
    store = store_of(order.root)
    with in_use(store.lock) as use:
        together(use)
        for folder, share in shares:
            for name in share.sums:
                _take(folder / name, store, share.sums[name])
        return build(order, progress)


def _take(path: Path, store: Store, sha256: str) -> None:
    """A file of a share put into the store, if it is still the one that was looked at."""
    kind, name = path.parent.name, path.name
    if kind != "products" and store.place(kind, name).is_file():
        return
    data = plainfiles.content(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise CannotGoOn(Finding(Location(str(path)), "changed-file", CHANGED))
    store.put_file(kind, name, data)


def _share(folder: Path) -> Share:
    try:
        return read_record(Share, plainfiles.content(folder / NAME).decode("utf-8"))
    except (OSError, ValueError, *UNREADABLE) as error:
        raise CannotGoOn(
            Finding(
                Location(f"{folder.name}/{NAME}"),
                "not-a-share",
                Text(
                    "这个文件夹不是 zicha build --shard 做的一份，或已损坏；请重新做这一份",
                    "this folder is no share made by zicha build --shard, or it is damaged; "
                    "make it again",
                ),
            )
        ) from error


def share_faults(folder: Path, share: Share, ids: Sequence[str]) -> Iterator[Finding]:
    """Files of a share that are not as they were made, and what leads out of it."""
    found = tuple(f for f in compared(folder, share.sums, NAME) if not _is_own(f))
    for finding in found or faults_of(folder, share.sums, ids):
        place = Location(f"{folder.name}/{finding.location.path}")
        yield replace(finding, location=place)


def _is_own(finding: Finding) -> bool:
    """The lists that a share has of itself are not in what it lists."""
    return finding.rule == "added-file" and finding.location.path in OWN


def _unfit(
    order: Order, shares: Sequence[tuple[Path, Share]], ids: Sequence[str]
) -> Iterator[Finding]:
    """Shares of another project, or of what it was before; regulations that none holds."""
    key = site_key(inventory(order.root), "")
    for folder, share in shares:
        if share.inputs != key:
            yield Finding(Location(f"{folder.name}/{NAME}"), "other-inputs", OTHER)
    lost = [id_ for id_ in ids if not any(id_ in share.ids for _, share in shares)]
    if lost:
        names = ", ".join(lost)
        yield Finding(
            Location("content/site.yaml"),
            "missing-share",
            Text(
                f"没有哪一份包含 {names}；请把 build --shard 的每一份都列在命令里",
                f"no share holds {names}; name every share of build --shard in the command",
            ),
        )


OTHER = Text(
    "这一份是用别的文件或别的版本做的；各份须用同一版内容和程序来做",
    "this share was made from other files or by another version; make all shares from the same",
)
