"""Pieces of page that are kept: everybody is shown what they alone would be."""

import pytest
from django.utils.translation import override

from karski.exercise.events import Kind
from karski.web.exercises import states, telling
from karski.web.exercises.models import Exercise
from karski.web.exercises.viewers import Viewer
from web.exercises.conftest import Clock
from web.exercises.played import play

SEATS = ("interior", "press", "envoy", "monitor")
MORE = ({}, {"unread": True}, {"recalled": True, "unread": False}, {"alone": True})


@pytest.fixture
def played(exercise: Exercise, clock: Clock) -> Exercise:
    return play(exercise)


def _viewers() -> list[Viewer]:
    seated = [
        Viewer(role, False, "en", f"token-{who}", who)
        for role in SEATS
        for who in (f"p-{role}", "another")
    ]
    return [*seated, Viewer(None, True, "en"), Viewer(None, True, "en", "token-x", "x")]


@pytest.mark.parametrize("language", ["en", "hu"])
def test_a_kept_piece_is_what_would_be_made_for_these_eyes(
    played: Exercise, language: str
) -> None:
    events = states.events_after(played.pk, 0)
    assert {Kind.INJECT_SENT, Kind.MESSAGE_SENT, Kind.DECISION_PROPOSED} <= {
        event.kind for event in events
    }
    with override(language):
        for more in MORE:
            for event in events:
                for viewer in _viewers():
                    kept = telling.piece(played, event, viewer, **more)
                    about = {"proposal": telling._proposal(played, event)}
                    made = telling._rendered(played, event, viewer, more | about)
                    assert kept == made, (event, viewer)


def test_a_personal_link_is_in_nobody_elses_piece(played: Exercise) -> None:
    events = states.events_after(played.pk, 0)
    told = [
        telling.piece(played, event, Viewer("envoy", False, "en", "mine"))
        for event in events
    ]
    assert any("/seat/mine/" in each for each in told)
    others = [
        telling.piece(played, event, Viewer("envoy", False, "en", "theirs"))
        for event in events
    ]
    assert not any("/seat/mine/" in each or telling.LINK in each for each in others)


def test_what_looks_alike_is_made_once(
    played: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    render = telling._rendered

    def counted(*given: object) -> str:
        made.append(given)
        return render(*given)  # type: ignore[arg-type] # passed on as they are

    monkeypatch.setattr(telling, "_rendered", counted)
    event = next(
        each
        for each in states.events_after(played.pk, 0)
        if each.kind is Kind.INJECT_SENT and each.to == ("all",)
    )
    for role in SEATS:
        telling.piece(played, event, Viewer(role, False, "en", f"token-{role}", role))
    assert len(made) == 1


def test_only_so_many_pieces_are_kept(
    played: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "_pieces", {})
    monkeypatch.setattr(telling, "KEPT", 3)
    for event in states.events_after(played.pk, 0)[:5]:
        telling.piece(played, event, Viewer(None, True, "en"))
    assert [key[1] for key in telling._pieces] == [3, 4, 5]  # type: ignore[index] # a tuple
