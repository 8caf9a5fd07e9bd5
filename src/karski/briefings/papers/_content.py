"""What papers print: frozen, and already in the reader's language."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import Self

import segno

CORRECTION = "m"  # of errors: 15 % of a code may be lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What every paper has.

    Attributes
    ----------
    language : str
        Code of the language that the words are in.
    title : str
        The paper's heading, and its title as a document.
    author : str
        Who stands behind it.
    day : date
        Date of the document.
    footer : str
        Stands at the foot of each page, before its number.
    """

    language: str
    title: str
    author: str
    day: date
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: the address it leads to, what it is for, and its drawing (SVG)."""

    address: str
    description: str
    drawing: str

    @classmethod
    def of(cls, address: str, description: str) -> Self:
        """Draw the code of an address.

        Examples
        --------
        >>> Code.of("https://example.org/", "To sign in").drawing[:5]
        '<svg '
        """
        return cls(address, description, _drawn(address))


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, and as what."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Table:
    """A small table.

    Attributes
    ----------
    head : tuple of str
    rows : tuple of tuple of str
    caption : str
    figures : bool
        Whether all columns but the first hold numbers.
    widths : tuple of float
        The share of the width that each column takes; 0, or nothing said, is as much
        as it needs.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    figures: bool = True
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        assert len(self.widths) in (0, len(self.head)), self.caption
        assert all(len(row) == len(self.head) for row in self.rows), self.caption


@cache
def _drawn(address: str) -> str:
    out = BytesIO()
    segno.make(address, error=CORRECTION, micro=False).save(
        out, kind="svg", xmldecl=False, border=2, dark="#000000", light="#ffffff"
    )
    return out.getvalue().decode()
