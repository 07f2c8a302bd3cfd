"""Regulation texts: from pasted bytes to structure, and back."""
