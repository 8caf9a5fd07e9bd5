"""Where a country stands among all by risk, and how surely."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a country stands by risk; the highest is 1.

    Attributes
    ----------
    at, of : int
        Its rank, and of how many countries.
    between : tuple of int or None
        An interval of the rank, both ends inclusive, if one is known.
    coverage : int
        Of that interval [%].
    """

    at: int
    of: int
    between: tuple[int, int] | None = None
    coverage: int = 90
