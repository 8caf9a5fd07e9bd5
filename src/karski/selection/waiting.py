"""Seats that fall free: who takes them, the rules kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from karski.selection.candidates import Candidate
from karski.selection.reasons import Reason
from karski.selection.rules import SCORE, Rules
from karski.selection.selecting import Relaxation, Status, select


@dataclass(frozen=True, slots=True)
class Replacement:
    """Who takes the free seats.

    Attributes
    ----------
    chosen : tuple of str
        Ids of those to whom a seat is to be offered; empty where nobody may take one.
    status, relaxed
        As in `Selection`, of the whole panel; where the status is not ``optimal``, let
        a person decide.
    reasons : mapping of str to Reason
        Of those chosen.
    """

    chosen: tuple[str, ...]
    status: Status
    relaxed: tuple[Relaxation, ...]
    reasons: Mapping[str, Reason]


def replace(
    candidates: Sequence[Candidate],
    rules: Rules,
    host: str,
    seed: int,
    *,
    seated: Collection[str],
    gone: Collection[str],
) -> Replacement:
    """Choose who takes the seats that are free.

    Nobody who is seated moves. Of the panels that keep them, the best is chosen as
    `select` would: so a representative is replaced by one of the same state, and one
    free seat goes to the first on the waiting list whom the rules let into it. Where
    chances are equal, the lot of the same seed decides. The rules were held to the
    candidates when the selection was made; a group of which nobody is left is empty.

    Parameters
    ----------
    seated : collection of str
        Those who have accepted, or whose offer is still open.
    gone : collection of str
        Those who have withdrawn or declined.

    Raises
    ------
    SelectionError, DocumentError
        As `select`.
    """
    if rules.mode != SCORE:
        candidates, rules = _by_lot(candidates, rules)
    found = select(
        candidates, rules, host, seed, seated=seated, gone=gone, checked=True
    )
    chosen = tuple(name for name in found.selected if name not in seated)
    reasons = {name: found.reasons[name] for name in chosen}
    return Replacement(chosen, found.status, found.relaxed, reasons)


def _by_lot(
    candidates: Sequence[Candidate], rules: Rules
) -> tuple[list[Candidate], Rules]:
    """Leave out scores, so that nothing but the rules and the lot decides."""
    mode = {"mode": SCORE, "first_time": "ignored"}
    return [changed(each, score=None) for each in candidates], rules.model_copy(
        update=mode
    )
