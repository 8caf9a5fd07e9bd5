"""Candidates whom the rules cannot tell apart, in the order in which they stand.

Two candidates are of one kind if they count towards the same quotas. Whatever panel the
rules allow with one of them, they allow with the other in the same seat; so of a kind
the best placed are taken, and only how many of each kind is a question.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from karski.core.errors import SelectionError
from karski.selection.candidates import Candidate, refuse_impossible
from karski.selection.lot import lot
from karski.selection.quotas import Quota, quotas
from karski.selection.rules import EQUAL_CHANCES, Rules


@dataclass(frozen=True, slots=True)
class Kind:
    """Candidates who count towards the same quotas.

    Attributes
    ----------
    quotas : frozenset of int
        Places in `Field.quotas`.
    members : tuple of Candidate
        Those who hold a seat already, then the others in the order of `Field.standing`.
    seated : int
        How many hold a seat already.
    """

    quotas: frozenset[int]
    members: tuple[Candidate, ...]
    seated: int

    @property
    def key(self) -> tuple[int, ...]:
        """Return what tells it from the others, in the order of the rules."""
        return tuple(sorted(self.quotas))


@dataclass(frozen=True, slots=True)
class Field:
    """All that a selection is made from.

    Attributes
    ----------
    quotas : tuple of Quota
        Those that can be broken.
    kinds : tuple of Kind
        Sorted by their keys, so the order of the candidates does not matter.
    seats : int
    levels : tuple of str
        What candidates are compared by, first to last.
    seed : int
    """

    quotas: tuple[Quota, ...]
    kinds: tuple[Kind, ...]
    seats: int
    levels: tuple[str, ...]
    seed: int

    def standing(self, candidate: Candidate) -> tuple[int, ...]:
        """Return what the candidate is compared by, the lot apart; less is better."""
        return tuple(_level(candidate, name) for name in self.levels)

    def place(self, candidate: Candidate) -> tuple[tuple[int, ...], int, str]:
        """Return the candidate's place in the order: standing, then the lot."""
        name = candidate.id
        return self.standing(candidate), lot(self.seed, name), name

    def people(self, seats: Sequence[int]) -> list[int]:
        """Return how many of each quota sit, where so many of each kind do."""
        found = [0] * len(self.quotas)
        for n, kind in zip(seats, self.kinds, strict=True):
            for at in kind.quotas:
                found[at] += n
        return found


def field_of(
    candidates: Sequence[Candidate],
    rules: Rules,
    host: str,
    seed: int,
    seated: Collection[str] = (),
    gone: Collection[str] = (),
    *,
    checked: bool = False,
) -> Field:
    """Sort candidates into kinds.

    Raises
    ------
    SelectionError
        A candidate is there twice; somebody seated or gone is no candidate, or is both;
        or more are seated than there are seats.
    DocumentError
        As `quotas`.
    """
    refuse_impossible(list(candidates))
    _refuse_strangers(candidates, rules, set(seated), set(gone))
    here = [each for each in candidates if each.id not in set(gone)]
    limits = _breakable(quotas(rules, candidates, host, checked=checked), here)
    levels = _levels(rules, here)
    field = Field(limits, (), rules.seats, levels, seed)
    return Field(limits, _kinds(field, here, set(seated)), rules.seats, levels, seed)


def _refuse_strangers(
    candidates: Sequence[Candidate], rules: Rules, seated: set[str], gone: set[str]
) -> None:
    names = {each.id for each in candidates}
    for name in sorted((seated | gone) - names):
        raise SelectionError(f"{name!r} is no candidate; give the id of one")
    for name in sorted(seated & gone):
        raise SelectionError(f"{name!r} is seated and gone at once; choose one")
    if len(seated) > rules.seats:
        raise SelectionError(
            f"{len(seated)} people are seated, and there are {rules.seats} seats; see"
            " that no more than that are"
        )


def _levels(rules: Rules, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    if rules.mode == EQUAL_CHANCES:
        return ()
    order = {
        "before scores": ("unscored", "returning", "score"),
        "after scores": ("unscored", "score", "returning"),
        "ignored": ("unscored", "score"),
    }[rules.first_time]
    differ = {name: {_level(each, name) for each in candidates} for name in order}
    return tuple(name for name in order if len(differ[name]) > 1)


def _level(candidate: Candidate, name: str) -> int:
    if name == "unscored":
        return candidate.score is None
    if name == "returning":
        return bool(candidate.attended)
    return -(candidate.parts or 0)


def _breakable(
    limits: Sequence[Quota], candidates: Sequence[Candidate]
) -> tuple[Quota, ...]:
    """Leave out ceilings that nobody can pass."""
    counts = {
        column: Counter(each.group(column) for each in candidates)
        for column in {quota.column for quota in limits}
    }
    return tuple(
        quota
        for quota in limits
        if quota.low > 0
        or (quota.high is not None and quota.of(counts[quota.column]) > quota.high)
    )


def _kinds(
    field: Field, candidates: Sequence[Candidate], seated: set[str]
) -> tuple[Kind, ...]:
    columns = sorted({each.column for each in field.quotas})
    known: dict[tuple[str, str | None], frozenset[int]] = {}
    sorted_: dict[frozenset[int], list[Candidate]] = {}
    for each in candidates:
        mine: frozenset[int] = frozenset()
        for column in columns:
            pair = (column, each.group(column))
            if pair not in known:
                known[pair] = _quotas_of(field, *pair)
            mine |= known[pair]
        sorted_.setdefault(mine, []).append(each)
    found = [_kind(field, mine, people, seated) for mine, people in sorted_.items()]
    return tuple(sorted(found, key=lambda kind: kind.key))


def _quotas_of(field: Field, column: str, value: str | None) -> frozenset[int]:
    return frozenset(
        at
        for at, quota in enumerate(field.quotas)
        if quota.column == column and quota.has(value)
    )


def _kind(
    field: Field, mine: frozenset[int], people: list[Candidate], seated: set[str]
) -> Kind:
    ordered = sorted(people, key=lambda one: (one.id not in seated, field.place(one)))
    return Kind(mine, tuple(ordered), sum(one.id in seated for one in people))
