"""Every candidate's reason, read off the exchanges that the rules allow.

Somebody was chosen, or was not, for what holds against those with whom one seat could
have been exchanged: such exchanges keep the rules as well, so by the panel being the
best one the seated stand better, or the lot decided. Where no exchange is allowed, the
rule is named that stands in the way of most.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from karski.selection.candidates import Candidate
from karski.selection.kinds import Field
from karski.selection.reasons import Reason, names
from karski.selection.swaps import Swaps, swaps

ONE, THOUSAND = Fraction(1), 1000


@dataclass(frozen=True, slots=True)
class _Table:
    """Who sits and who does not, kind by kind, both from the best placed down."""

    field: Field
    swaps: Swaps
    inside: Sequence[Sequence[Candidate]]
    outside: Sequence[Sequence[Candidate]]
    held: frozenset[str]

    def rivals(self, leaves: int) -> list[int]:
        """Return the kinds that have somebody left out who could take such a seat."""
        kinds = range(len(self.outside))
        return [b for b in kinds if self.outside[b] and self.swaps.as_good(leaves, b)]

    def open_to(self, comes: int) -> list[int]:
        """Return the kinds whose seats somebody of this kind could take."""
        kinds = range(len(self.inside))
        return [a for a in kinds if self.inside[a] and self.swaps.as_good(a, comes)]


def explained(
    field: Field,
    selected: Collection[str],
    gone: Collection[str],
    chances: Mapping[str, Fraction],
) -> dict[str, Reason]:
    """Return why each candidate was chosen or not.

    Parameters
    ----------
    chances : mapping of str to Fraction
        Where the panel was drawn; else empty.
    """
    table = _table(field, set(selected))
    found = dict.fromkeys(sorted(gone), Reason("gone"))
    for at in range(len(field.kinds)):
        pairs = _by_chance(table, at, chances) if chances else _by_standing(table, at)
        found |= dict(pairs)
    return found


def _table(field: Field, selected: set[str]) -> _Table:
    inside, outside = (
        [[one for one in kind.members if (one.id in selected) == sits]
         for kind in field.kinds]
        for sits in (True, False)
    )  # fmt: skip
    held = (one.id for kind in field.kinds for one in kind.members[: kind.seated])
    return _Table(field, swaps(field, selected), inside, outside, frozenset(held))


def _by_standing(table: _Table, at: int) -> Iterator[tuple[str, Reason]]:
    rivals = table.rivals(at) if table.inside[at] else []
    for one in table.inside[at]:
        yield one.id, _why_in(table, at, one, rivals)
    seats = table.open_to(at) if table.outside[at] else []
    for one in table.outside[at]:
        yield one.id, _why_out(table, at, one, seats)


def _why_in(table: _Table, at: int, one: Candidate, rivals: list[int]) -> Reason:
    if one.id in table.held:
        return Reason("seated")
    if not any(table.outside):
        return Reason("room")
    if not rivals:
        blocked = [b for b, people in enumerate(table.outside) if people]
        rule = _kept_by(table, at, blocked)
        if rule is None:
            return Reason("no_rival")
        return Reason("needed", {"rule": rule})
    best = min((table.outside[b][0] for b in rivals), key=table.field.standing)
    if table.field.standing(best) == table.field.standing(one):
        return _drawn_in(table, at, one, rivals)
    return _ahead(table, at, one, best)


def _ahead(table: _Table, at: int, one: Candidate, best: Candidate) -> Reason:
    level = _deciding(table.field, one, best)
    if level == "unscored":
        return Reason("only_scored", {"score": _score(one)})
    if level == "returning":
        return Reason("first_time")
    scores = {"score": _score(one), "next": _score(best)}
    better = [
        b
        for b, people in enumerate(table.outside)
        if people and table.field.standing(people[0]) < table.field.standing(one)
    ]
    rule = _kept_by(table, at, better)
    if rule is None:
        return Reason("best", scores)
    return Reason("best_under_rule", {"rule": rule, **scores})


def _kept_by(table: _Table, at: int, kinds: Sequence[int]) -> str | None:
    """Return the rule that needs somebody of this kind where others cannot sit instead.

    None where what keeps the others out are rules about the others.
    """
    mine = table.field.kinds[at].quotas
    broken = (
        [each for each in table.swaps.broken_by(at, b) if each in mine] for b in kinds
    )
    needed = [each for each in broken if each]
    return _commonest(table, needed) if needed else None


def _drawn_in(table: _Table, at: int, one: Candidate, rivals: list[int]) -> Reason:
    standing = table.field.standing(one)
    lost = [
        b for b in rivals for two in table.outside[b]
        if table.field.standing(two) == standing
    ]  # fmt: skip
    seats = _equal_seats(table, set(lost), standing)
    parameters: dict[str, str | int] = {"seats": seats, "of": seats + len(lost)}
    others = [b for b, people in enumerate(table.outside) if people and b not in rivals]
    mine = table.field.kinds[at].quotas
    shared = [
        each
        for each in sorted(
            mine.intersection(*(table.field.kinds[b].quotas for b in lost))
        )
        if table.swaps.losing[each] > 0
    ]
    if others and shared:
        rule = table.field.quotas[shared[0]].label
        return Reason("lot_under_rule", {"rule": rule, **parameters})
    return Reason("lot", parameters)


def _equal_seats(table: _Table, kinds: set[int], standing: tuple[int, ...]) -> int:
    """Count the seats of those who stood equal with people of some kinds left out."""
    return sum(
        table.field.standing(one) == standing
        for a, people in enumerate(table.inside)
        if people and any(table.swaps.as_good(a, b) for b in kinds)
        for one in people
        if one.id not in table.held
    )


def _why_out(table: _Table, at: int, one: Candidate, seats: list[int]) -> Reason:
    sitting = [
        two for a in seats for two in table.inside[a] if two.id not in table.held
    ]
    if not sitting:
        return Reason("rule", {"rule": _in_the_way(table, at)})
    last = max(sitting, key=table.field.standing)
    standing = table.field.standing(one)
    if table.field.standing(last) == standing:
        return _drawn_out(table, at, standing)
    stronger = names([each.id for each in sorted(sitting, key=table.field.place)])
    level = _deciding(table.field, last, one)
    if level == "score":
        lowest = min(sitting, key=lambda two: two.parts or 0)
        parameters: dict[str, str | int] = {"lowest": _score(lowest)}
        return Reason(
            "outscored", {"score": _score(one), "stronger": stronger, **parameters}
        )
    return Reason(level, {"stronger": stronger})


def _drawn_out(table: _Table, at: int, standing: tuple[int, ...]) -> Reason:
    seats = _equal_seats(table, {at}, standing)
    opened = table.open_to(at)
    lost = sum(
        table.field.standing(one) == standing
        for b, people in enumerate(table.outside)
        if people and any(table.swaps.as_good(a, b) for a in opened)
        for one in people
    )
    return Reason("lot_lost", {"seats": seats, "of": seats + lost})


def _deciding(field: Field, ahead: Candidate, behind: Candidate) -> str:
    """Return the first level in which one stands before another."""
    pairs = zip(field.standing(ahead), field.standing(behind), strict=True)
    return next(
        name for name, (a, b) in zip(field.levels, pairs, strict=True) if a != b
    )


def _in_the_way(table: _Table, comes: int) -> str:
    """Return the rule that keeps a kind from most of the seats."""
    sitting = [a for a, people in enumerate(table.inside) if people]
    broken = [table.swaps.broken_by(a, comes) for a in sitting]
    if not any(broken):
        broken = [table.swaps.broken_by_one_more(comes)]
    return _commonest(table, broken)


def _commonest(table: _Table, broken: Sequence[Sequence[int]]) -> str:
    """Return the rule that breaks most often; of several the first hard one."""
    quotas = table.field.quotas
    found = Counter(at for each in broken for at in each)
    if not found:
        return f"seats: at most {table.field.seats}"
    at = min(found, key=lambda one: (-found[one], not quotas[one].hard, one))
    return quotas[at].label


def _by_chance(
    table: _Table, at: int, chances: Mapping[str, Fraction]
) -> Iterator[tuple[str, Reason]]:
    inside = {one.id for one in table.inside[at]}
    for one in table.field.kinds[at].members:
        chance = chances[one.id]
        if one.id in table.held:
            yield one.id, Reason("seated")
        elif chance == 0:
            yield one.id, Reason("no_chance", {"rule": _in_the_way(table, at)})
        elif chance == ONE:
            yield one.id, Reason("certain")
        else:
            key = "drawn" if one.id in inside else "not_drawn"
            yield one.id, Reason(key, {"chance": _in_thousand(chance)})


def _in_thousand(chance: Fraction) -> str:
    return f"{float(chance * THOUSAND):.0f}"


def _score(candidate: Candidate) -> str:
    return f"{candidate.score:g}" if candidate.score is not None else "none"
