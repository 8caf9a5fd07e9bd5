"""What waits for a participant's answer now, for their own page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from karski.web.workshops.models import (
    Asked,
    Candidate,
    ForecastingQuestion,
    Form,
    ItemAnswer,
    Moment,
    ParticipantForecast,
    Sitting,
)
from karski.web.workshops.queries import moments
from karski.web.workshops.queries.seats import is_participant


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a participant.

    Attributes
    ----------
    test : Moment or None
        Which sitting of the test.
    until : date or None
        The last day of that sitting.
    forecasts : int
        Questions that they have not forecast at this moment.
    forms : tuple of Form
    """

    test: Moment | None
    until: date | None
    forecasts: int
    forms: tuple[Form, ...]

    def __bool__(self) -> bool:
        return bool(self.test or self.forecasts or self.forms)


@dataclass(frozen=True, slots=True)
class Put:
    """A forecasting question, and what a participant said of it at this moment."""

    question: ForecastingQuestion
    said: float | None
    open: bool


def asked_now(candidate: Candidate) -> Waiting:
    """Return what waits for a participant's answer."""
    workshop, test = candidate.workshop, moments.test_moment(candidate)
    until = None
    if test is not None:
        last = moments.window(workshop, Asked.TEST)[1]
        until = workshop.starts if test == Moment.BEFORE else last
    done = set(candidate.responded.values_list("form", flat=True))
    forms = tuple(
        form for form in Form if form not in done and moments.is_open(workshop, form)
    )
    left = sum(each.open and each.said is None for each in forecasts_of(candidate))
    return Waiting(test, until, left, forms)


def forecasts_of(candidate: Candidate) -> list[Put]:
    """Return the questions of a participant's workshop, and what they said now."""
    moment, now = moments.forecast_moment(candidate.workshop), timezone.now()
    said = dict(
        ParticipantForecast.objects.filter(
            participant=candidate, moment=moment
        ).values_list("question", "probability")
    )
    return [
        Put(each, said.get(each.pk), each.resolved is None and now < each.closes)
        for each in ForecastingQuestion.objects.filter(workshop=candidate.workshop)
    ]


def own_scores(candidate: Candidate) -> list[tuple[Moment, int, int]]:
    """Return a participant's sittings: how many were right, of how many items.

    Not before the test is closed: who answers late must not hear of right answers.
    """
    workshop = candidate.workshop
    if not moments.is_closed(workshop, Asked.TEST):
        return []
    rows = Sitting.objects.filter(participant=candidate).order_by("at")
    return [(Moment(each.moment), *_score(each)) for each in rows]


def part(candidate: Candidate) -> Mapping[str, Any] | None:
    """Return the part of a participant's own page that is about measuring."""
    if not is_participant(candidate):
        return None
    waiting, scores = asked_now(candidate), own_scores(candidate)
    has_forecasts = candidate.workshop.forecasting_questions.exists()
    if not waiting and not scores and not has_forecasts:
        return None
    return {"waiting": waiting, "scores": scores, "has_forecasts": has_forecasts}


def _score(sitting: Sitting) -> tuple[int, int]:
    rows = ItemAnswer.objects.filter(sitting=sitting).select_related("item")
    right = sum(each.chosen == each.item.right for each in rows)
    return right, sitting.test.places.count()
