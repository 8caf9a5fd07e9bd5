"""Questions whose answers are probabilities."""

from dataclasses import dataclass

from karski.exercise.commands.command import Command, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestion(Command):
    """Ask a question that the pack does not hold; by the facilitator.

    Attributes
    ----------
    closes : int
        Until when answers count [ms of exercise time].
    """

    text: Words
    closes: int
    to: tuple[str, ...] = ("all",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast(Command):
    """Give or revise the probability, 0 to 1, that the answer is yes."""

    question: str
    probability: float
    player: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveQuestion(Command):
    """Say how a question of one's own came out; by the facilitator."""

    question: str
    outcome: bool
