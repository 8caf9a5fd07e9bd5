"""The world map: true areas, borders that stay one line, every state reachable."""

import gzip
import math
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.briefings import _world_geometry as geometry
from karski.briefings import world_map
from karski.briefings._world_build import GAP, _parted
from karski.briefings.world_map import HEIGHT, WIDTH, Shape, shapes, tiles, write
from karski.core import places
from karski.core.errors import SourceError

TODAY = [p for p in places.table().values() if p.last is None and not p.simulated]
SIMULATED = [p for p in places.table().values() if p.simulated]


@pytest.fixture(scope="module")
def world() -> tuple[Shape, ...]:
    """The shapes, or a skip that says how to make them."""
    found = shapes()
    if found is None:
        pytest.skip("no world map: make map")
    return found


def corners(path: str) -> list[list[tuple[float, float]]]:
    """Return the absolute corners of each ring of a path [tenths of a pixel]."""
    rings = []
    for start, steps in re.findall(r"M([^l]*)l([^z]*)z", path):
        x, y = numbers(start)
        ring = [(round(10 * x), round(10 * y))]
        flat = numbers(steps)
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            last = ring[-1]
            ring.append((last[0] + round(10 * dx), last[1] + round(10 * dy)))
        rings.append(ring)
    return rings


def numbers(text: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]


# -- projection ------------------------------------------------------------------------


@given(st.floats(-179, 179), st.floats(-89, 89))
def test_equal_earth_keeps_areas(longitude: float, latitude: float) -> None:
    side = 0.01  # degrees
    ring = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) * side
    corner = np.array([longitude, latitude])
    drawn = geometry.area(geometry.equal_earth(ring + corner))
    low, high = math.radians(latitude), math.radians(latitude + side)
    on_sphere = math.radians(side) * (math.sin(high) - math.sin(low))
    assert math.isclose(drawn, on_sphere, rel_tol=1e-4)


def test_equal_earth_has_the_proportions_of_its_authors() -> None:
    edge = geometry.equal_earth(np.array([[180.0, 0.0], [0.0, 90.0]]))
    assert math.isclose(edge[0, 0] / edge[1, 1], 2.05458, rel_tol=1e-5)


def test_a_line_across_the_edge_of_the_map_does_not_run_across_the_map() -> None:
    line = np.array([[-168.0, 63.0], [-169.5, 63.2], [-171.0, 63.4]])
    assert np.all(np.abs(np.diff(geometry.to_view(line)[:, 0])) < 10)


# -- simplification --------------------------------------------------------------------


def test_simplifying_drops_what_is_small_and_keeps_the_ends() -> None:
    line = np.array([[0, 0], [1, 0.01], [2, 0], [3, 5], [4, 0]], dtype=float)
    kept = geometry.simplified(line, least=0.5)
    assert kept.tolist() == [[0, 0], [2, 0], [3, 5], [4, 0]]


def test_a_small_island_stays_an_island() -> None:
    turn = np.linspace(0, 2 * np.pi, 40)
    island = 0.01 * np.column_stack([np.cos(turn), np.sin(turn)])
    island[-1] = island[0]
    kept = geometry.simplified(island, least=100)
    assert len(kept) == 4
    assert kept[0].tolist() == kept[-1].tolist()


@given(st.lists(st.tuples(st.floats(0, 9), st.floats(0, 9)), min_size=4, max_size=30))
def test_a_border_is_the_same_line_in_both_its_countries(
    border: list[tuple[float, float]],
) -> None:
    shared = geometry.simplified(np.array([(0, 0), *border, (9, 9)]), least=0.5)
    around = np.array([[9.0, 9.0], [30.0, -20.0], [0.0, 0.0]])
    other = np.array([[0.0, 0.0], [-20.0, 30.0], [9.0, 9.0]])
    lines = [shared, around, other]
    one = {"type": "Polygon", "arcs": [[0, 1]]}
    two = {"type": "MultiPolygon", "arcs": [[[~0, 2]]]}
    drawn = [corners(geometry.path(geometry.rings(each, lines))) for each in (one, two)]
    line = [tuple(point) for point in np.rint(10 * shared).astype(int).tolist()]
    assert set(line) <= set(drawn[0][0])
    assert set(line) <= set(drawn[1][0])


def test_a_path_is_what_went_in_to_a_tenth_of_a_pixel() -> None:
    ring = np.array([[1.04, 2], [3.55, 0.31], [-2.2, 0.06], [1.04, 2]])
    assert corners(geometry.path([[ring]])) == [[(10, 20), (36, 3), (-22, 1)]]


def test_a_name_stands_inside_its_country() -> None:
    crescent = np.array(
        [[0, 0], [10, 0], [10, 10], [0, 10], [0, 9], [9, 9], [9, 1], [0, 1], [0, 0]],
        dtype=float,
    )
    x, _ = geometry.middle(crescent)
    assert 9 < x < 10


# -- the map that was made -------------------------------------------------------------


def test_every_state_of_today_can_be_reached(world: tuple[Shape, ...]) -> None:
    own = [shape.number for shape in world if shape.number and not shape.apart]
    assert own == [place.number for place in TODAY]
    assert all(s.path or s.radius for s in world if s.number)


def test_what_is_drawn_apart_says_with_whom_it_is_counted(
    world: tuple[Shape, ...],
) -> None:
    assert {s.name: places.name(s.number or 0) for s in world if s.apart} == {
        "Northern Cyprus": "Cyprus",
        "Palestine": "Israel and Palestine",
        "Somaliland": "Somalia",
        "Western Sahara": "Morocco",
    }


