"""Names of countries in the reader's language."""

import gettext
import unicodedata

import pycountry
from django.utils.translation import get_language


def country_name(code: str) -> str:
    """Return the name of a country by its two letters.

    Examples
    --------
    >>> from django.utils.translation import override
    >>> with override("hu"):
    ...     country_name("SK")
    'Szlovákia'
    """
    found = pycountry.countries.get(alpha_2=code)
    if found is None:
        return code
    words = gettext.translation(
        "iso3166-1", pycountry.LOCALES_DIR, [get_language() or "en"], fallback=True
    )
    return words.gettext(getattr(found, "common_name", found.name))


def countries() -> list[tuple[str, str]]:
    """Return letters and names of all countries, by name, and none first."""
    codes = [each.alpha_2 for each in pycountry.countries]
    named = [(code, country_name(code)) for code in codes]
    named.sort(key=lambda pair: unicodedata.normalize("NFKD", pair[1]))
    return [("", ""), *named]
