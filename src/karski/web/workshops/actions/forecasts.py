"""The calibration game: questions put, forecast, resolved."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.models import (
    Candidate,
    ForecastingQuestion,
    ParticipantForecast,
    Workshop,
)
from karski.web.workshops.queries import moments
from karski.web.workshops.queries.seats import is_participant
from karski.web.workshops.texts import Texts

RUN = Permission.MANAGE_WORKSHOPS


@transaction.atomic
def ask(
    workshop: Workshop,
    *,
    by: User,
    texts: Texts,
    closes: datetime,
    base_rate: float | None = None,
    model_probability: float | None = None,
    model_source: str = "",
) -> ForecastingQuestion:
    """Put a question; a model's probability is kept from people until they answer."""
    require(by, RUN, workshop.series.organisation_id)
    if closes <= timezone.now():
        raise ValidationError({"closes": _("This moment has passed.")})
    question = ForecastingQuestion(
        workshop=workshop,
        texts=texts,
        closes=closes,
        base_rate=base_rate,
        model_probability=model_probability,
        model_source=model_source,
    )
    question.full_clean()
    question.save()
    audit.record(
        "put a forecasting question",
        by=by,
        on=question,
        detail={"with a model": model_probability is not None},
    )
    return question


@transaction.atomic
def forecast(
    candidate: Candidate,
    *,
    by: User | None,
    given: Mapping[ForecastingQuestion, float],
) -> list[ParticipantForecast]:
    """Keep a participant's probabilities of today; then they may see the model's.

    One a question at each moment: a second would follow the model.
    """
    if not is_participant(candidate):
        raise PermissionDenied
    return [_forecast(candidate, each, p, by) for each, p in given.items()]


def _forecast(
    candidate: Candidate,
    question: ForecastingQuestion,
    probability: float,
    by: User | None,
) -> ParticipantForecast:
    if question.workshop_id != candidate.workshop_id:
        raise PermissionDenied
    now = timezone.now()
    if question.resolved is not None or now >= question.closes:
        raise ValidationError(_("A question was closed meanwhile; nothing is kept."))
    row = ParticipantForecast(
        question=question,
        participant=candidate,
        moment=moments.forecast_moment(candidate.workshop),
        probability=probability,
        at=now,
    )
    row.full_clean()
    row.save()
    audit.record("gave a forecast", by=by, on=question, detail={"moment": row.moment})
    return row


@transaction.atomic
def resolve(
    question: ForecastingQuestion, *, by: User, came: bool, evidence: str
) -> ForecastingQuestion:
    """Say what came, and how it is known; from then on nobody forecasts it."""
    require(by, RUN, question.workshop.series.organisation_id)
    kept = ForecastingQuestion.objects.select_for_update().get(pk=question.pk)
    if kept.resolved is not None:
        raise ValidationError(_("This question is resolved already."))
    if not evidence.strip():
        raise ValidationError({"evidence": _("Say how it is known.")})
    kept.came, kept.evidence, kept.resolved = came, evidence, timezone.now()
    kept.full_clean()
    kept.save()
    audit.record("resolved a forecasting question", by=by, on=kept)
    return kept
