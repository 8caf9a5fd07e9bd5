"""The judgements that count: each person's last word before a question was shut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from karski.core.errors import JudgementError
from karski.judgement._log_odds import Array
from karski.judgement.judgements import Judgement, Question

BOUND = 0.005  # half of one in 100: what 0 % means where people answer in whole percent
EVEN = 0.5
Moments: TypeAlias = NDArray[np.datetime64]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Who said what, one row for each question and one column for each person.

    Attributes
    ----------
    questions : tuple of Question
    people : tuple of str
        In alphabetical order, so that the order of a file never matters.
    given : array, shape (questions, people)
        Probabilities as given, in 0..1; NaN where the person gave none in time.
    bound : float
        Least distance of a probability from 0 and from 1, as it is used.
    late : tuple of Judgement
        Given after the question was shut; left out.
    replaced : int
        Judgements followed by a later one of the same person; left out.
    """

    questions: tuple[Question, ...]
    people: tuple[str, ...]
    given: Array
    bound: float
    late: tuple[Judgement, ...]
    replaced: int

    @property
    def probabilities(self) -> Array:
        """As given, but at least `bound` and at most 1 - `bound`."""
        return np.clip(self.given, self.bound, 1 - self.bound)

    @property
    def bounded(self) -> Flags:
        """Where a probability is used that is not the one given."""
        changed: Flags = self.given != self.probabilities
        return changed & np.isfinite(self.given)

    @property
    def outcomes(self) -> Array:
        """1 for yes, 0 for no, NaN where a question is not resolved."""
        return np.array(
            [np.nan if q.outcome is None else q.outcome for q in self.questions], float
        )

    @property
    def anchors(self) -> Array:
        """The stated base rate of each question; 1/2 where none is stated."""
        return np.array(
            [EVEN if q.base_rate is None else q.base_rate for q in self.questions],
            float,
        )

    def before(self) -> Flags:
        """Return what was known when: shape (questions, questions).

        Row i tells which questions had been resolved before question i was shut. A
        question is never among those of its own row.
        """
        resolved = _moments(question.resolved for question in self.questions)
        shut = _moments(question.shut for question in self.questions)
        known: Flags = resolved[None, :] < shut[:, None]  # False where one is not there
        return known


def collect(
    judgements: Sequence[Judgement],
    questions: Sequence[Question],
    *,
    bound: float = BOUND,
) -> Answers:
    """Keep each person's last judgement in time, and count what is left out.

    Parameters
    ----------
    judgements : sequence of Judgement
    questions : sequence of Question
        Every question that `judgements` speak of; one without judgements is kept.
    bound : float
        In (0, 1/2). Probabilities below it are used as `bound`, those above 1 -
        `bound` as that: the log-odds of 0 and 1 are infinite.

    Returns
    -------
    Answers

    Raises
    ------
    JudgementError
        A question is not known or is there twice; or one person gave two different
        probabilities for a question at the same moment.

    Examples
    --------
    >>> day = datetime(2025, 3, 1, tzinfo=UTC)
    >>> said = [Judgement("Q", "A", 0.0, day), Judgement("Q", "B", 0.4, day)]
    >>> answers = collect(said, [Question("Q")])
    >>> answers.probabilities.tolist(), int(answers.bounded.sum())
    ([[0.005, 0.4]], 1)
    """
    if not 0 < bound < EVEN:
        raise ValueError(f"bound {bound} is not between 0 and 1/2")
    rows = _rows(questions)
    late, last, replaced = _last_words(judgements, questions, rows)
    people = sorted({judgement.person for judgement in judgements})
    columns = {person: column for column, person in enumerate(people)}
    given = np.full((len(questions), len(people)), np.nan)
    for (row, person), judgement in last.items():
        given[row, columns[person]] = judgement.probability
    return Answers(tuple(questions), tuple(people), given, bound, late, replaced)


def _rows(questions: Sequence[Question]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for row, question in enumerate(questions):
        if question.name in rows:
            raise JudgementError(
                f"{question}: question {question.name!r} is there twice; remove one"
            )
        rows[question.name] = row
    return rows


def _last_words(
    judgements: Sequence[Judgement],
    questions: Sequence[Question],
    rows: dict[str, int],
) -> tuple[tuple[Judgement, ...], dict[tuple[int, str], Judgement], int]:
    late: list[Judgement] = []
    last: dict[tuple[int, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda each: each.given):
        row = _row(judgement, rows)
        shut = questions[row].shut
        if shut is not None and judgement.given > shut:
            late.append(judgement)
            continue
        _refuse_two_at_once(last.get((row, judgement.person)), judgement)
        last[row, judgement.person] = judgement
    return tuple(late), last, len(judgements) - len(late) - len(last)


def _row(judgement: Judgement, rows: dict[str, int]) -> int:
    if judgement.question in rows:
        return rows[judgement.question]
    near = get_close_matches(judgement.question, rows, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "add it to the questions"
    raise JudgementError(
        f"{judgement}: question {judgement.question!r} is not known; {hint}"
    )


def _refuse_two_at_once(before: Judgement | None, now: Judgement) -> None:
    if (
        before is not None
        and before.given == now.given
        and before.probability != now.probability
    ):
        raise JudgementError(
            f"{now}: {now.person!r} gave {before.probability:g} and"
            f" {now.probability:g} for question {now.question!r} at the same moment;"
            " give the time of day, or remove one"
        )


def _moments(moments: Iterable[datetime | None]) -> Moments:
    naive: list[Any] = [
        moment and moment.astimezone(UTC).replace(tzinfo=None) for moment in moments
    ]
    return np.array(naive, dtype="datetime64[us]")
