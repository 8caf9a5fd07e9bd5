"""The console of those who run an exercise, and the parts that it asks for anew."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from karski.exercise.events import Event
from karski.exercise.state import State
from karski.web.exercises import log_words, states
from karski.web.exercises.actions import running
from karski.web.exercises.forms.console import (
    AdjustForm,
    HintForm,
    MomentForm,
    QuestionForm,
    SayForm,
    StageForm,
)
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries import (
    asks,
    clocks,
    forecasting,
    injects,
    other_worlds,
    rulings,
    seats,
    timelines,
    workload,
    worlds,
)
from karski.web.exercises.views.staff import the_exercise
from karski.web.people.access import members
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission

RUN = Permission.RUN_EXERCISES
NEWEST = 25
WIDE, NARROW = (860, 110), (350, 90)  # width of a drawing and of its names [px]


def now_in(state: State) -> int:
    """Return exercise time [ms] at this moment."""
    if state.ended:
        return state.at
    return max(state.at, state.clock.reads(running.now_ms()))


def _clock(exercise: Exercise, state: State) -> dict[str, Any]:
    return {"clock": clocks.shown(state)}


def _more(exercise: Exercise, state: State) -> dict[str, Any]:
    shown = clocks.shown(state)
    phases = [each for each in state.pack.phases if each.at >= shown.at][:1]
    at, pack = now_in(state), state.pack
    return {
        "clock": shown,
        "phase_next": phases[0] if phases else None,
        "moment_form": MomentForm.at(min(at, pack.ends)),
        "stage_form": StageForm(initial={"stage": state.stage}, auto_id="stage_%s"),
        "say_form": SayForm(auto_id="say_%s"),
    }


def _injects(exercise: Exercise, state: State, *, all_: bool = False) -> dict[str, Any]:
    at = now_in(state)
    rows = injects.rows(state, at)
    shown = rows if all_ else injects.around(rows, at)
    return {
        "rows": [row for row in shown if row.at is not None],
        "waits": [row for row in shown if row.is_ == "waiting"],
        "spare": [row for row in shown if row.at is None and row.is_ != "waiting"],
        "left_out": len(rows) - len(shown),
        "all": all_,
        "at": at,
        "wide": timelines.drawn(shown, at, width=WIDE[0], left=WIDE[1]),
        "narrow": timelines.drawn(shown, at, width=NARROW[0], left=NARROW[1]),
    }


def _decisions(exercise: Exercise, state: State) -> dict[str, Any]:
    rows = rulings.rows(state)
    open_ = [row for row in rows if row.open]
    return {"decisions": open_, "settled": [row for row in rows if not row.open]}


def _seats(exercise: Exercise, state: State) -> dict[str, Any]:
    rows = seats.rows(state, seats.present(exercise))
    heat = workload.heat(state)
    return {
        "heat": heat,
        "seats": list(zip(rows, heat.lines, strict=True)),
        "limit": state.pack.limit,
    }


def _world(exercise: Exercise, state: State) -> dict[str, Any]:
    return {"world": worlds.shown(state), "lived": other_worlds.lived(state)}


def _asks(exercise: Exercise, state: State) -> dict[str, Any]:
    return {"waiting": asks.waiting(state), "written": asks.messages(state)}


def _questions(exercise: Exercise, state: State) -> dict[str, Any]:
    return {"questions": forecasting.rows(state)}


PARTS = {
    "clock": _clock,
    "more": _more,
    "injects": _injects,
    "decisions": _decisions,
    "seats": _seats,
    "world": _world,
    "asks": _asks,
    "questions": _questions,
}


@members(RUN, room=True)
@never_cache
def console(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show everything that somebody who runs an exercise needs at once."""
    exercise = the_exercise(request)
    said: dict[str, Any] = {"exercise": exercise, "section": "console"}
    with states.reading(exercise) as state:
        for name, part in PARTS.items():
            said |= part(exercise, state) if name != "injects" else {}
        said |= _injects(exercise, state, all_="all" in request.GET)
        said |= _forms(state)
        said |= {"log": newest(state.events), "seq": len(state.events)}
    said["pack"] = states.pack_of(exercise)
    said |= _other_worlds(exercise, said)
    return render(request, "exercises/console/console.html", said)


@members(RUN, room=True)
@never_cache
def part(request: AuthenticatedRequest, key: UUID, part: str) -> HttpResponse:
    """Show a part of the console anew."""
    exercise = the_exercise(request)
    name = part if part in PARTS else "clock"
    with states.reading(exercise) as state:
        if name == "injects":
            said = _injects(exercise, state, all_="all" in request.GET)
        else:
            said = PARTS[name](exercise, state)
    said |= {"exercise": exercise, "pack": states.pack_of(exercise)}
    said |= _other_worlds(exercise, said)
    return render(request, f"exercises/console/parts/{name}.html", said)


def _other_worlds(exercise: Exercise, said: dict[str, Any]) -> dict[str, Any]:
    """Make the other runs, which takes a while, when nobody waits for the state."""
    if "lived" not in said:
        return {}
    ranges = other_worlds.ranges(exercise, said["lived"])
    return {"world": worlds.among(said["world"], ranges)}


def _forms(state: State) -> dict[str, Any]:
    pack = state.pack
    return {
        "hint_form": HintForm(auto_id="hint_%s").offer(pack),
        "adjust_form": AdjustForm(auto_id="adjust_%s").offer(pack),
        "question_form": QuestionForm(auto_id="question_%s"),
    }


def newest(events: list[Event], most: int = NEWEST) -> list[Event]:
    """Return the newest events that the log shows, newest first."""
    told = [each for each in events if each.kind not in log_words.QUIET]
    return told[: -most - 1 : -1]
