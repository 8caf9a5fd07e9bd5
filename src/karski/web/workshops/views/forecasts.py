"""The calibration game, for those who run it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission
from karski.web.workshops.actions import forecasts as actions
from karski.web.workshops.forms.forecasts import MonitorForm, QuestionForm, ResolveForm
from karski.web.workshops.models import ForecastingQuestion, Workshop
from karski.web.workshops.queries import whose
from karski.web.workshops.queries.ahead import newest
from karski.web.workshops.queries.measuring import asked_of

RUN = Permission.MANAGE_WORKSHOPS


@members(RUN, methods=FORM)
def shown(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """List the questions, and put one of one's own."""
    found = whose.workshop_of(request.person, key)
    form = QuestionForm(request.POST or None).of(found)
    if attempt(form, partial(actions.ask, found, by=request.user)) is not None:
        messages.success(request, _("The question is put."))
        return redirect("workshops:measuring_forecasts", key)
    return _listed(request, found, form=form)


@members(RUN, methods=WRITE)
def take(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Put a question that the monitor's newest edition answers."""
    found, edition = whose.workshop_of(request.person, key), newest()
    if edition is None:
        messages.error(request, _("There is no edition of forecasts yet: publish one."))
        return redirect("workshops:measuring_forecasts", key)
    form = MonitorForm(request.POST, auto_id="monitor_%s").of(edition, found)
    if attempt(form, partial(actions.ask, found, by=request.user)) is None:
        return _listed(request, found, monitor_form=form)
    messages.success(request, _("The question is put."))
    return redirect("workshops:measuring_forecasts", key)


@members(RUN, methods=FORM)
def resolve(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Say what came of a question."""
    rows = ForecastingQuestion.objects.filter(
        workshop__in=whose.workshops_where(request.person)
    )
    question = get_object_or_404(rows, public_id=key)
    workshop = question.workshop
    form = ResolveForm(request.POST or None)
    if attempt(form, partial(actions.resolve, question, by=request.user)) is not None:
        messages.success(request, _("The question is resolved."))
        return redirect("workshops:measuring_forecasts", workshop.public_id)
    said = {
        "workshop": workshop,
        "section": "measuring",
        "question": question,
        "form": form,
    }
    return render(request, "workshops/measuring/resolve.html", said)


def _listed(
    request: AuthenticatedRequest,
    found: Workshop,
    *,
    form: QuestionForm | None = None,
    monitor_form: MonitorForm | None = None,
) -> HttpResponse:
    edition = newest()
    if monitor_form is None and edition is not None:
        monitor_form = MonitorForm(auto_id="monitor_%s").of(edition, found)
    said = {
        "workshop": found,
        "section": "measuring",
        "questions": asked_of(found),
        "form": form or QuestionForm().of(found),
        "monitor_form": monitor_form,
        "edition": edition,
    }
    return render(request, "workshops/measuring/forecasts.html", said)
