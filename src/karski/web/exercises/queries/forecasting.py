"""Questions that were put, and what seats have answered so far."""

from dataclasses import dataclass
from statistics import median

from karski.exercise.state import Asked, State
from karski.web.exercises.templatetags.exercises import told

OWN = "own-"


@dataclass(frozen=True, slots=True)
class Row:
    """A question; `middle` is the median of the last answers, 0 to 1."""

    name: str
    text: str
    closes: int
    answers: int
    middle: float | None
    outcome: bool | None
    own: bool


def rows(state: State) -> list[Row]:
    """Return the questions that were put, newest first."""
    found = [_row(name, asked) for name, asked in state.questions.items()]
    return found[::-1]


def _row(name: str, asked: Asked) -> Row:
    last = [given[-1][1] for given in asked.forecasts.values() if given]
    return Row(
        name=name,
        text=told(asked.text),
        closes=asked.closes,
        answers=len(last),
        middle=median(last) if last else None,
        outcome=asked.outcome,
        own=name.startswith(OWN),
    )
