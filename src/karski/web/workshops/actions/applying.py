"""Applying, and what candidates do with their application by their own link."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.queries import account_at
from karski.web.people.tokens import digest, new_token
from karski.web.workshops import aliases, retention
from karski.web.workshops.actions import candidate_letters as letters
from karski.web.workshops.actions.consents import keep_agreements, keep_needs
from karski.web.workshops.actions.running import locked
from karski.web.workshops.applications import Application
from karski.web.workshops.models import (
    Call,
    CallInvitation,
    Candidate,
    Origin,
    Standing,
    Workshop,
)
from karski.web.workshops.queries import calls


@transaction.atomic
def apply(workshop: Workshop, application: Application) -> None:
    """Take an application; its address hears by letter what became of it.

    Nothing is returned, so that no page can tell an address that has applied from one
    that has not. What an unknown hand filled in never touches an application that is
    there; a new one counts once the owner of its address confirms it.
    """
    call = _open_call(workshop)
    application.check_agreed()
    if (there := at_address(call.workshop, application.email)) is not None:
        _remind(there)
        return
    candidate = take(call, application, Origin.APPLIED, Standing.NAMED)
    letters.confirm(candidate, call)


@transaction.atomic
def apply_invited(invitation: CallInvitation, application: Application) -> None:
    """Take the application of an invited address, which a letter proved theirs."""
    call = _call_until_its_end(invitation.workshop)
    application.check_agreed()
    kept = CallInvitation.objects.get(pk=invitation.pk)
    if kept.withdrawn is not None or kept.nominates:
        raise ValidationError(_("This invitation is no longer open."))
    if (there := at_address(call.workshop, kept.email)) is not None:
        _remind(there)
        return
    candidate = take(
        call, application, Origin.INVITED, Standing.ELIGIBLE, email=kept.email
    )
    candidate.user = account_at(kept.email)
    candidate.save(update_fields=["user"])
    kept.candidate = candidate
    kept.save(update_fields=["candidate"])
    letters.applied(candidate)


@transaction.atomic
def confirm(candidate: Candidate) -> None:
    """Let an application count; whoever has its letter owns its address."""
    kept, call = _own(candidate)
    if kept.standing != Standing.NAMED or kept.applied is None:
        raise ValidationError(_("There is nothing to confirm."))
    if not calls.may_confirm(call, timezone.now()):
        raise ValidationError(_("The time to confirm your application is over."))
    _stand(kept, call)
    kept.save(update_fields=["standing", "keep_until", "user"])
    audit.record("confirmed an application", by=None, on=kept)


@transaction.atomic
def change(candidate: Candidate, application: Application) -> None:
    """Change one's application, or complete what a nomination began."""
    kept, call = _own_while_open(candidate)
    if kept.standing == Standing.INELIGIBLE:
        raise ValidationError(_("It was decided already that you are not eligible."))
    application.check_agreed()
    completes = kept.applied is None
    _fill(kept, application)
    kept.applied = kept.applied or timezone.now()
    _stand(kept, call)
    kept.full_clean()
    kept.save()
    keep_needs(kept, call, application.access, application.diet)
    keep_agreements(kept, call)
    if completes:
        audit.record("applied", by=None, on=kept)
    else:
        audit.record("changed an application", by=None, on=kept)


@transaction.atomic
def withdraw(candidate: Candidate) -> None:
    """Take one's application back; a seat is given back where it was offered."""
    kept = _locked(candidate)
    if calls.holds_seat(kept):
        raise ValidationError(_("You hold a seat: give it back where it is shown."))
    if kept.standing == Standing.WITHDRAWN:
        raise ValidationError(_("Your application is withdrawn already."))
    kept.standing = Standing.WITHDRAWN
    kept.save(update_fields=["standing"])
    keep_needs(kept, None, "", "")
    audit.record("withdrew an application", by=None, on=kept)


def at_address(workshop: Workshop, email: str) -> Candidate | None:
    """Return the candidate of an address, locked; there is at most one."""
    rows = Candidate.objects.select_for_update(of=("self",))
    rows = rows.select_related("workshop__series")
    return rows.filter(workshop=workshop, email__iexact=email).first()


def take(
    call: Call,
    application: Application,
    origin: Origin,
    standing: Standing,
    email: str = "",
) -> Candidate:
    """Add a candidate, in the caller's transaction and under the workshop's lock."""
    address = (email or application.email).lower()
    workshop = call.workshop
    candidate = Candidate(
        workshop=workshop,
        email=address,
        alias=next(aliases.free(workshop)),
        token_hash=digest(new_token()),  # until its letter gives one
        origin=origin,
        standing=standing,
        applied=timezone.now(),
        attended=calls.earlier(workshop, address),
        keep_until=_kept_until(call, standing),
    )
    _fill(candidate, application)
    candidate.full_clean()
    candidate.save()
    keep_needs(candidate, call, application.access, application.diet)
    keep_agreements(candidate, call)
    audit.record("applied", by=None, on=candidate, detail={"origin": origin.value})
    return candidate


def _fill(candidate: Candidate, application: Application) -> None:
    for name, value in application.details.items():
        setattr(candidate, name, value)


def _stand(candidate: Candidate, call: Call) -> None:
    candidate.standing = Standing.ELIGIBLE
    candidate.keep_until = max(candidate.keep_until, retention.unselected(call))
    candidate.user = candidate.user or account_at(candidate.email)


def _kept_until(call: Call, standing: Standing) -> date:
    named = standing == Standing.NAMED
    return retention.unconfirmed(call) if named else retention.unselected(call)


def _remind(candidate: Candidate) -> None:
    audit.record("sent a personal link", by=None, on=candidate)
    letters.again(candidate)


def _open_call(workshop: Workshop) -> Call:
    call = calls.call_of(locked(workshop))
    if call is None or not calls.is_open(call, timezone.now()):
        raise ValidationError(_("The call is closed: it takes no more applications."))
    return call


def _call_until_its_end(workshop: Workshop) -> Call:
    call = calls.call_of(locked(workshop))
    if call is None or timezone.now() >= call.closes:
        raise ValidationError(_("The call is closed: it takes no more applications."))
    return call


def _locked(candidate: Candidate) -> Candidate:
    """Hold a candidate, and the workshop first: no seat is offered meanwhile."""
    locked(candidate.workshop)
    rows = Candidate.objects.select_for_update(of=("self",))
    return rows.select_related("workshop__series").get(pk=candidate.pk)


def _own(candidate: Candidate) -> tuple[Candidate, Call]:
    kept = _locked(candidate)
    call = calls.call_of(kept.workshop)
    if call is None:
        raise ValidationError(_("The call is closed: nothing can be changed."))
    return kept, call


def _own_while_open(candidate: Candidate) -> tuple[Candidate, Call]:
    kept, call = _own(candidate)
    if timezone.now() >= call.closes:
        raise ValidationError(_("The call is closed: nothing can be changed."))
    return kept, call
