"""Which rules cannot hold together, where they cannot."""

from collections.abc import Collection
from dataclasses import dataclass

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from karski.selection._search import solver
from karski.selection.kinds import Field

SEATS, SEATED = -1, -2  # stand beside the quotas: the cap, and who sits already


@dataclass(frozen=True, slots=True)
class Conflict:
    """Hard rules that cannot hold together; take any of them away and the others can.

    Attributes
    ----------
    rules : tuple of str
        Their labels, in the order of the document.
    candidates : tuple of str
        Ids of those whom one of the rules wants and another holds back.
    """

    rules: tuple[str, ...]
    candidates: tuple[str, ...]


def conflicts(field: Field, broken: Collection[int]) -> tuple[Conflict, ...]:
    """Return the conflicts between hard rules.

    Parameters
    ----------
    field : Field
    broken : collection of int
        Quotas that the best panel breaks. One of each conflict is among them, and
        conflicts are sought until none is left without.
    """
    kept = {at for at, quota in enumerate(field.quotas) if quota.hard}
    found = []
    while kept:
        core = _smallest(field, kept)
        if not core:
            break
        rules = tuple(_label(field, at) for at in sorted(core, key=_order))
        found.append(Conflict(rules, _squeezed(field, core)))
        kept -= core & set(broken) or core
    return tuple(found)


def _squeezed(field: Field, core: Collection[int]) -> tuple[str, ...]:
    quotas = {at: field.quotas[at] for at in core if at >= 0}
    floors = {at for at, quota in quotas.items() if quota.low}
    ceilings = {at for at, quota in quotas.items() if quota.high is not None}
    return tuple(
        sorted(
            one.id
            for kind in field.kinds
            if any(a != b for a in kind.quotas & floors for b in kind.quotas & ceilings)
            for one in kind.members
        )
    )


def _smallest(field: Field, kept: Collection[int]) -> set[int]:
    """Return an infeasible set of which every rule is needed; empty if all can hold."""
    model, switches = _switched(field, kept)
    core = _core(model, switches, set(switches))
    for at in sorted(core, reverse=True):
        smaller = _core(model, switches, core - {at})
        core = smaller or core
    return core


def _core(model: CpModel, switches: dict[int, IntVar], on: set[int]) -> set[int]:
    """Return some of the rules switched on that cannot hold together."""
    model.clear_assumptions()
    model.add_assumptions([switches[at] for at in sorted(on)])
    search = solver()
    if search.solve(model) != cp_model.INFEASIBLE:
        return set()
    indexes = set(search.sufficient_assumptions_for_infeasibility())
    return {at for at in on if switches[at].index in indexes}


def _switched(field: Field, kept: Collection[int]) -> tuple[CpModel, dict[int, IntVar]]:
    """Return a model in which each rule holds if its switch is on."""
    model = CpModel()
    wanted = {SEATS, SEATED, *kept}
    switches = {at: model.new_bool_var("") for at in sorted(wanted)}
    take = [model.new_int_var(0, len(kind.members), "") for kind in field.kinds]
    total = LinearExpr.sum(take)
    model.add(total <= field.seats).only_enforce_if(switches[SEATS])
    for n, kind in zip(take, field.kinds, strict=True):
        if kind.seated:
            model.add(n >= kind.seated).only_enforce_if(switches[SEATED])
    for at in sorted(kept):
        quota = field.quotas[at]
        pairs = zip(take, field.kinds, strict=True)
        people = LinearExpr.sum([n for n, kind in pairs if at in kind.quotas])
        model.add(people >= quota.low).only_enforce_if(switches[at])
        if quota.high is not None:
            model.add(people <= quota.high).only_enforce_if(switches[at])
    return model, switches


def _order(at: int) -> tuple[bool, int]:
    return at < 0, at


def _label(field: Field, at: int) -> str:
    if at == SEATS:
        return f"seats: at most {field.seats}"
    return "the people seated already" if at == SEATED else field.quotas[at].label
