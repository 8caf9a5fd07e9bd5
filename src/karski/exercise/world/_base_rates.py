"""The document that carries the model's constants, and how well they fit."""

from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words
from karski.exercise.world._assumption import Assumption

Ends: TypeAlias = tuple[float, float]


class DataUsed(Document):
    """The data that the fit was made with.

    Attributes
    ----------
    title, producer, licence, citation, file : str
    sha256 : str
        Of the file.
    first, last : str
        Dates of the first and the last event used.
    events, areas, periods : int
        Events used; areas of one degree; their periods of 30 days at risk.
    what : str
        Which events and areas were taken, in plain words.
    """

    title: Words
    producer: Words
    licence: Words
    citation: Words
    file: Words
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    first: Words
    last: Words
    events: int
    areas: int
    periods: int
    what: Words


class Fitted(Document):
    """A statistic of the data beside the same of the model, each with its interval.

    Intervals hold 95 %, by a bootstrap: of the data's countries with all their areas,
    and of the model's rings of areas. None where nothing was there to be counted.
    """

    name: Words
    title: Words
    unit: Words
    data: float | None
    data_interval: Ends | None
    model: float | None
    model_interval: Ends | None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for ends in (self.data_interval, self.model_interval):
            if ends and ends[0] > ends[1]:
                raise ValueError(f"its interval runs from {ends[0]:g} to {ends[1]:g}")
        return self


class Differing(Document):
    """How the base levels of the data's areas are taken to differ: normal."""

    mean: float
    sd: float
    source: Words


class BaseRates(Document):
    """What the data is, how the model fits it, and every assumption."""

    data: DataUsed
    population: Differing
    fit: tuple[Fitted, ...]
    assumptions: tuple[Assumption, ...]
