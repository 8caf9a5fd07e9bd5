"""Whole numbers that addresses, forms and headers say."""

MOST_DIGITS = 15  # more than any event, moment or share has


def whole(said: str) -> int | None:
    """Return the number that is said, if it is one of plain digits and no giant.

    Examples
    --------
    >>> whole("17"), whole("-1"), whole("²"), whole("9" * 5000), whole("")
    (17, None, None, None, None)
    """
    fits = said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS
    return int(said) if fits else None
