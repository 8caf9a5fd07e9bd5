"""A map of places that lie nowhere: hexagons, neighbours near each other."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse.csgraph import shortest_path

from karski.briefings._shape import Shape
from karski.core.places import Place

MARGIN = 8.0  # pixels to the edge of the view
SPREAD = 1.15  # lattice cells to choose from, for each place
STRETCH = 1.4  # at most, towards the proportions of the view
ROUNDS = 30  # at most, of changing seats
SHRUNK = 0.97  # of a hexagon: the rest is a gap
_LEAST_GAIN = 1e-6
_GOLDEN = (math.sqrt(5) - 1) / 2


def layout(
    states: Sequence[Place], neighbours: NDArray[np.bool_], width: float, height: float
) -> tuple[Shape, ...]:
    """Give each place a hexagon.

    Places are laid out in the plane by how many borders part them (classical scaling)
    and then put onto the nearest cells of a lattice, each onto one, so that together
    they move the least; last, pairs change seats while that brings neighbours together.

    Parameters
    ----------
    states : sequence of Place
        At least one.
    neighbours : array of bool, shape (places, places)
        Which border which (`karski.core.places.neighbours`).
    width, height : float
        Of the view box [pixels].

    Returns
    -------
    tuple of Shape
        In the order of `states`. The same places give the same layout.
    """
    wanted = _plane(_distances(neighbours), width / height)
    cells = _lattice(wanted, math.ceil(SPREAD * len(states)))
    cost = np.sum((wanted[:, None] - cells[None]) ** 2, axis=2)
    _, chosen = linear_sum_assignment(cost)
    centres, side = _fitted(cells[_settled(chosen, cells, neighbours)], width, height)
    return tuple(
        _hexagon(place, x, y, side)
        for place, (x, y) in zip(states, centres.tolist(), strict=True)
    )


def _distances(neighbours: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Count borders between places; what none joins lies at a middling distance.

    A trace of the golden ratio parts what is alike, so that nothing hangs on rounding.
    """
    found = shortest_path(neighbours.astype(np.float64), unweighted=True)
    steps = np.array(found, dtype=np.float64)
    reached = np.isfinite(steps)
    steps[~reached] = steps[reached].mean() + 1
    order = np.arange(len(steps))
    trace = (_GOLDEN * (order[:, None] + order[None] + 1)) % 1
    parted: NDArray[np.float64] = steps * (1 + 0.02 * trace)
    return parted


def _plane(distances: NDArray[np.float64], ratio: float) -> NDArray[np.float64]:
    """Return positions whose distances are about the given ones, wider than high."""
    count = len(distances)
    centring = np.eye(count) - 1 / count
    product = -0.5 * centring @ (distances**2) @ centring
    values, vectors = np.linalg.eigh(product)
    axes = [_axis(vectors, values, which) for which in (-1, -min(2, count))]
    plane = np.column_stack(axes)
    spans = np.maximum(np.ptp(plane, axis=0), 1e-9)
    stretch = min(STRETCH, math.sqrt(ratio * spans[1] / spans[0]))
    stretched: NDArray[np.float64] = plane * np.array([stretch, 1 / stretch])
    return stretched


def _axis(
    vectors: NDArray[np.float64], values: NDArray[np.float64], which: int
) -> NDArray[np.float64]:
    vector = vectors[:, which]
    sign = 1.0 if vector[int(np.argmax(np.abs(vector) > 1e-6))] >= 0 else -1.0
    axis: NDArray[np.float64] = sign * vector * math.sqrt(max(values[which], 0))
    return axis


def _settled(
    seats: NDArray[np.intp], cells: NDArray[np.float64], neighbours: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Let two places change seats, or one move to a free one, while it helps."""
    far = np.sum((cells[:, None] - cells[None]) ** 2, axis=2)
    seats = seats.copy()
    for _ in range(ROUNDS):
        before = seats.copy()
        for place in range(len(seats)):
            _move(place, seats, far, neighbours)
        if np.array_equal(before, seats):
            break
    return seats


def _move(
    place: int,
    seats: NDArray[np.intp],
    far: NDArray[np.float64],
    neighbours: NDArray[np.bool_],
) -> None:
    """Give a place the seat that brings it and whom it changes with the most."""
    pull = neighbours.astype(np.float64) @ far[seats]  # of each place, on each seat
    here = seats[place]
    gain = pull[place, here] - pull[place]
    others = np.arange(len(seats))
    back = pull[others, seats] - pull[others, here]
    gain[seats] += back - 2 * far[here, seats] * neighbours[place]
    best = int(np.argmax(gain))
    if gain[best] > _LEAST_GAIN:
        seats[seats == best] = here
        seats[place] = best


def _lattice(wanted: NDArray[np.float64], cells: int) -> NDArray[np.float64]:
    """Return the cells of a lattice of hexagons nearest to what is wanted."""
    spans = np.ptp(wanted, axis=0) + 1e-3
    step = math.sqrt(spans[0] * spans[1] / (cells * math.sqrt(3) / 2)) + 1e-6
    low, reach = wanted.min(axis=0), math.ceil(spans.max() / step) + 4
    rows, columns = np.mgrid[-2:reach, -2:reach].reshape(2, -1)
    x = low[0] + step * (columns + 0.5 * (rows % 2))
    y = low[1] + step * math.sqrt(3) / 2 * rows
    grid = np.column_stack([x, y])
    near = np.min(np.sum((grid[:, None] - wanted[None]) ** 2, axis=2), axis=1)
    return grid[np.sort(np.argsort(near, kind="stable")[:cells])] / step


def _fitted(
    cells: NDArray[np.float64], width: float, height: float
) -> tuple[NDArray[np.float64], float]:
    """Return centres in the view and the length of a side [pixels]."""
    low, spans = cells.min(axis=0), np.ptp(cells, axis=0)
    tall = 2 / math.sqrt(3)
    unit = min(
        (width - 2 * MARGIN) / (spans[0] + 1), (height - 2 * MARGIN) / (spans[1] + tall)
    )
    middle = np.array([width, height]) / 2
    return middle + unit * (cells - low - spans / 2), unit / math.sqrt(3)


def _hexagon(place: Place, x: float, y: float, side: float) -> Shape:
    reach = SHRUNK * side
    turns = [math.radians(60 * corner - 90) for corner in range(6)]
    points = [(x + reach * math.cos(a), y + reach * math.sin(a)) for a in turns]
    corners = [f"{across:.1f},{down:.1f}" for across, down in points]
    outline = f"M{'L'.join(corners)}z"
    return Shape(place.number, place.name, outline, round(x, 1), round(y, 1))
