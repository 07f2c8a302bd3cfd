"""What every worker needs, loaded and made before the first is called: import it for that."""

from generator.publish import site
from generator.sheets.pdf.glyphs import characters

__all__ = ["site"]

characters()  # the fonts take as long to read as a regulation
