"""What a ready-made agenda is, as a document."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from karski.agenda.sessions import MIDNIGHT, Day, Kind, Session, minutes
from karski.core.documents import Document, Words

Clock: TypeAlias = Annotated[int, BeforeValidator(lambda text: minutes(str(text)))]
Code: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,19}$")]
Measure: TypeAlias = Literal["test", "exercise", "forecasts", "commitments"]


class TemplateObjective(Document):
    """What people can do afterwards, and how it is seen that they can."""

    code: Code
    text: Words
    measured_by: tuple[Measure, ...] = Field(min_length=1)


class TemplateSession(Document):
    """A session, without its room and experts."""

    starts: Clock
    minutes: Annotated[int, Field(gt=0, le=MIDNIGHT)]
    kind: Kind
    title: Words
    about: str = ""
    objectives: tuple[Code, ...] = ()

    @property
    def ends(self) -> int:
        """When it ends [minutes after midnight]."""
        return self.starts + self.minutes


class TemplateDay(Document):
    """A day and its sessions, in order."""

    title: Words
    opens: Clock
    closes: Clock
    sessions: tuple[TemplateSession, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_after_the_other(self) -> Self:
        ready = self.opens
        for session in self.sessions:
            if session.starts < ready:
                raise ValueError(f"must start {session.title!r} after what is before")
            ready = session.ends
        if ready > self.closes:
            raise ValueError(f"must close {self.title!r} after its last session")
        return self


class Template(Document):
    """A ready-made agenda.

    Attributes
    ----------
    title, about : str
    sources : tuple of str
        What it follows.
    rule : str
        How people speak in it; empty if nothing is said of it.
    objectives : tuple of TemplateObjective
        Each is served by at least one session.
    days : tuple of TemplateDay
    """

    title: Words
    about: Words
    sources: tuple[Words, ...] = Field(min_length=1)
    rule: str = ""
    objectives: tuple[TemplateObjective, ...]
    days: tuple[TemplateDay, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _linked(self) -> Self:
        known = [objective.code for objective in self.objectives]
        used = {
            code for day in self.days for s in day.sessions for code in s.objectives
        }
        if len({*known}) != len(known):
            raise ValueError("must have each objective's code once")
        for code in sorted({*known} ^ used):
            what = "serve" if code in known else "know"
            raise ValueError(f"must {what} the objective {code!r} that it names")
        return self

    def days_from(self, first: date) -> tuple[Day, ...]:
        """Return its days, the first of them on a date."""
        return tuple(
            Day(at + 1, first + timedelta(at), day.opens, day.closes, day.title)
            for at, day in enumerate(self.days)
        )

    def sessions(self) -> tuple[Session, ...]:
        """Return its sessions; their keys are ``day-place``, from 1."""
        return tuple(
            Session(
                f"{number}-{place}",
                number,
                session.starts,
                session.ends,
                session.kind,
                session.title,
                objectives=session.objectives,
                about=session.about,
            )
            for number, day in enumerate(self.days, 1)
            for place, session in enumerate(day.sessions, 1)
        )

    def texts(self) -> Iterator[str]:
        """Yield what a reader sees of it, to be translated."""
        yield from (self.title, self.about, *filter(None, [self.rule]))
        yield from (objective.text for objective in self.objectives)
        for day in self.days:
            yield day.title
            for session in day.sessions:
                yield from filter(None, (session.title, session.about))
