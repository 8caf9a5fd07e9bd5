"""Metrics: one file each, NumPy only."""

from functools import cache

from karski.core.catalogue import Catalogue, from_modules
from karski.evaluation.metrics._metric import Metric


@cache
def catalogue() -> Catalogue[Metric]:
    """Return every metric by name."""
    return from_modules("karski.evaluation.metrics", Metric)
