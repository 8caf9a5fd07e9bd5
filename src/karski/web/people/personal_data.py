"""What this package holds of a person, for them to take along or erase."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q

from karski.web.people import audit
from karski.web.people.models import (
    Choice,
    CohortMember,
    Event,
    Invitation,
    Membership,
    User,
)


def export(user: User) -> dict[str, Any]:
    """Return it all, but for secrets and what is somebody else's."""
    return {
        "account": _rows(
            User, Q(pk=user.pk), "public_id name email language joined last_login"
        ),
        "addresses": _rows(EmailAddress, Q(user=user), "email verified primary"),
        "second factors": _rows(
            Authenticator, Q(user=user), "type created_at last_used_at"
        ),
        "memberships": _rows(
            Membership, Q(user=user), "organisation__name role joined"
        ),
        "cohorts": _rows(CohortMember, Q(user=user), "cohort__name added"),
        "invitations to you": _rows(
            Invitation,
            Q(email=user.email),
            "organisation__name role made expires accepted_at withdrawn_at",
        ),
        "invitations by you": _rows(
            Invitation, Q(invited_by=user), "organisation__name role made accepted_at"
        ),
        "choice about being counted": _rows(Choice, Q(user=user), "counted at"),
        "audit trail": _rows(
            Event,
            Q(person=user.public_id) | Q(subject=audit.subject(user)),
            "number at action subject detail",
        ),
    }


def erase(user: User) -> dict[str, int]:
    """Delete the account and all that hangs on it; the audit trail stays."""
    invited = Invitation.objects.filter(email=user.email).delete()[1]
    deleted = user.delete()[1]
    return {
        name: invited.get(name, 0) + deleted.get(name, 0)
        for name in sorted(invited.keys() | deleted.keys())
    }


def _rows(model: Any, which: Q, fields: str) -> list[dict[str, Any]]:  # noqa: ANN401 -- any model
    return list(model.objects.filter(which).order_by("pk").values(*fields.split()))
