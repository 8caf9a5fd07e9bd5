"""Texts that pages of exercises show but that stand in documents and packages."""

from collections.abc import Iterator

from karski.exercise.messages import messages as of_exercises
from karski.measures.messages import messages as of_measures


def messages() -> Iterator[str]:
    """Yield every such text, in English."""
    yield from of_measures()
    yield from of_exercises()
