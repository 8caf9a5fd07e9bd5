"""What a workshop did, on Kirkpatrick's four levels, as it may be shown to anybody.

Reaction, learning, conduct, results: each figure with how many it rests on, out of how
many, and a 95 % interval. What rests on fewer than five people is not shown, not even
how many they are; a count under five hides with it whatever it could be worked out
from (`karski.core.small_cells`). How many answered is shown from five on, even if few
did not: silence is no answer. Figures are for answers that are all in: a mean that is
watched while answers come in gives each of them away.

References
----------
Kirkpatrick and Kirkpatrick (2006), Evaluating Training Programs: The Four Levels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from karski.core.small_cells import LEAST, suppress
from karski.evaluation.intervals import Interval
from karski.learning._intervals import mean
from karski.learning.calibration_game import Bin, Game, MomentScore
from karski.learning.change import Change, ItemChange
from karski.learning.shares import Answered, Share, answered, share, shares
from karski.learning.sittings import Item

SCALE = (1, 5)


@dataclass(frozen=True, slots=True)
class Rating:
    """Level 1: a question answered on a scale of 1 to 5.

    Attributes
    ----------
    name : str
        The question's.
    answered : Answered
    mean : Interval or None
        By Student's t; its ends are NaN where all said the same. None where hidden.
    """

    name: str
    answered: Answered
    mean: Interval | None


@dataclass(frozen=True, slots=True)
class ItemLearning:
    """An item of the test, among those who answered it twice.

    Attributes
    ----------
    item : Item
    before, after : Share
        Who were right.
    change : Interval or None
        `after` less `before`; None where one of them is hidden.
    """

    item: Item
    before: Share
    after: Share
    change: Interval | None


@dataclass(frozen=True, slots=True)
class Learning:
    """Level 2: the same test before and after, among those who sat both.

    Attributes
    ----------
    answered : Answered
        Who sat both, of all participants.
    before, after : float or None
        Mean shares right; None where hidden.
    change : Interval or None
    items : tuple of ItemLearning
    """

    answered: Answered
    before: float | None
    after: float | None
    change: Interval | None
    items: tuple[ItemLearning, ...]


@dataclass(frozen=True, slots=True)
class Judging:
    """Level 2: forecasts at one moment; Brier scores, of which 0 is best.

    Attributes
    ----------
    moment : str
    answered : Answered
        Who forecast a question that is resolved, of all participants.
    questions : int
    brier : Interval or None
        None where hidden, as are the next two.
    model, base_rate : float or None
        What the model and the base rate scored on the same questions.
    change : Interval or None
        From the first moment, person by person: below 0 is better.
    curve, model_curve : tuple of Bin
        Calibration: chances that five people or more gave, and how often it came; and
        those that the model gave to the same questions. Without empty bins.
    """

    moment: str
    answered: Answered
    questions: int
    brier: Interval | None
    model: float | None
    base_rate: float | None
    change: Interval | None
    curve: tuple[Bin, ...] = ()
    model_curve: tuple[Bin, ...] = ()


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Level 3: how many did something, months after the workshop."""

    name: str
    months: int
    answered: Answered
    did: Share


@dataclass(frozen=True, slots=True)
class Results:
    """Level 4: commitments made in the workshop, but for those withdrawn.

    Attributes
    ----------
    made : int or None
        None where they are fewer than `LEAST`; then the rest is None too.
    due, open : int or None
        Whose day has come, and not yet; None where hidden.
    kept : Share
        Of those due; one that nobody has reviewed counts as not kept yet.
    """

    made: int | None
    due: int | None
    open: int | None
    kept: Share


@dataclass(frozen=True, slots=True)
class Levels:
    """The four levels on one page."""

    participants: int
    reaction: tuple[Rating, ...]
    learning: Learning | None
    judging: tuple[Judging, ...]
    behaviour: tuple[Behaviour, ...]
    results: Results | None


def ratings(given: Mapping[str, Sequence[int]], asked: int) -> tuple[Rating, ...]:
    """Return the mean of each question, over those who answered it.

    Parameters
    ----------
    given : mapping of question to sequence of int
        Answers on 1 to 5; a question left out is missing, not 0.
    asked : int
        How many people were asked.
    """
    return tuple(_rating(name, values, asked) for name, values in given.items())


def learning(found: Change, participants: int) -> Learning:
    """Return what the test says of a workshop's participants."""
    people = answered(len(found.people), participants)
    shown = people.count is not None
    first = shares({each.item: _right(each.before, each) for each in found.items})
    then = shares({each.item: _right(each.after, each) for each in found.items})
    return Learning(
        people,
        found.before if shown else None,
        found.after if shown else None,
        found.change if shown else None,
        tuple(_item(each, first[each.item], then[each.item]) for each in found.items),
    )


def judging(game: Game, participants: int) -> tuple[Judging, ...]:
    """Return what the forecasts say, moment by moment."""
    changes = {each.later: each for each in game.sharpening}
    return tuple(
        _judging(
            score,
            participants,
            change.change
            if (change := changes.get(score.moment)) and change.people >= LEAST
            else None,
        )
        for score in game.moments
    )


def behaviours(
    months: int, given: Mapping[str, Sequence[bool]], asked: int
) -> tuple[Behaviour, ...]:
    """Return how many did each thing, of those who said whether they did."""
    return tuple(
        Behaviour(name, months, answered(len(did), asked), share(sum(did), len(did)))
        for name, did in given.items()
    )


def results(kept: int, due_not_kept: int, not_yet_due: int) -> Results:
    """Return how many commitments were kept.

    Parameters
    ----------
    kept, due_not_kept, not_yet_due : int
        Those kept, though their day may not have come; those whose day has come and
        that were not kept or not reviewed; the others.
    """
    parts = suppress({"kept": kept, "not": due_not_kept, "open": not_yet_due})
    shown, other, is_open = parts.cells["kept"], parts.cells["not"], parts.cells["open"]
    if parts.total is None or is_open is None:
        return Results(parts.total, None, None, Share(shown, None, None))
    due = kept + due_not_kept
    if shown is None or other is None:
        return Results(parts.total, due, is_open, Share(None, due, None))
    return Results(parts.total, due, is_open, share(kept, due))


def _rating(name: str, values: Sequence[int], asked: int) -> Rating:
    low, high = SCALE
    assert all(low <= value <= high for value in values), f"{name}: off the scale"
    people = answered(len(values), asked)
    return Rating(name, people, None if people.count is None else mean(values))


def _right(part: float, found: ItemChange) -> tuple[int, int]:
    return round(part * found.pairs), found.pairs


def _item(found: ItemChange, first: Share, then: Share) -> ItemLearning:
    shown = first.share is not None and then.share is not None
    return ItemLearning(found.item, first, then, found.change if shown else None)


def _judging(score: MomentScore, participants: int, change: Interval | None) -> Judging:
    people = answered(score.people, participants)
    if people.count is None:
        return Judging(score.moment, people, score.questions, None, None, None, None)
    model, usual = score.beside_model, score.beside_base_rate
    return Judging(
        score.moment,
        people,
        score.questions,
        score.brier,
        model.baseline if model else None,
        usual.baseline if usual else None,
        change,
        tuple(each for each in score.curve if each.people >= LEAST),
        tuple(each for each in score.model_curve if each.answers),
    )
