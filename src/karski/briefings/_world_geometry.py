"""Geometry of the world map: arcs, an equal-area projection, simplification.

Coordinates are decoded from TopoJSON, in which two countries share the arc between
them. Everything is done to arcs, so that a border stays one line.

References
----------
Šavrič, B., Patterson, T. and Jenny, B. (2019). The Equal Earth map projection.
International Journal of Geographical Information Science 33(3), 454-465.
Visvalingam, M. and Whyatt, J. D. (1993). Line generalisation by repeated elimination
of points. The Cartographic Journal 30(1), 46-51.
"""

import heapq
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from karski.core.errors import SourceError

CENTRE = 11.0  # degrees east: the map's edge, at 169 W, parts no country
WIDTH, HEIGHT = 1000, 442  # pixels of the view box
NORTH, MARGIN = 83.9, 3.0  # degrees; pixels
_A = (1.340264, -0.081106, 0.000893, 0.003796)  # Šavrič et al. (2019), equation 9
_WHOLE = 360.0


def arcs(topology: Mapping[str, Any]) -> list[NDArray[np.float64]]:
    """Decode the arcs of a TopoJSON topology.

    Returns
    -------
    list of array, shape (points, 2)
        Longitude and latitude [degrees].

    Raises
    ------
    SourceError
        The topology is not quantised as the specification says.
    """
    try:
        scale = np.array(topology["transform"]["scale"], dtype=np.float64)
        origin = np.array(topology["transform"]["translate"], dtype=np.float64)
        deltas = [np.array(arc, dtype=np.float64) for arc in topology["arcs"]]
        return [np.cumsum(each, axis=0) * scale + origin for each in deltas]
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(f"the file of borders is no TopoJSON: {error}") from error


