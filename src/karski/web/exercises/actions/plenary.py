"""Decisions of a room without desks: put to all, decided by a count of hands."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.exercise.commands import Overrule, Propose
from karski.exercise.events import FACILITATOR
from karski.exercise.packs.pack import Pack
from karski.web.exercises import states
from karski.web.exercises.actions import running
from karski.web.exercises.actions.making import require_runs
from karski.web.exercises.actions.steering import steer
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries.plenary import ROOM
from karski.web.people import audit
from karski.web.people.models import User


@transaction.atomic
def put_to_room(
    exercise: Exercise,
    *,
    by: User,
    measure: str,
    target: str,
    parameters: Mapping[str, str],
    nonce: str,
) -> None:
    """Put a measure to the whole room; it waits for a count of hands.

    In the journal a seat that cannot decide it asks for it, so that it is not taken
    before the count, and says that it was put to the room.

    Raises
    ------
    Refused, ValidationError
        The exercise does not allow it now, or no seat has to ask for it.
    """
    require_runs(by, exercise)
    asking = _asking(states.pack_of(exercise), measure)
    events = running.act(
        exercise,
        lambda _wall: Propose(
            by=asking,
            nonce=ROOM + nonce,
            measure=measure,
            target=target,
            parameters=dict(parameters),
            rationale=_("Put to the whole room by those who run the exercise."),
            asking=True,
        ),
    )
    if any(each.by == asking and each.is_input for each in events):
        detail = {"measure": measure, "target": target}
        audit.record("put a measure to the room", by=by, on=exercise, detail=detail)


def count_hands(
    exercise: Exercise,
    *,
    by: User,
    decision: int,
    in_favour: int,
    against: int,
    abstained: int,
    nonce: str,
) -> bool:
    """Decide what was put to the room by its hands; a tie decides against it.

    The verdict stands in the journal with the count as its reason.

    Raises
    ------
    Refused
        It waits for no decision any more.
    """
    carried = in_favour > against
    said = _(
        "Hands in the room: {for_} for it, {against} against it, {neither} neither."
    )
    reason = said.format(for_=in_favour, against=against, neither=abstained)
    steer(
        exercise,
        lambda _wall: Overrule(
            by=FACILITATOR,
            nonce=nonce,
            decision=decision,
            verdict="allowed" if carried else "refused",
            reason=reason,
        ),
        by=by,
    )
    return carried


def _asking(pack: Pack, measure: str) -> str:
    """Return a seat that can only ask for a measure."""
    if measure not in pack.measures:
        raise ValidationError(_("This exercise does not offer that; choose another."))
    decides = pack.measures[measure].decides
    others = [role for role in pack.roles if role not in decides]
    if not others:
        raise ValidationError(
            _("Every seat may decide this, so nobody has to ask; decide it at a desk.")
        )
    return others[0]
