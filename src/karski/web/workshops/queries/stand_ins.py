"""Which seats each on the waiting list could take, if they fell free one by one."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karski.selection.kinds import field_of
from karski.selection.swaps import swaps
from karski.web.workshops.models import Result, Selection
from karski.web.workshops.queries import pool
from karski.web.workshops.queries.board import Board


def stand_ins(
    selection: Selection, board: Board, queue: Iterable[Result]
) -> Mapping[str, str]:
    """Return, by alias, the seats in words; the rules are kept as well after."""
    seated = {each.id for each in board.seated}
    waiting = {row.candidate.alias for row in queue}
    gone = {each.id for each in board.entries} - seated - waiting
    here, seed = pool.host(selection.workshop), int(selection.seed)
    field = field_of(board.entries, board.rules, here, seed, (), gone, checked=True)
    exchange = swaps(field, seated)
    kinds = {one.id: at for at, kind in enumerate(field.kinds) for one in kind.members}
    held = {
        seat.number: kinds[seat.candidate.alias]
        for seat in board.seats
        if seat.candidate is not None
    }
    return {
        alias: _told(
            [n for n, kind in held.items() if exchange.as_good(kind, kinds[alias])],
            len(held),
        )
        for alias in waiting
    }


def _told(numbers: list[int], of: int) -> str:
    if not numbers:
        return _("none as things stand")
    if len(numbers) == of:
        return _("any seat")
    said = ngettext("seat %s", "seats %s", len(numbers))
    return said % ", ".join(map(str, numbers))
