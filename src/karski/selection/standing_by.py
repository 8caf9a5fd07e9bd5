"""The waiting list: who stands by, in which order, and for whose seats."""

from collections.abc import Collection

from karski.selection.kinds import Field
from karski.selection.swaps import swaps


def standing_by(field: Field, selected: Collection[str]) -> tuple[str, ...]:
    """Return those who could take the seat of somebody selected, first to last.

    The order is that of the selection: better standing first, then the lot. Somebody
    whom the rules let into no seat on this panel is not on the list.
    """
    exchange = swaps(field, selected)
    sitting = [at for at, n in enumerate(exchange.seats) if n]
    waiting = [
        one
        for at, kind in enumerate(field.kinds)
        if any(exchange.as_good(leaves, at) for leaves in sitting)
        for one in kind.members
        if one.id not in selected
    ]
    return tuple(one.id for one in sorted(waiting, key=field.place))
