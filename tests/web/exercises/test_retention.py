"""What of people in exercises is forgotten, and when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from karski.web.exercises.actions import own, retention
from karski.web.exercises.models import Exercise, PrivateNote
from karski.web.exercises.taking_part import holder
from web.exercises.conftest import MakePlayer

pytestmark = pytest.mark.django_db


def lay(exercise: Exercise, days: int, *moments: str) -> None:
    """Have moments of an exercise lie days back."""
    then = timezone.now() - timedelta(days=days)
    Exercise.objects.filter(pk=exercise.pk).update(**dict.fromkeys(moments, then))


@pytest.mark.parametrize(
    "moments", [("made",), ("made", "started"), ("made", "started", "ended")]
)
def test_notes_go_after_30_days_and_names_after_90_also_of_what_never_ended(
    exercise: Exercise, player: MakePlayer, moments: tuple[str, ...]
) -> None:
    envoy = player("envoy")
    own.write_note("Tired of this.", by=envoy)
    lay(exercise, 29, *moments)
    retention.forget()
    assert PrivateNote.objects.count() == 1
    lay(exercise, 31, *moments)
    retention.forget()
    assert PrivateNote.objects.count() == 0
    assert holder("token-envoy") == envoy
    lay(exercise, 91, *moments)
    retention.forget()
    envoy.refresh_from_db()
    assert (envoy.name, envoy.left is not None) == ("", True)
    assert holder("token-envoy") is None


def test_an_old_exercise_that_ended_lately_keeps_its_names(
    exercise: Exercise, player: MakePlayer
) -> None:
    envoy = player("envoy")
    lay(exercise, 400, "made", "started")
    lay(exercise, 1, "ended")
    retention.forget()
    envoy.refresh_from_db()
    assert envoy.name == "envoy"
