"""What a workshop's own pages lead to: nothing that its reader may not open."""

import re

from django.test import Client

from karski.web.people.models import User
from karski.web.workshops.models import Workshop
from web.workshops.conftest import LogIn
from web.workshops.measured import LAST, On, on

__all__ = ["on"]  # a fixture


def tabs(client: Client, page: str) -> list[str]:
    shown = client.get(page).content.decode()
    local = shown.partition('<nav class="local"')[2].partition("</nav>")[0]
    return re.findall('href="([^"]+)"', local)


def test_who_leads_the_room_is_offered_what_they_may_open(
    workshop: Workshop, log_in: LogIn, cora: User, flora: User
) -> None:
    room = f"/workshops/{workshop.public_id}/room/"
    client = log_in(flora)
    offered = tabs(client, room)
    assert offered == [f"/workshops/{workshop.public_id}/agenda/public/", room]
    assert [client.get(each).status_code for each in offered] == [200, 200]
    runs = log_in(cora)
    every = tabs(runs, room)
    assert len(every) == 7
    assert {runs.get(each).status_code for each in every} == {200}


def test_days_are_written_as_people_write_them(
    workshop: Workshop, log_in: LogIn, cora: User, on: On
) -> None:
    on(LAST)
    client = log_in(cora)
    page = client.get(f"/workshops/{workshop.public_id}/measuring/").content.decode()
    assert "16\u201330 Apr 2032" in page
    assert "2032-04" not in page
