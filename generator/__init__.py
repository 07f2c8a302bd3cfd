"""Regulation text and checklists in; a searchable bilingual site and printable sheets out."""

__version__ = "0.1.0"
