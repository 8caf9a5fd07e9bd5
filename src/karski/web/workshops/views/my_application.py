"""What candidates do with their application, by their own link."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from karski.web.people.access import FORM
from karski.web.workshops.actions import applying
from karski.web.workshops.forms.applying import ApplicationForm, filled_by
from karski.web.workshops.models import Candidate
from karski.web.workshops.personal import PersonalRequest, personal
from karski.web.workshops.queries import calls
from karski.web.workshops.views.applying import take


@personal(methods=FORM)
@sensitive_post_parameters()
def change(request: PersonalRequest) -> HttpResponse:
    """Change one's application, or complete it."""
    candidate = request.candidate
    call = calls.call_of(candidate.workshop)
    may = calls.application_of(candidate)
    if call is None or may is None or not may["changes"]:
        messages.error(request, _("The call is closed: nothing can be changed."))
        return redirect("workshops:mine", request.token)
    form = ApplicationForm(request.POST or None, initial=filled_by(candidate))
    if take(form.about(call).without_address(), partial(applying.change, candidate)):
        messages.success(request, _("Your application is in, as you see it here."))
        return redirect("workshops:mine", request.token)
    said = {"workshop": candidate.workshop, "call": call, "form": form}
    said |= {"candidate": candidate, "token": request.token, "email": candidate.email}
    with timezone.override(calls.zone(candidate.workshop)):
        return render(request, "workshops/apply/change.html", said)


@personal(methods=("POST",))
def confirm(request: PersonalRequest) -> HttpResponse:
    """Confirm that one applied."""
    return _do(request, applying.confirm, _("Your application is confirmed."))


@personal(methods=("POST",))
def withdraw(request: PersonalRequest) -> HttpResponse:
    """Take one's application back."""
    return _do(request, applying.withdraw, _("Your application is withdrawn."))


def _do(
    request: PersonalRequest, act: Callable[[Candidate], None], done: str
) -> HttpResponse:
    try:
        act(request.candidate)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("workshops:mine", request.token)
