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
    """A form.

    Attributes
    ----------
    heading, hint : str
    lines : tuple of Line
    points : tuple of str
        What to look at.
    choices : tuple of str
        Boxes to tick, before the lines.
    verdicts : tuple of str
        Boxes that whoever takes the form ticks, after the lines.
    own_page : bool
        Whether it begins a page.
    """

    heading: str
    hint: str
    lines: tuple[Line, ...]
    points: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    own_page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseForms(Content):
    """The forms; `banner` stands on each page."""

    banner: str
    forms: tuple[Form, ...]


PAPER = Paper("Forms of an exercise", "exercise_forms", ExerciseForms)
