"""What the same test says before and after, person by person.

Anchored: an item counts only where the person answered it, in the same version, on both
sides. So neither an easier test afterwards nor people who left look like learning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scipy.stats import binomtest

from karski.evaluation.intervals import Interval
from karski.learning._intervals import mean, paired_shares
from karski.learning.sittings import Item, Sitting, by_person


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item among those who answered it on both sides.

    Attributes
    ----------
    item : Item
    pairs : int
        People who answered it before and after.
    before, after : float
        Shares of them who were right.
    change : Interval
        `after` less `before`, with Newcombe's interval for pairs.
    gained, lost : int
        People who turned from wrong to right, and from right to wrong.
    chance : float
        How probable a split of these at least so uneven is if the workshop changes
        nothing: McNemar's test, exact; 1 where nobody changed.
    """

    item: Item
    pairs: int
    before: float
    after: float
    change: Interval
    gained: int
    lost: int
    chance: float


@dataclass(frozen=True, slots=True)
class Change:
    """What a test says of a group of people.

    Attributes
    ----------
    people : tuple of str
        Those with a sitting on both sides and an item in common, in order.
    only_before, only_after, nothing_common : tuple of str
        Those who are missing from the change, and why; they count as nothing, not
        as zero.
    items : tuple of ItemChange
        The anchored items, in order of name.
    left_out : tuple of Item
        Items of one side alone, such as another version.
    before, after : float or None
        Mean share right of the people's anchored items; None without `people`.
    change : Interval or None
        The mean of the people's changes, by Student's t for pairs. With fewer than
        two people, or if all changed alike, the interval's ends are NaN.
    """

    people: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    nothing_common: tuple[str, ...]
    items: tuple[ItemChange, ...]
    left_out: tuple[Item, ...]
    before: float | None
    after: float | None
    change: Interval | None


def change(before: Sequence[Sitting], after: Sequence[Sitting]) -> Change:
    """Return what changed between two sittings of the same people.

    Parameters
    ----------
    before, after : sequence of Sitting
        Nobody twice on one side.

    Raises
    ------
    SittingError
        Somebody is twice on one side.

    Examples
    --------
    >>> law, roles = Item("law"), Item("roles")
    >>> before = [Sitting("a", {law: False, roles: True}), Sitting("b", {law: False})]
    >>> after = [Sitting("a", {law: True, roles: True}), Sitting("c", {law: True})]
    >>> found = change(before, after)
    >>> found.before, found.after, found.only_before, found.only_after
    (0.5, 1.0, ('b',), ('c',))
    """
    first, second = by_person(before), by_person(after)
    both = sorted(first.keys() & second.keys())
    pairs = {person: _pairs(first[person], second[person]) for person in both}
    people = tuple(person for person in both if pairs[person])
    anchored = sorted({item for person in people for item in pairs[person]})
    kinds = {item for sitting in (*before, *after) for item in sitting.right}
    shares = [_shares(pairs[person]) for person in people]
    return Change(
        people,
        tuple(sorted(first.keys() - second.keys())),
        tuple(sorted(second.keys() - first.keys())),
        tuple(person for person in both if not pairs[person]),
        tuple(_item(item, [pairs[p] for p in people]) for item in anchored),
        tuple(sorted(kinds - {*anchored})),
        mean([share for share, _ in shares]).estimate if shares else None,
        mean([share for _, share in shares]).estimate if shares else None,
        mean([after - before for before, after in shares]) if shares else None,
    )


Pairs = Mapping[Item, tuple[bool, bool]]


def _pairs(before: Sitting, after: Sitting) -> Pairs:
    return {
        item: (right, after.right[item])
        for item, right in before.right.items()
        if item in after.right
    }


def _shares(pairs: Pairs) -> tuple[float, float]:
    before, after = zip(*pairs.values(), strict=True)
    return sum(before) / len(before), sum(after) / len(after)


def _item(item: Item, people: Sequence[Pairs]) -> ItemChange:
    pairs = [answers[item] for answers in people if item in answers]
    gained, lost = pairs.count((False, True)), pairs.count((True, False))
    both, neither = pairs.count((True, True)), pairs.count((False, False))
    moved = gained + lost
    return ItemChange(
        item,
        len(pairs),
        (both + lost) / len(pairs),
        (both + gained) / len(pairs),
        paired_shares(both, gained, lost, neither),
        gained,
        lost,
        float(binomtest(gained, moved).pvalue) if moved else 1.0,
    )
