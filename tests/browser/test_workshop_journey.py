"""One workshop from call to certificate, in real browsers, by everybody in it.

Its parts are in the order in which they happen, and each goes on from the one before;
so there is one test of them all.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser

import browser_call as call
import browser_days as days
from browser_people import People
from browser_site import Site, serve, stop

OTHERS = 6  # who answer as Zora does: five at least are needed to show anything


@pytest.fixture
def people(
    chromium: Browser,
    site: Site,
    screenshots: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[People]:
    """Serve a site that nobody has used, whose charts are those drawn already."""
    workspace = tmp_path_factory.mktemp("workshop")
    copytree(site.workspace / "charts", workspace / "charts")
    running = serve(workspace)
    found = People(running, chromium, screenshots)
    yield found
    found.leave()
    stop(running)


def test_one_workshop_from_call_to_certificate(people: People) -> None:
    cora, rita, milo, erik = call.a_centre_and_its_people(people)
    at = call.a_series_and_a_workshop(people, cora)
    call.the_call_opens(people, cora, at)
    zora = call.a_candidate_applies_in_slovak(people, at)
    names = call.ninety_candidates_come_by_list(people, cora, at)
    call.two_review(people, cora, [rita, milo], at, names)
    call.rules_choose(people, cora, at)
    mine = call.a_seat_is_accepted_in_slovak(people, zora)
    letters = call.seats_are_accepted(people, cora, at)
    call.a_representative_withdraws(people, cora, at, letters)

    others = [each.token for each in letters[:OTHERS]]
    days.an_agenda_is_made(people, cora, erik, at)
    days.what_is_measured_is_set(people, cora, at)
    days.before_the_workshop(people, zora, mine, others)
    days.in_the_room(people, cora, zora, at, mine, others)
    days.afterwards(people, cora, zora, at, mine, others)
    days.papers(people, cora, zora, at, mine)
    assert "unbroken" in people.site.run("audit", "verify")
