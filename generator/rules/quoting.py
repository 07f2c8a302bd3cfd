"""Rules on quotations: what is quoted stands in the provision, word for word."""

from collections.abc import Mapping

from generator.records.regulation import Matrix, Provision, Regulation
from generator.records.texts import Location, Text
from generator.records.walking import blocks, provisions, walk
from generator.rules.written import Faults
from generator.text.nearest import nearest_run


def quote_not_in_provision(regulation: Regulation) -> Faults:
    """Every quote of a check stands verbatim in its provision."""
    known = provisions(regulation)
    for _, block in blocks(regulation):
        for check in block.checks if block.at in known else ():
            for quote in check.quotes:
                yield from _unless_said(block.at, quote.words, quote.location, known)


def result_not_in_provision(regulation: Regulation) -> Faults:
    """The result element of a provision stands verbatim in it."""
    known = provisions(regulation)
    for _, block in blocks(regulation):
        if block.result and block.at in known:
            where = block.places.get("result/zh", block.location)
            yield from _unless_said(block.at, block.result.zh, where, known)


def matrix_not_quoted(regulation: Regulation) -> Faults:
    """All words of the matrix stand in its provision, a form also in the cells of its tiers."""
    known = provisions(regulation)
    matrix = regulation.matrix
    if matrix is None or matrix.at not in known:
        return
    cells = (cell for row in matrix.cells for cell in row)
    for text in (*matrix.columns, *matrix.tiers, *cells):
        yield from _unless_said(matrix.at, text.zh, text.location or matrix.location, known)
    for group in matrix.groups:
        for form in group.forms if group.at in known else ():
            where = form.words.location or form.location
            yield from _unless_said(group.at, form.words.zh, where, known)
    yield from _forms_not_in_cells(matrix)


def _forms_not_in_cells(matrix: Matrix) -> Faults:
    for group in matrix.groups:
        for form in group.forms:
            for tier in form.tiers:
                cell = _cell(matrix, tier, group.column)
                if cell and form.words.zh not in cell.zh:
                    words = Text(
                        f"第 {tier} 档第 {group.column} 栏没有“{form.words.zh}”；请更正 tiers",
                        f"tier {tier}, column {group.column} does not say "
                        f"'{form.words.zh}'; correct 'tiers'",
                    )
                    yield form.location, words


def _cell(matrix: Matrix, tier: int, column: int) -> Text | None:
    if tier < len(matrix.cells) and column < len(matrix.cells[tier]):
        return matrix.cells[tier][column]
    return None


def matrix_out_of_shape(regulation: Regulation) -> Faults:
    """The matrix has a cell for each tier and column, and no group or form beyond them."""
    matrix = regulation.matrix
    if matrix is None:
        return
    rows, columns = len(matrix.tiers), len(matrix.columns)
    if [len(row) for row in matrix.cells] != [columns] * rows:
        words = Text(
            f"cells 应有 {rows} 行（tiers），每行 {columns} 格（columns）；请补齐或删去",
            f"cells must be {rows} rows (tiers) of {columns} (columns); add or delete some",
        )
        yield matrix.places.get("cells", matrix.location), words
    for group in matrix.groups:
        if group.column >= columns:
            where = group.places.get("column", matrix.location)
            yield where, _beyond("column", group.column, columns)
        for form in group.forms:
            for tier in form.tiers:
                if tier >= rows:
                    yield form.location, _beyond("tier", tier, rows)


def _beyond(what: str, number: int, count: int) -> Text:
    return Text(
        f"{what} {number} 不存在；从 0 数起，最大是 {count - 1}",
        f"there is no {what} {number}; counted from 0, the last is {count - 1}",
    )


def _unless_said(
    at: str, words: str, where: Location, known: Mapping[str, Provision]
) -> Faults:
    text = "\n".join(p.words.zh for p in walk((known[at],)))
    if words not in text:
        yield where, _not_said(known[at], words, text, known)


def _not_said(
    provision: Provision, words: str, text: str, known: Mapping[str, Provision]
) -> Text:
    zh = f"{provision.address}（{provision.cite.zh}）中没有“{words}”"
    en = f"{provision.address} does not say '{words}'"
    elsewhere = [p.address for p in known.values() if words in p.words.zh]
    if elsewhere:
        return Text(
            f"{zh}，它在 {elsewhere[0]}；请移到那里，或改引本条款的文字",
            f"{en}, {elsewhere[0]} does; move it there, or quote this provision",
        )
    near = nearest_run(words, text)
    if near:
        return Text(f"{zh}；最接近的原文：“{near}”", f"{en} — nearest: '{near}'")
    return Text(
        f"{zh}，也没有相近的文字；请从原文复制",
        f"{en}, nor anything like it; copy the words from the text",
    )
