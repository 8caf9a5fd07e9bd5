"""From an issued forecast of onsets to the story of each country in it."""

from collections.abc import Iterator
from math import exp

import polars as pl

from karski.briefings.edition import story
from karski.briefings.edition._part import Part, telling
from karski.explanation import sentences
from karski.explanation.analogues import Analogue, analogues
from karski.explanation.changes import Change, changes
from karski.explanation.clauses import Clause, Figure
from karski.explanation.drivers import Driver, drivers
from karski.explanation.factors import Signal
from karski.explanation.narrative import Narrative, narrate
from karski.explanation.rank import Rank
from karski.explanation.themes import themes
from karski.forecasts.onset._issued import Issued
from karski.forecasts.onset.remembered import cases_of, followed_of, reasons_of

SHARE = 4  # digits of a share of pairs


def stories(issued: Issued) -> tuple[Part, float]:
    """Return every country's story, and the risk of the average country."""
    told = list(narratives(issued))
    rows = [
        {
            "horizon": issued.manifest.horizon,
            "place": each.drivers.place,
            "story": story_of(each).model_dump_json(),
        }
        for each in told
    ]
    return {"stories": pl.DataFrame(rows)}, told[0].average


def narratives(issued: Issued) -> Iterator[Narrative]:
    """Yield why each country's risk is what it is, by place."""
    manifest, every = issued.manifest, themes()
    cases, origin = cases_of(issued), manifest.origin
    now, before = (reasons_of(issued, year) for year in (origin, origin - 1))
    taken = drivers(now, cases, origin, every)
    changed = changes(before, now, cases, origin, every)
    alike = analogues(
        reasons_of(issued, None), cases, followed_of(issued), origin, every
    )
    ranked = issued.risks.sort("place").select("place", "rank").iter_rows()
    for place, rank in ranked:
        yield narrate(
            taken[place],
            Rank(int(rank), len(issued.risks)),
            changed.get(place),
            alike[place],
            every,
            target=manifest.target,
            horizon=manifest.horizon,
        )


def story_of(told: Narrative) -> story.Story:
    """Return the parts of a narrative that a page translates."""
    horizon = len(told.years)
    return story.Story(
        year=told.drivers.year,
        raising=tuple(map(_reason, told.raising)),
        lowering=tuple(map(_reason, told.lowering)),
        change=None if told.change is None else _change(told.change),
        signals=tuple(map(_signal, told.signals)),
        analogues=tuple(
            _analogue(each, told.target, horizon) for each in told.analogues
        ),
    )


def _reason(driver: Driver) -> story.Reason:
    return story.Reason(
        theme=driver.theme.key,
        name=driver.theme.name,
        factor=telling(driver.factor),
        facts=tuple(_fact(clause, middle) for clause, middle in driver.clauses()),
    )


def _fact(clause: Clause, middle: Figure | None) -> story.Fact:
    return story.Fact(clause=clause, middle=middle)


def _change(change: Change) -> story.Change:
    return story.Change(
        factor=telling(exp(change.log_odds)),
        from_data=telling(exp(change.from_data)),
        from_model=telling(exp(change.from_model)),
        shifts=tuple(
            story.Shift(
                was=shift.was, now=shift.now, factor=telling(exp(shift.log_odds))
            )
            for shift in sentences.largest(change.data)
        ),
        steady=sentences.steady(change),
    )


def _signal(signal: Signal) -> story.Signal:
    return story.Signal(
        number=signal.factor.number,
        signs=tuple(sign.clause for sign in signal.signs if sign.clause is not None),
        seen=signal.seen,
        unseen=signal.unseen,
    )


def _analogue(analogue: Analogue, target: str, horizon: int) -> story.Analogue:
    state_led = target != sentences.ANY or analogue.year + 1 < sentences.BOTH_KINDS_FROM
    return story.Analogue(
        place=analogue.place,
        year=analogue.year,
        less_alike=round(analogue.less_alike, SHARE),
        alike=analogue.alike,
        onset=analogue.onset,
        last=analogue.year + horizon,
        only_state_led=state_led,
    )
