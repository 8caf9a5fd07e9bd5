"""Texts that pages show but that stand in documents and science packages."""

from collections.abc import Iterator

import pycountry

from karski import framework
from karski.briefings.charts.words import WORDS
from karski.briefings.edition.facts import WHY
from karski.core import places
from karski.explanation import sentences
from karski.explanation.themes import Predictor, themes
from karski.panel.targets import TARGETS
from karski.web.monitor.names import OTHERWISE

SENTENCES = (  # of an explanation: those that a country's page says whole
    sentences.CHANGED,
    sentences.CLOSING,
    sentences.COUNTED,
    sentences.LOWERS,
    sentences.NO_PAST,
    sentences.RAISES,
    sentences.RECORD,
    sentences.SHIFT,
    sentences.SHIFT_NOW,
    sentences.SHIFT_WAS,
    sentences.SHIFTED,
    sentences.STEADY,
)


def messages() -> Iterator[str]:
    """Yield every such text, in English."""
    yield from WORDS.values()
    yield from SENTENCES
    yield from WHY.values()
    yield from _named_here()
    yield from TARGETS.values()
    yield from sorted({place.region for place in places.table().values()})
    for factor in framework.framework().risk_factors:
        yield from (factor.title, factor.short)
    for theme in themes().themes:
        yield theme.name
        if theme.otherwise:
            yield theme.otherwise
        for predictor in theme.predictors:
            yield from _of(predictor)
    for reach in themes().risk_factors:
        yield from filter(None, (reach.seen, reach.unseen))


def _of(predictor: Predictor) -> Iterator[str]:
    """Yield what can be told of a predictor: its name, and its values in clauses."""
    yield predictor.plain
    if predictor.told is not None:
        yield predictor.told
    elif predictor.levels:
        yield from predictor.levels
    elif predictor.scale == "flag":
        yield predictor.high
        if not predictor.only_high:
            yield predictor.low


def _named_here() -> Iterator[str]:
    """Yield the names of states of today that no catalogue of ISO 3166 translates."""
    yield from (places.name(number) for number in OTHERWISE)
    for place in places.table().values():
        known = place.iso3 and pycountry.countries.get(alpha_3=place.iso3)
        if not known and not place.simulated and place.last is None:
            yield place.name
