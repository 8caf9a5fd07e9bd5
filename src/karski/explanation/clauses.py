"""Clauses that can be translated: a sentence with gaps, and what stands in them."""

from typing import TypeAlias

from pydantic import Field

from karski.core.documents import Document, Words


class Figure(Document):
    """A number as people count it, not yet written as a language writes numbers.

    Attributes
    ----------
    value : float
        Rounded to `digits`.
    digits : int
        After the decimal point.
    """

    value: float
    digits: int = 0

    def __str__(self) -> str:
        # adding 0.0 turns the minus of a rounded -0.0 away
        return f"{self.value + 0.0:,.{self.digits}f}"


Param: TypeAlias = Figure | str


class Clause(Document):
    """What is said, apart from how a language says it.

    Attributes
    ----------
    msgid : str
        In English, with ``{names}`` for what varies.
    params : dict of str to Figure or str
        What stands for them. Text is the same in every language, as a year is.

    Examples
    --------
    >>> clause = Clause(
    ...     msgid="people: {value}", params={"value": Figure(value=54_500_000)}
    ... )
    >>> str(clause)
    'people: 54,500,000'
    """

    msgid: Words
    params: dict[str, Param] = Field(default_factory=dict)

    def __str__(self) -> str:
        return self.msgid.format(**self.params)
