"""How allauth behaves here: by invitation only, letters in the reader's language."""

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from karski.web.people import letters, second_factor
from karski.web.people.models import User
from karski.web.people.queries import account_at
from karski.web.people.sealing import seal, unseal

log = logging.getLogger(__name__)
PURPOSE = "karski.second_factor"


class Accounts(DefaultAccountAdapter):
    """Accounts come by invitation; each letter is in its reader's language."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _(
            "This address and password do not belong together."
        ),
        "incorrect_code": _("This code does not fit; codes change twice a minute."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password now."),
        "too_many_login_attempts": _(
            "Too many attempts failed; try again in five minutes."
        ),
        "rate_limited": _("Too many requests; try again in a minute."),
        "duplicate_email": _("This is your address already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Write in the language of the account that the letter goes to."""
        site = urlsplit(letters.outward(self.request.build_absolute_uri("/")))
        context = context | {"current_site": {"domain": site.netloc}}
        account = context.get("user") or account_at(email)
        language = account.language if isinstance(account, User) else None
        if language is None:
            super().send_mail(template_prefix, email, context)
            return
        with override(language):
            super().send_mail(template_prefix, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Lead to the site's own address."""
        return letters.outward(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmation
    ) -> str:
        """Lead to the site's own address."""
        link = super().get_email_confirmation_url(request, emailconfirmation)
        return letters.outward(link)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Write what was done to an account; that a letter fails undoes nothing."""
        try:
            super().send_notification_mail(template_prefix, user, context, email)
        except (SMTPException, OSError) as error:
            log.warning("A letter about an account could not be sent: %s", error)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Offer no password in place of a second factor that was not shown yet."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not second_factor.has_one(user) or second_factor.was_used(
            self.request, user
        ):
            return ways
        return [way for way in ways if way["id"] != "reauthenticate"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Begin on the first page, in one's own language."""
        assert isinstance(request.user, User)
        with override(request.user.language):
            return reverse("monitor:world")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to one's account."""
        return reverse("people:you")


class SecondFactor(DefaultMFAAdapter):
    """Secrets of apps lie encrypted in the database; its copy opens no account."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": Accounts.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """Encrypt with a key that is derived from the site's."""
        return seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Undo `encrypt`."""
        return unseal(encrypted_text, PURPOSE)
