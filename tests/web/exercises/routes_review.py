"""Objects that addresses of reviews and of those who watch name."""

from datetime import date

from karski.web.exercises.models import Lesson, PlannedAction
from karski.web.people.models import Organisation, User
from tests_routes import Kwargs, anything
from web.exercises.routes import exercise, exercise_of


def _lesson(place: Organisation, _: User) -> Kwargs:
    row, _made = Lesson.objects.get_or_create(
        exercise=exercise_of(place), text="Tell somebody."
    )
    return {"key": row.public_id}


def _planned(place: Organisation, _: User) -> Kwargs:
    row, _made = PlannedAction.objects.get_or_create(
        exercise=exercise_of(place),
        text="A duty desk",
        defaults={"owner": "The ministry", "by_when": date(2033, 1, 1)},
    )
    return {"key": row.public_id}


def _file(place: Organisation, user: User) -> Kwargs:
    return exercise(place, user) | {"form": "csv"}


OBJECTS = {
    **{
        f"exercises:{name}": exercise
        for name in (
            *("review", "lesson", "plan", "journal", "replay", "fork", "changed"),
            "watching",
        )
    },
    "exercises:journal_file": _file,
    "exercises:change_lesson": _lesson,
    "exercises:remove_planned": _planned,
    "exercises:commit_planned": _planned,
}
ANYBODYS = {
    f"exercises:{name}": anything
    for name in (
        *("my_review", "my_lesson", "my_fork", "my_changed"),
        *(
            "watching_mine",
            "my_view",
            "my_asked",
            "my_clock",
            "my_note",
            "my_mark",
            "my_rating",
        ),
        "my_advice",
    )
}
