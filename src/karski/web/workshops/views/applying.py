"""The public form of a call, and the page that an invitation opens."""

from functools import partial
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from karski.web.people.access import FORM, public
from karski.web.people.forms.people import attempt
from karski.web.workshops.actions import applying, nominating
from karski.web.workshops.actions.nominating import Named
from karski.web.workshops.applications import Application
from karski.web.workshops.forms.applying import ApplicationForm, NominateForm
from karski.web.workshops.models import Call, CallInvitation, Workshop
from karski.web.workshops.personal import GONE
from karski.web.workshops.queries import calls

DONE = True


@public(room=False, methods=FORM)
@never_cache
@sensitive_post_parameters()
def apply(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what a call asks, and take an application."""
    workshop = calls.public_workshop(key)
    call = calls.call_of(workshop)
    if call is None or not calls.is_open(call, timezone.now()):
        return _shown(request, workshop, call, None)
    form = ApplicationForm(request.POST or None, initial={"language": get_language()})
    refused = _too_many(request)
    if refused is not None:
        return refused
    if take(form.about(call), partial(applying.apply, workshop)):
        return redirect("workshops:applied", key)
    return _shown(request, workshop, call, form)


@public(room=False)
def applied(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that a letter is on its way, whoever applied."""
    said = {"workshop": calls.public_workshop(key)}
    return render(request, "workshops/apply/applied.html", said)


@public(room=False, methods=FORM)
@never_cache
@sensitive_post_parameters()
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Open an invitation: to apply, or to nominate."""
    invitation = calls.invitation_of(token, timezone.now())
    if invitation is None:
        return render(request, "workshops/mine/closed.html", status=GONE)
    if invitation.nominates:
        return _nominate(request, invitation, token)
    workshop, call = invitation.workshop, invitation.workshop.call
    form = ApplicationForm(
        request.POST or None, initial={"language": invitation.language}
    )
    form = form.about(call).without_address()
    if take(form, partial(applying.apply_invited, invitation)):
        said = {"workshop": workshop}
        return render(request, "workshops/apply/applied.html", said)
    return _shown(request, workshop, call, form, email=invitation.email)


def _nominate(
    request: HttpRequest, invitation: CallInvitation, token: str
) -> HttpResponse:
    form = NominateForm(request.POST or None, initial={"language": invitation.language})
    act = partial(_named, invitation)
    if attempt(form, act):
        messages.success(request, _("We ask them whether they want to be a candidate."))
        return redirect("workshops:invited", token)
    named = invitation.nominations.select_related("candidate")
    said = {
        "workshop": invitation.workshop,
        "invitation": invitation,
        "named": named,
        "left": invitation.nominates - len(named),
        "form": form,
    }
    with timezone.override(calls.zone(invitation.workshop)):
        return render(request, "workshops/apply/nominate.html", said)


def _named(invitation: CallInvitation, **given: str) -> bool:
    nominating.nominate(invitation, Named(**given))
    return DONE


def take(form: ApplicationForm, take: "partial[None]") -> bool:
    """Hand an application over; what is refused is said on the form."""

    def act(**given: object) -> bool:
        take(Application(**given))  # type: ignore[arg-type] # the form has checked them
        return DONE

    return attempt(form, act) is DONE


def _too_many(request: HttpRequest) -> HttpResponse | None:
    """Refuse more than a network, or an address, may send; before it is looked at."""
    if request.method != "POST":
        return None
    key = str(request.POST.get("email", "")).strip().lower()
    refused: HttpResponse | None = consume_or_429(request, action="apply", key=key)
    return refused


def _shown(
    request: HttpRequest,
    workshop: Workshop,
    call: Call | None,
    form: ApplicationForm | None,
    *,
    email: str = "",
) -> HttpResponse:
    said = {
        "workshop": workshop,
        "call": call,
        "form": form,
        "email": email,
        "asked": calls.asked(call) if call else None,
        "now": timezone.now(),
    }
    with timezone.override(calls.zone(workshop)):
        return render(request, "workshops/apply/apply.html", said)
