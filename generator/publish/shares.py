"""A share of a big site made by one machine of several, and the shares joined."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.check import refuse
from generator.project.loading import read_front
from generator.publish.kept.records import UNREADABLE, read_record, record_text
from generator.publish.kept.store import store_of
from generator.publish.kept.unchanged import key_of
from generator.publish.orders import Built, Order, Progress
from generator.publish.product import Product
from generator.publish.production import products
from generator.publish.replacing import must_be_ours, replacing
from generator.publish.site import build, shop_of
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.records.texts import Location, Text
from generator.workers import workers

NAME = "share.json"


@dataclass(frozen=True, slots=True)
class Share:
    """What a folder made by `build_share` holds: a store with these regulations' products.

    `inputs` is the hash of the whole project: shares of different ones do not fit together.
    """

    inputs: str
    number: str  # 2/4
    ids: tuple[str, ...]
    files: int
    findings: tuple[Finding, ...] = ()


def build_share(order: Order, shard: tuple[int, int], progress: Progress) -> Share:
    """Make every n-th regulation, and what the site needs of it, as the folder `order.out`.

    `shard` is (which, of how many). Raises CannotGoOn; an old share then stays as it was.
    """
    must_be_ours(order.out, NAME)
    first, step = shard
    with workers(order.workers) as hands:
        shop, told = shop_of(order, hands, progress)
        made, found = products(shop, shop.front.ids[first - 1 :: step])
    findings = in_order((*told, *found))
    refuse(findings, strict=order.strict)
    names = dict.fromkeys(name for product in made for name in _names(product))
    ids = tuple(product.entry.id for product in made)
    number, key = f"{first}/{step}", key_of(order.root, order.only)
    share = Share(key, number, ids, len(names) + 1, findings)
    with replacing(order.out, NAME) as draft:
        _copy(shop.store.root, draft, names)
        (draft / NAME).write_text(record_text(share) + "\n", "utf-8")
    return share


def assemble_shares(order: Order, folders: Sequence[Path], progress: Progress) -> Built:
    """The site from shares that hold all its regulations. Raises CannotGoOn."""
    front, findings = read_front(order.root)
    if front is None:
        raise CannotGoOn(*findings)
    shares = [(folder, _share(folder)) for folder in folders]
    if unfit := in_order(_unfit(order, shares, front.ids)):
        raise CannotGoOn(*unfit)
    store = store_of(order.root)
    for folder, _ in shares:
        there = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
        _copy(folder, store.root, (name for name in there if name != NAME))
    return build(order, progress)


def _names(product: Product) -> Iterator[str]:
    """What the store keeps of a product, as paths in it."""
    yield f"products/{product.entry.id}.json"
    for file in (*product.files, product.shelf):
        yield f"{file.kind}/{file.name}"
        if file.kind in ("pages", "sheets"):
            yield f"{file.kind}/{file.name.partition('.')[0]}.json"


def _copy(source: Path, target: Path, names: Iterable[str]) -> None:
    for name in names:
        if not (target / name).is_file() or name.startswith("products/"):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target / name)


def _share(folder: Path) -> Share:
    try:
        return read_record(Share, (folder / NAME).read_text("utf-8"))
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


def _unfit(
    order: Order, shares: Sequence[tuple[Path, Share]], ids: Sequence[str]
) -> Iterator[Finding]:
    """Shares of another project, or of what it was before; regulations that none holds."""
    key = key_of(order.root, "")
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
