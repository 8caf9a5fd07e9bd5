"""The chances of passing a number of people killed, as a country's page tells them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from karski.briefings.charts.chances import chances
from karski.briefings.charts.words import filled
from karski.briefings.edition.country import Chance, Deaths
from karski.forecasts.odds import THRESHOLDS
from karski.web.monitor import words
from karski.web.monitor.editions import Shown
from karski.web.monitor.question import USUAL_MONTHS, Question
from karski.web.monitor.told.risks import event


@dataclass(frozen=True, slots=True)
class Threshold:
    """The chance of at least so many killed within 12 months.

    Attributes
    ----------
    event, chance : str
    past : str
        How often it came when such a chance was said.
    icons : SafeString
        A hundred icons.
    others : str
        The same within 3 and 6 months.
    """

    event: str
    chance: str
    percent: str
    past: str
    icons: SafeString
    others: str


def thresholds(shown: Shown, deaths: Deaths) -> Sequence[Threshold]:
    """Return the chances of passing each threshold within a year."""
    by = {(each.months, each.threshold): each for each in deaths.chances}
    return [
        _threshold(shown, deaths, by, least)
        for least in THRESHOLDS
        if (USUAL_MONTHS, least) in by
    ]


def _threshold(
    shown: Shown, deaths: Deaths, by: dict[tuple[int, int], Chance], least: int
) -> Threshold:
    chance = by[USUAL_MONTHS, least]
    others = [
        gettext("within {months}: {chance}").format(
            months=words.within(months),
            chance=words.frequency(by[months, least].probability),
        )
        for months in (3, 6)
        if (months, least) in by
    ]
    asked = Question(deaths.target, USUAL_MONTHS, least)
    said = event(asked)
    return Threshold(
        event=said[:1].upper() + said[1:],
        chance=words.frequency(chance.probability),
        percent=words.share(chance.probability),
        past=_past(shown, chance),
        icons=_icons(shown, chance),
        others=words.listed(others),
    )


def _icons(shown: Shown, chance: Chance) -> SafeString:
    """Draw a hundred icons; the range is that of what came true."""
    past = shown.edition.came_true(chance)
    low = past.low if past and past.low is not None else chance.probability
    high = past.high if past and past.high is not None else chance.probability
    drawn = chances(
        min(low, chance.probability),
        chance.probability,
        max(high, chance.probability),
    )
    return mark_safe(filled(drawn, {}))  # noqa: S308 -- ours, and without words


def _past(shown: Shown, chance: Chance) -> str:
    past = shown.edition.came_true(chance)
    if past is None or past.came is None:
        return gettext("How often such a chance came true is not known.")
    form = gettext(
        "Of {cases} past forecasts that gave {given}, {share} came true ({range})."
    )
    return form.format(
        cases=words.number(past.cases),
        given=words.shares(past.least, past.greatest),
        share=words.share(past.came),
        range=words.ends(past.low or 0, past.high or 1),
    )
