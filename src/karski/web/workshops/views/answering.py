"""What participants answer, by their personal link: test, forecasts, forms."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import FORM
from karski.web.people.forms.people import attempt
from karski.web.workshops.actions import forecasts, measuring
from karski.web.workshops.forms.answering import (
    ForecastsForm,
    SittingForm,
    response_form,
)
from karski.web.workshops.models import Candidate, Form
from karski.web.workshops.personal import PersonalRequest, personal
from karski.web.workshops.queries import moments
from karski.web.workshops.queries.asked_now import asked_now, forecasts_of
from karski.web.workshops.queries.forecasts import own_briers
from karski.web.workshops.queries.seats import is_participant

FORMS = {
    "reaction": Form.REACTION,
    "after-3-months": Form.MONTHS_3,
    "after-6-months": Form.MONTHS_6,
}


@personal(methods=FORM)
def test(request: PersonalRequest) -> HttpResponse:
    """Sit the test, before or after."""
    candidate = _participant(request)
    moment = moments.test_moment(candidate)
    if moment is None:
        return _nothing(request)
    items = [
        each.item for each in candidate.workshop.test.places.select_related("item")
    ]
    form = SittingForm(request.POST if request.method == "POST" else None, items=items)
    act = partial(measuring.sit, candidate, by=candidate.user, moment=moment)
    if attempt(form, act) is not None:
        messages.success(request, _("Your answers are kept. Thank you."))
        return redirect("workshops:mine", request.token)
    said = _said(request) | {"form": form, "moment": moment}
    return render(request, "workshops/measuring/sit.html", said)


@personal(methods=FORM)
def questions(request: PersonalRequest) -> HttpResponse:
    """Forecast, and then see what the model says."""
    candidate = _participant(request)
    rows = forecasts_of(candidate)
    open_ = [each.question for each in rows if each.open and each.said is None]
    posted = request.POST if request.method == "POST" else None
    form = ForecastsForm(posted, questions=open_)
    act = partial(forecasts.forecast, candidate, by=candidate.user)
    if attempt(form, act) is not None:
        messages.success(request, _("Your forecast is kept."))
        return redirect("workshops:mine_forecasts", request.token)
    lines = form.lines()
    said = _said(request) | {
        "form": form,
        "rows": [(each, lines.get(each.question.pk)) for each in rows],
        "moment": moments.forecast_moment(candidate.workshop),
        "scores": own_briers(candidate),
    }
    return render(request, "workshops/measuring/forecast.html", said)


@personal(methods=FORM)
def respond(request: PersonalRequest, form: str) -> HttpResponse:
    """Answer a form without a name."""
    candidate, what = _participant(request), FORMS.get(form)
    if what is None:
        raise Http404
    if what not in asked_now(candidate).forms:
        return _nothing(request)
    filled = response_form(what, request.POST if request.method == "POST" else None)
    act = partial(_kept, request, what)
    if attempt(filled, act) is not None:
        messages.success(request, _("Your answers are kept, without your name."))
        return redirect("workshops:mine", request.token)
    said = _said(request) | {"form": filled, "what": what}
    return render(request, "workshops/measuring/respond.html", said)


def _kept(request: PersonalRequest, what: Form, answers: dict[str, object]) -> bool:
    candidate = request.candidate
    measuring.respond(candidate, by=candidate.user, form=what, answers=answers)
    return True


def _participant(request: PersonalRequest) -> Candidate:
    if not is_participant(request.candidate):
        raise Http404
    return request.candidate


def _nothing(request: PersonalRequest) -> HttpResponse:
    messages.info(request, _("Nothing is open here now."))
    return redirect("workshops:mine", request.token)


def _said(request: PersonalRequest) -> dict[str, object]:
    return {
        "candidate": request.candidate,
        "workshop": request.candidate.workshop,
        "token": request.token,
    }
