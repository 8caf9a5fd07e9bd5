"""What the newest edition forecasts that is still ahead: questions to take from it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pycountry
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from karski.briefings.edition import Edition, bundled, editions, read
from karski.core.months import month_of_year, year_of
from karski.web.people.countries import country_name
from karski.web.workshops.texts import Texts

TARGET = "deaths_civilians"
MONTHS = (3, 6, 12)
LEAST = (25, 100, 1000)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A chance of the newest edition whose months are not over.

    Attributes
    ----------
    country : int
        The edition's number of the place.
    months, least : int
        Within how many months at least how many civilians are killed.
    probability : float
    first, last : int
        Months, as `karski.core.months` numbers them.
    iso3 : str or None
    name : str
        The edition's own, for places without a code.
    source : str
        Which edition, for the record.
    """

    country: int
    months: int
    least: int
    probability: float
    first: int
    last: int
    iso3: str | None
    name: str
    source: str

    @property
    def closes(self) -> datetime:
        """The moment at which its months begin to be over: the last one's first day."""
        return datetime(year_of(self.last), month_of_year(self.last), 1, tzinfo=UTC)

    def texts(self) -> Texts:
        """Return the question and how it is resolved, in every language."""
        return {code: self._said(code) for code, _name in settings.LANGUAGES}

    def _said(self, language: str) -> dict[str, str]:
        with override(language):
            said = {
                "country": _name_of(self.iso3, self.name),
                "least": self.least,
                "first": _month(self.first),
                "last": _month(self.last),
            }
            question = _(
                "Will at least %(least)d civilians be killed in organised violence in"
                " %(country)s from %(first)s to %(last)s?"
            )
            resolution = _(
                "By the best estimate of the Uppsala Conflict Data Program, in its"
                " Georeferenced Event Dataset, from %(first)s to %(last)s."
            )
            return {"question": question % said, "resolution": resolution % said}


def newest() -> Edition | None:
    """Return the newest edition of the workspace, else the one that came along.

    One of invented countries only where there is no other.
    """
    own = [each for each in editions(settings.ENVIRONMENT.workspace) if each.facts]
    own.sort(key=lambda each: each.facts is not None and each.facts.simulated)
    if own and own[0].facts is not None and not own[0].facts.simulated:
        return _read(own[0].folder, own[0].facts.identity)
    came = _bundled()
    if came is not None or not own or own[0].facts is None:
        return came
    return _read(own[0].folder, own[0].facts.identity)


def ahead(edition: Edition, months: int, least: int, day: date) -> list[Ahead]:
    """Return the chances of an edition that are not over on a day, the highest first.

    Empty where the months are over, or the edition holds no such chances.
    """
    origin = next(
        (each.origin for each in edition.facts.targets if each.target == TARGET), None
    )
    if origin is None:
        return []
    first, last = origin + 1, origin + months
    if date(year_of(last), month_of_year(last), 1) <= day:
        return []
    source = f"Karski, edition {edition.facts.name}, {TARGET}"
    return [
        Ahead(
            each.place,
            months,
            least,
            each.probability,
            first,
            last,
            edition.places[each.place].iso3,
            edition.places[each.place].name,
            source,
        )
        for each in edition.table(TARGET, months, least)
    ]


def countries_of(edition: Edition) -> list[tuple[int, str]]:
    """Return the places of an edition by name, in the reader's language."""
    named = [
        (number, _name_of(place.iso3, place.name))
        for number, place in edition.places.items()
    ]
    return sorted(named, key=lambda each: each[1])


def _name_of(iso3: str | None, name: str) -> str:
    found = pycountry.countries.get(alpha_3=iso3) if iso3 else None
    return name if found is None else country_name(found.alpha_2)


def _month(number: int) -> str:
    return date_format(
        date(year_of(number), month_of_year(number), 1), "YEAR_MONTH_FORMAT"
    )


@lru_cache(maxsize=2)
def _read(folder: Path, identity: str) -> Edition:
    return read(folder)


@lru_cache(maxsize=1)
def _bundled() -> Edition | None:
    return bundled()
