"""Invitations bound to an address: to apply, or for an institution to nominate."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.models import User
from karski.web.people.tokens import digest, new_token
from karski.web.workshops import aliases, retention
from karski.web.workshops.actions import candidate_letters as letters
from karski.web.workshops.actions.applying import at_address
from karski.web.workshops.actions.running import locked, require_runs
from karski.web.workshops.models import (
    Call,
    CallInvitation,
    Candidate,
    Nomination,
    Origin,
    Standing,
    Workshop,
)
from karski.web.workshops.queries import calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What an institution says of somebody it nominates."""

    name: str
    email: str
    language: str
    country: str
    sector: str
    by_name: str
    position: str = ""
    reason: str = ""


@transaction.atomic
def invite(
    workshop: Workshop,
    *,
    by: User,
    email: str,
    language: str,
    institution: str = "",
    nominates: int = 0,
) -> CallInvitation:
    """Invite an address; an earlier open invitation of it ends."""
    require_runs(by, workshop)
    call = _call_to_come(workshop)
    if nominates and not institution:
        raise ValidationError({"institution": _("Say which institution nominates.")})
    _end_earlier(workshop, email)
    token = new_token()
    invitation = CallInvitation(
        workshop=call.workshop,
        email=email.lower(),
        language=language,
        institution=institution,
        nominates=nominates,
        token_hash=digest(token),
        expires=call.closes,
    )
    invitation.full_clean()
    invitation.save()
    audit.record(
        "invited to a call", by=by, on=invitation, detail={"nominates": nominates}
    )
    letters.invited(invitation, token)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: CallInvitation, *, by: User) -> None:
    """End an invitation; who was named by it stays a candidate."""
    require_runs(by, invitation.workshop)
    invitation.withdrawn = timezone.now()
    invitation.save(update_fields=["withdrawn"])
    audit.record("withdrew an invitation", by=by, on=invitation)


@transaction.atomic
def nominate(invitation: CallInvitation, named: Named) -> Nomination:
    """Name somebody, who is then asked; nothing tells whether they applied already."""
    call = calls.call_of(locked(invitation.workshop))
    kept = CallInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    _require_open(kept, call)
    assert call is not None
    if kept.nominations.filter(candidate__email__iexact=named.email).exists():
        raise ValidationError({"email": _("You named this address already.")})
    candidate = at_address(call.workshop, named.email) or _new(call, kept, named)
    nomination = Nomination(
        candidate=candidate,
        invitation=kept,
        institution=kept.institution,
        by_name=named.by_name,
        by_email=kept.email,
        reason=named.reason,
    )
    nomination.full_clean()
    nomination.save()
    audit.record("nominated a candidate", by=None, on=candidate)
    letters.nominated(candidate, nomination)
    return nomination


def _call_to_come(workshop: Workshop) -> Call:
    call = calls.call_of(locked(workshop))
    if call is None or timezone.now() >= call.closes:
        raise ValidationError(_("Set a call that is not closed yet, then invite."))
    return call


def _end_earlier(workshop: Workshop, email: str) -> None:
    waiting = CallInvitation.objects.filter(workshop=workshop, withdrawn=None)
    waiting.filter(email__iexact=email).update(withdrawn=timezone.now())


def _require_open(invitation: CallInvitation, call: Call | None) -> None:
    now = timezone.now()
    over = call is None or now >= call.closes or invitation.expires <= now
    if over or invitation.withdrawn is not None:
        raise ValidationError(_("This invitation is no longer open."))
    if invitation.nominations.count() >= invitation.nominates:
        raise ValidationError(_("You have named as many as you may."))


def _new(call: Call, invitation: CallInvitation, named: Named) -> Candidate:
    candidate = Candidate(
        workshop=call.workshop,
        name=named.name,
        email=named.email.lower(),
        language=named.language,
        country=named.country,
        sector=named.sector,
        institution=invitation.institution,
        position=named.position,
        alias=next(aliases.free(call.workshop)),
        token_hash=digest(new_token()),
        origin=Origin.NOMINATED,
        standing=Standing.NAMED,
        attended=calls.earlier(call.workshop, named.email),
        keep_until=retention.unconfirmed(call),
    )
    candidate.full_clean()
    candidate.save()
    return candidate
