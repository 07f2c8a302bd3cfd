"""The table of old and new provisions as a page of its own, for any browser and printer."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape

from generator.messages import say
from generator.records.texts import Language
from generator.text.addresses import cite
from generator.text.comparing.table import Row
from generator.text.comparing.words import Piece

# What went is struck out, what came is underlined and bold: seen in black and white, too.
_STYLE = """
body { font: 16px/1.75 "Songti SC", "Noto Serif CJK SC", SimSun, serif; margin: 2em auto;
  max-width: 72em; padding: 0 1em; color: #1a1a1a; background: #fff }
h1 { font-size: 1.4em; text-align: center } .between { text-align: center; color: #555 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: 1px solid #777; padding: .5em .7em; vertical-align: top; text-align: left }
th { background: #f2f2f2 } col.remark { width: 16% } td p { margin: 0 0 .3em }
thead { display: table-header-group } tr { break-inside: avoid }
del { text-decoration: line-through } ins { text-decoration: underline; font-weight: bold }
@media print { body { max-width: none; margin: 0; font-size: 11pt } }
"""


def page(rows: Iterable[Row], names: tuple[str, str], counts: str, ui: Language) -> str:
    """A whole HTML document; `names` are those of the two texts. It loads and runs nothing."""
    mark = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{mark}'"
    lang = "zh-Hans" if ui == "zh" else "en"
    title = escape(say("comparison", ui))
    head = "".join(f'<th scope="col">{escape(say(f"comparison_{c}", ui))}</th>'
                   for c in ("old", "new", "remark"))  # fmt: skip
    return "\n".join((
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
        f'<p class="between">{escape(names[0])} → {escape(names[1])}</p>',
        '<table>\n<colgroup><col><col><col class="remark"></colgroup>',
        f"<thead><tr>{head}</tr></thead>\n<tbody>",
        *(_row(row, ui) for row in rows),
        f"</tbody>\n</table>\n<p>{escape(counts)}</p>\n</body>\n</html>\n",
    ))  # fmt: skip


def _row(row: Row, ui: Language) -> str:
    remark = row.remark.zh if ui == "zh" else row.remark.en or row.remark.zh
    old, new = "".join(_old(row)), "".join(_new(row))
    return f"<tr><td>{old}</td><td>{new}</td><td>{escape(remark)}</td></tr>"


def _old(row: Row) -> Iterator[str]:
    yield _number(row.old)
    for line in row.lines:
        if line.kind != "added":
            yield _line(line.old_label, "".join(_went(piece) for piece in line.pieces))


def _new(row: Row) -> Iterator[str]:
    yield _number(row.new)
    for line in row.lines:
        if line.kind != "deleted":
            yield _line(line.new_label, "".join(_came(piece) for piece in line.pieces))


def _number(addresses: tuple[str, ...]) -> str:
    """The number as the Chinese text prints it: 第五条, 第六条至第十条."""
    named = "至".join(cite(address, "zh") for address in addresses)
    return f'<p lang="zh-Hans"><b>{escape(named)}</b></p>' if named else ""


def _line(label: str, words: str) -> str:
    return f'<p lang="zh-Hans">{escape(label)}{words}</p>' if words else ""


def _went(piece: Piece) -> str:
    said = escape(piece.old)
    return f"<del>{said}</del>" if piece.changed and said else said


def _came(piece: Piece) -> str:
    said = escape(piece.new)
    return f"<ins>{said}</ins>" if piece.changed and said else said
