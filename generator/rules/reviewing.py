"""Rules on what changed after a person had reviewed it."""

from collections.abc import Iterator

from generator.records.regulation import Provision, Regulation, Stray, TranslationReview
from generator.records.texts import Location, Passage, Text
from generator.records.walking import blocks, by_address, place, provisions, walk
from generator.rules.written import Faults
from generator.text.comparing.telling import told_in
from generator.text.comparing.words import pieces
from generator.text.stamps import stamp


def changed_since_review(regulation: Regulation) -> Faults:
    """A provision reads as it did when its checks were last reviewed."""
    known = provisions(regulation)
    for _, block in blocks(regulation):
        provision = known.get(block.at)
        if provision and provision.stamp != block.reviewed:
            told = _told(regulation, provision, block.reviewed)
            words = Text(
                f"{block.at}（{provision.cite.zh}）的文字在上次核对后有改动{told}；"
                f"请核对检查项，然后运行 zicha review {block.at}",
                f"{block.at} has changed since its checks were reviewed{told}; "
                f"review them, then run zicha review {block.at}",
            )
            yield place(block.places, "reviewed", block.location), words


def _told(regulation: Regulation, provision: Provision, reviewed: str) -> str:
    """What went and what came, where the words of the review are kept; else nothing."""
    was = (p for past in regulation.past for p in walk(past.articles))
    before = regulation.reviewed.get(reviewed) or next(
        (_words_of(p) for p in was if p.stamp == reviewed), ""
    )
    return f"：{told_in(pieces(before, _words_of(provision)))}" if before else ""


def _words_of(provision: Provision) -> str:
    """The words of which a provision has its stamp."""
    return provision.words.zh or "".join(p.words.zh for p in walk(provision.children))


def source_changed(regulation: Regulation) -> Faults:
    """The text as received is the file whose SHA-256 regulation.yaml states."""
    source = regulation.source_file
    if source is None or source.found == source.stated:
        return
    if not source.found:
        words = Text(
            f"缺少原件 {source.path}；请放回，或更正 file",
            f"the original {source.path} is missing; put it back, or correct 'file'",
        )
    else:
        words = Text(
            f"原件 {source.path} 与记录的 SHA-256 不符；请恢复原件，"
            f"若确已换新，写 sha256: {source.found}",
            f"{source.path} is not the file whose SHA-256 stands here; restore it, "
            f"or if the new one is meant, write sha256: {source.found}",
        )
    yield source.location, words


def text_not_as_received(regulation: Regulation) -> Faults:
    """The text has no words that the file it was taken from has not, and lacks none of it."""
    source = regulation.source_file
    for stray in source.strays if source and source.found == source.stated else ():
        yield stray.location, _not_as_received(stray)


def _not_as_received(stray: Stray) -> Text:
    said, source = stray.said, stray.source
    if not source:
        zh, en = f"原件没有“{said}”", f"the original has no '{said}' here"
    elif not said:
        zh, en = f"这里缺少原件的“{source}”", f"the original has '{source}' here"
    else:
        zh, en = (
            f"原件写的是“{source}”，这里是“{said}”",
            f"'{said}' is '{source}' in the original",
        )
    return Text(
        f"{zh}；请照原件改正，有意改的运行 zicha review --text 记下",
        f"{en}; put it as it was, or if it is meant run zicha review --text",
    )


def translation_out_of_date(regulation: Regulation) -> Faults:
    """The Chinese reads as it did when its translation was reviewed."""
    for review, provision, _ in _reviewed(regulation):
        now = stamp(provision.words.zh)
        if now != review.zh:
            words = Text(
                f"{review.at}（{provision.cite.zh}）的中文在译文核对后有改动；"
                f"请核对译文，然后运行 zicha review --translation {review.at}",
                f"the Chinese of {review.at} has changed since its translation was reviewed; "
                f"review it, then run zicha review --translation {review.at}",
            )
            yield review.location, words


def translation_changed(regulation: Regulation) -> Faults:
    """A translation reads as it did when it was reviewed."""
    for review, provision, english in _reviewed(regulation):
        en = stamp(english.words)
        if stamp(provision.words.zh) == review.zh and en != review.en:
            words = Text(
                f"{review.at}（{provision.cite.zh}）的译文在核对后有改动；请对照中文核对，"
                f"然后运行 zicha review --translation {review.at}",
                f"the translation of {review.at} has changed since it was reviewed; hold it "
                f"against the Chinese, then run zicha review --translation {review.at}",
            )
            yield review.location, words


def translation_not_reviewed(regulation: Regulation) -> Faults:
    """Every translated provision was held against the Chinese by a person."""
    reviews = regulation.translation_reviews
    if not regulation.translated or _review_path(regulation) in regulation.unread:
        return
    for provision, english in _translated(regulation):
        if reviews and provision.address not in reviews:
            yield english.location, _not_reviewed(provision)
    if not reviews:
        words = Text(
            f"译文没有核对记录；请核对后运行 zicha review --translation，"
            f"写入 {_review_path(regulation)}",
            "the translation has no record of review; review it and run "
            f"zicha review --translation, which writes {_review_path(regulation)}",
        )
        yield Location(f"content/{regulation.id}/en.txt"), words


def translation_of(regulation: Regulation, provision: Provision) -> str:
    """`missing`, `stale` or "" for the translation of a provision's own words.

    Stale: no person has held these English words against these Chinese ones.
    """
    words = provision.words
    if not words.zh or not words.en:
        return "missing" if words.zh else ""
    review = regulation.translation_reviews.get(provision.address)
    held = review and (review.zh, review.en) == (stamp(words.zh), stamp(words.en))
    return "" if held else "stale"


def _not_reviewed(provision: Provision) -> Text:
    at = provision.address
    return Text(
        f"{at}（{provision.cite.zh}）的译文没有核对记录；"
        f"请核对，然后运行 zicha review --translation {at}",
        f"no review of the translation of {at} is recorded; review it, "
        f"then run zicha review --translation {at}",
    )


def _reviewed(regulation: Regulation) -> Iterator[tuple[TranslationReview, Provision, Passage]]:
    for provision, english in _translated(regulation):
        review = regulation.translation_reviews.get(provision.address)
        if review:
            yield review, provision, english


def _translated(regulation: Regulation) -> Iterator[tuple[Provision, Passage]]:
    """Provisions with words of their own in both languages."""
    document = regulation.documents.get("en")
    english = by_address(document.articles) if document else {}
    for address, provision in provisions(regulation).items():
        if provision.words.zh and provision.words.en and address in english:
            yield provision, english[address]


def _review_path(regulation: Regulation) -> str:
    return f"content/{regulation.id}/translation-review.yaml"
