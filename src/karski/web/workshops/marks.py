"""Marks: how the holder of a personal link is known again without being stored.

A mark is made of the link's secret, of which the site keeps only a hash. Whoever has
the database, and even the site's own secret, cannot tell whose mark it is; whoever
holds the link makes it again. It fits one row alone, so that marks tie no two things
together. A link that is replaced takes its marks along.
"""

from django.db.models import Model
from django.utils.crypto import salted_hmac


def mark(token: str, on: Model) -> str:
    """Return the mark of a personal link on a row that has a public id."""
    salt = f"karski.workshops.mark {on._meta.label_lower}:{vars(on)['public_id']}"
    return salted_hmac(salt, token, algorithm="sha256").hexdigest()
