"""Words as a search compares them: no capitals, no accents."""

import unicodedata

_PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "\u0131": "i", "æ": "ae", "œ": "oe"}
)


def fold(text: str) -> str:
    """Return a text without capitals, accents and double spaces.

    Examples
    --------
    >>> fold("Včasné  VAROVANIE, łódź")
    'vcasne varovanie, lodz'
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(bare.split())
