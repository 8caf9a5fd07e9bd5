"""What allauth says of accounts: remembered, and written to the audit trail."""

from collections.abc import Callable

from allauth.account import signals as account
from allauth.mfa import signals as factor
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.dispatch import Signal

from karski.web.people import audit, second_factor
from karski.web.people.models import User

WORDS: tuple[tuple[Signal, str], ...] = (
    (account.user_logged_in, "logged in"),
    (account.password_changed, "changed their password"),
    (account.password_set, "set a password"),
    (account.password_reset, "reset their password"),
    (account.email_changed, "changed their address"),
    (factor.authenticator_removed, "removed a second factor"),
    (factor.authentication_failed, "failed at the second factor"),
)


def connect() -> None:
    """Listen."""
    factor.authenticator_added.connect(
        second_factor.remember_set_up, dispatch_uid="people-set-up"
    )
    factor.authenticator_added.connect(_added, dispatch_uid="people-added")
    factor.authenticator_reset.connect(_added, dispatch_uid="people-renewed")
    for signal, words in WORDS:
        signal.connect(_recorder(words), weak=False, dispatch_uid=f"people-{words}")


@transaction.atomic
def _added(user: User, authenticator: Authenticator, **_: object) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        audit.record("made recovery codes", by=user, on=user)
    else:
        audit.record("added a second factor", by=user, on=user)


def _recorder(words: str) -> Callable[..., None]:
    @transaction.atomic
    def recorder(user: User, **_: object) -> None:
        audit.record(words, by=user, on=user)

    return recorder
