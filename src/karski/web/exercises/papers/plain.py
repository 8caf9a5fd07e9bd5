"""What people typed, as paper and documents can hold it."""

from unicodedata import category

OTHER = "\N{REPLACEMENT CHARACTER}"
LEFT_OUT = ("Cc", "Cs", "Co", "Cn")
PICTURE = "So"  # emoji and other pictures
JOINERS = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}"


def plain(text: str) -> str:
    """Return a text without pictures and marks that no font and no document has.

    Examples
    --------
    >>> plain("Well done \N{PARTY POPPER}!")
    'Well done ?!'
    """
    kept = (_kept(letter) for letter in text)
    return "".join(kept).strip()


def _kept(letter: str) -> str:
    if letter == "\n":
        return letter
    kind = category(letter)
    if kind in LEFT_OUT or letter in JOINERS:
        return ""
    return "?" if kind == PICTURE or letter == OTHER else letter
