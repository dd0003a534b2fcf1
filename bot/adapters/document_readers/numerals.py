"""Numbers as lists show them: a, b … z, aa; i, ii, iii, iv."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 4_000
_MOST_LETTERS = 780
"""Thirty times the alphabet: Word goes no further either."""


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → bb, as word processors count; digits where there is no letter."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    again, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (again + 1)


def roman(number: int) -> str:
    """4 → iv; digits where there is no numeral."""
    if not 0 < number < _MOST_ROMAN:
        return str(number)
    written = ""
    for worth, numeral in _ROMAN:
        count, number = divmod(number, worth)
        written += numeral * count
    return written
