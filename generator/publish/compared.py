"""The table of two versions of a text as a file to be printed: PDF or DOCX."""

from collections.abc import Iterable
from typing import Literal

from generator.project.reach import PACKAGED
from generator.project.templates import read_templates
from generator.records.texts import Language, Text
from generator.sheets.comparison import FORM, compared
from generator.sheets.docx.document import document
from generator.sheets.models import Setting, SheetModel, Source
from generator.sheets.pdf.press import Press
from generator.text.comparing.table import Row

PrintedForm = Literal["pdf", "docx"]


def comparison_file(
    form: PrintedForm,
    rows: Iterable[Row],
    *,
    names: tuple[str, str, str],
    told: tuple[Text, str],
    ui: Language,
) -> bytes:
    """`names` are the title of the work and those of the two texts, `told` what changed in
    numbers and the day, ISO 8601.

    Set with the templates of the program, whatever the project has: a comparison needs none.
    Raises CannotGoOn where a character has no glyph.
    """
    templates = read_templates(PACKAGED)
    (title, *texts), (counts, day) = names, told
    named = Text(title, title)
    source = Source("", named, named, Text("", ""), Text("", ""))
    words = {key: Text(text.zh, text.en) for key, text in templates.sheet_strings.items()}
    body = compared(rows, (texts[0], texts[1]), counts)
    model = SheetModel(FORM, ui, body, Setting(source, day, (), words))
    if form == "docx":
        return document(model)
    return Press(templates.folder / "sheets").pdf(model)
