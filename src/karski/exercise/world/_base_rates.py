"""The document that carries the model's constants, and how well they fit."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from karski.core.documents import Document, Words
from karski.exercise.world._assumption import Assumption


class DataUsed(Document):
    """The data that the fit was made with.

    Attributes
    ----------
    title, producer, licence, citation, file : str
    sha256 : str
        Of the file.
    first, last : str
        Dates of the first and the last event used.
    events, areas, months : int
        Events used; areas of one degree; months of them in the set at risk.
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
    months: int
    what: Words


class Fitted(Document):
    """A statistic of the data beside the same of the model, each with its interval.

    Intervals hold 95 %: of the data over a bootstrap of areas, of the model over
    as many simulated areas as the data has.
    """

    name: Words
    title: Words
    unit: Words
    data: float
    data_interval: tuple[float, float]
    model: float
    model_interval: tuple[float, float]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for low, high in (self.data_interval, self.model_interval):
            if low > high:
                raise ValueError(f"its interval runs from {low:g} down to {high:g}")
        return self


class BaseRates(Document):
    """What the data is, how the model fits it, and every assumption."""

    data: DataUsed
    fit: tuple[Fitted, ...]
    assumptions: tuple[Assumption, ...]
