"""What every worker needs, loaded and made before the first is called: import it for that."""

from generator.publish.site import build
from generator.sheets.pdf.glyphs import characters

__all__ = ["build"]

characters()  # the fonts take as long to read as a regulation
