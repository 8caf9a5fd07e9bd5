"""Counts and shares of people, as far as they may be shown."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from karski.core.small_cells import LEAST, suppress, suppress_table
from karski.evaluation.intervals import Interval
from karski.learning._intervals import wilson

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Answered:
    """How many answered, of how many who were asked.

    Attributes
    ----------
    count : int or None
        None where they are fewer than `LEAST`: then nothing they said is shown.
    asked : int
    """

    count: int | None
    asked: int

    @property
    def rate(self) -> float | None:
        """The share who answered; None where hidden."""
        return None if self.count is None else self.count / self.asked


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with Wilson's interval.

    Attributes
    ----------
    count, of : int or None
        None where hidden.
    share : Interval or None
        None where hidden.
    least, most : int or None
        Of a hidden count, what can be said: it is at least, or at most, so many of
        `of`. None where not even that, or where it is not hidden.
    """

    count: int | None
    of: int | None
    share: Interval | None
    least: int | None = None
    most: int | None = None


def answered(count: int, asked: int) -> Answered:
    """Return a count of those who answered, hidden where it is small.

    Examples
    --------
    >>> answered(4, 25).count is None, answered(20, 25).rate
    (True, 0.8)
    """
    assert count <= asked, f"{count} answers of {asked} people"
    return Answered(count if count >= LEAST else None, asked)


def share(count: int, of: int) -> Share:
    """Return a share, or where a side of it is small, what can be said of it.

    Examples
    --------
    >>> share(12, 20).count
    12
    >>> found = share(18, 20)
    >>> found.count is None, found.least, found.most
    (True, 16, 20)
    >>> share(2, 4)
    Share(count=None, of=None, share=None, least=None, most=None)
    """
    if of < LEAST:
        return Share(None, None, None)
    if suppress({"yes": count, "no": of - count}).cells["yes"] is None:
        return _bounds(count, of)
    return Share(count, of, wilson(count / of, of))


def shares(counts: Mapping[K, tuple[int, int]]) -> dict[K, Share]:
    """Return several shares of which the mean is shown too.

    Where one is hidden, another hides with it: else the mean and the rest would tell.

    Parameters
    ----------
    counts : mapping to (int, int)
        How many, and of how many.

    Examples
    --------
    >>> found = shares({"law": (6, 12), "roles": (12, 12), "signs": (7, 12)})
    >>> [found[name].count for name in ("law", "roles", "signs")]
    [None, None, 7]
    """
    table = {(key, "yes"): count for key, (count, _) in counts.items()}
    table |= {(key, "no"): of - count for key, (count, of) in counts.items()}
    cells = suppress_table(table).cells
    return {
        key: share(count, of)
        if of < LEAST or cells[key, "yes"] is not None is not cells[key, "no"]
        else _bounds(count, of)
        for key, (count, of) in counts.items()
    }


def _bounds(count: int, of: int) -> Share:
    """Say of a hidden count that nearly all did, or hardly any.

    Under nine people nothing is said: whether it is would depend on the count.
    """
    if of < 2 * LEAST - 1:
        return Share(None, of, None)
    if count < LEAST:
        return Share(None, of, None, 0, LEAST - 1)
    if of - count < LEAST:
        return Share(None, of, None, of - LEAST + 1, of)
    return Share(None, of, None)
