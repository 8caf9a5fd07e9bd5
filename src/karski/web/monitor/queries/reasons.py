"""The one phrase that says why a country's figure is what it is, or moved."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from karski.briefings.edition.story import Change, Story
from karski.web.monitor.editions import Shown


@dataclass(frozen=True, slots=True)
class Theme:
    """What raises the odds of an onset most, compared with the average country.

    Attributes
    ----------
    name : str or None
        A msgid; None where nothing raises them much.
    change : Change or None
    """

    name: str | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """People killed of late, the only thing that the forecast of deaths knows.

    Attributes
    ----------
    killed : int
        In the twelve months up to the origin.
    month : int or None
        The newest month, where a forecast of it is at hand.
    deaths, low, high : float or None
        Killed in it, and what nine in ten futures of the forecast before held.
    """

    killed: int
    month: int | None = None
    deaths: int | None = None
    low: float | None = None
    high: float | None = None


Why = Theme | Recorded


def of_onsets(shown: Shown, horizon: int) -> Mapping[int, Why]:
    """Return by country what raises its risk most."""
    table = shown.edition.tables["stories"].frame
    rows = table.filter(horizon=horizon).select("place", "story").iter_rows()
    return {place: _theme(Story.model_validate_json(text)) for place, text in rows}


def of_deaths(shown: Shown, target: str) -> Mapping[int, Why]:
    """Return by country what was recorded of late."""
    newest = shown.edition.tables["newest"].frame.filter(target=target)
    columns = newest.select("place", "month", "deaths", "q05", "q95").iter_rows()
    beside = {place: rest for place, *rest in columns}
    killed = killed_lately(shown, target)
    return {
        place: Recorded(count, *beside.get(place, ()))
        for place, count in killed.items()
    }


def killed_lately(shown: Shown, target: str, months: int = 12) -> Mapping[int, int]:
    """Return the people killed in the last months before the origin, by country."""
    facts = shown.facts.target(target)
    if facts is None:
        return {}
    frame = shown.edition.tables["history"].frame
    late = frame.filter(
        pl.col("target") == target, pl.col("month") > facts.origin - months
    )
    return dict(late.group_by("place").agg(pl.col("deaths").sum()).iter_rows())


def _theme(story: Story) -> Theme:
    name = story.raising[0].name if story.raising else None
    return Theme(name, story.change)
