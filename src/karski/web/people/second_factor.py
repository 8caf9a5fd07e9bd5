"""What the site asks of privileged people beside their password."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from karski.web.people.models import User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_one(user: User) -> bool:
    """Say whether somebody set up a second factor; recovery codes alone are none."""
    found: bool = is_mfa_enabled(user, FACTORS)
    return found


def was_used(request: HttpRequest, user: User) -> bool:
    """Say whether this session was proven by a second factor."""
    records = get_authentication_records(request, user)
    return any(record.get("method") == "mfa" for record in records)


def remember_set_up(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: object
) -> None:
    """Take the session that set up a second factor for proven by it."""
    if authenticator.type in FACTORS and request.user == user:
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=authenticator.type
        )


def has_app(user: User) -> bool:
    """Say whether the second factor can be typed: an app, not a key only."""
    found: bool = is_mfa_enabled(user, [Authenticator.Type.TOTP])
    return found
