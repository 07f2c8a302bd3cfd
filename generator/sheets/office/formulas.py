"""What forms count, as formulas that every office program knows."""


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def added(numbers: str) -> str:
    """A sum that stays blank until something is written."""
    return f"IF(COUNT({numbers})=0,{quoted('')},SUM({numbers}))"


def rate(yes: str, base: str) -> str:
    """是 ÷（是＋部分＋否） with its counts: 75.0%（3/4）; a dash where nothing is answered."""
    percent = f'TEXT({yes}/{base},"0.0%")&" ("&{yes}&"/"&{base}&")"'
    return f'IF({base}=0,"—",{percent})'
