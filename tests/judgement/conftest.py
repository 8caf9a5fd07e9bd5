"""Invented forecasters whose knowledge and faults are known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from scipy.special import logit, ndtr, ndtri

from karski.judgement.answers import Answers, collect
from karski.judgement.judgements import Judgement, Question

START = datetime(2020, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
Draw = Callable[..., Answers]


@dataclass(frozen=True)
class World:
    """What decides each question, and who sees which part of it.

    A question is decided by the sum of normal signals with variances that add up to 1:
    one that all share, one for each person, and the rest that nobody sees. Each gives
    the exact probability of yes given what that person sees; then it may be blurred.
    """

    questions: int = 160
    people: int = 10
    rate: float = 0.5
    shared: float = 0.3
    own: float = 0.06
    confidence: float = 1.0  # by which log-odds away from the rate are multiplied
    blur: tuple[float, ...] = (0.0,)  # of log-odds, person by person in turn
    coverage: float = 0.8  # share of questions that a person answers
    stated: bool = False  # whether the rate is stated with the question

    def draw(self, seed: int) -> Answers:
        random = np.random.default_rng(seed)
        size = (self.questions, self.people)
        shared = random.normal(0, self.shared**0.5, (self.questions, 1))
        own = random.normal(0, self.own**0.5, size)
        unseen = 1 - self.shared - self.people * self.own
        total = shared[:, 0] + own.sum(1)
        total += random.normal(0, unseen**0.5, self.questions)
        line = ndtri(1 - self.rate)
        knows = ndtr((shared + own - line) / (1 - self.shared - self.own) ** 0.5)
        middle = logit(self.rate)
        odds = middle + self.confidence * (logit(knows) - middle)
        odds += random.normal(0, 1, size) * np.resize(self.blur, self.people)
        there = random.random(size) < self.coverage
        return self._answers(1 / (1 + np.exp(-odds)), there, total > line)

    def _answers(
        self, said: np.ndarray, there: np.ndarray, came: np.ndarray
    ) -> Answers:
        judgements = [
            Judgement(f"q{q:03}", f"p{p:02}", float(said[q, p]), START + q * DAY)
            for q, p in np.argwhere(there).tolist()
        ]
        rate = self.rate if self.stated else None
        questions = [
            Question(
                f"q{q:03}",
                START + (q + 0.1) * DAY,
                START + (q + 0.2) * DAY,
                bool(came[q]),
                rate,
            )
            for q in range(self.questions)
        ]
        return collect(judgements, questions)


@pytest.fixture
def draw() -> Draw:
    """Draw the answers of a world."""

    def answers(seed: int = 0, **facts: object) -> Answers:
        return World(**facts).draw(seed)  # type: ignore[arg-type] -- facts of World

    return answers
