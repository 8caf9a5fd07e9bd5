"""Polls as they may be shown: nothing of the votes before the end, no small group."""

from collections.abc import Sequence
from dataclasses import dataclass

from karski.core.small_cells import LEAST, suppress
from karski.web.workshops.models import (
    Ballot,
    Candidate,
    Choice,
    Poll,
    PollState,
    Workshop,
)
from karski.web.workshops.queries.seats import participants


@dataclass(frozen=True, slots=True)
class Counted:
    """An answer, and how many chose it; None where that would tell of a few people."""

    choice: Choice
    people: int | None


@dataclass(frozen=True, slots=True)
class PollShown:
    """A poll as anybody may see it.

    Attributes
    ----------
    voted, of : int
        How many have voted, and how many may.
    results : sequence of Counted
        Empty until the poll is closed.
    mine : bool
        Whether whoever looks has voted.
    """

    poll: Poll
    voted: int
    of: int
    results: Sequence[Counted] = ()
    mine: bool = False

    @property
    def hidden(self) -> bool:
        """Whether a count is hidden."""
        return any(each.people is None for each in self.results)

    @property
    def least(self) -> int:
        """The least count that is shown."""
        return LEAST


def results(poll: Poll) -> list[Counted]:
    """Return the votes of a closed poll, small counts hidden; else nothing."""
    if poll.state != PollState.CLOSED:
        return []
    choices = list(poll.choices.all())
    cells = suppress({each.pk: each.tally for each in choices}).cells
    return [Counted(each, cells[each.pk]) for each in choices]


def polls_of(
    workshop: Workshop,
    states: Sequence[PollState] = tuple(PollState),
    voter: Candidate | None = None,
) -> list[PollShown]:
    """Return the polls of a workshop in these states, newest first."""
    rows = workshop.polls.filter(state__in=states).prefetch_related("choices")
    voted: dict[int, int] = {}
    mine = set()
    for poll, participant in Ballot.objects.filter(poll__workshop=workshop).values_list(
        "poll", "participant"
    ):
        voted[poll] = voted.get(poll, 0) + 1
        if voter is not None and participant == voter.pk:
            mine.add(poll)
    of = participants(workshop).count()
    return [
        PollShown(poll, voted.get(poll.pk, 0), of, results(poll), poll.pk in mine)
        for poll in rows.order_by("-pk")
    ]
