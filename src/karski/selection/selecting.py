"""Selection: who takes a seat, who stands by, what gave way, and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from karski.core.errors import SelectionError
from karski.selection._best import best_panel
from karski.selection.candidates import Candidate
from karski.selection.conflicts import Conflict, conflicts
from karski.selection.explaining import explained
from karski.selection.kinds import Field, field_of
from karski.selection.reasons import Reason
from karski.selection.rules import EQUAL_CHANCES, Rules
from karski.selection.sortition import Portfolio, portfolio
from karski.selection.standing_by import standing_by

Status: TypeAlias = Literal["optimal", "relaxed", "feasible", "infeasible"]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A rule that gave way.

    Attributes
    ----------
    rule : str
        The rule in English words; its parts follow.
    at_least, at_most : int or None
        What it asks.
    got, by : int
        How many are seated, and how many too few or too many that is.
    applied : int
        How many candidates there are of the group.
    line : int
        Of the document of rules.
    """

    rule: str
    column: str
    group: str
    at_least: int | None
    at_most: int | None
    got: int
    by: int
    applied: int
    hard: bool
    line: int


@dataclass(frozen=True, slots=True)
class Selection:
    """A panel, and all that can be said of it.

    Attributes
    ----------
    selected : tuple of str
        Ids in alphabetical order.
    substitutes : tuple of str
        Those who could take the seat of somebody selected, first to last.
    status : str
        ``optimal``: all hard rules hold, and it is proven that no panel is better;
        ``relaxed``: they cannot all hold, and those that give way do so as little as
        can be, proven too; ``feasible``: the solver's limit struck, so a better one may
        exist; ``infeasible``: nobody can be seated.
    relaxed : tuple of Relaxation
        The rules that gave way, in their order, wishes included.
    conflicts : tuple of Conflict
        Hard rules that cannot hold together, and whom they squeeze.
    reasons : mapping of str to Reason
        Of every candidate.
    chances : mapping of str to Fraction
        In the mode of equal chances, of every candidate.
    portfolio : Portfolio or None
        In the mode of equal chances, what the panel was drawn from.
    """

    selected: tuple[str, ...]
    substitutes: tuple[str, ...]
    status: Status
    relaxed: tuple[Relaxation, ...]
    conflicts: tuple[Conflict, ...]
    seed: int
    reasons: Mapping[str, Reason]
    chances: Mapping[str, Fraction] = field(default_factory=dict)
    portfolio: Portfolio | None = None


def select(
    candidates: Sequence[Candidate],
    rules: Rules,
    host: str,
    seed: int,
    *,
    seated: Collection[str] = (),
    gone: Collection[str] = (),
    checked: bool = False,
) -> Selection:
    """Choose who takes a seat.

    Parameters
    ----------
    candidates : sequence of Candidate
        Their order does not matter.
    rules : Rules
    host : str
        The host country, ISO 3166-1 alpha-3.
    seed : int
        Published beforehand; ties are broken by its lot.
    seated : collection of str
        Ids of those who hold a seat already; they keep it.
    gone : collection of str
        Ids of those who withdrew or declined; they get none.
    checked : bool
        As in `quotas`.

    Raises
    ------
    SelectionError
        A candidate is there twice or has no possible score; a seated or gone person is
        no candidate; the host is no country; more are seated than there are seats; or
        there is no candidate, or no answer within the solver's limit.
    DocumentError
        A rule names a column or a value that no candidate has.
    """
    if not candidates:
        raise SelectionError("there is no candidate; add some, then select")
    here = field_of(candidates, rules, host, seed, seated, gone, checked=checked)
    if rules.mode == EQUAL_CHANCES:
        drawn = portfolio(here)
        return _told(candidates, here, drawn.draw(seed), drawn.proven, gone, drawn)
    best = best_panel(here)
    if best is None:
        raise SelectionError(
            "the solver's limit struck before it found any panel; give fewer rules"
        )
    panel, board = best
    names = tuple(sorted(each.id for each in panel))
    return _told(candidates, here, names, board.search.proven, gone, None)


def _told(
    candidates: Sequence[Candidate],
    here: Field,
    selected: tuple[str, ...],
    proven: bool,
    gone: Collection[str],
    drawn: Portfolio | None,
) -> Selection:
    names = set(selected)
    seats = [sum(one.id in names for one in kind.members) for kind in here.kinds]
    broken = _broken(here, seats)
    hard = [at for at in broken if here.quotas[at].hard]
    chances = {} if drawn is None else {**drawn.chances, **_none(gone)}
    return Selection(
        selected,
        standing_by(here, names),
        _status(selected, bool(hard), proven),
        tuple(_relaxation(here, at, seats) for at in broken),
        conflicts(here, hard) if hard else (),
        here.seed,
        explained(here, names, gone, chances),
        {each.id: chances[each.id] for each in candidates} if chances else {},
        drawn,
    )


def _none(gone: Collection[str]) -> dict[str, Fraction]:
    return dict.fromkeys(gone, Fraction(0))


def _broken(here: Field, seats: Sequence[int]) -> list[int]:
    people = here.people(seats)
    return [at for at, each in enumerate(here.quotas) if each.breach(people[at])]


def _status(selected: Sequence[str], broken: bool, proven: bool) -> Status:
    if not selected:
        return "infeasible"
    if not proven:
        return "feasible"
    return "relaxed" if broken else "optimal"


def _relaxation(here: Field, at: int, seats: Sequence[int]) -> Relaxation:
    quota, got = here.quotas[at], here.people(seats)[at]
    applied = here.people([len(kind.members) for kind in here.kinds])[at]
    return Relaxation(
        quota.label,
        quota.column,
        quota.group,
        quota.low or None,
        quota.high,
        got,
        quota.breach(got),
        applied,
        quota.hard,
        quota.line,
    )
