"""Personal links: how a candidate comes back, without an account."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from karski.web.people.tokens import digest, new_token
from karski.web.workshops.models import Candidate


def new_link(candidate: Candidate) -> str:
    """Give a candidate a new link, in the caller's transaction; the old one ends.

    The token is returned here, for the letter, and never again.
    """
    token = new_token()
    candidate.token_hash = digest(token)
    candidate.save(update_fields=["token_hash"])
    return token


def address(token: str, language: str, page: str = "mine") -> str:
    """Return the address that a letter gives, in the language of the letter."""
    with override(language):
        path = reverse(f"workshops:{page}", args=[token])
    return f"{settings.ENVIRONMENT.address}{path}"
