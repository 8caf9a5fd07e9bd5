"""Runs of the small pack in which people do anything at all."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeAlias

from hypothesis import strategies as st

from exercise_pack import SEED, pack
from karski.exercise import commands as c
from karski.exercise.acting import perform
from karski.exercise.events import Event
from karski.exercise.moments import HOUR, MINUTE
from karski.exercise.refusals import Refused
from karski.exercise.state import State, first

Numbers: TypeAlias = tuple[int, int, int]
Step: TypeAlias = tuple[int, int, Numbers]  # minutes later, which command, its choices
ROLES = ("envoy", "interior", "justice", "monitor")
FACILITATOR = "facilitator"
WALL = 1_700_000_000_000


def _of(names: Sequence[str], number: int) -> str:
    return names[number % len(names)]


def _number(state: State, number: int) -> int:
    return 1 + number % max(1, len(state.events))


def _decision(state: State, number: int) -> int:
    known = list(state.decisions) or [1]
    return known[number % len(known)]


def _roles(number: int) -> tuple[str, ...]:
    return tuple(role for bit, role in enumerate(ROLES) if number >> bit & 1)


def _wall(state: State, number: int) -> int:
    """A wall time a little on, or a little back."""
    return max(0, state.clock.wall + (number - 200) * 1000)


Made: TypeAlias = Callable[[State, int, int, int], c.Command]
MADE: Sequence[Made] = (
    lambda s, x, y, z: c.Pause(by=FACILITATOR, wall=_wall(s, x)),
    lambda s, x, y, z: c.Resume(by=FACILITATOR, wall=_wall(s, x)),
    lambda s, x, y, z: c.SetRate(by=FACILITATOR, wall=_wall(s, x), rate=1 + y),
    lambda s, x, y, z: c.Jump(
        by=FACILITATOR, wall=_wall(s, x), to=s.at + y * 10 * MINUTE
    ),
    lambda s, x, y, z: c.Stop(by=_of((FACILITATOR, "expert"), y), wall=_wall(s, x)),
    lambda s, x, y, z: c.Continue(by=FACILITATOR, wall=_wall(s, x)),
    lambda s, x, y, z: c.Continue(by=FACILITATOR, wall=_wall(s, x)),
    lambda s, x, y, z: c.SetPhase(
        by=FACILITATOR, stage=_of(("discuss", "decide", "decide", "brief"), x)
    ),
    lambda s, x, y, z: c.SendInject(by=FACILITATOR, inject=_of(list(s.injects), x)),
    lambda s, x, y, z: c.HoldInject(by=FACILITATOR, inject=_of(list(s.injects), x)),
    lambda s, x, y, z: c.ReleaseInject(by=FACILITATOR, inject=_of(list(s.injects), x)),
    lambda s, x, y, z: c.EditInject(
        by=FACILITATOR, inject=_of(list(s.injects), x), text="Other words {low}"
    ),
    lambda s, x, y, z: c.RetargetInject(
        by=FACILITATOR, inject=_of(list(s.injects), x), to=_roles(y)
    ),
    lambda s, x, y, z: c.RecallInject(
        by=FACILITATOR, sent=_number(s, x), reason="an error"
    ),
    lambda s, x, y, z: c.Improvise(
        by=FACILITATOR, text="News", channel="press", sender="radio", to=_roles(x)
    ),
    lambda s, x, y, z: c.Adjust(
        by=FACILITATOR,
        community="hills/herders",
        variable="factor",
        factor=1 + x % 14,
        value=y % 11 / 10,
        reason="the story",
    ),
    lambda s, x, y, z: c.Adjust(
        by=FACILITATOR,
        community="town/traders",
        variable=("deaths", "phase", "trust")[x % 3],
        value=y % 2,
        reason="the story",
    ),
    lambda s, x, y, z: c.Propose(
        by=_of(ROLES, x),
        measure=_of(list(s.pack.measures), y),
        target=_of(("hills", "all", "town"), z),
        rationale="It is time.",
        owner=_of(("", "The head of unit"), x),
        parameters={"seat": "town"} if y % 3 == 1 else {},
        asking=bool(z % 2),
    ),
    lambda s, x, y, z: c.Sign(by=_of(ROLES, x), decision=_decision(s, y)),
    lambda s, x, y, z: c.Sign(by=_of(ROLES, x), decision=_decision(s, y)),
    lambda s, x, y, z: c.Decline(
        by=_of(ROLES, x), decision=_decision(s, y), reason="no"
    ),
    lambda s, x, y, z: c.Vote(
        by=_of(ROLES, x), decision=_decision(s, y), favours=z % 3 > 0
    ),
    lambda s, x, y, z: c.Withdraw(
        by=_of(ROLES, x), decision=_decision(s, y), reason="no longer"
    ),
    lambda s, x, y, z: c.Overrule(
        by=FACILITATOR,
        decision=_decision(s, y),
        verdict="allowed" if z % 2 else "refused",
        reason="the story",
    ),
    lambda s, x, y, z: c.Say(
        by=_of((*ROLES, FACILITATOR), x),
        text="Have you heard? 🕊",
        to=_roles(y),
        nonce=f"say {z % 20}",
    ),
    lambda s, x, y, z: c.Share(by=_of(ROLES, x), event=_number(s, y), to=_roles(z)),
    lambda s, x, y, z: c.NoteOnBoard(by=_of(ROLES, x), text="Ask the monitor"),
    lambda s, x, y, z: c.RequestInformation(
        by=_of(ROLES, x), text="Who?", of=_of((*ROLES, FACILITATOR), y)
    ),
    lambda s, x, y, z: c.GiveInformation(
        by=_of((*ROLES, FACILITATOR), x), request=_number(s, y), text="They did."
    ),
    lambda s, x, y, z: c.Hint(by=FACILITATOR, to=_of(ROLES, x), text="Ask."),
    lambda s, x, y, z: c.AskAdvice(by=_of(ROLES, x), text="May we?"),
    lambda s, x, y, z: c.GiveAdvice(by="expert", asked=_number(s, y), text="Yes."),
    lambda s, x, y, z: c.AskQuestion(
        by=FACILITATOR, text="Will it?", closes=s.at + HOUR, to=_roles(x)
    ),
    lambda s, x, y, z: c.Forecast(
        by=_of(ROLES, x),
        question=_of(list(s.questions) or ["calm"], y),
        probability=z % 101 / 100,
        player="a",
    ),
    lambda s, x, y, z: c.ResolveQuestion(
        by=FACILITATOR, question=_of(list(s.questions) or ["calm"], y), outcome=True
    ),
    lambda s, x, y, z: c.TakeSeat(
        by=FACILITATOR, role=_of(ROLES, x), player=f"p{y % 6}"
    ),
    lambda s, x, y, z: c.LeaveSeat(
        by=FACILITATOR, role=_of(ROLES, x), player=f"p{y % 6}"
    ),
    lambda s, x, y, z: c.HandToBot(by=FACILITATOR, role=_of(ROLES, x)),
    lambda s, x, y, z: c.HandToPeople(by=FACILITATOR, role=_of(ROLES, x)),
    lambda s, x, y, z: c.StepOut(
        by=_of(ROLES, x), role=_of(ROLES, x), player=f"p{y % 6}"
    ),
    lambda s, x, y, z: c.StepBack(
        by=_of(ROLES, x), role=_of(ROLES, x), player=f"p{y % 6}"
    ),
    lambda s, x, y, z: c.Read(by=_of(ROLES, x), event=_number(s, y), player="p1"),
    lambda s, x, y, z: c.Observe(by="observer", text="Nobody asked", roles=_roles(x)),
    lambda s, x, y, z: c.Bookmark(by="expert", event=_number(s, x)),
    lambda s, x, y, z: c.Rate(
        by="expert",
        capability="sharing",
        rating=("P", "S", "M", "U")[x % 4],
        evidence="Heard",
        events=(_number(s, y),),
    ),
)

numbers = st.integers(0, 400)
steps = st.tuples(
    st.integers(0, 300),
    st.integers(0, len(MADE) - 1),
    st.tuples(numbers, numbers, numbers),
)
courses = st.lists(steps, max_size=40)


def started(seed: int = SEED) -> State:
    """A run at its start."""
    state = first(pack(), seed)
    perform(state, c.Start(by=FACILITATOR, wall=WALL))
    return state


def live(state: State, step: Step) -> list[Event]:
    """Do what a step says, refused or not; and return all that happened."""
    seen = len(state.events)
    later, which, choices = step
    until = state.at + later * MINUTE if state.clock.moves else state.at
    with suppress(Refused):
        perform(state, MADE[which](state, *choices), until)
    return state.events[seen:]


def lived(course: Sequence[Step], seed: int = SEED) -> State:
    """A run after some steps."""
    state = started(seed)
    for step in course:
        live(state, step)
    return state
