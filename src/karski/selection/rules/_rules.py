"""What a document of rules holds, and how a slip in it is told."""

from typing import Literal, Self, TypeAlias

import yaml
from pydantic import Field, PrivateAttr, field_validator, model_validator

from karski.core.documents import Document, Words, parse
from karski.selection.candidates import nearest, word

SCORE, EQUAL_CHANCES = "score", "equal chances"
MOST = 1000  # seats, people in a bound, weight: sums of them stay exact
Count: TypeAlias = int


class Bounds(Document):
    """How many people; at least one of the three, `exactly` alone."""

    at_least: Count | None = Field(None, ge=0, le=MOST)
    at_most: Count | None = Field(None, ge=0, le=MOST)
    exactly: Count | None = Field(None, ge=0, le=MOST)

    @property
    def low(self) -> int:
        """Return the fewest people that keep the rule."""
        return next(n for n in (self.exactly, self.at_least, 0) if n is not None)

    @property
    def high(self) -> int | None:
        """Return the most people that keep the rule; None where any number does."""
        return self.at_most if self.exactly is None else self.exactly

    @model_validator(mode="after")
    def _can_hold(self) -> Self:
        if self.exactly is not None and (self.at_least, self.at_most) != (None, None):
            raise ValueError("has 'exactly' beside another bound; keep one")
        if (self.at_least, self.at_most, self.exactly) == (None, None, None):
            raise ValueError("asks for no number; give at_least, at_most or exactly")
        if self.high is not None and self.low > self.high:
            raise ValueError(
                f"asks for at least {self.low} and at most {self.high}: no number is"
                " both; correct one"
            )
        return self


class Rule(Bounds):
    """A floor or a ceiling of people of one kind; `v4_prevention.yaml` says how."""

    column: Words
    value: Words | None = None
    values: tuple[Words, ...] = ()
    each: bool = False
    hard: bool
    weight: int = Field(1, ge=1, le=MOST)
    _line: int = PrivateAttr(0)

    @property
    def line(self) -> int:
        """Return the line on which the rule stands in its document."""
        return self._line

    @property
    def named(self) -> tuple[str, ...]:
        """Return the groups that the rule names; none where it is for each there is."""
        return (self.value,) if self.value else self.values

    @field_validator("value")
    @classmethod
    def _stripped(cls, value: str | None) -> str | None:
        return value and value.strip()

    @model_validator(mode="after")
    def _says_of_whom(self) -> Self:
        of_each = self.each and self.value is None
        if (self.value is not None) + bool(self.values) != 1 and not of_each:
            raise ValueError("must name one 'value', some 'values', or 'each: true'")
        if self.each and self.value is not None:
            raise ValueError("has 'each' beside one 'value'; keep one")
        for name in self.named:
            if word(self.column, name) is None:
                raise ValueError(
                    f"has {name!r}, which is no {self.column};"
                    f" {nearest(self.column, name)}"
                )
        return self


class Visegrad(Document):
    """Seats for states that represent themselves, host apart."""

    states: tuple[Words, ...] = Field(min_length=1)
    each: Bounds
    elsewhere: Bounds | None = None
    hard: bool
    weight: int = Field(1, ge=1, le=MOST)
    _line: int = PrivateAttr(0)

    @property
    def line(self) -> int:
        """Return the line on which the states stand in their document."""
        return self._line

    @field_validator("states")
    @classmethod
    def _are_states(cls, states: tuple[str, ...]) -> tuple[str, ...]:
        for state in states:
            if word("country", state) is None:
                raise ValueError(
                    f"has {state!r}, which is no country code;"
                    f" {nearest('country', state)}"
                )
            if states.count(state) > 1:
                raise ValueError(f"has {state!r} twice; remove one")
        return states


class Rules(Document):
    """A document of rules."""

    title: Words
    mode: Literal["score", "equal chances"] = "score"
    seats: int = Field(ge=1, le=MOST)
    first_time: Literal["before scores", "after scores", "ignored"] = "after scores"
    visegrad: Visegrad | None = None
    rules: tuple[Rule, ...] = ()
    _name: str = PrivateAttr("the rules")

    @property
    def name(self) -> str:
        """Return the document's name, for messages."""
        return self._name


def parse_rules(text: str, name: str) -> Rules:
    r"""Return the rules that a document writes.

    Parameters
    ----------
    text : str
        YAML, as `rules/v4_prevention.yaml` explains it.
    name : str
        What messages call the document: its file.

    Raises
    ------
    DocumentError
        The text does not follow the schema: one sentence with file, line and field.

    Examples
    --------
    >>> parse_rules("title: Small\nseat: 3", "small.yaml")
    Traceback (most recent call last):
    karski.core.errors.DocumentError: small.yaml: line 1, 'seats' is missing; add it
    """
    found = parse(text, name, Rules)
    found._name = name
    lines = _lines(text)
    for at, rule in enumerate(found.rules):
        rule._line = lines["rules", at]
    if found.visegrad:
        found.visegrad._line = lines["visegrad", 0]
    return found


def _lines(text: str) -> dict[tuple[str, int], int]:
    """Return the lines on which the parts of a document begin."""
    root = yaml.compose(text, yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode), "the schema has been checked"
    found = {}
    for key, value in root.value:
        found[key.value, 0] = key.start_mark.line + 1
        if isinstance(value, yaml.SequenceNode):
            for at, item in enumerate(value.value):
                found[key.value, at] = item.start_mark.line + 1
    return found
