"""A new text in place of the present one, with all that rests on it."""
