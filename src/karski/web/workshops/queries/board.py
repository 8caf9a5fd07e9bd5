"""The seats of a workshop as they stand, and the rules they keep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from karski.selection.candidates import Candidate as Entry
from karski.selection.quotas import Quota, quotas
from karski.selection.rules import Rules
from karski.web.workshops import rule_words
from karski.web.workshops.models import Answer, Candidate, Offer, Selection
from karski.web.workshops.models.selection import HOLDING
from karski.web.workshops.queries import chosen, pool
from karski.web.workshops.queries.seating import in_order

NAMED = 4  # seats that a line of the checklist names


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat, and who holds it: nobody, where it is free."""

    number: int
    candidate: Candidate | None = None
    offer: Offer | None = None
    represents: bool = False  # a state that is not the host

    @property
    def is_open(self) -> bool:
        """Whether its offer waits for an answer."""
        return self.offer is not None and self.offer.answer == Answer.OPEN


@dataclass(frozen=True, slots=True)
class Check:
    """A rule in words, whether it is kept, and the seats that keep it."""

    said: str
    met: bool
    hard: bool
    seats: tuple[Seat, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Board:
    """What the page of a selection shows of its seats."""

    seats: tuple[Seat, ...]
    checks: tuple[Check, ...]
    rules: Rules
    limits: tuple[Quota, ...]
    entries: tuple[Entry, ...]

    @property
    def seated(self) -> list[Entry]:
        """The entries of those who hold a seat."""
        held = {each.candidate.alias for each in self.seats if each.candidate}
        return [each for each in self.entries if each.id in held]


def board(selection: Selection) -> Board:
    """Return the seats of a selection, and how they keep its rules."""
    rules, entries = chosen.rules_of(selection), pool.entries_of(selection)
    host = pool.host(selection.workshop)
    limits = quotas(rules, entries, host, checked=True)
    found = tuple(_seats(selection, rules))
    by_alias = {each.id: each for each in entries}
    pairs = [
        (seat, by_alias[seat.candidate.alias])
        for seat in found
        if seat.candidate is not None and seat.candidate.alias in by_alias
    ]
    checks = tuple(_checks(rules, limits, pairs))
    return Board(found, checks, rules, limits, tuple(entries))


def _seats(selection: Selection, rules: Rules) -> Iterator[Seat]:
    if selection.announced is None:
        for number, row in enumerate(in_order(selection), 1):
            yield _seat(number, row.candidate, None, selection, rules)
        return
    workshop = selection.workshop
    rows = workshop.offers.filter(answer__in=HOLDING).select_related("candidate")
    held = {row.seat: row for row in rows}
    for number in range(1, min(rules.seats, workshop.seats) + 1):
        offer = held.get(number)
        who = None if offer is None else offer.candidate
        yield _seat(number, who, offer, selection, rules)


def _seat(
    number: int,
    who: Candidate | None,
    offer: Offer | None,
    selection: Selection,
    rules: Rules,
) -> Seat:
    if who is None or rules.visegrad is None:
        return Seat(number, who, offer)
    state = pool.three_letters(who.country)
    guest = who.country != selection.workshop.country
    return Seat(number, who, offer, guest and state in rules.visegrad.states)


Pairs = Sequence[tuple[Seat, Entry]]


def _checks(rules: Rules, limits: Sequence[Quota], pairs: Pairs) -> Iterator[Check]:
    """Yield a line a rule; a rule for each group of a column is one line."""
    of_each = {rule.line: rule for rule in rules.rules if rule.each}
    told = set()
    for quota in limits:
        if quota.line not in of_each:
            yield _check(quota, pairs)
        elif quota.line not in told:
            told.add(quota.line)
            same = [each for each in limits if each.line == quota.line]
            broken = [each for each in same if not _check(each, pairs).met]
            words = rule_words.rule_said(of_each[quota.line])
            if broken:
                names = ", ".join(
                    rule_words.said(rule_words.part_of(b)) for b in broken
                )
                words = _("%(rule)s; not kept: %(names)s") % {
                    "rule": words,
                    "names": names,
                }
            yield Check(words, not broken, quota.hard, (), 0)


def _check(quota: Quota, pairs: Pairs) -> Check:
    seats = [seat for seat, entry in pairs if quota.has(entry.group(quota.column))]
    return Check(
        rule_words.said(rule_words.part_of(quota)),
        quota.breach(len(seats)) == 0,
        quota.hard,
        tuple(seats),
        len(seats),
    )
