"""No panel is better: all are tried."""

from itertools import combinations
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from karski.selection import _best
from karski.selection.candidates import Candidate
from karski.selection.lot import lot
from karski.selection.quotas import quotas
from karski.selection.reasons import sentence
from karski.selection.rules import Rules
from karski.selection.selecting import select
from selection_candidates import rules

SEED = 2014

QUOTAS = st.lists(
    st.tuples(
        st.sampled_from(("country", "sector")),
        st.integers(0, 2),
        st.integers(0, 2),
        st.booleans(),
        st.integers(1, 3),
    ),
    max_size=4,
)
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(("HUN", "CZE", None)),
        st.sampled_from(("youth", "research", "justice")),
        st.sampled_from((None, 1.0, 2.0, 2.5)),
        st.sampled_from((None, 0, 1)),
    ),
    min_size=1,
    max_size=7,
)


def small(
    limits: list[tuple[str, int, int, bool, int]], seats: int, first: str
) -> Rules:
    values = {"country": ("HUN", "CZE"), "sector": ("youth", "research")}
    lines = [
        f"  - {{column: {column}, value: {values[column][weight % 2]}, at_least: {low},"
        f" at_most: {low + more}, hard: {str(hard).lower()}, weight: {weight}}}"
        for column, low, more, hard, weight in limits
    ]
    text = f"first_time: {first}\nrules:\n" + "\n".join(lines) if lines else ""
    return rules(text, seats)


def by_trying(people: list[Candidate], kept: Rules) -> tuple[str, ...]:
    limits = quotas(kept, people, "HUN")
    order = sorted(people, key=lambda each: lot(SEED, each.id))
    returning = [kept.first_time == word for word in ("before scores", "after scores")]

    def cost(panel: tuple[Candidate, ...]) -> tuple[object, ...]:
        breach = [0, 0]
        for each in limits:
            inside = sum(each.has(one.group(each.column)) for one in panel)
            breach[each.hard] += each.weight * each.breach(inside)
        come_back = sum(bool(one.attended) for one in panel)
        return (
            breach[True],
            -len(panel),
            breach[False],
            sum(one.score is None for one in panel),
            come_back * returning[0],
            -sum(one.score or 0 for one in panel),
            come_back * returning[1],
            [one not in panel for one in order],
        )

    sizes = range(min(kept.seats, len(people)) + 1)
    panels = (panel for size in sizes for panel in combinations(people, size))
    return tuple(sorted(one.id for one in min(panels, key=cost)))


@settings(max_examples=150, deadline=None)
@given(
    PEOPLE,
    QUOTAS,
    st.integers(1, 4),
    st.sampled_from(("before scores", "after scores", "ignored")),
)
def test_no_other_panel_is_better(
    given_: list[tuple[str | None, str, float | None, int | None]],
    limits: list[tuple[str, int, int, bool, int]],
    seats: int,
    first: str,
) -> None:
    people = [
        Candidate(f"P{at}", country, sector, None, score=score, attended=attended)
        for at, (country, sector, score, attended) in enumerate(given_)
    ]
    kept = small(limits, seats, first)
    found = select(people, kept, "HUN", SEED)
    assert found.selected == by_trying(people, kept)
    broken_hard = any(each.hard for each in found.relaxed)
    assert (
        found.status == ("relaxed" if broken_hard else "optimal") or not found.selected
    )
    assert bool(found.conflicts) == broken_hard
    assert set(found.reasons) == {each.id for each in people}
    assert all(sentence(why) for why in found.reasons.values())
    with patch.object(_best, "MANY", 1):  # as where there are thousands
        assert select(people[::-1], kept, "HUN", SEED) == found
