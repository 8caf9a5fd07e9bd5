"""Who may call the views that others wrote: allauth's, by the names of their routes.

Only routes named here are served; the rest of allauth (codes by letter, passwordless
keys, other providers) has no address.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from allauth.account import urls as account_urls
from allauth.mfa import urls as second_factor_urls
from django.urls import URLPattern, URLResolver, include, path

from karski.web.people.access import FORM, Access

_ANYBODY = Access(public=True, methods=FORM)
_ONESELF = Access(methods=FORM)
_SET_UP = Access(methods=FORM, without_second_factor=True)
_PROOF = Access(methods=FORM, without_second_factor=True, without_proof=True)

OUTSIDE: Mapping[str, Access] = MappingProxyType(
    {
        "account_login": _ANYBODY,
        "account_signup": _ANYBODY,  # says that one needs an invitation
        "account_logout": Access(
            public=True,
            room=True,
            methods=FORM,
            without_second_factor=True,
            without_proof=True,
        ),
        "account_inactive": _ANYBODY,
        "account_email_verification_sent": _ANYBODY,
        "account_confirm_email": _ANYBODY,
        "account_reset_password": _ANYBODY,
        "account_reset_password_done": _ANYBODY,
        "account_reset_password_from_key": _ANYBODY,
        "account_reset_password_from_key_done": _ANYBODY,
        "account_reauthenticate": _SET_UP,
        "account_email": _ONESELF,
        "account_change_password": _ONESELF,
        "account_set_password": _ONESELF,
        "mfa_authenticate": _ANYBODY,
        "mfa_reauthenticate": _PROOF,
        "mfa_reauthenticate_webauthn": _PROOF,
        "mfa_index": _SET_UP,
        "mfa_activate_totp": _SET_UP,
        "mfa_deactivate_totp": _ONESELF,
        "mfa_view_recovery_codes": _ONESELF,
        "mfa_generate_recovery_codes": _ONESELF,
        "mfa_download_recovery_codes": _ONESELF,
        "mfa_list_webauthn": _ONESELF,
        "mfa_add_webauthn": _SET_UP,
        "mfa_edit_webauthn": _ONESELF,
        "mfa_remove_webauthn": _ONESELF,
    }
)


def _served(
    patterns: list[URLPattern | URLResolver],
) -> Iterator[URLPattern | URLResolver]:
    for each in patterns:
        if isinstance(each, URLResolver):
            kept = list(_served(list(each.url_patterns)))
            yield path(str(each.pattern), include(kept))
        elif each.name in OUTSIDE:
            yield each


urlpatterns = [
    *_served(account_urls.urlpatterns),
    path("2fa/", include(list(_served(second_factor_urls.urlpatterns)))),
]
