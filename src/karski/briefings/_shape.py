"""A shape of the map: what it stands for, where it lies, how it is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """A place, or a part of the land, on the map.

    Attributes
    ----------
    number : int or None
        The place whose figures it shows (`karski.core.places`); None for land that is
        counted with no state: dependencies, and what no state is said to hold.
    name : str
        English name; of land without a place, of all of it together.
    path : str
        The ``d`` of its outline [pixels of the view box]; "" where it is too small
        to have one.
    x, y : float
        Where its name goes [pixels].
    radius : float or None
        For a state too small to see, of a circle about `x`, `y` that stands for it
        [pixels]. It may lie beside the state where circles would cover each other.
    apart : bool
        The source draws it on its own and its deaths are counted with the state
        `number`, which is no statement about whose it is.
    """

    number: int | None
    name: str
    path: str
    x: float
    y: float
    radius: float | None = None
    apart: bool = False
