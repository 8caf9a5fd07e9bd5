"""Sentences of exercises that people read, for whoever translates them."""

from collections.abc import Iterator

from karski.exercise.forking import OUTSIDE
from karski.exercise.refusals import REFUSALS, WORDS
from karski.exercise.world import CANNOT_SAY
from karski.exercise.world.assuming import base_rates


def messages() -> Iterator[str]:
    """Yield every such text, in English."""
    yield from REFUSALS.values()
    yield from WORDS
    yield OUTSIDE
    yield from CANNOT_SAY
    yield from _of_the_world()


def _of_the_world() -> Iterator[str]:
    """Yield what the document of the world model says; ``1`` is no word."""
    found = base_rates()
    yield found.data.what
    for row in found.fit:
        yield row.title
    units = [row.unit for row in found.fit] + [a.unit for a in found.assumptions]
    yield from (unit for unit in dict.fromkeys(units) if unit != "1")
    for each in found.assumptions:
        yield from (each.title, each.source, each.if_wrong)