def equal_earth(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project onto the plane so that areas keep their proportions.

    Parameters
    ----------
    degrees : array of float, shape (points, 2)
        Longitude from the central meridian, and latitude [degrees].

    Returns
    -------
    array of float, shape (points, 2)
        x eastward and y northward [radii of the sphere].
    """
    longitude, latitude = np.radians(degrees).T
    theta = np.arcsin(math.sqrt(3) / 2 * np.sin(latitude))
    a1, a2, a3, a4 = _A
    square = theta**2
    sixth = square**3
    slope = 9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1
    x = 2 * math.sqrt(3) * longitude * np.cos(theta) / (3 * slope)
    y = theta * (a4 * sixth * square + a3 * sixth + a2 * square + a1)
    return np.column_stack([x, y])


def to_view(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return longitudes and latitudes as pixels of the view box, y downward.

    A line that crosses the map's edge goes on beyond it, rather than across the map.
    """
    longitude = (degrees[:, 0] - CENTRE + _WHOLE / 2) % _WHOLE - _WHOLE / 2
    longitude = np.unwrap(longitude, period=_WHOLE)
    plane = equal_earth(np.column_stack([longitude, degrees[:, 1]]))
    edge = equal_earth(np.array([[_WHOLE / 2, 0.0], [0.0, NORTH]]))
    scale = (WIDTH / 2 - MARGIN) / edge[0, 0]
    x = WIDTH / 2 + scale * plane[:, 0]
    y = MARGIN + scale * (edge[1, 1] - plane[:, 1])
    return np.column_stack([x, y])


def simplified(arc: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    """Drop the points whose triangles with their neighbours are smallest.

    Parameters
    ----------
    arc : array of float, shape (points, 2)
    least : float
        Triangles below this area go [square pixels]; ends stay, and of a closed arc
        as many points as make an area.
    """
    count = len(arc)
    keep = 4 if np.array_equal(arc[0], arc[-1]) else 2
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    points = arc.tolist()
    area = [math.inf] * count
    for index in range(1, count - 1):
        area[index] = _triangle(points[index - 1], points[index], points[index + 1])
    heap = [(area[index], index) for index in range(1, count - 1)]
    heapq.heapify(heap)
    gone: set[int] = set()
    while heap and count - len(gone) > keep and heap[0][0] < least:
        size, index = heapq.heappop(heap)
        if index in gone or size != area[index]:
            continue
        gone.add(index)
        low, high = before[index], after[index]
        after[low], before[high] = high, low
        for each in (low, high):
            if 0 < each < count - 1:
                new = _triangle(points[before[each]], points[each], points[after[each]])
                area[each] = max(size, new)
                heapq.heappush(heap, (area[each], each))
    return arc[[index for index in range(count) if index not in gone]]


def _triangle(a: Sequence[float], b: Sequence[float], c: Sequence[float]) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def rings(
    geometry: Mapping[str, Any], lines: Sequence[NDArray[np.float64]]
) -> list[list[NDArray[np.float64]]]:
    """Join the arcs of a polygon or several into closed rings.

    Parameters
    ----------
    geometry : mapping
        Of type ``Polygon`` or ``MultiPolygon``.
    lines : sequence of array, shape (points, 2)
        The arcs; a negative index is an arc backwards.

    Returns
    -------
    list of list of array, shape (points, 2)
        For each polygon its rings, the outer first; the last point is the first.
    """
    parts = geometry["arcs"]
    polygons = [parts] if geometry["type"] == "Polygon" else parts
    return [[_ring(ring, lines) for ring in polygon] for polygon in polygons]


def _ring(
    indices: Sequence[int], lines: Sequence[NDArray[np.float64]]
) -> NDArray[np.float64]:
    pieces = [lines[i] if i >= 0 else lines[~i][::-1] for i in indices]
    inner = [piece[1:] for piece in pieces[1:]]
    ring: NDArray[np.float64] = np.concatenate([pieces[0], *inner])
    assert np.allclose(ring[0], ring[-1]), "a ring that does not close"
    return ring


def area(ring: NDArray[np.float64]) -> float:
    """Return the area within a ring [square pixels], 0 or more."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return abs(float(x[:-1] @ y[1:] - x[1:] @ y[:-1])) / 2


def middle(ring: NDArray[np.float64]) -> tuple[float, float]:
    """Return the middle of the widest stretch inside a ring near its half height."""
    low, high = ring[:, 1].min(), ring[:, 1].max()
    levels = low + (high - low) * np.linspace(0.35, 0.65, 7)
    best = max((_widest(ring, level) for level in levels), key=lambda found: found[0])
    return best[1], best[2]


def _widest(ring: NDArray[np.float64], y: float) -> tuple[float, float, float]:
    above = ring[:, 1] > y
    crossing = np.flatnonzero(above[:-1] != above[1:])
    a, b = ring[crossing], ring[crossing + 1]
    x = np.sort(a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1]))
    widths = x[1::2] - x[::2]
    if not len(widths):
        return 0.0, float(ring[:, 0].mean()), y
    best = int(np.argmax(widths))
    return float(widths[best]), float((x[2 * best] + x[2 * best + 1]) / 2), float(y)


def path(polygons: Sequence[Sequence[NDArray[np.float64]]]) -> str:
    """Write rings as the ``d`` of a path, steps in tenths of a pixel.

    Points that fall together are written once, and rings without an area not at all.
    """
    return "".join(_closed(ring) for polygon in polygons for ring in polygon)


def _closed(ring: NDArray[np.float64]) -> str:
    tenths = np.rint(10 * ring).astype(np.int64)
    moved = np.any(np.diff(tenths, axis=0) != 0, axis=1)
    points = tenths[np.concatenate([[True], moved])][:-1]
    if len(points) < 3:
        return ""
    steps = "".join(_pair(step) for step in np.diff(points, axis=0).tolist())
    return f"M{_pair(points[0].tolist()).lstrip()}l{steps.lstrip()}z"


def _pair(tenths: Sequence[int]) -> str:
    """Write two numbers; a minus parts them as well as a blank does."""
    texts = [_tenth(each) for each in tenths]
    return "".join(text if text.startswith("-") else f" {text}" for text in texts)


def _tenth(tenths: int) -> str:
    text = f"{abs(tenths) / 10:.1f}".removesuffix(".0")
    text = text.removeprefix("0") if text.startswith("0.") else text
    return f"-{text}" if tenths < 0 else text
