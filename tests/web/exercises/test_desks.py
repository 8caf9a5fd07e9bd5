"""What reaches a desk, who sees what, and what holds while nothing may happen."""

import asyncio
import re

import pytest
from django.test import Client
from django.urls import reverse

from karski.exercise.commands import (
    Announce,
    Continue,
    End,
    HandToBot,
    Hint,
    Improvise,
    Pause,
    Propose,
    RecallInject,
    Say,
    Sign,
    Stop,
)
from karski.exercise.events import FACILITATOR, sees
from karski.web.exercises import states, streams
from karski.web.exercises.actions.seats import assign
from karski.web.exercises.models import Exercise, PrivateNote
from karski.web.exercises.viewers import viewer_of
from web.exercises.conftest import Clock, MakePlayer
from web.exercises.desks_made import ROLES, at, do, page, send, text, timed

pytestmark = pytest.mark.django_db
SECRETS = {
    role: f"{name}'s own secret"
    for role, name in zip(
        ROLES, ("interior", "spokesperson", "envoy", "monitor"), strict=True
    )
}


@pytest.fixture
def room(exercise: Exercise, player: MakePlayer, clock: Clock) -> Exercise:
    """The exercise with somebody in each seat."""
    for role in ROLES:
        player(role)
    return exercise


def numbers(said: str) -> list[int]:
    return [int(each) for each in re.findall(r'id="entry-(\d+)"', said)]


def test_before_the_start_a_desk_reads_its_own_brief_and_no_other(
    room: Exercise,
) -> None:
    assert "It has not started yet." in text("envoy")
    for role in ROLES:
        brief = text(role, "desk_brief")
        found = {name for name, secret in SECRETS.items() if secret in brief}
        assert found == {role}


def test_bots_of_a_room_being_made_ready_are_no_news_and_later_ones_are(
    room: Exercise,
) -> None:
    do(room, HandToBot(by=FACILITATOR, role="press"))
    at(room, "1 12:00")
    assert "A bot plays" not in text("envoy")
    do(room, HandToBot(by=FACILITATOR, role="monitor"))
    assert text("envoy").count('data-say="A bot plays') == 1


def test_what_happens_to_a_decision_says_to_which(room: Exercise) -> None:
    at(room, "1 12:00")
    asked = {"measure": "mediation", "target": "bank", "rationale": "Talk now."}
    proposed = do(room, Propose(by="envoy", **asked))[-1]
    do(room, Sign(by="interior", decision=proposed.seq))
    taken = re.search(r"A decision is taken\..*?</li>", text("envoy"), re.DOTALL)
    assert taken is not None
    assert "Mediation, The Bank" in taken[0]


def test_a_very_long_text_shows_how_it_begins(room: Exercise) -> None:
    at(room, "1 12:00")
    do(room, Say(by="press", to=("envoy",), text="word " * 1000))
    shown = re.search(r"<summary dir=.auto.>(.*?)</summary>", text("envoy"))
    assert shown is not None
    assert len(shown[1]) == 300


def test_news_reaches_whom_it_is_for_with_its_grade_in_words(room: Exercise) -> None:
    at(room, "1 12:00")
    seen = text("interior")
    assert "asked for reed people by name" in seen
    assert "Source B, usually reliable. Information 2, probably true." in seen
    for role in ROLES[1:]:
        assert "asked for reed people by name" not in text(role)
        assert "The ferry did not sail this morning." in text(role)


def test_what_degrades_people_is_shown_to_who_asks(room: Exercise) -> None:
    at(room, "1 14:00")
    shown = re.search(r"<details>(.*?)</details>", text("press"), re.DOTALL)
    assert shown
    assert "vermin" in shown[1]
    assert text("press").count("vermin") == 1


def test_channels_are_chosen_without_a_script(room: Exercise) -> None:
    at(room, "1 14:00")
    assert "vermin" not in text("press", channel="press")
    assert "vermin" in text("press", channel="radio")
    assert "vermin" in text("press", channel="no such channel")


