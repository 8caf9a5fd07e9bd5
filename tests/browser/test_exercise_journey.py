"""One exercise of 25 people in real browsers: each ends with the journal of its seat.

Its parts are in the order in which they happen, and each goes on from the one before;
so there is one test of them all.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser

import browser_exercise as exercise
import browser_exercise_played as played
from browser_people import People
from browser_site import Site, serve, stop


@pytest.fixture
def people(
    chromium: Browser,
    site: Site,
    screenshots: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[People]:
    """Serve a site that nobody has used, whose charts are those drawn already."""
    workspace = tmp_path_factory.mktemp("exercise")
    copytree(site.workspace / "charts", workspace / "charts")
    found = People(serve(workspace), chromium, screenshots)
    yield found
    found.leave()
    stop(found.site)


def test_every_client_of_an_exercise_ends_with_the_journal_of_its_seat(
    people: People,
) -> None:
    flora = exercise.a_facilitator(people)
    room = exercise.an_exercise(people, flora)
    code = exercise.everybody_joins(room)

    played.it_starts(room)
    played.people_talk(room)
    played.a_pause_and_an_improvised_inject(room)
    played.one_is_offline_for_a_while(room)
    played.a_jump_and_decisions(room)
    played.the_server_is_killed(room, code)
    played.one_steps_out(room)
    played.a_safety_stop(room)
    played.the_end(room)

    played.every_journal_is_whole(room)
    played.the_review_opens_for_all(room)
    room.line.close()
