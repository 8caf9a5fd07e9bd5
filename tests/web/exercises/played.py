"""An exercise of the small pack that was played to its end, for reviews of it."""

from karski.exercise.commands import (
    AskAdvice,
    End,
    Forecast,
    Propose,
    Rate,
    Read,
    Say,
    Share,
    Sign,
)
from karski.exercise.events import FACILITATOR
from karski.web.exercises.actions import running
from karski.web.exercises.models import Exercise
from web.exercises.desks_made import at, do

WORDS = "=cmd|' /C calc'!A0"  # what a spreadsheet would run


def play(exercise: Exercise) -> Exercise:
    """Play it: a report shared late, a forecast, a decision co-signed, ratings, an end.

    The report of 11 lies with the capital until 20; mediation is proposed at 21 and
    signed at 22. One of two who forecast says 0.8, the other 0.4.
    """
    at(exercise, "1 10:30")
    forecast = {"question": "displaced"}
    do(exercise, Forecast(by="envoy", probability=0.8, player="p-envoy", **forecast))
    do(exercise, Forecast(by="press", probability=0.4, player="p-press", **forecast))
    at(exercise, "1 11:30")
    report = _seq(exercise, "boats")
    do(exercise, Read(by="interior", event=report, player="p-interior"))
    at(exercise, "1 20:00")
    do(exercise, Share(by="interior", event=report, to=("envoy",), text="Urgent"))
    do(exercise, Say(by="interior", to=("press",), text=WORDS))
    do(exercise, AskAdvice(by="envoy", text="Who goes first?"))
    at(exercise, "1 21:00")
    proposal = Propose(
        by="envoy",
        measure="mediation",
        target="bank",
        rationale="They asked for it.",
        legal_basis="Article 4",
        owner="The envoy",
    )
    proposed = do(exercise, proposal)[-1]
    at(exercise, "1 22:00")
    do(exercise, Sign(by="interior", decision=proposed.seq))
    at(exercise, "3 19:00")
    _rate(exercise)
    running.act(exercise, lambda wall: End(by=FACILITATOR, wall=wall))
    exercise.refresh_from_db()
    return exercise


def _seq(exercise: Exercise, inject: str) -> int:
    rows = exercise.entries.filter(kind="inject_sent")
    return next(row.seq for row in rows if row.data["inject"] == inject)


def _rate(exercise: Exercise) -> None:
    for who, by, letter in (("x", "expert", "M"), ("o", "observer", "S")):
        rating = Rate(
            by=by,
            capability="warning",
            rating=letter,  # type: ignore[arg-type] # one of the four
            evidence=f"It took nine hours, {who} saw",
            player=who,
        )
        do(exercise, rating)
