"""The demonstration: one exercise that bots played, one to start; made once."""

from django.test import Client

from karski.exercise.journal import Header
from karski.exercise.packs.reading import source
from karski.exercise.replaying import replay
from karski.web.exercises import demonstration, states
from karski.web.exercises.models import Exercise
from karski.web.people import audit, first_start


def test_the_demonstration_is_whole_and_made_once(db: None, browser: Client) -> None:
    centre = first_start.demonstration()
    demonstration.make(centre)
    demonstration.make(centre)
    played = Exercise.objects.get(pack=demonstration.PLAYED)
    to_start = Exercise.objects.get(pack=demonstration.TO_START)
    assert (played.ended is None, to_start.started) == (False, None)
    assert played.lessons.count() == len(demonstration.LESSONS)
    assert audit.verify().whole
    events = states.events_after(played.pk, 0)
    header = Header.of(
        played.pack, source(played.pack), states.pack_of(played), played.seed
    )
    header.hold_to(played.pack_text)
    assert replay(states.pack_of(played), played.seed, events) is None
    assert browser.get("/exercises/").status_code == 200