def test_land_that_is_counted_with_no_state_comes_first_and_is_no_state(
    world: tuple[Shape, ...],
) -> None:
    assert [s.name for s in world if s.number is None] == ["Other land"]
    assert world[0].number is None


def test_the_map_lies_in_its_view(world: tuple[Shape, ...]) -> None:
    points = [p for s in world for ring in corners(s.path) for p in ring]
    x, y = np.array(points).T / 10
    assert 0 <= x.min() < x.max() <= WIDTH
    assert 0 <= y.min() < y.max() <= HEIGHT


def test_no_circle_covers_another(world: tuple[Shape, ...]) -> None:
    round_ones = [shape for shape in world if shape.radius]
    assert len(round_ones) > 20
    for a, b in combinations(round_ones, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= GAP - 0.2, (a.name, b.name)


def test_neighbours_share_points_on_the_map(world: tuple[Shape, ...]) -> None:
    points = {
        s.number: {p for ring in corners(s.path) for p in ring}
        for s in world
        if not s.apart
    }
    for a, b in (("FRA", "DEU"), ("CHN", "RUS"), ("ETH", "KEN"), ("BRA", "PER")):
        one, two = places.find(a).number, places.find(b).number
        assert len(points[one] & points[two]) > 5, (a, b)


def test_areas_on_the_map_are_those_of_the_earth(world: tuple[Shape, ...]) -> None:
    def drawn(iso3: str) -> float:
        number = places.find(iso3).number
        path = next(s.path for s in world if s.number == number and not s.apart)
        rings = [np.array([*ring, ring[0]]) / 10 for ring in corners(path)]
        return sum(geometry.area(ring) for ring in rings)

    # land and inland water, thousand square kilometres
    assert math.isclose(drawn("BRA") / drawn("COD"), 8_510 / 2_345, rel_tol=0.02)
    assert math.isclose(drawn("COD") / drawn("SWE"), 2_345 / 450, rel_tol=0.03)


def test_the_file_is_small(world: tuple[Shape, ...]) -> None:
    file = Path(world_map.__file__).with_name(world_map.FILE).read_bytes()
    assert len(file) < 160_000
    assert len(gzip.compress(file)) < 70_000


def test_the_file_is_what_the_borders_make(
    world: tuple[Shape, ...], tmp_path: Path
) -> None:
    borders = Path(__file__).parents[2] / "node_modules/world-atlas/countries-50m.json"
    if not borders.is_file():
        pytest.skip("no borders: make map")
    write(borders, tmp_path / "world.json")
    made = Path(world_map.__file__).with_name(world_map.FILE)
    assert (tmp_path / "world.json").read_bytes() == made.read_bytes()


def test_without_the_file_there_is_no_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_map, "FILE", "no-such-file.json")
    assert shapes.__wrapped__() is None


# -- what cannot be built --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot read the borders"),
        ("{", "cannot read the borders"),
        ("[]", "no TopoJSON"),
        ('{"arcs": [], "transform": {"scale": [1, 1]}}', "no TopoJSON"),
        (
            '{"arcs": [], "transform": {"scale": [1, 1], "translate": [0, 0]}}',
            "lacks countries",
        ),
        (
            '{"arcs": [], "transform": {"scale": [1, 1], "translate": [0, 0]},'
            ' "objects": {"countries": {"geometries": []}}}',
            "lacks United States",
        ),
    ],
)
def test_another_file_is_reported_and_leaves_no_map(
    tmp_path: Path, text: str | None, said: str
) -> None:
    borders, made = tmp_path / "borders.json", tmp_path / "world.json"
    if text is not None:
        borders.write_text(text)
    with pytest.raises(SourceError, match=said):
        write(borders, made)
    assert not made.exists()


def test_circles_that_cover_each_other_are_moved_apart() -> None:
    crowd = [Shape(n, "", "", 100 + n / 10, 100, radius=2.8) for n in range(8)]
    for a, b in combinations(_parted(crowd), 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= GAP - 0.2


# -- tiles -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tiled() -> tuple[Shape, ...]:
    """The simulated world as hexagons."""
    return tiles(SIMULATED, places.neighbours([p.number for p in SIMULATED]))


def test_every_simulated_place_has_a_tile_of_its_own(tiled: tuple[Shape, ...]) -> None:
    assert [s.number for s in tiled] == [p.number for p in SIMULATED]
    centres = {(s.x, s.y) for s in tiled}
    assert len(centres) == len(SIMULATED)
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in centres)
    assert all(s.path.count(",") == 6 for s in tiled)


def test_neighbours_lie_near_each_other(tiled: tuple[Shape, ...]) -> None:
    touch = places.neighbours([p.number for p in SIMULATED])
    spots = np.array([[s.x, s.y] for s in tiled])
    far = np.hypot(*np.moveaxis(spots[:, None] - spots[None], 2, 0))
    step = far[far > 0].min()
    assert np.mean(far[touch]) < 1.2 * step
    assert far[touch].max() < 2.1 * step


def test_the_same_places_give_the_same_tiles(tiled: tuple[Shape, ...]) -> None:
    again = tiles(SIMULATED, places.neighbours([p.number for p in SIMULATED]))
    assert again == tiled


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_a_few_places_and_places_without_neighbours_have_tiles(count: int) -> None:
    few = SIMULATED[:count]
    assert len(tiles(few, np.zeros((count, count), dtype=np.bool_))) == count