def test_each_client_is_given_what_the_engine_lets_its_role_see(
    room: Exercise,
) -> None:
    at(room, "2 13:00")
    do(room, Hint(by=FACILITATOR, to="envoy", text="Call the elders."))
    do(room, Announce(by=FACILITATOR, text="Lunch is here."))
    send("monitor", "desk_say", to="envoy", text="They leave.", nonce="a")
    send("monitor", "desk_board", text="Our board.", nonce="b")
    events = states.events_after(room.pk, 0)
    for role in ROLES:
        address = reverse("exercises:my_entries", args=[f"token-{role}"])
        given = Client(HTTP_HOST="localhost").get(address).json()["messages"]
        assert [m["seq"] for m in given] == [e.seq for e in events if sees(e, role)]
        assert set(numbers(text(role))) <= {e.seq for e in events if sees(e, role)}


def test_what_was_read_is_no_longer_new(room: Exercise) -> None:
    at(room, "1 12:00")
    new = page("interior").context["feed"].unread
    assert len(new) == 2
    send("interior", "desk_read", number=min(new))
    assert page("interior").context["feed"].unread == new - {min(new)}
    assert room.entries.latest("seq").to == []
    assert len(page("press").context["feed"].unread) == 1


def test_what_is_taken_back_stays_and_says_so(room: Exercise) -> None:
    at(room, "1 12:00")
    boats = max(page("interior").context["feed"].unread)
    do(room, RecallInject(by=FACILITATOR, sent=boats, reason="Sent too early."))
    feed = page("interior").context["feed"]
    assert feed.recalled == {boats}
    assert "Sent too early." in text("interior")
    assert "Sent too early." not in text("envoy")


def test_hostile_text_stays_text(room: Exercise) -> None:
    at(room, "1 08:30")
    evil = "<script>alert(1)</script>{{ 7|add:7 }} \u202egnp.exe"
    do(
        room,
        Improvise(
            by=FACILITATOR, text=evil, channel="press", sender=evil, to=("press",)
        ),
    )
    said = page("press").text
    assert "<script>alert" not in said
    assert said.count("&lt;script&gt;alert(1)") >= 2


def test_a_safety_stop_is_seen_at_once_and_the_facilitator_can_be_written_to(
    room: Exercise,
) -> None:
    at(room, "1 12:00")
    timed(room, Stop)
    assert "The exercise is stopped" in text("envoy")
    assert "did not sail" not in text("envoy")
    code, _said = send("envoy", "desk_say", text="I need a moment.", nonce="a")
    assert code == 200
    code, why = send("envoy", "desk_say", to="press", text="Psst.", nonce="b")
    assert code == 409
    assert "stopped for safety" in why
    timed(room, Continue)
    assert "did not sail" in text("envoy")


def test_stepping_out_needs_no_reason_and_is_covered_for_others(
    room: Exercise,
) -> None:
    at(room, "1 12:00")
    address = reverse("exercises:desk_step_out", args=["token-envoy"])
    answer = Client(HTTP_HOST="localhost").post(address)
    assert answer.url == reverse("exercises:mine", args=["token-envoy"])
    assert "You have stepped out" in text("envoy")
    assert "did not sail" not in text("envoy", "desk_talk")
    assert "Special envoy is covered for a while." in text("monitor")
    assert "covered for a while" not in text("press")
    Client(HTTP_HOST="localhost").post(
        reverse("exercises:desk_step_back", args=["token-envoy"])
    )
    assert "did not sail" in text("envoy")


def test_after_the_end_a_desk_reads_and_no_longer_acts(room: Exercise) -> None:
    at(room, "1 12:00")
    assert page("envoy").context["desk"].waiting.number == 1  # a question
    timed(room, End)
    assert "I am no longer Special envoy" in text("envoy")
    assert page("envoy").context["desk"].waiting.number == 0
    code, why = send("envoy", "desk_say", to="press", text="Late.", nonce="a")
    assert (code, why.split(";")[0]) == (409, "The exercise has ended")


