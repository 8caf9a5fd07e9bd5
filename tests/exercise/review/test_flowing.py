"""Who told whom."""

import pytest

from exercise.review.journals import ALL, Journal
from karski.exercise.events import Kind
from karski.exercise.moments import HOUR
from karski.exercise.packs.pack import Pack
from karski.exercise.review.flowing import Tie, flow


def test_ties_are_counted_by_sort_and_bots_are_their_seats(pack: Pack) -> None:
    journal = Journal()
    to = ("interior", "press")
    journal.add(9, Kind.MESSAGE_SENT, "interior", to, text="one")
    journal.add(10, Kind.MESSAGE_SENT, "bot:interior", to, text="two")
    journal.share(11, "press", ("interior",), 1)
    asked = ("envoy", "monitor")
    journal.add(12, Kind.INFORMATION_REQUESTED, "envoy", asked, text="?", of="monitor")
    journal.add(13, Kind.INFORMATION_GIVEN, "monitor", asked, text="!", request=4)
    journal.add(14, Kind.ANNOUNCED, "facilitator", ALL, text="to all")
    journal.add(15, Kind.BOARD_NOTED, "envoy", asked, text="not counted")
    found = flow(pack, journal.events)
    assert found.ties == (
        Tie("interior", "press", 2, 0, 0, 0, 9 * HOUR),
        Tie("press", "interior", 0, 1, 0, 0, 11 * HOUR),
        Tie("envoy", "monitor", 0, 0, 1, 0, 12 * HOUR),
        Tie("monitor", "envoy", 0, 0, 0, 1, 13 * HOUR),
    )
    assert found.density == pytest.approx(4 / 12)
    assert found.returned == 1
    assert found.silent == found.unheard == ()


def test_seats_that_told_or_were_told_nothing_are_named(pack: Pack) -> None:
    journal = Journal()
    journal.add(9, Kind.MESSAGE_SENT, "envoy", ALL, text="to all")
    found = flow(pack, journal.events)
    assert [tie.taker for tie in found.ties] == ["interior", "press", "monitor"]
    assert found.silent == ("interior", "press", "monitor")
    assert found.unheard == ("envoy",)
    assert found.returned == 0


def test_where_nobody_spoke_there_is_no_share_of_ties_returned(pack: Pack) -> None:
    found = flow(pack, ())
    assert (found.density, found.returned, found.silent) == (0, None, tuple(pack.roles))
