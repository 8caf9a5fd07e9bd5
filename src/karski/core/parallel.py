"""Independent pieces of work, spread over the machine's processors."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

from threadpoolctl import threadpool_limits

from karski.core.progress import Progress, silent

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")
_given: list[Any] = []  # in a process of the pool: the work, and what all tasks share


def spread(
    work: Callable[[Shared, Task], Result],
    shared: Shared,
    tasks: Sequence[Task],
    progress: Progress = silent,
) -> Iterator[Result]:
    """Do ``work(shared, task)`` for each task, in processes of one thread each.

    A result does not depend on how many processors there are: libraries that add
    numbers in another order on more threads are held to one.

    Parameters
    ----------
    work : callable
        Of a module, so that another process finds it.
    shared : object
        Sent to each process once; with the tasks and results, it is pickled.
    tasks : sequence
    progress : callable
        Told how many are done, of how many.

    Yields
    ------
    object
        The results, in the order of the tasks.
    """
    processors = min(len(os.sched_getaffinity(0)), len(tasks))
    if processors <= 1:
        with threadpool_limits(1):
            done = (work(shared, task) for task in tasks)
            yield from _counted(done, len(tasks), progress)
        return
    pool = ProcessPoolExecutor(
        processors, get_context("spawn"), initializer=_begin, initargs=(work, shared)
    )
    try:
        yield from _counted(pool.map(_do, tasks), len(tasks), progress)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(work: Callable[[Any, Any], Any], shared: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to tell
    threadpool_limits(1)
    _given[:] = [work, shared]


def _do(task: object) -> Any:  # noqa: ANN401 -- what the work gives is its own affair
    work, shared = _given
    return work(shared, task)


def _counted(
    results: Iterator[Result], total: int, progress: Progress
) -> Iterator[Result]:
    progress(0, total)
    for done, result in enumerate(results, start=1):
        progress(done, total)
        yield result
