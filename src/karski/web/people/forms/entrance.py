"""allauth's forms with our words: a label says what to give, nothing repeats it."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as key
from django import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("The new password again"),
    "code": _("Code"),
    "name": _("Name of the key"),
}


class Plain(forms.Form):
    """A form whose fields are named by their labels alone."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- each of allauth's forms takes its own
        **kwargs: Any,  # noqa: ANN401 -- each of allauth's forms takes its own
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
        for name in ("password", "oldpassword"):
            if name in self.fields:  # the page has the link for those who forgot it
                self.fields[name].help_text = ""


class Login(Plain, account.LoginForm):
    """An address and a password."""


class Reauthenticate(Plain, account.ReauthenticateForm):
    """The password once more."""


class ChangePassword(Plain, account.ChangePasswordForm):
    """The old password, and a new one twice."""


class SetPassword(Plain, account.SetPasswordForm):
    """A first password."""


class ResetPassword(Plain, account.ResetPasswordForm):
    """The address that a letter goes to."""


class ResetPasswordKey(Plain, account.ResetPasswordKeyForm):
    """A new password, by the link of a letter."""


class ChangeAddress(Plain, account.AddEmailForm):
    """Another address."""


class Authenticate(Plain, factor.AuthenticateForm):
    """A code of the app, or one kept for the day it is lost."""


class ReauthenticateFactor(Plain, factor.ReauthenticateForm):
    """A code once more."""


class ActivateApp(Plain, app.ActivateTOTPForm):
    """The first code of an app."""


class AddKey(Plain, key.AddWebAuthnForm):
    """A security key and its name."""


class EditKey(Plain, key.EditWebAuthnForm):
    """Another name for a key."""
