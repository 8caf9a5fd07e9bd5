"""The key that signs certificates: made once, for its owner alone.

The private key lies in a file of the site's own and is in no backup; where the file is
gone, or was removed to change keys, a new pair is made. Every public key stays: what
any of them signed can be verified.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from karski.briefings.credential import Pair, issuer_id, new_pair, pair_of
from karski.web.workshops.models import IssuerKey, Series

KEY_FILE = "badge-key.pem"


def signing_pair() -> Pair:
    """Return the pair that signs now; its public key is kept, in the caller's act."""
    text = settings.ENVIRONMENT.private_file(KEY_FILE, lambda: new_pair().private)
    pair = pair_of(text)
    IssuerKey.objects.get_or_create(public=pair.public)
    return pair


def page_of(series: Series) -> str:
    """Return the page of a series as an issuer: its address on this site."""
    with override("en"):
        path = reverse("workshops:issuer", args=[series.public_id])
    return f"{settings.ENVIRONMENT.address}{path}"


def identifier_of(series: Series) -> str:
    """Return the identifier of a series as an issuer."""
    return issuer_id(page_of(series), f"urn:uuid:{series.public_id}")
