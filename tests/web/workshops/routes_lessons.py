"""Objects that addresses of lessons and talk name, for the tests of every route."""

from django.utils import timezone

from karski.web.people.models import Organisation, User
from karski.web.workshops.models import Lesson, LessonState, Post, Thread
from tests_routes import Kwargs, anything
from web.workshops.routes_series import open_workshop, workshop, workshop_of


def _lesson(place: Organisation, _: User) -> Kwargs:
    row, _made = Lesson.objects.get_or_create(
        organisation=place, source="The quay", texts={"en": {"title": "Ask early"}}
    )
    return {"key": row.public_id}


def _published() -> Kwargs:
    row, _made = Lesson.objects.get_or_create(
        organisation=open_workshop().series.organisation,
        source="The quay",
        texts={"en": {"title": "Ask early", "body": "Before it is late."}},
        defaults={"state": LessonState.PUBLISHED, "published": timezone.now()},
    )
    return {"key": row.public_id}


def _row(place: Organisation) -> Thread:
    found = workshop_of(place)
    row, _made = Thread.objects.get_or_create(
        series=found.series, workshop=found, title="What now?"
    )
    return row


def _thread(place: Organisation, person: User) -> Kwargs:
    return workshop(place, person) | {"thread": _row(place).public_id}


def _post(place: Organisation, person: User) -> Kwargs:
    row, _made = Post.objects.get_or_create(thread=_row(place), body="Meet in May.")
    return _thread(place, person) | {"post": row.public_id}


OBJECTS = {
    "workshops:edit_lesson": _lesson,
    "workshops:lesson_step": _lesson,
    "workshops:threads": workshop,
    "workshops:thread": _thread,
    "workshops:thread_step": _thread,
    "workshops:thread_erase": _post,
}
ANYBODYS = {
    "workshops:lesson": _published,
    "workshops:mine_thread": anything,
    "workshops:mine_post": anything,
    "workshops:mine_post_erase": anything,
    "workshops:mine_lesson": anything,
}
