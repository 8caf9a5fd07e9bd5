"""Ways to pool probabilities, each found by the name of its file."""

from functools import cache

from karski.core.catalogue import Catalogue, from_modules
from karski.judgement.methods._method import Method


@cache
def catalogue() -> Catalogue[Method]:
    """Return every method by name."""
    return from_modules(__name__, Method)
