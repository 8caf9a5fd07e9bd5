"""Names of countries in the reader's language, in its alphabet's order."""

import gettext as catalogues
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from unicodedata import combining, normalize

import pycountry
from django.utils.translation import get_language, gettext

from karski.briefings.edition.country import Place
from karski.core import places
from karski.web.monitor.words import short

# letters that stand apart in each alphabet, in order; any other letter with a mark
# stands with the letter that carries it
ALPHABETS: Mapping[str, str] = MappingProxyType(
    {
        "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö p q r s sz t ty"
        " u ü v w x y z zs",
        "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r s š t u v w x y z ž",
        "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
        "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    }
)
CORRECTED: Mapping[tuple[str, str], str] = MappingProxyType(
    {  # what the catalogues of iso-codes have wrong, or the wrong way round
        ("cs", "FSM"): "Federativní státy Mikronésie",
        ("pl", "COD"): "Demokratyczna Republika Konga",
        ("sk", "IRN"): "Irán",
        ("sk", "LAO"): "Laos",
        ("sk", "TUR"): "Turecko",
    }
)
OTHERWISE = (666,)  # Israel and Palestine: counted together, so named together
SAME = str.maketrans({"ő": "ö", "ű": "ü"})  # Hungarian: long and short stand together


def name(place: Place) -> str:
    """Name a country of an edition in the language of the page."""
    return short(_name(place.number, place.name, get_language() or "en"))


def key(text: str) -> tuple[tuple[int, ...], str]:
    """Return what sorts names as the language of the page does."""
    return _key(text, get_language() or "en")


def folded(text: str) -> str:
    """Return a text without marks and capitals, as people type it."""
    # not kept: visitors type what they like, and it takes two millionths of a second
    plain = normalize("NFKD", text.replace("ł", "l").replace("Ł", "L")).casefold()
    return "".join(c for c in plain if not combining(c))


@cache
def _name(number: int, given: str, language: str) -> str:
    known = places.table().get(number)
    if language == "en" or known is None or known.simulated or known.name != given:
        return given
    country = pycountry.countries.get(alpha_3=known.iso3) if known.iso3 else None
    if country is None or number in OTHERWISE:
        return gettext(given)
    if (language, country.alpha_3) in CORRECTED:
        return CORRECTED[language, country.alpha_3]
    english = getattr(country, "common_name", None) or country.name
    return _catalogue(language).gettext(english)


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    return catalogues.translation(
        "iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True
    )


@cache
def _letters(language: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    order = ALPHABETS.get(language, ALPHABETS["en"]).split()
    longest = sorted(order, key=len, reverse=True)
    return re.compile("|".join(longest) + "|."), {a: i for i, a in enumerate(order, 1)}


def _key(text: str, language: str) -> tuple[tuple[int, ...], str]:
    pattern, order = _letters(language)
    small = normalize("NFC", text).lower().translate(SAME)
    found = (_position(each, order) for each in pattern.findall(small))
    return tuple(found), text


def _position(letter: str, order: Mapping[str, int]) -> int:
    return order.get(letter) or order.get(normalize("NFD", letter)[0], 0)
