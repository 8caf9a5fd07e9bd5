"""What is kept of people, and whether their visits are counted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from karski.web.people import consent
from karski.web.people.access import WRITE, public
from karski.web.people.actions import own_data
from karski.web.people.models import User
from karski.web.people.privacy import KEPT


@public()
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, why and how long."""
    said = {
        "kept": KEPT,
        "choice": consent.choice(request),
        "decided": consent.asks_not_to_be_tracked(request),
    }
    return render(request, "people/privacy.html", said)


@public(methods=WRITE)
def choose(request: HttpRequest) -> HttpResponse:
    """Keep somebody's choice: in their browser, and in their account if they have one.

    Anything but a plain yes is a no.
    """
    counted = request.POST.get("counted") == consent.YES
    if isinstance(request.user, User):
        own_data.choose(request.user, by=request.user, counted=counted)
    messages.success(
        request,
        _("Thank you: pages you open are counted.")
        if counted
        else _("Pages you open are not counted."),
    )
    response = redirect("people:privacy")
    consent.keep_in_browser(response, counted=counted)
    return response
