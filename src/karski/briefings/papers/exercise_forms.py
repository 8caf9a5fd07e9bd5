"""Forms to fill in by hand: decisions of desks, ratings of experts, messages."""

from dataclasses import dataclass

from karski.briefings.papers._content import Content
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True)
class Line:
    """Something to write; `lines` is how many lines it needs."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """A form of half a page or a page; `choices` are boxes to tick under a heading."""

    heading: str
    hint: str
    lines: tuple[Line, ...]
    points: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseForms(Content):
    """The forms; `banner` stands on each page."""

    banner: str
    forms: tuple[Form, ...]


PAPER = Paper("Forms of an exercise", "exercise_forms", ExerciseForms)
