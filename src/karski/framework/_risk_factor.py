"""What a risk factor of the United Nations' Framework of Analysis is."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words

FACTORS = 14

Number: TypeAlias = Annotated[int, Field(ge=1, le=FACTORS)]
Crime: TypeAlias = Literal["genocide", "crimes against humanity", "war crimes"]


class RiskFactor(Document):
    """A risk factor, common to all atrocity crimes or specific to one.

    Attributes
    ----------
    number : int
        The Framework's, 1 to 14.
    title, short, asks : str
        In Karski's own words: its name, that in a few words, and what it asks of a
        situation.
    crime : str or None
        The crime that it is specific to; None if it is common to all.
    """

    number: Number
    title: Words
    short: Words
    asks: Words
    crime: Crime | None = None


class Framework(Document):
    """The Framework as a document: every risk factor once, in its order."""

    title: Words
    reference: Words
    risk_factors: tuple[RiskFactor, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        numbers = [factor.number for factor in self.risk_factors]
        if numbers != list(range(1, FACTORS + 1)):
            raise ValueError(
                f"must be numbered 1 to {FACTORS}, each once and in order; it has"
                f" {', '.join(map(str, numbers)) or 'none'}"
            )
        return self
