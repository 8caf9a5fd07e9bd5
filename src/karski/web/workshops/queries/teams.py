"""Which teams a workshop works in."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from karski.web.workshops.models import Candidate, Round, TeamMember, Workshop


@dataclass(frozen=True, slots=True)
class Team:
    """A team of a round."""

    number: int
    people: Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round and its teams."""

    round: Round
    teams: Sequence[Team]


def rounds_of(workshop: Workshop) -> list[RoundShown]:
    """Return the rounds of a workshop with their teams."""
    rounds = workshop.rounds.prefetch_related("members__participant")
    return [RoundShown(each, _teams(list(each.members.all()))) for each in rounds]


def teams_of(candidate: Candidate) -> list[tuple[Round, Team]]:
    """Return the team of a participant in each round."""
    return [
        (shown.round, team)
        for shown in rounds_of(candidate.workshop)
        for team in shown.teams
        if candidate in team.people
    ]


def _teams(members: list[TeamMember]) -> list[Team]:
    return [
        Team(number, [each.participant for each in together])
        for number, together in groupby(members, key=lambda each: each.team)
    ]
