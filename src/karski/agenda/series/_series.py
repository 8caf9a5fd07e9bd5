"""What is told of a series of workshops that has been held, as a document."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self, TypeAlias

import pycountry
from pydantic import AfterValidator, Field, model_validator

from karski.core import months
from karski.core.documents import Document, Words


def _known(code: str) -> str:
    if pycountry.countries.get(alpha_3=code) is None:
        raise ValueError(f"must be a country by its three letters; {code!r} is none")
    return code


Country: TypeAlias = Annotated[str, AfterValidator(_known)]
Aim: TypeAlias = Literal[
    "skills", "warning", "expertise", "concert", "dialogue", "networks"
]


class Body(Document):
    """An organisation."""

    name: Words
    country: Country | None = None
    url: Words | None = None


class HeldWorkshop(Document):
    """A workshop that was held.

    Attributes
    ----------
    city : str
    country : str
        ISO 3166-1 alpha-3.
    month : str
        ``YYYY-MM``
    first, last : datetime.date or None
        Its days, where they are known; else the month alone is.
    """

    city: Words
    country: Country
    month: Words
    first: date | None = None
    last: date | None = None

    @model_validator(mode="after")
    def _dated(self) -> Self:
        month = months.parse(self.month)
        if (self.first is None) != (self.last is None):
            raise ValueError("must have both its first and last day, or neither")
        if self.first is not None and self.last is not None:
            if self.last < self.first:
                raise ValueError("must end after it starts")
            if months.of_date(self.first) != month:
                raise ValueError(f"must start in its month, {self.month}")
        return self

    @property
    def days_known(self) -> bool:
        """Whether its days are known, or the month alone."""
        return self.first is not None

    def span(self) -> tuple[date, date]:
        """Return its first and last day; of a month, those of the month.

        Examples
        --------
        >>> HeldWorkshop(city="Prague", country="CZE", month="2015-02").span()
        (datetime.date(2015, 2, 1), datetime.date(2015, 2, 28))
        """
        if self.first is not None and self.last is not None:
            return self.first, self.last
        month = months.parse(self.month)
        year, number = months.year_of(month), months.month_of_year(month)
        last = monthrange(year, number)[1]
        return date(year, number, 1), date(year, number, last)


class HeldSeries(Document):
    """A series of workshops: who carried it, what for, where and when it met."""

    title: Words
    summary: Words
    aims: tuple[Aim, ...] = Field(min_length=1)
    organiser: Body
    partners: tuple[Body, ...]
    funder: Body
    seats: Annotated[int, Field(gt=0)]
    workshops: tuple[HeldWorkshop, ...] = Field(min_length=1)
    sources: tuple[Words, ...] = Field(min_length=1)

    def texts(self) -> Iterator[str]:
        """Yield what a reader sees of it in their own language."""
        yield self.summary
