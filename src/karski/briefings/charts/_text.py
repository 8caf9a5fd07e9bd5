"""Text on charts: words that a page fills in, and names that come as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import category

LONGEST = 44  # characters of a name; what is longer ends in an ellipsis
_OPEN, _SHUT = "\ue000", "\ue001"  # stand for braces until the drawing is done
_UNPRINTABLE = ("Cc", "Cn", "Co", "Cs", "Zl", "Zp")
_BRACES: Mapping[int, str] = str.maketrans({"{": _OPEN, "}": _SHUT})
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of `words.WORDS`, by its key."""

    key: str


Label: TypeAlias = str | Word


def literal(label: Label, longest: int = LONGEST) -> str:
    """Return what to draw: a placeholder, or a name that no page takes for one.

    Marks that no one can see, or that turn the text round, are left out of a name.
    """
    if isinstance(label, Word):
        return f"{{{label.key}}}"
    seen = [c for c in label if category(c) not in _UNPRINTABLE]
    name = " ".join("".join(c for c in seen if c not in _DIRECTIONS).split())
    name = name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
    return name.translate(_BRACES)


def with_braces(svg: str) -> str:
    """Give names their braces back, as character references."""
    return svg.replace(_OPEN, "&#123;").replace(_SHUT, "&#125;")


def grouped(number: float) -> str:
    """Write a whole number with a narrow no-break space between thousands.

    Examples
    --------
    >>> grouped(12345.4).split(chr(0x202F))
    ['12', '345']
    """
    return f"{number:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def percent(number: float) -> str:
    """Write a difference in percent with its sign, minus as a minus.

    Examples
    --------
    >>> percent(0), percent(12), percent(-4.6).replace(chr(0x2212), "minus ")
    ('0%', '+12%', 'minus 5%')
    """
    whole = f"{round(number):+d}%".replace("-", "\N{MINUS SIGN}")
    return "0%" if round(number) == 0 else whole
