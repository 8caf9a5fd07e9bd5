"""What exercises keep of people leaves when its date comes; the journal stays."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from karski.web.exercises import evidence, personal_data
from karski.web.exercises.actions.retention import NAMES, NOTES, forget
from karski.web.exercises.models import Exercise, Player, PrivateNote
from karski.web.exercises.taking_part import holder
from karski.web.people.models import Event, User
from karski.web.programme.aims import AIMS
from web.exercises.conftest import MakePlayer
from web.exercises.played import play

DAY = timedelta(days=1)


def ended(exercise: Exercise, ago: timedelta) -> datetime:
    moment = timezone.now() - ago
    Exercise.objects.filter(pk=exercise.pk).update(ended=moment)
    return moment


@pytest.mark.parametrize(
    ("ago", "notes", "names"),
    [
        (NOTES - DAY, 1, ["Wren"]),
        (NOTES + DAY, 0, ["Wren"]),
        (NAMES - DAY, 0, ["Wren"]),
        (NAMES + DAY, 0, [""]),
    ],
)
def test_notes_leave_first_and_names_with_links_later(
    exercise: Exercise,
    player: MakePlayer,
    ago: timedelta,
    notes: int,
    names: list[str],
) -> None:
    wren = player("envoy", name="Wren")
    PrivateNote.objects.create(player=wren, text="Who printed it?")
    journal = exercise.entries.count()
    ended(exercise, ago)
    forget()
    assert PrivateNote.objects.count() == notes
    assert list(Player.objects.values_list("name", flat=True)) == names
    assert (holder("token-Wren") is not None) == (names == ["Wren"])
    assert exercise.entries.count() == journal


def test_forgetting_twice_erases_and_tells_once(
    exercise: Exercise, player: MakePlayer
) -> None:
    player("envoy")
    ended(exercise, NAMES + DAY)
    forget()
    told = Event.objects.count()
    forget()
    assert Event.objects.count() == told


def test_an_exercise_that_never_ended_counts_from_when_it_was_made(
    exercise: Exercise, player: MakePlayer
) -> None:
    player("envoy", name="Wren")
    Exercise.objects.update(made=timezone.now() - NAMES - DAY)
    forget()
    assert Player.objects.get().name == ""


def test_who_made_an_exercise_takes_that_along_and_leaves_the_exercise(
    exercise: Exercise, flora: User
) -> None:
    Exercise.objects.update(made_by=flora)
    exported = personal_data.export(flora)["exercises made"]
    assert [each["title"] for each in exported] == [exercise.title]
    assert personal_data.erase(flora) == {"exercises made": 1}
    assert Exercise.objects.get().made_by is None


def test_aims_count_what_ended_and_was_no_demonstration(
    exercise: Exercise, player: MakePlayer
) -> None:
    player("envoy")
    player("press")
    assert [evidence.evidence(aim) for aim in AIMS.values()] == [[]] * len(AIMS)
    play(exercise)
    said = {
        name: [each.said for each in evidence.evidence(aim)]
        for name, aim in AIMS.items()
    }
    assert said["skills"] == [
        "1 exercise was played to its end",
        "2 people played in them",
    ]
    assert said["concert"] == ["1 decision was taken by desks in exercises"]
    exercise.organisation.demonstration = True
    exercise.organisation.save()
    assert evidence.evidence(AIMS["skills"]) == []
