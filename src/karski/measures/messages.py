"""Texts of measures that people read, for whoever translates them."""

from collections.abc import Iterator
from itertools import chain

from karski.measures import Measure, catalogue, words


def messages() -> Iterator[str]:
    """Yield every such text, in English; references stay as they were published."""
    for table in (
        words.ACTORS,
        words.KINDS,
        words.STRATEGIES,
        words.COSTS,
        words.GRADES,
        words.DIRECTIONS,
    ):
        yield from table.values()
    yield words.UNTIL_WITHDRAWN
    yield from chain.from_iterable(map(of, catalogue().values()))


def of(measure: Measure) -> Iterator[str]:
    """Yield the texts of one measure, in English."""
    yield from (measure.title, measure.summary, measure.authority, measure.harm)
    yield from measure.legal_basis
    yield from measure.helps
    evidence = measure.evidence
    yield from (evidence.source, evidence.says, evidence.judgement)
