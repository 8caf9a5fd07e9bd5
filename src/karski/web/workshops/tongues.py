"""Languages that people work in, by name."""

from babel import Locale
from django.utils.translation import get_language

WORKING = (
    *("en", "hu", "sk", "cs", "pl", "de", "fr", "es", "it", "pt", "nl", "ro", "bg"),
    *("hr", "sr", "sl", "uk", "ru", "be", "lt", "lv", "et", "el", "tr", "ar", "he"),
)


def language_name(code: str) -> str:
    """Return the name of a language in the reader's.

    Examples
    --------
    >>> from django.utils.translation import override
    >>> with override("sk"):
    ...     language_name("hu")
    'maďarčina'
    """
    found: str = Locale(get_language() or "en").languages.get(code, code)
    return found


def tongues() -> list[tuple[str, str]]:
    """Return the languages to choose from, in the site's order, then by their use."""
    return [(code, language_name(code)) for code in WORKING]
