"""Secrets handed out once: links in letters, and codes on paper.

Only a hash is kept, keyed with the site's secret, so that a copy of the database lets
nobody in.
"""

import secrets

from django.utils.crypto import salted_hmac

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
CODE_LENGTH = 12  # 31 ** 12 codes: 59 bits
GROUP = 4


def new_token() -> str:
    """Return a secret for a link: 256 bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Return a secret to be typed by hand, in groups."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    groups = range(0, CODE_LENGTH, GROUP)
    return "-".join(letters[start : start + GROUP] for start in groups)


def digest(secret: str) -> str:
    """Return what is kept of a secret."""
    return salted_hmac("karski.people", secret, algorithm="sha256").hexdigest()


def digest_of_code(typed: str) -> str:
    """Return what is kept of a code, however it was typed.

    Examples
    --------
    >>> digest_of_code("ab2c-de3f-gh4j") == digest_of_code(" AB2C DE3FGH4J")
    True
    """
    return digest("".join(each for each in typed.upper() if each in LETTERS))
