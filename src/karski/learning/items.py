"""How good the items of a test are: how hard, and whether they tell people apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from karski.evaluation.intervals import Interval
from karski.learning._intervals import correlation, wilson
from karski.learning.sittings import Item, Sitting, by_person

FEW = 3  # people; of fewer, a correlation says nothing


class Undefined(StrEnum):
    """Why a figure is not defined."""

    FEW_PEOPLE = "fewer than three people answered it and another item"
    SAME_ANSWERS = "everybody answered it alike"
    SAME_REST = "everybody did equally well on the other items"
    FEW_ITEMS = "fewer than two items were answered by everybody counted"
    SAME_TOTALS = "everybody did equally well"


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One version of an item, as people answered it.

    Attributes
    ----------
    item : Item
    answered : int
        People who answered it.
    difficulty : Interval
        The share of them who were right, with Wilson's interval: high is easy.
    discrimination : Interval or None
        The correlation of being right with the share right of the person's other
        items (corrected: the item itself is left out), with Fisher's interval.
        Below 0, those who know less do better: something is wrong with the item.
    undefined : Undefined or None
        Why `discrimination` is None.
    """

    item: Item
    answered: int
    difficulty: Interval
    discrimination: Interval | None
    undefined: Undefined | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the items of a test measure one thing.

    Attributes
    ----------
    people, items : int
        Who answered all of them, and how many they are.
    kr20 : float or None
        Kuder and Richardson's formula 20: Cronbach's alpha of right and wrong.
    undefined : Undefined or None
    """

    people: int
    items: int
    kr20: float | None
    undefined: Undefined | None


def analyse(sittings: Sequence[Sitting]) -> tuple[ItemFigures, ...]:
    """Return the figures of every item in every version, in order of name.

    Parameters
    ----------
    sittings : sequence of Sitting
        Of one test at one moment: nobody twice.

    Raises
    ------
    SittingError
        Somebody is there twice.

    Examples
    --------
    >>> one, two = Item("law"), Item("roles")
    >>> rows = [(1, 1), (1, 1), (0, 0), (0, 1)]
    >>> sat = [Sitting(str(n), {one: bool(a), two: bool(b)})
    ...        for n, (a, b) in enumerate(rows)]
    >>> first = analyse(sat)[0]
    >>> first.difficulty.estimate, round(first.discrimination.estimate, 3)
    (0.5, 0.577)
    """
    people = tuple(by_person(sittings).values())
    items = sorted({item for sitting in people for item in sitting.right})
    return tuple(_figures(item, people) for item in items)


def reliability(sittings: Sequence[Sitting]) -> Reliability:
    """Return how far a test hangs together, from those who answered all its items.

    References
    ----------
    Kuder and Richardson (1937), Psychometrika 2(3), 151-160.
    """
    people = tuple(by_person(sittings).values())
    items = sorted({item for sitting in people for item in sitting.right})
    whole = [sitting for sitting in people if len(sitting.right) == len(items)]
    counts = (len(whole), len(items))
    if len(items) < 2 or len(whole) < 2:
        return Reliability(*counts, None, Undefined.FEW_ITEMS)
    right = np.array([[sitting.right[item] for item in items] for sitting in whole])
    spread = right.sum(axis=1).var()
    if spread == 0:
        return Reliability(*counts, None, Undefined.SAME_TOTALS)
    share = right.mean(axis=0)
    inner = float((share * (1 - share)).sum() / spread)
    return Reliability(*counts, len(items) / (len(items) - 1) * (1 - inner), None)


def _figures(item: Item, people: Sequence[Sitting]) -> ItemFigures:
    asked = [sitting for sitting in people if item in sitting.right]
    share = sum(sitting.right[item] for sitting in asked) / len(asked)
    difficulty = wilson(share, len(asked))
    found = _discrimination(item, asked)
    if isinstance(found, Undefined):
        return ItemFigures(item, len(asked), difficulty, None, found)
    return ItemFigures(item, len(asked), difficulty, found, None)


def _discrimination(item: Item, asked: Sequence[Sitting]) -> Interval | Undefined:
    others = [sitting for sitting in asked if len(sitting.right) > 1]
    if len(others) < FEW:
        return Undefined.FEW_PEOPLE
    right = np.array([sitting.right[item] for sitting in others], float)
    rest = np.array([_rest(sitting, item) for sitting in others])
    if np.ptp(right) == 0:
        return Undefined.SAME_ANSWERS
    if np.ptp(rest) < 1e-12:
        return Undefined.SAME_REST
    return correlation(float(np.corrcoef(right, rest)[0, 1]), len(others))


def _rest(sitting: Sitting, item: Item) -> float:
    """Return the share right of the other items that the person answered."""
    others = [right for other, right in sitting.right.items() if other != item]
    return sum(others) / len(others)
