"""What reaches desks: the master scenario events list, milestones and questions."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words
from karski.exercise.moments import Moment
from karski.exercise.packs.conditions import Condition
from karski.exercise.packs.story import Factor
from karski.exercise.packs.texts import Text

Channel: TypeAlias = Literal[
    "cable", "intelligence", "press", "social", "radio", "field", "call"
]
Truth: TypeAlias = Literal["true", "false", "unknown"]
Source: TypeAlias = Literal["A", "B", "C", "D", "E", "F"]


class Grade(Document):
    """The Admiralty code: how reliable the source, how credible the information."""

    source: Source
    information: Annotated[int, Field(ge=1, le=6)]


class Report(Document):
    """A count of the world that the text tells as ``{low}`` to ``{high}``.

    Attributes
    ----------
    variable : str
    community : str
        As ``region/group``, a region, or ``all``.
    spread : float
        How far the told range reaches to either side, as a share of the count.
    """

    variable: Literal["deaths", "displaced", "incidents"]
    community: Words = "all"
    spread: Annotated[float, Field(ge=0, le=1)] = 0.3


class Shock(Document):
    """What an inject does to the world: a risk factor of a community moves."""

    community: Words
    factor: Factor
    by: Annotated[float, Field(ge=-1, le=1)]


class Inject(Document):
    """News that reaches some seats.

    Attributes
    ----------
    title : Text
        For those who run the exercise.
    text : Text
    channel : str
    sender : str
        An actor, institution or role of the pack.
    to : tuple of str
        Roles, or ``all``.
    at : int or None
        When it is sent [ms of exercise time]; with `when`: only if that holds then,
        else it is passed over.
    when : Condition or None
        Alone: it is sent as soon as that holds. Without both: by hand only.
    delay_minutes : int
        How long after `when` began to hold.
    grade : Grade or None
        Needed for intelligence; others may have one.
    truth : str
        Told to those who run the exercise alone, and to all in the review.
    sensitive : bool
        Whether its text is hidden behind a link that names what it is.
    expected : tuple of Text
        What seats would do if they did well.
    objective : str or None
        One of the pack's.
    capability : str or None
        What experts should watch as it arrives.
    report : Report or None
    shocks : tuple of Shock
    """

    title: Text
    text: Text
    channel: Channel
    sender: Words
    to: tuple[Words, ...]
    at: Moment | None = None
    when: Condition | None = None
    delay_minutes: Annotated[int, Field(ge=0, le=60 * 24 * 30)] = 0
    grade: Grade | None = None
    truth: Truth
    sensitive: bool = False
    expected: tuple[Text, ...] = ()
    objective: Words | None = None
    capability: Words | None = None
    report: Report | None = None
    shocks: tuple[Shock, ...] = ()

    @model_validator(mode="after")
    def _graded(self) -> Self:
        if self.channel == "intelligence" and self.grade is None:
            raise ValueError("must have a grade: it is intelligence")
        if self.delay_minutes and (self.when is None or self.at is not None):
            raise ValueError("must have no delay_minutes but with when alone")
        return self

    @property
    def by_hand(self) -> bool:
        """Whether only a facilitator sends it."""
        return self.at is None and self.when is None


class Milestone(Document):
    """Something that desks bring about or let happen; reached once."""

    title: Text
    when: Condition
    good: bool = True


class Question(Document):
    """A question whose answer is a probability; asked, answered, and resolved."""

    text: Text
    to: tuple[Words, ...]
    at: Moment
    closes: Moment
    resolves: Moment
    true_when: Condition

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.at < self.closes <= self.resolves:
            raise ValueError("must have at before closes, and closes by resolves")
        return self


Stage: TypeAlias = Literal["brief", "discuss", "decide", "resolve", "plenary"]


class Phase(Document):
    """From when on the room does what, as a proposal to the facilitator."""

    stage: Stage
    at: Moment
    title: Text
