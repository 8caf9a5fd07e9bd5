"""Selection: how long panels, lots and teams take, and that they are proven."""

import random
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import TypeAlias

import polars as pl

from benchmarks._benchmark import Benchmark
from benchmarks._measure import Say
from karski.selection.candidates import GENDERS, SECTORS, Candidate
from karski.selection.rules import DEFAULT, catalogue
from karski.selection.selecting import Selection, select
from karski.selection.teams import teams
from karski.selection.waiting import replace

HOST, GUESTS = "HUN", ("CZE", "POL", "SVK")
SEED = 2014
WORLDS = 20  # invented sets of candidates
Found: TypeAlias = tuple[float, str]  # seconds, how it ended


def table(say: Say) -> pl.DataFrame:
    """Measure each task on its invented candidates."""
    tasks: dict[str, tuple[int, Callable[[int], Found]]] = {
        "90 candidates, rules of the series": (
            WORLDS,
            lambda n: _panel(90, n, DEFAULT),
        ),
        "90 candidates, equal chances": (
            WORLDS,
            lambda n: _panel(90, n, "equal_chances"),
        ),
        "a seat falls free, of 90": (WORLDS, _free_seat),
        "10,000 candidates, rules of the series": (
            1,
            lambda n: _panel(10_000, n, DEFAULT),
        ),
        "4 rounds of 5 teams, 25 people": (WORLDS, _teams),
    }
    rows = []
    for at, (title, (worlds, task)) in enumerate(tasks.items()):
        say(title, at, len(tasks))
        found = [task(world) for world in range(worlds)]
        rows.append(
            {
                "what": title,
                "runs": worlds,
                "seconds": median(seconds for seconds, _ in found),
                "slowest": max(seconds for seconds, _ in found),
                "ended": ", ".join(sorted({ended for _, ended in found})),
            }
        )
    return pl.DataFrame(rows)


def _candidates(size: int, world: int) -> list[Candidate]:
    drawn = random.Random(world)  # noqa: S311 -- invented people
    return [
        Candidate(
            f"C{at:05d}",
            HOST if drawn.random() < 0.7 else drawn.choice(GUESTS),
            drawn.choice(SECTORS),
            drawn.choice(GENDERS[:2]),
            f"institution {drawn.randrange(40)}",
            round(drawn.uniform(3, 10), 1),
            attended=drawn.choice((0, 0, 1)),
        )
        for at in range(size)
    ]


def _panel(size: int, world: int, rules: str) -> Found:
    people = _candidates(size, world)
    started = perf_counter()
    found = select(people, catalogue()[rules], HOST, SEED)
    return perf_counter() - started, _ended(found)


def _ended(found: Selection) -> str:
    if found.portfolio and not found.portfolio.proven:
        return "not proven"
    return found.status


def _free_seat(world: int) -> Found:
    people = _candidates(90, world)
    first = select(people, catalogue()[DEFAULT], HOST, SEED)
    gone, *seated = first.selected
    started = perf_counter()
    found = replace(
        people, catalogue()[DEFAULT], HOST, SEED, seated=seated, gone=[gone]
    )
    return perf_counter() - started, found.status


def _teams(world: int) -> Found:
    people = _candidates(25, world)
    started = perf_counter()
    found = teams(people, 5, rounds=4, seed=SEED)
    return perf_counter() - started, f"{found.repeats} repeats"


BENCHMARK = Benchmark(
    title="Selection under the rules of the series",
    target="90 candidates optimal, proven, within 1 s",
    table=table,
)
