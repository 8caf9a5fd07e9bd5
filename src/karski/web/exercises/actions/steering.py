"""What those who run an exercise do to it: in the journal, and in the audit trail."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.db import transaction

from karski.exercise import commands
from karski.exercise.commands import Command
from karski.exercise.events import FACILITATOR, Event
from karski.web.exercises.actions import running
from karski.web.exercises.actions.making import require_runs
from karski.web.exercises.models import Exercise
from karski.web.people import audit
from karski.web.people.models import User

WORDS: Mapping[type[Command], str] = MappingProxyType(
    {
        commands.Adjust: "changed the world of an exercise",
        commands.Announce: "told everybody in an exercise something",
        commands.AskQuestion: "asked a question in an exercise",
        commands.Continue: "let an exercise go on after a stop for safety",
        commands.EditInject: "changed the words of an inject",
        commands.End: "ended an exercise",
        commands.GiveAdvice: "gave advice in an exercise",
        commands.GiveInformation: "answered a request in an exercise",
        commands.HandToBot: "handed a seat to a bot",
        commands.HandToPeople: "handed a seat to people",
        commands.Hint: "gave a seat a hint",
        commands.HoldInject: "held an inject",
        commands.Improvise: "improvised an inject",
        commands.Jump: "moved the clock of an exercise on",
        commands.Overrule: "ruled on a decision in an exercise",
        commands.Pause: "paused an exercise",
        commands.RecallInject: "recalled an inject",
        commands.ReleaseInject: "released an inject",
        commands.ResolveQuestion: "resolved a question in an exercise",
        commands.Resume: "let an exercise go on",
        commands.RetargetInject: "changed whom an inject goes to",
        commands.SendInject: "sent an inject",
        commands.SetPhase: "set the phase of an exercise",
        commands.SetRate: "set the speed of an exercise",
        commands.Start: "started an exercise",
        commands.Stop: "stopped an exercise for safety",
    }
)
NAMED = (  # what of a command the trail holds: never a text
    *("inject", "sent", "decision", "verdict", "role", "rate", "stage", "community"),
    *("variable", "factor", "value", "request", "asked", "question", "outcome"),
    *("channel", "sender"),
)


@transaction.atomic
def steer(
    exercise: Exercise, command: Callable[[int], Command], *, by: User
) -> list[Event]:
    """Carry out what somebody who runs an exercise asks, and note that they did.

    A click that came twice does nothing, and is not noted twice.

    Raises
    ------
    Refused
        The exercise does not allow it.
    """
    require_runs(by, exercise)
    made: list[Command] = []

    def remembered(wall: int) -> Command:
        made.append(command(wall))
        return made[-1]

    events = running.act(exercise, remembered)
    if any(each.by == FACILITATOR and each.is_input for each in events):
        asked = made[-1]
        audit.record(WORDS[type(asked)], by=by, on=exercise, detail=_named(asked))
    return events


def _named(command: Command) -> dict[str, str | int | bool | None]:
    found = {name: getattr(command, name, None) for name in NAMED}
    return {
        name: value if isinstance(value, str | int | bool) else str(value)
        for name, value in found.items()
        if value is not None
    }
