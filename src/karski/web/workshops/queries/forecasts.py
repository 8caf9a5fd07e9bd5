"""How participants forecast: today's figures, and those that were kept as shown.

A moment's figures stay as they were when somebody's data left who forecast: with later
ones they would tell how that person did. Moments that come later are those of the
people who are left, without their change from a moment that was kept.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from karski.judgement.judgements import Judgement, Question
from karski.learning import levels
from karski.learning.calibration_game import Game, play
from karski.web.workshops.models import (
    Candidate,
    ForecastingQuestion,
    Kept,
    Moment,
    ParticipantForecast,
    Workshop,
)
from karski.web.workshops.queries.plain import plain
from karski.web.workshops.queries.seats import participants

KEY = "judging"  # in `Kept.numbers`
Judged: TypeAlias = tuple[levels.Judging, ...]
_JUDGED = TypeAdapter(Judged)


def judging(workshop: Workshop) -> Judged:
    """Return how participants forecast, by moment; nothing of a few is in it."""
    kept, now = _kept(workshop), _today(workshop)
    if not kept:
        return now
    known = {each.moment for each in kept}
    later = [replace(each, change=None) for each in now if each.moment not in known]
    order = list(Moment.values)
    return tuple(sorted((*kept, *later), key=lambda each: order.index(each.moment)))


def to_keep(workshop: Workshop, leaving: Sequence[Candidate]) -> list[Any] | None:
    """Return the figures that are shown, as JSON; None where none of theirs are."""
    given = ParticipantForecast.objects.filter(question__workshop=workshop)
    if not given.filter(participant__in=leaving).exists():
        return None
    return [plain(asdict(each)) for each in judging(workshop) if each.brier]


def game_of(workshop: Workshop) -> Game | None:
    """Return the scores of the forecasts, as soon as a question is resolved."""
    rows = ForecastingQuestion.objects.filter(workshop=workshop)
    asked = {row.pk: row for row in rows}
    if not any(row.resolved for row in asked.values()):
        return None
    questions = [
        Question(
            str(row.pk), row.closes, row.resolved, row.came, _inside(row.base_rate)
        )
        for row in asked.values()
    ]
    model = {
        str(row.pk): row.model_probability
        for row in asked.values()
        if row.model_probability is not None
    }
    return play(_judged(workshop), questions, model)


def own_briers(candidate: Candidate) -> list[tuple[str, float]]:
    """Return one person's own Brier scores, moment by moment."""
    game, key = game_of(candidate.workshop), str(candidate.pk)
    return [
        (str(Moment(each.moment).label), each.persons[key])
        for each in (game.moments if game else ())
        if key in each.persons
    ]


def _kept(workshop: Workshop) -> Judged:
    row = Kept.objects.filter(workshop=workshop).first()
    return _JUDGED.validate_python(row.numbers.get(KEY, ()) if row else ())


def _today(workshop: Workshop) -> Judged:
    game = game_of(workshop)
    return levels.judging(game, participants(workshop).count()) if game else ()


def _judged(workshop: Workshop) -> dict[str, list[Judgement]]:
    """Return forecasts by moment, in the order of moments."""
    people = participants(workshop)
    rows = ParticipantForecast.objects.filter(
        question__workshop=workshop, participant__in=people
    )
    found: dict[str, list[Judgement]] = {moment: [] for moment in Moment.values}
    for row in rows.order_by("pk"):
        said = Judgement(
            str(row.question_id), str(row.participant_id), row.probability, row.at
        )
        found[row.moment].append(said)
    return {moment: said for moment, said in found.items() if said}


def _inside(rate: float | None) -> float | None:
    """Return a base rate that is no certainty; a stated 0 or 1 is none."""
    return rate if rate is not None and 0 < rate < 1 else None
