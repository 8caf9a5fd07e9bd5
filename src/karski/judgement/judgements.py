"""What a judgement is, and the question that it answers."""

from dataclasses import dataclass
from datetime import datetime
from math import isfinite

from karski.core.errors import JudgementError


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's probability that the answer to a question is yes.

    Attributes
    ----------
    question : str
        The question's name.
    person : str
        Who judged; a pseudonym will do, if it is the same each time.
    probability : float
        In 0..1, as given; 0 and 1 too, which `karski.judgement.answers` bounds.
    given : datetime
        With its time zone.
    where : str
        Where it is written, for messages: ``judgements.csv, row 7``; or "".

    Raises
    ------
    JudgementError
        A name is blank, the probability is none, or the moment has no time zone.
    """

    question: str
    person: str
    probability: float
    given: datetime
    where: str = ""

    def __post_init__(self) -> None:
        if not self.question.strip() or not self.person.strip():
            raise JudgementError(
                f"{self}: a judgement needs the names of a question and a person"
            )
        if not (isfinite(self.probability) and 0 <= self.probability <= 1):
            raise JudgementError(
                f"{self}: {self.probability:g} is not a probability between 0 and 1"
            )
        _refuse_local(self.given, str(self))

    def __str__(self) -> str:
        return self.where or f"{self.person} on {self.question!r}"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the answer yes or no, put to people until it closes.

    Attributes
    ----------
    name : str
    closes : datetime or None
        The last moment at which a judgement counts; None if not known, and then no
        earlier question can be said to have been resolved before it.
    resolved : datetime or None
        When the answer became known; None as long as it is not.
    outcome : bool or None
        Whether the answer was yes.
    base_rate : float or None
        How often such a thing happens, in (0, 1), as stated when the question was
        put; None if nobody stated it.
    where : str
        Where it is written, for messages, or "".

    Raises
    ------
    JudgementError
        The name is blank, one of `resolved` and `outcome` is there without the other,
        `base_rate` is out of range, or a moment has no time zone.
    """

    name: str
    closes: datetime | None = None
    resolved: datetime | None = None
    outcome: bool | None = None
    base_rate: float | None = None
    where: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise JudgementError(f"{self}: a question needs a name")
        if (self.resolved is None) != (self.outcome is None):
            given, lacks = ("an outcome", "day on which it was resolved")
            if self.outcome is None:
                given, lacks = ("a day of resolution", "outcome")
            raise JudgementError(f"{self} has {given} but no {lacks}; give both")
        if self.base_rate is not None and not 0 < self.base_rate < 1:
            raise JudgementError(
                f"{self}: base rate {self.base_rate:g} is not between 0 and 1"
            )
        for moment in (self.closes, self.resolved):
            if moment is not None:
                _refuse_local(moment, str(self))

    def __str__(self) -> str:
        return self.where or f"question {self.name!r}"

    @property
    def shut(self) -> datetime | None:
        """The moment after which a judgement is late.

        What is said once the answer is known is no forecast, so a question that is
        resolved before it closes is shut then.
        """
        known = [moment for moment in (self.closes, self.resolved) if moment]
        return min(known, default=None)


def _refuse_local(moment: datetime, where: str) -> None:
    if moment.tzinfo is None:
        raise JudgementError(f"{where}: {moment} has no time zone; give one, such as Z")
