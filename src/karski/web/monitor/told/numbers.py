"""The numbers behind a country's charts, and the finding of each in a sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from karski.briefings.charts.words import WORDS
from karski.briefings.edition.country import Country, Deaths, YearCount
from karski.web.monitor import words
from karski.web.monitor.told.risks import KINDS

TYPES = {  # the words of the chart
    kind: gettext_lazy(WORDS[kind])  # in `messages`: no literal of this file
    for kind in ("state_based", "non_state", "one_sided")
}


@dataclass(frozen=True, slots=True)
class Violence:
    """People killed by year and type of violence, the latest year first.

    Attributes
    ----------
    heads : tuple of str
    rows : tuple of tuple
        The year, and the people killed of each type.
    lacking : str
        Types that the edition does not hold, said.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lacking: str


def violence(country: Country) -> Violence | None:
    """Return the history by type of violence, or by what is counted without types."""
    by = _by_type(country) or _by_target(country)
    if not by:
        return None
    years = sorted({year for each in by.values() for year in each}, reverse=True)
    rows = tuple(
        (str(year), *(_cell(each.get(year)) for each in by.values())) for year in years
    )
    absent = [str(word) for word in TYPES.values() if str(word) not in by]
    form = gettext("Not told apart in the data at hand: {list}.")
    return Violence(
        tuple(by), rows, form.format(list=words.listed(absent)) if absent else ""
    )


def _by_type(country: Country) -> dict[str, dict[int, YearCount]]:
    return {
        str(word): {each.year: each for each in country.violence[kind]}
        for kind, word in TYPES.items()
        if country.violence.get(kind)
    }


def _by_target(country: Country) -> dict[str, dict[int, YearCount]]:
    return {
        str(KINDS.get(target, target)): {each.year: each for each in deaths.years}
        for target, deaths in country.deaths.items()
    }


def _cell(count: YearCount | None) -> str:
    if count is None:
        return gettext("no data")
    told = words.number(count.deaths)
    if count.months == 12:
        return told
    form = gettext("{count} (in {months})")
    return form.format(count=told, months=words.within(count.months))


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the fan: recorded, or forecast with its ranges."""

    month: int
    name: str
    middle: str
    half: str
    most: str


def months(deaths: Deaths) -> list[Month]:
    """Return every month of the fan, as its table has them."""
    told = [
        Month(each.month, words.month(each.month), words.number(each.deaths), "", "")
        for each in deaths.history
    ]
    for each in deaths.ahead:
        half = words.counts(each.q25, each.q75)
        most = words.counts(each.q05, each.q95)
        name = words.month(each.month)
        told.append(Month(each.month, name, words.about(each.q50), half, most))
    return told


def fan() -> str:
    """Say what the drawing is to those who hear the page."""
    return gettext(
        "Chart of people killed each month, recorded and forecast; the arrow keys read"
        " it month by month, and what it shows is said below."
    )


def finding(deaths: Deaths) -> str:
    """Say what the fan shows."""
    late = sum(each.deaths for each in deaths.history[-12:])
    last = deaths.ahead[-1]
    form = gettext(
        "Recorded: {late} killed in the 12 months to {month}. Forecast for {end}: the"
        " middle is {middle} in the month; nine in ten futures lie between {low} and"
        " {high}."
    )
    return form.format(
        late=words.number(late),
        month=words.month(deaths.history[-1].month),
        end=words.month(last.month),
        middle=words.about(last.q50),
        low=words.about(last.q05),
        high=words.about(last.q95),
    )
