"""Numbers of injects, as books, cards and graphs show them."""

from karski.exercise.packs.injects import Inject
from karski.exercise.packs.pack import Pack

LEAST_DIGITS = 2


def numbers(pack: Pack) -> dict[str, str]:
    """Return the number of every inject, in the order of the numbers.

    First those that come at a moment, in its order; then those that come as soon as a
    condition holds; then those that are only sent by hand.
    """
    order = sorted(pack.injects, key=lambda name: _place(pack.injects[name]))
    digits = max(LEAST_DIGITS, len(str(len(order))))
    return {name: f"{place:0{digits}}" for place, name in enumerate(order, start=1)}


def _place(inject: Inject) -> tuple[int, int]:
    if inject.at is not None:
        return 0, inject.at
    return (1, 0) if inject.when is not None else (2, 0)
