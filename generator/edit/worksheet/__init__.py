"""Checks as rows of a workbook, for those who know Excel and not YAML, and back."""
