"""What a country's page says: the finding, how sure, and the parts of each figure."""

from dataclasses import dataclass

from django.utils.translation import gettext

from karski.briefings.edition.country import Country, Deaths, Onset
from karski.web.monitor import words
from karski.web.monitor.editions import Shown
from karski.web.monitor.queries.lines import moved
from karski.web.monitor.question import USUAL_MONTHS, Question
from karski.web.monitor.told import moves
from karski.web.monitor.told.risks import BEGINS, when

CIVILIANS = ("deaths_civilians", "deaths_one_sided")


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure of the strip: what it is, the figure, and how sure."""

    label: str
    big: str
    small: str
    icon: str = ""


def lede(shown: Shown, country: Country) -> list[str]:
    """Say the situation in two plain sentences."""
    told = []
    if country.onsets:
        told.append(_onset(shown, country.onsets[max(country.onsets)]))
    if country.deaths:
        deaths = next(iter(country.deaths.values()))
        told += _deaths(deaths)
    return told


def _onset(shown: Shown, onset: Onset) -> str:
    question = Question("onset", 12 * onset.horizon)
    fields = {
        "event": str(BEGINS),
        "when": when(question, shown.facts),
        "chance": words.frequency(onset.risk),
    }
    if onset.risk_before is None:
        form = gettext("The chance that {event} in {when} is {chance}.")
        return form.format(**fields)
    if moved(onset.risk, onset.risk_before) == "same":
        form = gettext(
            "The chance that {event} in {when} is {chance}, much as a year before."
        )
        return form.format(**fields)
    form = gettext(
        "The chance that {event} in {when} is {chance}; a year before it was {before}."
    )
    said, before = words.apart(onset.risk, onset.risk_before)
    return form.format(**{**fields, "chance": said}, before=before)


def _deaths(deaths: Deaths) -> list[str]:
    year = [c for c in deaths.chances if c.months == USUAL_MONTHS]
    if not year:
        return []
    sentence = {
        True: gettext(
            "In the 12 months from {first} the middle of our forecasts is {middle}"
            " civilians killed; nine in ten futures lie between {low} and {high}."
        ),
        False: gettext(
            "In the 12 months from {first} the middle of our forecasts is {middle}"
            " people killed; nine in ten futures lie between {low} and {high}."
        ),
    }[deaths.target in CIVILIANS]
    first = deaths.ahead[0].month
    return [
        sentence.format(
            first=words.month(first),
            middle=words.about(year[0].q50),
            low=words.about(year[0].q05),
            high=words.about(year[0].q95),
        )
    ]


def strip(shown: Shown, country: Country) -> list[Mark]:
    """Return the figures at a glance."""
    marks = []
    if country.onsets:
        marks += _onset_marks(shown, country.onsets[max(country.onsets)])
    if country.deaths:
        deaths = next(iter(country.deaths.values()))
        marks.append(_lately(deaths))
        marks += _rank_by_deaths(deaths)
    return marks


def _onset_marks(shown: Shown, onset: Onset) -> list[Mark]:
    question = Question("onset", 12 * onset.horizon)
    span = gettext("{percent} ({range})").format(
        percent=words.share(onset.risk), range=words.ends(onset.low, onset.high)
    )
    label = gettext("New mass killing, {when}").format(when=when(question, shown.facts))
    ranks = words.span(*map(words.number, (onset.rank_low, onset.rank_high)))
    move = moves.told(
        moved(onset.risk, onset.risk_before), onset.risk, onset.risk_before
    )
    return [
        Mark(label, words.frequency(onset.risk), span),
        Mark(
            gettext("Rank by that chance"),
            rank_of(onset.rank, onset.of),
            gettext("{range} in nine of ten fits").format(range=ranks),
        ),
        Mark(gettext("Since a year before"), move.word, move.ends, move.icon),
    ]


def rank_of(rank: float, of: int) -> str:
    """Say a rank."""
    at = words.number(rank, 0 if rank % 1 == 0 else 1)
    return gettext("{rank} of {of}").format(rank=at, of=words.number(of))


def _lately(deaths: Deaths) -> Mark:
    late = [each.deaths for each in deaths.history[-USUAL_MONTHS:]]
    first, last = deaths.history[-len(late)].month, deaths.history[-1].month
    label = (
        gettext("Civilians killed, last 12 months of the data")
        if deaths.target in CIVILIANS
        else gettext("People killed, last 12 months of the data")
    )
    span = words.span(words.month(first), words.month(last))
    return Mark(label, words.number(sum(late)), span)


def _rank_by_deaths(deaths: Deaths) -> list[Mark]:
    year = [c for c in deaths.chances if c.months == USUAL_MONTHS]
    if not year:
        return []
    ranks = words.span(*map(words.number, (year[0].rank_low, year[0].rank_high)))
    return [
        Mark(
            gettext("Rank by people killed, next 12 months"),
            rank_of(year[0].rank, year[0].of),
            gettext("{range} in nine of ten futures").format(range=ranks),
        )
    ]


@dataclass(frozen=True, slots=True)
class Risk:
    """The chance of an onset within a horizon, with its ranges."""

    title: str
    chance: str
    percent: str
    rank: str
    average: str


def onsets(shown: Shown, country: Country) -> list[Risk]:
    """Tell the risk of an onset at each horizon at hand."""
    return [_risk(shown, onset) for onset in country.onsets.values()]


def _risk(shown: Shown, onset: Onset) -> Risk:
    question = Question("onset", 12 * onset.horizon)
    title = gettext("That {event} in {when}").format(
        event=str(BEGINS), when=when(question, shown.facts)
    )
    ranks = words.span(*map(words.number, (onset.rank_low, onset.rank_high)))
    return Risk(
        title=title,
        chance=words.frequency(onset.risk),
        percent=gettext("{percent} ({range})").format(
            percent=words.share(onset.risk), range=words.ends(onset.low, onset.high)
        ),
        rank=gettext("{rank} ({range})").format(
            rank=rank_of(onset.rank, onset.of), range=ranks
        ),
        average=gettext("{chance} in the average country").format(
            chance=words.frequency(onset.average)
        ),
    )


def lacking(shown: Shown, country: Country) -> list[str]:
    """Say what is not forecast for a country, and why."""
    told = []
    for facts in shown.facts.onsets:
        if facts.horizon not in country.onsets:
            why = country.onset_lacking.get(facts.horizon, ())
            form = gettext("A new mass killing is not forecast here: {why}")
            reason = words.listed(map(words.clause, why))
            told.append(
                form.format(why=reason or gettext("the data do not hold the country."))
            )
    if not country.deaths:
        told.append(
            gettext("Deaths are not forecast here: the data do not count this country.")
        )
    return list(dict.fromkeys(told))
