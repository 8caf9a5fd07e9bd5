"""Teams that mix countries and sectors, and in which people meet once."""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

import pycountry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.core.errors import SelectionError
from karski.selection.candidates import Candidate as Person
from karski.selection.teams import Teams, teams
from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops.actions.attendance import lead
from karski.web.workshops.models import Candidate, Round, TeamMember, Workshop
from karski.web.workshops.queries.seats import participants
from karski.web.workshops.queries.teams import rounds_of

Teaming: TypeAlias = tuple[tuple[str, ...], ...]  # teams of a round, by public id


@transaction.atomic
def make_teams(
    workshop: Workshop, *, by: User, number: int, rounds: int = 1
) -> list[Round]:
    """Form teams of all participants for more rounds; the rounds there are stay."""
    lead(by, workshop)
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    people = {str(each.public_id): each for each in participants(workshop)}
    held = rounds_of(workshop)
    if len(people) < number:
        raise ValidationError({"number": _("There are fewer participants than teams.")})
    seed = f"{workshop.public_id} round {len(held) + 1}"
    past = [tuple(_ids(team.people) for team in shown.teams) for shown in held]
    found = _found(list(people.values()), number, rounds, past, seed)
    made = []
    for new in found.rounds:
        kept = Round(workshop=workshop, number=len(past) + 1, seed=seed)
        kept.repeated_pairs = len(_pairs([new]) & _pairs(past))
        made.append(_kept(kept, new, people))
        past.append(new)
    detail = {"teams": number, "rounds": rounds, "repeats": found.repeats}
    audit.record("made teams", by=by, on=workshop, detail=detail)
    return made


@transaction.atomic
def undo_round(workshop: Workshop, *, by: User) -> None:
    """Take the last round back."""
    lead(by, workshop)
    last = workshop.rounds.order_by("-number").first()
    if last is None:
        raise ValidationError(_("There is no round."))
    audit.record(
        "took back a round of teams", by=by, on=workshop, detail={"round": last.number}
    )
    last.delete()


def _found(
    people: list[Candidate], number: int, rounds: int, past: list[Teaming], seed: str
) -> Teams:
    start = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") >> 1
    try:
        return teams(
            [_person(each) for each in people],
            number,
            rounds=rounds,
            held=past,
            seed=start,
        )
    except SelectionError as error:
        raise ValidationError(str(error)) from error


def _person(candidate: Candidate) -> Person:
    """Return what the science knows of a participant."""
    country = pycountry.countries.get(alpha_2=candidate.country)
    return Person(
        id=str(candidate.public_id),
        country=country.alpha_3 if country else None,
        sector=candidate.sector,
        gender=candidate.gender or None,
        institution=candidate.institution or None,
    )


def _ids(people: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(str(each.public_id) for each in people)


def _pairs(rounds: Sequence[Teaming]) -> set[frozenset[str]]:
    """Return who has met whom."""
    teams_there_were = (team for each in rounds for team in each)
    return {
        frozenset(pair) for team in teams_there_were for pair in combinations(team, 2)
    }


def _kept(made: Round, found: Teaming, people: Mapping[str, Candidate]) -> Round:
    made.full_clean()
    made.save()
    for place, team in enumerate(found, 1):
        for each in team:
            member = TeamMember(round=made, team=place, participant=people[each])
            member.full_clean()
            member.save()
    return made
