"""The list of countries, by region and name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from karski.briefings.edition.country import Place
from karski.web.monitor import words
from karski.web.monitor.editions import Shown
from karski.web.monitor.names import folded, key, name
from karski.web.monitor.queries.lines import world
from karski.web.monitor.question import Question, asked


@dataclass(frozen=True, slots=True)
class Entry:
    """A country of the list; `chance` is "" where it has no forecast."""

    name: str
    href: str
    chance: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region and its countries."""

    name: str
    entries: tuple[Entry, ...]


def regions(shown: Shown, find: str) -> Sequence[Region]:
    """Return every region that has a country whose name holds what is looked for."""
    wanted = folded(find.strip()[: words.LONGEST])
    found = [p for p in shown.edition.places.values() if wanted in _looked(p)]
    chances = _chances(shown, question(shown))
    grouped: dict[str, list[Place]] = {}
    for place in sorted(found, key=lambda each: key(name(each))):
        grouped.setdefault(gettext(place.region) or "-", []).append(place)
    return [
        Region(region, tuple(_entry(shown, p, chances) for p in grouped[region]))
        for region in sorted(grouped, key=key)
    ]


def question(shown: Shown) -> Question | None:
    """Return the question whose answer stands beside each name."""
    return asked({}, shown.facts)


def address(shown: Shown, number: int) -> str:
    """Return the address of a country's page; the edition on screen stays."""
    return reverse("monitor:country", args=[shown.code_of[number]]) + shown.suffix


def _entry(shown: Shown, place: Place, chances: dict[int, str]) -> Entry:
    return Entry(
        name(place), address(shown, place.number), chances.get(place.number, "")
    )


def _chances(shown: Shown, question_: Question | None) -> dict[int, str]:
    if question_ is None:
        return {}
    return {
        line.place.number: words.frequency(line.probability)
        for line in world(shown, question_).lines
    }


def _looked(place: Place) -> str:
    return folded(f"{name(place)} {words.short(place.name)} {place.iso3 or ''}")
