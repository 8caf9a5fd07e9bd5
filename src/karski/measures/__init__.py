"""Preventive measures: who can take them, what they rest on, what is known of them.

Each is a file of this folder, named by it. What the literature says and what Karski
judges are told apart in each.
"""

from functools import cache

from karski.core.catalogue import Catalogue, from_documents
from karski.measures._evidence import Direction, Evidence, Grade, Reference
from karski.measures._measure import Actor, Cost, Days, Kind, Measure, Strategy
from karski.measures.effects import Effect, effect, modifier

__all__ = [
    "Actor",
    "Cost",
    "Days",
    "Direction",
    "Effect",
    "Evidence",
    "Grade",
    "Kind",
    "Measure",
    "Reference",
    "Strategy",
    "catalogue",
    "effect",
    "modifier",
]


@cache
def catalogue() -> Catalogue[Measure]:
    """Return every measure by its name."""
    return from_documents(__name__, Measure, "measure")
