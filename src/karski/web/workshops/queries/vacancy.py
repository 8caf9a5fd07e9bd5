"""Seats that are free: who may take them under the rules, and what forbids it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from karski.selection.candidates import Candidate as Entry
from karski.selection.quotas import quotas
from karski.selection.rules import Rules
from karski.selection.selecting import Relaxation
from karski.selection.waiting import Replacement, replace
from karski.web.workshops.models import (
    Candidate,
    Offer,
    Result,
    Selection,
    Workshop,
)
from karski.web.workshops.models.selection import HOLDING
from karski.web.workshops.queries import chosen, pool
from karski.web.workshops.rule_words import part_of


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Seats that nobody holds.

    Attributes
    ----------
    seats : tuple of int
        Their numbers.
    people : tuple of Candidate
        Who may take them, the rules kept as well as when the selection was announced;
        in the order of the waiting list, then others; perhaps nobody. Seats that a
        rule keeps for somebody who is not there are left free.
    forced : tuple of Candidate
        Who would take them all, whatever gives way.
    relaxed : tuple of mapping
        What would give way then; see `kept_relaxation`.
    """

    seats: tuple[int, ...]
    people: tuple[Candidate, ...]
    forced: tuple[Candidate, ...]
    relaxed: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who may stand in for whom, as the rules are asked."""

    entries: list[Entry]
    rules: Rules
    host: str
    seed: int
    seated: set[str]
    gone: set[str]

    def replacement(self, seats: int) -> Replacement:
        """Return who takes so many seats."""
        rules = self.rules.model_copy(update={"seats": len(self.seated) + seats})
        return replace(
            self.entries,
            rules,
            self.host,
            self.seed,
            seated=self.seated,
            gone=self.gone,
        )


def starts(workshop: Workshop) -> datetime:
    """Return the moment when the first day of a workshop begins, where it is held."""
    return datetime.combine(
        workshop.starts, time.min, tzinfo=ZoneInfo(workshop.time_zone)
    )


def free_seats(workshop: Workshop, rules: Rules) -> tuple[int, ...]:
    """Return the numbers of the seats that nobody holds."""
    most = min(rules.seats, workshop.seats)
    held = workshop.offers.filter(answer__in=HOLDING).values_list("seat", flat=True)
    return tuple(sorted({*range(1, most + 1)} - {*held}))


def vacancy(selection: Selection) -> Vacancy | None:
    """Return the free seats of a workshop whose selection is announced, if any are."""
    seats = free_seats(selection.workshop, chosen.rules_of(selection))
    if not seats:
        return None
    if not selection.results.exists():  # all of them are erased
        return Vacancy(seats, (), (), ())
    found = _filled_by(selection, seats, chosen.waiting(selection))
    if len(found.people) < len(seats):
        rows = chain(chosen.waiting(selection), chosen.reserve(selection))
        found = _filled_by(selection, seats, rows)
    return found


def _filled_by(
    selection: Selection, seats: tuple[int, ...], rows: Iterable[Result]
) -> Vacancy:
    """Return who of these takes the seats."""
    rules = chosen.rules_of(selection)
    queue = {row.candidate.alias: row.candidate for row in rows}
    asked = _asked(selection, rules, {*queue})
    found = asked.replacement(len(seats))
    limits = quotas(rules, asked.entries, asked.host, checked=True)
    parts = {each.label: part_of(each) for each in limits}
    relaxed = tuple(kept_relaxation(each, parts) for each in found.relaxed)
    may = _may_be_filled(found, relaxed, selection, len(seats))
    some = found if may == len(seats) else asked.replacement(may)
    return Vacancy(
        seats,
        tuple(queue[each] for each in queue if may and each in some.chosen),
        tuple(queue[each] for each in queue if each in found.chosen),
        relaxed,
    )


def _asked(selection: Selection, rules: Rules, queue: set[str]) -> _Asked:
    workshop = selection.workshop
    entries = pool.entries_of(selection)
    known = {each.id for each in entries}
    held = workshop.offers.filter(answer__in=HOLDING)
    seated = known & {*held.values_list("candidate__alias", flat=True)}
    gone = known - seated - queue
    seed = int(selection.seed)
    return _Asked(entries, rules, pool.host(workshop), seed, seated, gone)


def _may_be_filled(
    found: Replacement,
    relaxed: Sequence[Mapping[str, Any]],
    selection: Selection,
    seats: int,
) -> int:
    """Say how many seats can be filled with no hard rule further from being kept.

    A floor that cannot be reached now keeps as many seats as it lacks people.
    """
    if found.status not in ("optimal", "relaxed"):
        return 0
    before = {_name(each): each["by"] for each in selection.relaxed}
    kept = 0
    for each in relaxed:
        further = each["by"] - before.get(_name(each), 0)
        if each["hard"] and further > 0:
            if each["got"] >= each["part"]["low"]:
                return 0
            kept += further
    return max(seats - kept, 0)


def kept_relaxation(
    each: Relaxation, parts: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what is kept of a rule that gave way."""
    return {
        "part": parts[each.rule],
        "got": each.got,
        "by": each.by,
        "applied": each.applied,
        "hard": each.hard,
        "line": each.line,
    }


def _name(relaxation: Mapping[str, Any]) -> tuple[object, ...]:
    part = relaxation["part"]
    return relaxation["line"], part["column"], *part["groups"]


def seat_for(
    candidate: Candidate, seats: Sequence[int], last: Mapping[int, Offer]
) -> int:
    """Choose the seat whose last holder was of the same country, or else sector."""

    def apart(seat: int) -> tuple[bool, bool, int]:
        before = last[seat].candidate if seat in last else None
        return (
            before is None or before.country != candidate.country,
            before is None or before.sector != candidate.sector,
            seat,
        )

    return min(seats, key=apart)


def last_offers(workshop: Workshop) -> dict[int, Offer]:
    """Return the newest offer of each seat."""
    rows = workshop.offers.select_related("candidate").order_by("pk")
    return {row.seat: row for row in rows}
