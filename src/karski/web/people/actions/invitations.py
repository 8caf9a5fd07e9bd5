"""Invitations: made for one address, taken up once."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit, queries
from karski.web.people.actions.organisations import require, require_grant
from karski.web.people.models import Invitation, Membership, Organisation, User
from karski.web.people.person import person_of
from karski.web.people.roles import Permission
from karski.web.people.tokens import digest, new_token

LIFE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation, and the token that only its letter holds."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(
    organisation: Organisation, *, by: User, email: str, role: str, language: str = "en"
) -> Invited:
    """Invite an address; an earlier open invitation of it ends."""
    require(by, Permission.INVITE, organisation.pk)
    require_grant(by, role, organisation)
    _refuse_members(organisation, email)
    waiting = queries.waiting(organisation).select_for_update(of=("self",))
    for earlier in waiting.filter(email=email.lower()):
        _withdraw(earlier)
    token, now = new_token(), timezone.now()
    invitation = Invitation(
        organisation=organisation,
        email=email.lower(),
        role=role,
        language=language,
        token_hash=digest(token),
        invited_by=by,
        made=now,
        expires=now + LIFE,
    )
    invitation.full_clean()
    invitation.save()
    audit.record("invited somebody", by=by, on=invitation, detail={"role": role})
    return Invited(invitation, token)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """End an invitation that nobody took up."""
    kept = _locked(invitation)
    require(by, Permission.INVITE, kept.organisation_id)
    if kept.accepted_at is not None:
        raise ValidationError(_("The invitation was accepted meanwhile."))
    _withdraw(kept)
    audit.record("withdrew an invitation", by=by, on=kept)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User) -> Membership:
    """Join with an account whose address is the invited one."""
    if not queries.owns(by, invitation.email):
        raise ValidationError(
            _("This invitation is for another address than your account's.")
        )
    return _join(_locked(invitation), by)


@transaction.atomic
def accept_with_new_account(
    invitation: Invitation, *, name: str, password: str, language: str
) -> User:
    """Make an account for the invited address, which the letter showed to be theirs."""
    kept = _locked(invitation)
    if queries.account_at(kept.email) is not None:
        raise ValidationError(_("This address has an account: log in to accept."))
    user = User.objects.create_user(kept.email, password, name=name, language=language)
    own_address(user)
    audit.record("made an account", by=user, on=user)
    _join(kept, user)
    return user


def own_address(user: User) -> None:
    """Take an account's address for shown to be theirs."""
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )


def _join(invitation: Invitation, user: User) -> Membership:
    now = timezone.now()
    if not invitation.is_open(now) or not _still_granted(invitation):
        raise ValidationError(_("The invitation is no longer open; ask for another."))
    _refuse_members(invitation.organisation, user.email)
    membership = Membership(
        user=user, organisation=invitation.organisation, role=invitation.role
    )
    membership.full_clean()
    membership.save()
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    audit.record(
        "accepted an invitation",
        by=user,
        on=invitation,
        detail={"role": invitation.role},
    )
    return membership


def _still_granted(invitation: Invitation) -> bool:
    by = invitation.invited_by
    if by is None or not by.is_active:
        return False
    return invitation.role in person_of(by).grantable(invitation.organisation)


def _refuse_members(organisation: Organisation, email: str) -> None:
    rows = Membership.objects.filter(organisation=organisation)
    if rows.filter(user__email=email.lower()).exists():
        raise ValidationError(
            {"email": _("This person belongs to the organisation already.")}
        )


def _withdraw(invitation: Invitation) -> None:
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "invited_by").get(pk=invitation.pk)
