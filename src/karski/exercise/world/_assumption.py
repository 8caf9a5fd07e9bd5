"""What an assumption of the world is, as `base_rates.yaml` writes it."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words

Origin: TypeAlias = Literal["data", "literature", "judgement"]
Number: TypeAlias = Annotated[float, Field(ge=0)]
Times: TypeAlias = Annotated[float, Field(gt=0)]


class Assumption(Document):
    """A constant of the model, where it is from, and what if it is wrong.

    Attributes
    ----------
    name, title, unit : str
        The field of `Assumptions`; what it is, in plain words; "1" for a pure number.
    value : float or tuple of float
        One; one a phase, from calm to mass violence; or one a risk factor, 1 to 14.
    origin : str
        Fitted to data, taken from the literature, or a judgement of ours.
    source : str
        Which data or literature; or what the judgement rests on.
    varied : str
        How `sensitivity` makes a low and a high value of it: times a number, or to the
        power of one, where only the ratio of its values counts.
    times : tuple of two floats
        Those numbers: what a reasonable person could still defend.
    if_wrong : str
        What the world would get wrong with it.
    """

    name: Words
    title: Words
    unit: Words
    value: Number | tuple[Number, ...]
    origin: Origin
    source: Words
    varied: Literal["times", "to the power of"] = "times"
    times: tuple[Times, Times]
    if_wrong: Words

    @model_validator(mode="after")
    def _low_then_high(self) -> Self:
        low, high = self.times
        if not low < 1 < high:
            raise ValueError(
                f"its 'times' are {low:g} and {high:g}; give one below 1, one above it"
            )
        return self
