"""How the forecasts of the past for a country did, misses first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from karski.briefings.edition.country import Deaths, OnsetSaid, Said
from karski.web.monitor import words
from karski.web.monitor.told.country import rank_of

LIKELY = 1 / 2
FRONT = 30  # a rank that the yearly list of countries at risk shows
YEARS_SHOWN = 8  # of onset risks that were neither right nor wrong


@dataclass(frozen=True, slots=True)
class Row:
    """A past forecast and what came; `verdict` is "" where neither surprised."""

    when: str
    said: str
    expected: str
    came: str
    verdict: str
    missed: bool


def of_deaths(deaths: Deaths) -> Sequence[Row]:
    """Tell the forecasts of deaths, in the edition's order: misses first."""
    return [_said(each) for each in deaths.record]


def _said(said: Said) -> Row:
    missed = said.event and said.probability < LIKELY
    alarm = not said.event and said.probability >= LIKELY
    chance = gettext("{chance} for at least {least} killed").format(
        chance=words.frequency(said.probability), least=words.number(said.threshold)
    )
    expected = gettext("{middle} killed ({range})").format(
        middle=words.about(said.q50), range=words.counts(said.q05, said.q95)
    )
    return Row(
        when=words.span(words.month(said.origin + 1), words.month(said.origin + 12)),
        said=chance,
        expected=expected,
        came=words.killed(said.total),
        verdict=_verdict(missed, alarm, inside=said.q05 <= said.total <= said.q95),
        missed=missed or alarm,
    )


def _verdict(missed: bool, alarm: bool, *, inside: bool) -> str:
    if missed:
        return gettext("missed")
    if alarm:
        return gettext("false alarm")
    return "" if inside else gettext("outside nine in ten futures")


def of_onsets(record: Sequence[OnsetSaid]) -> Sequence[Row]:
    """Tell risks of onsets: those that an onset followed first, then the latest."""
    came = [each for each in record if each.onset is not None]
    rest = [each for each in record if each.onset is None]
    came.sort(key=lambda each: -each.rank)
    return [_onset(each) for each in (*came, *rest[:YEARS_SHOWN])]


def _onset(said: OnsetSaid) -> Row:
    missed = said.onset is not None and said.rank > FRONT
    alarm = said.known and said.onset is None and said.rank <= FRONT
    return Row(
        when=words.years(range(said.year, said.last + 1)),
        said=words.frequency(said.risk),
        expected=gettext("rank {rank}").format(rank=rank_of(said.rank, said.of)),
        came=_came(said),
        verdict=gettext("missed")
        if missed
        else gettext("among the 30 highest; none began")
        if alarm
        else "",
        missed=missed,
    )


def _came(said: OnsetSaid) -> str:
    if said.onset is not None:
        form = gettext("a new mass killing began in {year}")
        return form.format(year=said.onset)
    if not said.known:
        return gettext("not known yet")
    return gettext("no new mass killing")