def test_a_clock_that_stands_says_so(room: Exercise) -> None:
    at(room, "1 12:00")
    assert "running 60 times faster" in text("envoy")
    timed(room, Pause)
    assert "the clock stands" in text("envoy", "desk_part", "clock")


def test_private_notes_are_kept_for_one_pair_of_eyes(room: Exercise) -> None:
    assert send("envoy", "desk_notes", text="Ask the ferryman.")[0] == 200
    assert "Ask the ferryman." in text("envoy")
    assert "Ask the ferryman." not in text("monitor")
    assert PrivateNote.objects.get().player.role == "envoy"
    assert not room.entries.filter(data__icontains="ferryman.").exists()


def test_the_newest_hundred_are_shown_and_older_ones_are_a_link_away(
    room: Exercise,
) -> None:
    at(room, "1 08:30")
    for n in range(130):
        do(room, Announce(by=FACILITATOR, text=f"Number {n}."))
    first = numbers(text("press", channel="room"))
    assert len(first) == 100
    assert first == sorted(first, reverse=True)
    older = numbers(text("press", channel="room", before=str(first[-1])))
    assert older
    assert max(older) < first[-1]
    assert "Number 0." in text("press", channel="room", before=str(first[-1]))


def test_somebody_moved_elsewhere_sees_the_other_desk_alone(
    room: Exercise,
) -> None:
    at(room, "1 12:00")
    press = room.players.get(role="press")
    assign(press, "monitor", by=None)
    assert SECRETS["monitor"] in text("press", "desk_brief")
    assert SECRETS["press"] not in text("press", "desk_brief")


def test_a_link_that_leads_nowhere_says_so(exercise: Exercise) -> None:
    answer = page("nobody")
    assert answer.status_code == 410
    assert "This link leads nowhere now" in answer.text


def test_pages_speak_the_language_of_their_address(room: Exercise) -> None:
    at(room, "1 12:00")
    address, browser = reverse("exercises:mine", args=["token-envoy"]), Client()
    hungarian = browser.get(f"/hu{address}", HTTP_HOST="localhost")
    assert "A komp ma reggel nem indult el." in hungarian.text
    polish = browser.get(f"/pl{address}", HTTP_HOST="localhost")
    assert '<div dir="auto" lang="en"><p>The ferry did not sail' in polish.text


def _true() -> bool:
    return True


def test_a_stream_ends_once_somebody_is_seated_elsewhere(
    room: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(room, "1 08:30")
    press = room.players.get(role="press")
    eyes, before = viewer_of(press), room.entries.latest("seq").seq
    assign(press, "monitor", by=None)
    do(room, Announce(by=FACILITATOR, text="For the press's old eyes no more."))
    events = states.events_after(room.pk, before)
    monkeypatch.setattr(streams, "_read", lambda _pk, _after: events)
    monkeypatch.setattr(streams.WIRE, "follow", lambda *_: None)
    monkeypatch.setattr(streams.WIRE, "leave", lambda *_: None)

    async def all_of_it() -> str:
        found = [part async for part in streams._stream(room, eyes, before, _true)]
        return b"".join(found).decode()

    told = asyncio.run(all_of_it())
    assert f"id: {before + 1}\n" in told  # the seat that was left: the page turns
    assert "data-turn" in told
    assert "old eyes" not in told


def test_who_reads_in_another_language_is_known_to_read_it(room: Exercise) -> None:
    address = reverse("exercises:mine", args=["token-envoy"])
    Client().get(f"/hu{address}", HTTP_HOST="localhost")
    assert room.players.get(role="envoy").language == "hu"
    assert room.players.get(role="press").language == "en"
