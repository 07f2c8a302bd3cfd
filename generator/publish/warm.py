"""What every worker needs, loaded and made before the first is called: import it for that."""

import gc

from generator.publish.site import build
from generator.sheets.pdf.glyphs import characters

__all__ = ["build"]

characters()  # the fonts take as long to read as a regulation
gc.freeze()  # what is loaded stays: it is not searched for waste, and copies share its memory
