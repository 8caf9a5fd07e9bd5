"""From the borders of Natural Earth to the shapes of the world map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pycountry
from numpy.typing import NDArray

from karski.briefings._shape import Shape
from karski.briefings._world_geometry import (
    arcs,
    area,
    middle,
    path,
    rings,
    simplified,
    to_view,
)
from karski.core import places
from karski.core.errors import SourceError

LEAST_TRIANGLE = 0.11  # square pixels: finer detail goes
LEAST_ISLAND = 0.15  # square pixels: smaller ones go, but for the largest of a state
SMALL, RADIUS, GAP = 12.0, 2.8, 5.8  # square pixels; pixels; pixels between centres
ROUNDS = 200
LAND = "Other land"
LEFT_OUT = ("Antarctica",)

# Areas that the source draws on their own. UCDP counts deaths there with the state
# named (`karski.core.places`); Kosovo is a state in Gleditsch and Ward's list.
STATES: Mapping[str, int] = MappingProxyType({"Kosovo": 347})
COUNTED_WITH: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "N. Cyprus": (352, "Northern Cyprus"),
        "Palestine": (666, "Palestine"),
        "Somaliland": (520, "Somaliland"),
        "W. Sahara": (600, "Western Sahara"),
    }
)
# What the source carries under the code of a state but is not that state's home.
NOT_HOME = ("Ashmore and Cartier Is.",)

# States that are absent from the map of 1:50 million: longitude and latitude of their
# main atoll in Natural Earth's map of 1:10 million [degrees].
ABSENT: Mapping[int, tuple[float, float]] = MappingProxyType({973: (179.2, -8.5)})

Polygons = list[list[NDArray[np.float64]]]


@dataclass(frozen=True, slots=True)
class _Area:
    number: int | None
    name: str
    polygons: Polygons
    apart: bool = False

    def size(self) -> float:
        return sum(area(polygon[0]) for polygon in self.polygons)

    def main(self) -> NDArray[np.float64]:
        return max((polygon[0] for polygon in self.polygons), key=area)


def build(topology: Mapping[str, Any]) -> tuple[Shape, ...]:
    """Make the shapes of the world map.

    Parameters
    ----------
    topology : mapping
        ``countries-50m.json`` of world-atlas.

    Returns
    -------
    tuple of Shape
        Land without a place first, then states by number, each before the areas that
        are counted with it.

    Raises
    ------
    SourceError
        The file is another, or a state of today is not in it.
    """
    lines = [simplified(to_view(arc), LEAST_TRIANGLE) for arc in arcs(topology)]
    areas = [_area(each, lines) for each in _countries(topology)]
    land = [p for each in areas if each.number is None for p in each.polygons]
    states = [_shape(each) for each in areas if each.number is not None]
    every = [*states, *(_absent(number) for number in ABSENT)]
    _check(every)
    every.sort(key=lambda shape: (shape.number or 0, shape.apart))
    return (Shape(None, LAND, path(_visible(land)), 0, 0), *_parted(every))


def _countries(topology: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    try:
        found = topology["objects"]["countries"]["geometries"]
        return [each for each in found if each["properties"]["name"] not in LEFT_OUT]
    except (KeyError, TypeError) as error:
        raise SourceError(f"the file of borders lacks countries: {error}") from error


def _area(country: Mapping[str, Any], lines: Sequence[NDArray[np.float64]]) -> _Area:
    called, polygons = country["properties"]["name"], rings(country, lines)
    if called in COUNTED_WITH:
        number, name = COUNTED_WITH[called]
        return _Area(number, name, polygons, apart=True)
    found = STATES.get(called) or _number(country.get("id"))
    if found is None or called in NOT_HOME:
        return _Area(None, called, polygons)
    return _Area(found, places.name(found), polygons)


def _number(code: str | None) -> int | None:
    """Return the place that a numeric code of ISO 3166-1 stands for."""
    country = pycountry.countries.get(numeric=code) if code else None
    known: dict[str, int] = dict(places.codes("iso3").iter_rows())
    return known.get(country.alpha_3) if country else None


def _shape(found: _Area) -> Shape:
    x, y = (round(each, 1) for each in middle(found.main()))
    small = found.size() < SMALL and not found.apart
    outline = path(_visible(found.polygons))
    radius = RADIUS if small else None
    return Shape(found.number, found.name, outline, x, y, radius, found.apart)


def _visible(polygons: Polygons) -> Polygons:
    largest = max((area(polygon[0]) for polygon in polygons), default=0.0)
    least = min(LEAST_ISLAND, largest)
    return [polygon for polygon in polygons if area(polygon[0]) >= least]


def _absent(number: int) -> Shape:
    x, y = to_view(np.array([ABSENT[number]]))[0].round(1).tolist()
    return Shape(number, places.name(number), "", x, y, RADIUS)


def _check(shapes: Sequence[Shape]) -> None:
    found = {shape.number for shape in shapes}
    today = [p for p in places.table().values() if p.last is None and not p.simulated]
    absent = [place.name for place in today if place.number not in found]
    if absent:
        raise SourceError(f"the file of borders lacks {', '.join(absent)}")


def _parted(shapes: Sequence[Shape]) -> list[Shape]:
    """Move circles until none covers another."""
    small = [index for index, shape in enumerate(shapes) if shape.radius is not None]
    spots = np.array([[shapes[i].x, shapes[i].y] for i in small])
    for _ in range(ROUNDS):
        between = spots[:, None] - spots[None]
        far = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(far, GAP)
        push = np.clip(GAP + 0.05 - far, 0, None) / 2
        spots = spots + np.sum(between * (push / far)[..., None], axis=1) * 0.6
    moved = dict(zip(small, spots.round(1).tolist(), strict=True))
    return [
        replace(shape, x=moved[i][0], y=moved[i][1]) if i in moved else shape
        for i, shape in enumerate(shapes)
    ]
