"""Countries found by what a person writes."""

from collections.abc import Callable
from difflib import get_close_matches

from karski.briefings.edition.country import Place
from karski.core import places
from karski.core.errors import UnknownNameError
from karski.web.monitor.editions import Shown
from karski.web.monitor.names import folded, name

MOST = 6  # names offered where none fits
LONGEST = 60  # letters of what was written that are looked at
ALIKE = 0.65  # of 1: "sudna" is Sudan, and no Guyana


def code(shown: Shown, text: str) -> str | None:
    """Return the address of the country that is meant: by code, number or name."""
    plain = folded(text[:LONGEST])
    if plain in shown.codes:
        return plain
    for place in shown.edition.places.values():
        if plain in (str(place.number), folded(place.name), folded(name(place))):
            return shown.code_of[place.number]
    try:
        number = places.find(text[:LONGEST]).number
    except UnknownNameError:
        return None
    return shown.code_of.get(number)


def near(shown: Shown, text: str) -> list[Place]:
    """Return the countries whose names are nearest to what was written."""
    plain = folded(text[:LONGEST]).strip()
    if not plain:
        return []
    every = list(shown.edition.places.values())
    starting = [each for each in every if plain in _said(each, name)]
    called = {_said(each, name): each for each in every}
    called |= {_said(each, lambda p: p.name): each for each in every}
    called |= {each.iso3.lower(): each for each in every if each.iso3}
    close = get_close_matches(plain, called, n=MOST, cutoff=ALIKE)
    found = {each.number: each for each in [*starting, *(called[c] for c in close)]}
    return list(found.values())[:MOST]


def _said(place: Place, how: Callable[[Place], str]) -> str:
    return folded(how(place)[:LONGEST])
