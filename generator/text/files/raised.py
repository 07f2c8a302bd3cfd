"""Raised and lowered characters, and formulas, as one line of plain text."""

_PLAIN = "0123456789+-=()n"
_RAISED = dict(zip(_PLAIN + "−（）", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ⁻⁽⁾", strict=True))
_LOWERED = dict(zip(_PLAIN[:-1] + "−（）", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋₍₎", strict=True))


def raised(words: str, *, below: bool = False) -> str | None:
    """`4` → ⁴, or ₄; None where Unicode has no such signs for the words."""
    signs = _LOWERED if below else _RAISED
    if not words.strip():
        return words
    return "".join(signs[c] for c in words) if set(words) <= signs.keys() else None


def grouped(words: str) -> str:
    """In brackets, where the words are more than one number, name or bracket."""
    inner = words[1:-1]
    closed = words[:1] in "(（" and words[-1:] in ")）" and not set("()（）") & set(inner)
    return f"（{words}）" if set("+-−－×÷*/±·＋=") & set(words) and not closed else words
