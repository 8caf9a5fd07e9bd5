"""Work spread over processors: the same results, in order, whoever does it."""

import math
import operator
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from karski.core import parallel
from karski.core.parallel import spread

TWO = ({0}, {0, 1})


def processors(monkeypatch: pytest.MonkeyPatch, which: set[int]) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: which)


@pytest.mark.parametrize("which", TWO, ids=["one", "two"])
def test_results_come_in_the_order_of_the_tasks(
    which: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    processors(monkeypatch, which)
    told: list[tuple[int, int]] = []
    found = spread(
        operator.pow, 2, [5, 1, 4, 0], lambda done, of: told.append((done, of))
    )
    assert list(found) == [32, 2, 16, 1]
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize("which", TWO, ids=["one", "two"])
def test_what_fails_fails_here(
    which: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    processors(monkeypatch, which)
    found = spread(math.log, 8, [2, 0])
    assert next(found) == pytest.approx(3)
    with pytest.raises(ValueError, match=r"math domain error|positive"):
        next(found)


def test_one_processor_or_one_task_needs_no_other_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> ProcessPoolExecutor:
        raise AssertionError("another process")

    monkeypatch.setattr(parallel, "ProcessPoolExecutor", refuse)
    processors(monkeypatch, {0, 1})
    assert list(spread(operator.add, 1, [1])) == [2]
    assert list(spread(operator.add, 1, [])) == []
    processors(monkeypatch, {0})
    assert list(spread(operator.add, 1, [1, 2])) == [2, 3]


@pytest.mark.parametrize("which", TWO, ids=["one", "two"])
def test_work_runs_on_one_thread_and_gives_the_others_back(
    which: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    processors(monkeypatch, which)
    monkeypatch.setenv("OMP_NUM_THREADS", "2")  # for other processes
    asked = "max(n['num_threads'] for n in __import__('threadpoolctl')"
    threads = partial(eval, f"{asked}.threadpool_info())")
    shared = {"loads the library whose threads count": np.float64(1)}
    with threadpool_limits(2):
        assert threads({}) == 2
        assert list(spread(threads, shared, [{}, {}])) == [1, 1]
        assert threads({}) == 2


def test_a_caller_that_has_enough_leaves_nothing_running(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    processors(monkeypatch, {0, 1})
    made: list[ProcessPoolExecutor] = []

    class Pool(ProcessPoolExecutor):
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)  # type: ignore[arg-type] -- passed on
            made.append(self)

    monkeypatch.setattr(parallel, "ProcessPoolExecutor", Pool)
    found = spread(operator.add, 1, [1, 2, 3])
    assert isinstance(found, Iterator)
    assert next(found) == 2
    found.close()  # type: ignore[attr-defined] -- a generator
    with pytest.raises(RuntimeError, match="after shutdown"):
        made[0].submit(operator.add, 1, 1)
