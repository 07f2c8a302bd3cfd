"""The run of a provision that somebody meant who typed some of it."""

from generator.edit.worksheet.columns import plain
from generator.text.nearest import Patience, nearest_run

_QUOTES = str.maketrans(dict.fromkeys("“”‘’「」『』＂＇\"'", '"'))
_SIGNS = str.maketrans("，、；：？！（）。", ",,;:?!().")


def verbatim(said: str, law: str) -> str:
    """The words of the law, "" where nothing there is like what was typed.

    Width, white space and the shape of quotation marks mean nothing; else the nearest run.
    """
    if said in law:
        return said
    folded: list[str] = []
    places: list[int] = []
    for n, character in enumerate(law):
        for one in _folded(character):
            folded.append(one)
            places.append(n)
    wanted = _folded(said.strip("…“”\"' "))
    at = "".join(folded).find(wanted) if wanted else -1
    if at >= 0:
        return law[places[at] : places[at + len(wanted) - 1] + 1]
    return nearest_run(said, law, Patience())


def _folded(words: str) -> str:
    return plain(words.translate(_QUOTES).translate(_SIGNS))
