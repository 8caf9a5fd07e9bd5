"""What people tell each other, and who sees it."""

from exercise_pack import pack
from exercise_runs import FACILITATOR, ROLES, WALL, started
from karski.exercise import commands as c
from karski.exercise.acting import perform
from karski.exercise.audience import visible
from karski.exercise.events import Event, Kind
from karski.exercise.moments import HOUR, MINUTE, moment
from karski.exercise.state import State
from karski.exercise.workload import burdened, per_half_hour

F = FACILITATOR


def done(state: State, command: c.Command) -> Event:
    """Do it, and return the event of it."""
    return perform(state, command)[-1]


def test_a_message_reaches_whom_it_names_and_its_sender() -> None:
    state = started()
    event = done(state, c.Say(by="monitor", text="x", to=("interior",), about=2))
    assert event.to == ("interior", "monitor")
    assert event.data == {"text": "x", "about": 2}
    assert done(state, c.Say(by=F, text="x", to=("envoy",))).to == ("envoy",)
    assert done(state, c.Say(by="envoy", text="x", to=("all",))).to == ("all",)
    assert done(state, c.Say(by="envoy", text="x")).to == ("envoy",)


def test_a_shared_message_is_a_copy_with_a_comment_and_who_told_whom_is_kept() -> None:
    state = started()
    share = c.Share(by="monitor", event=2, to=("interior",), text="Listen.")
    event = done(state, share)
    assert event.to == ("interior", "monitor")
    assert event.data == {
        "event": 2,
        "text": "Listen.",
        "to_whom": ["interior"],
        "copy": {
            "kind": "inject_sent",
            "title": {"en": "Radio"},
            "text": {"en": "The radio calls the herders thieves."},
            "channel": "radio",
            "sender": "radio",
            "grade": None,
            "sensitive": False,
            "at": moment("1 08:00"),
        },
    }
    again = done(state, c.Share(by="interior", event=event.seq, to=("justice",)))
    assert again.data["event"] == event.seq
    assert again.data["copy"] == event.data["copy"]
    assert [each.seq for each in visible(state, "justice")][-1] == again.seq
    assert 2 not in [each.seq for each in visible(state, "justice")]


def test_a_message_of_a_seat_is_shared_with_its_name() -> None:
    state = started()
    said = done(state, c.Say(by="envoy", text="Come.", to=("interior",)))
    event = done(state, c.Share(by="interior", event=said.seq, to=("justice",)))
    assert event.data["copy"] == {
        "kind": "message_sent",
        "title": None,
        "text": "Come.",
        "channel": None,
        "sender": "envoy",
        "grade": None,
        "sensitive": False,
        "at": said.at,
    }


def test_boards_are_the_teams_hints_one_seats_advice_the_askers() -> None:
    state = started()
    board = done(state, c.NoteOnBoard(by="interior", text="x"))
    assert board.to == ("interior", "justice")
    assert done(state, c.Hint(by=F, to="envoy", text="x")).to == ("envoy",)
    asked = done(state, c.AskAdvice(by="envoy", text="May we?"))
    assert asked.to == ("envoy",)
    advice = done(state, c.GiveAdvice(by="expert", asked=asked.seq, text="Yes."))
    assert (advice.by, advice.to) == ("expert", ("envoy",))


def test_a_request_reaches_whom_it_asks_or_those_who_run_the_exercise() -> None:
    state = started()
    asked = done(state, c.RequestInformation(by="envoy", text="?", of="monitor"))
    assert asked.to == ("envoy", "monitor")
    given = done(state, c.GiveInformation(by="monitor", request=asked.seq, text="x"))
    assert (given.to, given.data["request"]) == (("envoy", "monitor"), asked.seq)
    asked = done(state, c.RequestInformation(by="justice", text="?"))
    assert asked.to == ("justice",)
    given = done(state, c.GiveInformation(by=F, request=asked.seq, text="x"))
    assert (given.by, given.to) == (F, ("justice",))


def test_what_staff_note_is_for_staff_and_reading_is_noted_once() -> None:
    state = started()
    for command in (
        c.Observe(by="observer", text="x", roles=("envoy",), about=2, player="o"),
        c.Bookmark(by="expert", event=2),
        c.Rate(by="expert", capability="sharing", rating="P", evidence="x"),
        c.Read(by="monitor", event=2, player="p"),
    ):
        assert done(state, command).to == ()
    assert perform(state, c.Read(by="monitor", event=2, player="p")) == []
    assert len(perform(state, c.Read(by="monitor", event=2, player="q"))) == 1
    assert all(each.kind in SEEN for role in ROLES for each in visible(state, role))


SEEN = {Kind.STARTED, Kind.INJECT_SENT}


def test_seats_have_players_and_bots() -> None:
    state = started()
    for player in ("p", "q"):
        done(state, c.TakeSeat(by="envoy", role="envoy", player=player))
    done(state, c.StepOut(by="envoy", role="envoy", player="q"))
    done(state, c.HandToBot(by=F, role="envoy"))
    seat = state.seats["envoy"]
    assert (seat.players, seat.bot, seat.out) == (["p", "q"], True, {"q"})
    done(state, c.Say(by="bot:envoy", text="x", to=("monitor",)))
    done(state, c.HandToPeople(by=F, role="envoy"))
    done(state, c.LeaveSeat(by=F, role="envoy", player="q"))
    assert (seat.players, seat.bot, seat.out) == (["p"], False, set())


def test_things_are_counted_by_half_hour_of_the_room() -> None:
    state = started()  # 60 times as fast: half an hour of the room is 30 of the story
    perform(state, c.Say(by="envoy", text="x", to=("monitor",)))
    perform(state, c.Jump(by=F, wall=WALL + 10 * MINUTE, to=moment("2 20:00")))
    perform(state, c.Pause(by=F, wall=WALL + 20 * MINUTE))
    perform(state, c.Say(by="monitor", text="x", to=("justice", "envoy")))
    perform(state, c.Resume(by=F, wall=WALL + 65 * MINUTE))
    at = state.clock.reads(WALL + 66 * MINUTE)
    perform(state, c.Say(by="monitor", text="x", to=("justice",)), at)
    assert per_half_hour(state) == {
        "envoy": (3, 0, 0),  # a question, what is in the press, a message
        "interior": (3, 0, 0),  # the note, the question, the press
        "justice": (4, 0, 1),
        "monitor": (4, 0, 0),  # the radio, a message, the question, the press
    }


def test_a_decision_is_work_for_those_whose_word_it_needs_alone() -> None:
    state = started()
    propose = c.Propose(by="envoy", measure="mediation", target="hills", rationale="x")
    perform(state, propose)
    event = next(each for each in state.events if each.kind is Kind.DECISION_PROPOSED)
    assert event.to == ("envoy", "interior", "monitor")
    assert list(burdened(pack(), event)) == ["interior"]


def test_a_wall_clock_set_back_counts_no_half_hour_twice() -> None:
    state = started()
    perform(state, c.Pause(by=F, wall=WALL + HOUR))
    perform(state, c.Resume(by=F, wall=WALL))
    perform(state, c.Say(by="envoy", text="x", to=("monitor",)))
    assert per_half_hour(state)["monitor"][-1] >= 1
    assert len(per_half_hour(state)["monitor"]) == 3
