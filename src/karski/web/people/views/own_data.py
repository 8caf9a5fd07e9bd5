"""One's own data: to take along, or to erase."""

from functools import partial

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from karski.web.people import own_data
from karski.web.people.access import FORM, members
from karski.web.people.actions import own_data as actions
from karski.web.people.forms.own_data import EraseForm
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest


@members()
def yours(request: AuthenticatedRequest) -> HttpResponse:
    """Say what one can do with one's data."""
    return render(request, "people/own_data.html")


@members()
@never_cache
def download(request: AuthenticatedRequest) -> HttpResponse:
    """Hand out all of it as one file."""
    document = own_data.export(request.user)
    response = JsonResponse(document, json_dumps_params={"indent": 2})
    name = f"karski-{timezone.now():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@members(methods=FORM)
@rate_limit(action="reauthenticate")  # type: ignore[untyped-decorator] # no types
def erase(request: AuthenticatedRequest) -> HttpResponse:
    """Erase oneself, after saying what goes and what stays."""
    form = EraseForm(request.POST or None)
    act = partial(actions.erase, request.user, by=request.user)
    if attempt(form, act) is None:
        return render(request, "people/erase.html", {"form": form})
    logout(request)
    messages.success(request, _("Your account is erased."))
    return redirect("monitor:world")
