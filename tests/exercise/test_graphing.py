"""What waits for what in a pack, and the numbers of its injects."""

import pytest

from exercise_pack import pack as low_water
from karski.exercise.graphing import MOST_COLUMNS, Edge, Graph, Key, graph
from karski.exercise.numbering import numbers
from karski.exercise.packs.reading import names, shipped

MEDIATION: Key = ("measure", "mediation")
WARNED: Key = ("milestone", "warned")
BAD: Key = ("milestone", "bad")
NOTE: Key = ("inject", "note")
HAPPENED: Key = ("world", "incidents all")


def _inject(name: str) -> Key:
    return "inject", name


def test_all_that_waits_is_tied_to_what_it_waits_for() -> None:
    assert set(graph(low_water()).edges) == {
        Edge(WARNED, _inject("only_if_quiet"), against=True),
        Edge(WARNED, _inject("after_warning"), against=False),
        Edge(MEDIATION, _inject("once_taken"), against=False),
        Edge(MEDIATION, _inject("working"), against=False),
        Edge(NOTE, _inject("working"), against=False),
        Edge(BAD, _inject("working"), against=False),
        Edge(MEDIATION, WARNED, against=False),
        Edge(HAPPENED, BAD, against=False),
    }


def test_each_stands_right_of_what_it_waits_for() -> None:
    first, second, third = graph(low_water()).columns()
    assert set(first) == {MEDIATION, NOTE, HAPPENED}
    assert set(second) == {WARNED, BAD, _inject("once_taken")}
    assert set(third) == {
        *(_inject(name) for name in ("only_if_quiet", "after_warning", "working")),
    }


def test_what_nothing_ties_is_not_in_the_graph() -> None:
    assert _inject("spare") not in graph(low_water()).nodes
    assert Graph((), ()).columns() == ()


def test_waits_in_a_ring_end_in_the_last_column() -> None:
    one, two = _inject("one"), _inject("two")
    ring = Graph((one, two), (Edge(one, two, False), Edge(two, one, False)))
    columns = ring.columns()
    assert sorted(node for column in columns for node in column) == [one, two]
    assert len(columns) <= MOST_COLUMNS


@pytest.mark.parametrize("name", names())
def test_every_pack_draws_each_node_once_and_no_tie_to_the_left(name: str) -> None:
    found = graph(shipped(name))
    columns = found.columns()
    placed = [node for column in columns for node in column]
    assert sorted(placed) == sorted(found.nodes)
    column = {node: n for n, nodes in enumerate(columns) for node in nodes}
    assert len(columns) < MOST_COLUMNS
    assert all(column[edge.source] < column[edge.target] for edge in found.edges)


def test_numbers_follow_time_then_conditions_then_hands() -> None:
    assert numbers(low_water()) == {
        "first": "01",
        "note": "02",
        "only_if_quiet": "03",
        "counted": "04",
        "after_warning": "05",
        "once_taken": "06",
        "working": "07",
        "spare": "08",
    }
    assert list(numbers(low_water()).values()) == sorted(numbers(low_water()).values())
