"""Sentences of exercises that people read, for whoever translates them."""

from collections.abc import Iterator

from karski.exercise.refusals import REFUSALS, WORDS


def messages() -> Iterator[str]:
    """Yield every such text, in English."""
    yield from REFUSALS.values()
    yield from WORDS
