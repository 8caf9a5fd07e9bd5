"""Teams: everybody in one, countries apart, nobody meets twice; shown, undone, told."""

from collections.abc import Callable
from itertools import combinations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from karski.web.people.models import Event, User
from karski.web.workshops.actions import teams
from karski.web.workshops.models import Candidate, Round, Workshop
from karski.web.workshops.queries.screens import path_of
from karski.web.workshops.queries.teams import rounds_of

LogIn = Callable[[User], Client]
MakeParticipants = Callable[[int], list[Candidate]]


def test_nobody_meets_twice_over_rounds_made_at_different_times(
    workshop: Workshop, participants: MakeParticipants, flora: User
) -> None:
    people = participants(9)
    teams.make_teams(workshop, by=flora, number=3, rounds=2)
    teams.make_teams(workshop, by=flora, number=3)
    shown = rounds_of(workshop)
    assert [each.round.number for each in shown] == [1, 2, 3]
    met: list[frozenset[int]] = []
    for each in shown:
        assert sorted(p.pk for team in each.teams for p in team.people) == sorted(
            p.pk for p in people
        )
        assert [len(team.people) for team in each.teams] == [3, 3, 3]
        met += [
            frozenset({a.pk, b.pk})
            for team in each.teams
            for a, b in combinations(team.people, 2)
        ]
    assert len(met) == len(set(met)) == 27
    assert [each.round.repeated_pairs for each in shown] == [0, 0, 0]


def test_pairs_that_must_meet_again_are_counted(
    workshop: Workshop, participants: MakeParticipants, flora: User
) -> None:
    participants(4)
    teams.make_teams(workshop, by=flora, number=2, rounds=3)
    teams.make_teams(workshop, by=flora, number=2)
    assert list(Round.objects.values_list("repeated_pairs", flat=True)) == [0, 0, 0, 2]


def test_countries_are_spread(
    workshop: Workshop, participants: MakeParticipants, flora: User
) -> None:
    people = participants(8)
    for number, each in enumerate(people):
        Candidate.objects.filter(pk=each.pk).update(
            country="SK" if number % 2 else "PL"
        )
    teams.make_teams(workshop, by=flora, number=4)
    (shown,) = rounds_of(workshop)
    assert [sorted(p.country for p in team.people) for team in shown.teams] == [
        ["PL", "SK"]
    ] * 4


def test_a_round_is_shown_to_facilitators_on_the_screen_and_to_each(
    workshop: Workshop,
    participants: MakeParticipants,
    flora: User,
    log_in: LogIn,
    browser: Client,
) -> None:
    people = participants(4)
    desk, at = log_in(flora), f"/workshops/{workshop.public_id}/room/teams/"
    assert desk.post(at, {"number": "2", "rounds": "1"}).status_code == 302
    (shown,) = rounds_of(workshop)
    own = next(team for team in shown.teams if people[0] in team.people)
    page = browser.get("/workshops/mine/token-1/room/").content.decode()
    for each in people:
        assert (each.name in page) is (each in own.people)
    for text in (desk.get(at), browser.get(path_of(workshop))):
        assert all(each.name in text.content.decode() for each in people)
    desk.post(f"{at}undo/")
    assert rounds_of(workshop) == []
    told = Event.objects.filter(action__contains="team").order_by("number")
    assert [(each.action, each.person, each.detail) for each in told] == [
        ("made teams", flora.public_id, {"teams": 2, "rounds": 1, "repeats": 0}),
        ("took back a round of teams", flora.public_id, {"round": 1}),
    ]


def test_more_teams_than_people_are_refused(
    workshop: Workshop, participants: MakeParticipants, flora: User, ines: User
) -> None:
    participants(3)
    with pytest.raises(ValidationError, match="fewer participants than teams"):
        teams.make_teams(workshop, by=flora, number=4)
    with pytest.raises(ValidationError, match="no round"):
        teams.undo_round(workshop, by=flora)
    with pytest.raises(PermissionDenied):
        teams.make_teams(workshop, by=ines, number=2)
    assert list(Round.objects.all()) == []
