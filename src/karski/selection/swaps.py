"""What one seat for another would do to the rules."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from karski.selection.kinds import Field


@dataclass(frozen=True, slots=True)
class Swaps:
    """Exchanges of single seats on one panel, kind by kind.

    Attributes
    ----------
    field : Field
    seats : tuple of int
        How many of each kind are seated.
    losing, gaining : tuple of int
        What one person fewer, or one more, of each quota adds to its breach.
    """

    field: Field
    seats: tuple[int, ...]
    losing: tuple[int, ...]
    gaining: tuple[int, ...]

    def broken_by(self, leaves: int, comes: int) -> list[int]:
        """Return the quotas that break further if one person makes room for another."""
        out = self.field.kinds[leaves].quotas
        into = self.field.kinds[comes].quotas
        lost = [at for at in out - into if self.losing[at] > 0]
        return sorted([*lost, *self.broken_by_one_more(comes, out)])

    def broken_by_one_more(
        self, comes: int, but: Collection[int] = frozenset()
    ) -> list[int]:
        """Return the quotas that break further if one person more comes."""
        into = self.field.kinds[comes].quotas
        return sorted(at for at in into if at not in but and self.gaining[at] > 0)

    def as_good(self, leaves: int, comes: int) -> bool:
        """Say whether the rules are kept as well after the exchange."""
        hard = self._cost(leaves, comes, hard=True)
        return (hard, self._cost(leaves, comes, hard=False)) <= (0, 0)

    def _cost(self, leaves: int, comes: int, *, hard: bool) -> int:
        out = self.field.kinds[leaves].quotas
        into = self.field.kinds[comes].quotas
        quotas = self.field.quotas
        lost = (self.losing[at] * quotas[at].weight
                for at in out - into if quotas[at].hard == hard)  # fmt: skip
        gained = (self.gaining[at] * quotas[at].weight
                  for at in into - out if quotas[at].hard == hard)  # fmt: skip
        return sum(lost) + sum(gained)


def swaps(field: Field, selected: Collection[str]) -> Swaps:
    """Return the exchanges possible on a panel."""
    seats = _seats(field, selected)
    people = field.people(seats)
    pairs = list(zip(field.quotas, people, strict=True))
    return Swaps(
        field,
        tuple(seats),
        tuple(quota.breach(n - 1) - quota.breach(n) for quota, n in pairs),
        tuple(quota.breach(n + 1) - quota.breach(n) for quota, n in pairs),
    )


def _seats(field: Field, selected: Collection[str]) -> Sequence[int]:
    return [sum(one.id in selected for one in kind.members) for kind in field.kinds]
