"""The world map: a shape for every place, in one plane where areas are true.

The shapes of real states come from Natural Earth's borders as world-atlas packs them
(1:50 million, public domain). They are not in the repository: ``make map`` fetches
world-atlas with npm, and this module makes a small file of it. Without that file the
site goes without a map; its table says the same.

Borders are the source's, and drawing them takes no side. Where it draws an area of its
own that UCDP counts with a state, the shape says so (`Shape.apart`).
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from karski.briefings._shape import Shape
from karski.briefings._tiles import layout
from karski.briefings._world_build import build
from karski.briefings._world_geometry import HEIGHT, WIDTH
from karski.core.errors import SourceError
from karski.core.files import whole
from karski.core.places import Place

__all__ = ["HEIGHT", "WIDTH", "Shape", "shapes", "tiles", "write"]

FILE = "world.json"


@cache
def shapes() -> tuple[Shape, ...] | None:
    """Return the shapes of the world's states, or None if they were not built.

    Returns
    -------
    tuple of Shape or None
        Land that is counted with no state, then every state of today by number, each
        before the areas counted with it; in a view box of `WIDTH` by `HEIGHT` pixels.
    """
    file = files("karski.briefings") / FILE
    if not file.is_file():
        return None
    return tuple(Shape(**each) for each in json.loads(file.read_text("utf-8")))


def tiles(states: Sequence[Place], neighbours: NDArray[np.bool_]) -> tuple[Shape, ...]:
    """Return a hexagon for each place, neighbours near each other.

    For places that do not exist, so that one page draws either world.

    Parameters
    ----------
    states : sequence of Place
    neighbours : array of bool, shape (places, places)
        From `karski.core.places.neighbours`.

    Returns
    -------
    tuple of Shape
        In the order of `states`, in the view box of `shapes`.
    """
    return layout(states, neighbours, WIDTH, HEIGHT) if states else ()


def write(topology: Path, file: Path) -> None:
    """Make the file of `shapes` from ``countries-50m.json`` of world-atlas.

    Raises
    ------
    SourceError
        `topology` is absent, is another file, or lacks a state of today.
    """
    try:
        borders = json.loads(topology.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot read the borders in {topology}: {error}") from error
    made = [_written(shape) for shape in build(borders)]
    with whole(file) as draft:
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        draft.write_text(text, encoding="utf-8")


def _written(shape: Shape) -> dict[str, str | float | None]:
    """Leave out what is as by default."""
    optional = {"radius": None, "apart": False}
    every = asdict(shape)
    return {k: v for k, v in every.items() if k not in optional or v != optional[k]}


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(__file__).with_name(FILE))
