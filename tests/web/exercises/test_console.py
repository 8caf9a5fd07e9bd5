"""Those who run an exercise: clock, injects, verdicts, two of them at once."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from karski.exercise import commands
from karski.exercise.events import Kind
from karski.exercise.moments import moment
from karski.web.exercises import states
from karski.web.exercises.actions import running
from karski.web.exercises.models import Entry, Exercise
from karski.web.people.models import Event, Organisation, User
from karski.web.people.roles import Role
from web.exercises.conftest import Clock, LogIn, MakePlayer, person

JSON = {"HTTP_ACCEPT": "application/json"}
EMOJI = "\N{FIRE}" * 10_000


class Console:
    """A facilitator's browser, and what it sends."""

    def __init__(self, browser: Client, exercise: Exercise) -> None:
        self.browser, self.exercise = browser, exercise
        self.base = f"/exercises/{exercise.public_id}/"

    def send(self, path: str, **data: Any) -> tuple[int, str]:  # noqa: ANN401 -- form data
        """Send as a script does; return status and sentence."""
        answer = self.browser.post(self.base + path, data, **JSON)
        said = answer.json()
        return answer.status_code, said.get("said") or said["error"]

    def done(self, path: str, **data: Any) -> None:  # noqa: ANN401 -- form data
        """Send, and have it done."""
        assert self.send(path, **data) == (200, "Done.")

    def page(self, path: str = "console/") -> HttpResponse:
        """Open a page."""
        return self.browser.get(self.base + path)

    def kinds(self) -> list[str]:
        """Return the kinds of the journal, in order."""
        rows = Entry.objects.filter(exercise=self.exercise).order_by("seq")
        return list(rows.values_list("kind", flat=True))

    def row(self, name: str) -> Any:  # noqa: ANN401 -- a row of the list
        """Return how an inject stands in the list of all."""
        context = self.page("console/?all=1").context
        rows = [*context["rows"], *context["waits"], *context["spare"]]
        return next(row for row in rows if row.name == name)


@pytest.fixture
def console(exercise: Exercise, flora: User, log_in: LogIn, clock: Clock) -> Console:
    return Console(log_in(flora), exercise)


@pytest.fixture
def begun(console: Console, player: MakePlayer) -> Console:
    for role in ("interior", "press", "envoy"):
        player(role)
    console.done("console/clock/start/")
    return console


def test_the_clock_starts_pauses_jumps_stops_and_ends(
    begun: Console, clock: Clock
) -> None:
    clock.passes(minutes=30)  # of the room; 60 times as fast: 30 hours
    begun.done("console/clock/pause/")
    clock.passes(minutes=100)
    begun.done("console/clock/resume/")
    begun.done("console/clock/rate/", rate="12")
    begun.done("console/clock/jump/", day="2", time="16:30")
    begun.done("console/clock/stop/")
    assert "Stopped for safety" in begun.page().content.decode()
    begun.done("console/clock/continue/")
    begun.done("console/clock/phase/", stage="plenary", title="Together")
    begun.done("console/clock/end/")
    with states.reading(begun.exercise) as state:
        assert (state.at, state.ended, state.stage) == (
            moment("2 16:30"),
            True,
            "plenary",
        )
    assert [kind for kind in begun.kinds() if kind in CLOCK] == CLOCK
    begun.exercise.refresh_from_db()
    assert begun.exercise.ended is not None


CLOCK = [
    *("started", "paused", "resumed", "rate_set", "jumped", "stopped", "continued"),
    *("phase_set", "ended"),
]


def test_what_makes_no_sense_is_refused_in_a_sentence(
    begun: Console, clock: Clock
) -> None:
    clock.passes(minutes=10)
    assert begun.send("console/clock/start/") == (
        409,
        "The exercise has started already.",
    )
    status, said = begun.send("console/clock/jump/", day="1", time="09:00")
    assert (status, said.startswith("Time cannot go back")) == (409, True)
    assert begun.send("console/clock/rate/", rate="soon")[0] == 409
    assert begun.send("console/clock/fly/")[0] == 409
    status, said = begun.send("console/injects/nothing/send/")
    assert (status, said) == (409, "This exercise has no inject nothing.")
    assert begun.send("console/clock/announce/", text=EMOJI + "x")[0] == 409
    begun.done("console/clock/announce/", text=EMOJI)


def test_two_facilitators_at_once_get_a_clear_sentence(
    begun: Console, exercise: Exercise, centre: Organisation, log_in: LogIn
) -> None:
    other = Console(log_in(person("Greta", centre, Role.FACILITATOR)), exercise)
    begun.done("console/clock/pause/")
    assert other.send("console/clock/pause/") == (409, "The clock stands already.")
    begun.done("console/injects/slur/hold/", nonce="one")
    begun.done("console/injects/slur/hold/", nonce="one")  # a double click
    status, said = other.send("console/injects/slur/hold/", nonce="two")
    assert (status, said) == (409, "A slur on the radio is held already.")
    assert begun.kinds().count("inject_held") == 1
    held = Event.objects.filter(action="held an inject")
    assert [event.detail["inject"] for event in held] == ["slur"]


def test_injects_say_how_they_stand_and_why(begun: Console, clock: Clock) -> None:
    assert (begun.row("stopped").is_, begun.row("boats").is_) == ("next", "due")
    assert begun.row("agreed").why == 'waits for: "Talks are agreed" is reached'
    assert (begun.row("lull").is_, begun.row("lull").why) == ("hand", "only by hand")
    begun.done("console/injects/boats/hold/")
    clock.passes(minutes=2)
    running.bring_up_to_date(begun.exercise.pk)
    assert begun.row("stopped").is_ == "sent"
    assert begun.row("stopped").read == (0, 3)
    clock.passes(minutes=2)
    running.bring_up_to_date(begun.exercise.pk)
    assert begun.row("boats").is_ == "held"
    begun.done("console/injects/boats/release/")
    assert begun.row("boats").is_ == "sent"


def test_an_inject_is_edited_retargeted_sent_and_taken_back(begun: Console) -> None:
    begun.done(
        "console/injects/lull/edit/",
        text_en="The market burns.",
        text_hu="Ég a piac.",
        title_en="Fire",
    )
    begun.done("console/injects/lull/retarget/", to=["envoy"])
    begun.done("console/injects/lull/send/")
    sent = Entry.objects.get(kind="inject_sent", data__inject="lull")
    assert (sent.to, sent.data["text"]["hu"]) == (["envoy"], "Ég a piac.")
    assert begun.send(f"console/recall/{sent.seq}/", reason="")[0] == 409
    begun.done(f"console/recall/{sent.seq}/", reason="A mistake.")
    assert begun.row("lull").is_ == "recalled"
    assert Entry.objects.get(kind="inject_recalled").to == ["envoy"]


def test_something_improvised_is_tried_first_and_then_sent(
    begun: Console,
) -> None:
    asked = {
        "sender": "",
        "other": "A passer-by",
        "channel": "radio",
        "text": "Smoke over the <b>market</b>.",
        "to": ["press"],
    }
    tried = begun.browser.post(begun.base + "console/improvise/", asked | {"try": "1"})
    assert "&lt;b&gt;market" in tried.content.decode()
    assert "improvised" not in begun.kinds()
    begun.browser.post(begun.base + "console/improvise/", asked)
    sent = Entry.objects.get(kind="improvised")
    assert (sent.to, sent.data["sender"]) == (["press"], "A passer-by")
    assert sent.data["title"] == {"en": "Smoke over the <b>market</b>."}
    begun.browser.post(
        begun.base + "console/improvise/", asked | {"sensitive": "on", "nonce": "b"}
    )
    hidden = Entry.objects.filter(kind="improvised").last()
    assert hidden is not None
    assert hidden.data["title"] == {"en": "Radio"}  # lists repeat no such words
    refused = begun.browser.post(
        begun.base + "console/improvise/",
        asked | {"channel": "intelligence"},
    )
    assert "Intelligence needs a grade" in refused.content.decode()


def test_once_the_story_is_told_the_clock_goes_on_as_events_have_it(
    begun: Console, clock: Clock
) -> None:
    ends = begun.page().context["clock"].ends
    begun.done("console/clock/rate/", rate="86400")
    clock.passes(minutes=10)
    shown = begun.page()
    assert shown.context["clock"].at > ends
    assert "The story is told" in shown.content.decode()
    begun.done("console/clock/end/")
    assert "The story is told" not in begun.page().content.decode()


def test_a_refusal_says_moments_and_choices_as_pages_do(begun: Console) -> None:
    begun.done("console/clock/pause/")
    code, said = begun.send("console/clock/jump/", day="1", time="00:00")
    assert code == 409
    assert said.startswith("Time cannot go back: it is Day 1, ")


def propose(exercise: Exercise) -> int:
    events = running.act(
        exercise,
        lambda _: commands.Propose(
            by="envoy", measure="mediation", target="bank", rationale="Talk now."
        ),
    )
    return next(e.seq for e in events if e.kind == Kind.DECISION_PROPOSED)


def test_a_decision_is_allowed_over_a_missing_signature_with_a_reason(
    begun: Console,
) -> None:
    number = propose(begun.exercise)
    row = begun.page().context["decisions"][0]
    assert (row.to_sign, row.status) == ("Minister of the interior", "proposed")
    path = f"console/decisions/{number}/"
    assert begun.send(path, verdict="allowed", reason="")[0] == 409
    begun.done(path, verdict="allowed", reason="The minister is ill.")
    row = begun.page().context["settled"][0]
    assert (row.status, row.allowed) == ("taken", True)
    ruled = Entry.objects.get(kind="overruled")
    assert ruled.data["reason"] == "The minister is ill."
    assert "milestone_reached" in begun.kinds()


def test_requests_are_answered_and_hints_reach_one_seat(begun: Console) -> None:
    running.act(
        begun.exercise,
        lambda _: commands.RequestInformation(by="press", text="How many boats?"),
    )
    ask = begun.page().context["waiting"][0]
    assert (ask.who, ask.text) == ("Government spokesperson", "How many boats?")
    begun.done(f"console/answer/{ask.seq}/", text="Two.")
    assert begun.page().context["waiting"] == []
    begun.done("console/hint/", to="monitor", text="Ask the ferryman.")
    assert Entry.objects.get(kind="hint_given").to == ["monitor"]


def test_the_world_is_shown_with_its_range_and_changed_with_a_reason(
    begun: Console, clock: Clock
) -> None:
    assert begun.page().context["world"].runs == 0
    clock.passes(minutes=20)  # past the first midnight
    running.bring_up_to_date(begun.exercise.pk)
    world = begun.page().context["world"]
    assert world.runs == 200
    for count in world.counts:
        assert count.low <= count.middle <= count.high
    begun.done(
        "console/world/",
        community="bank/reed",
        variable="phase",
        value="4",
        reason="The room wants to see it.",
    )
    places = {each.key: each.phase for each in begun.page().context["world"].places}
    assert places["bank/reed"] == 4


def test_workload_counts_what_came_and_what_will_come(
    begun: Console, clock: Clock
) -> None:
    clock.passes(minutes=4)  # 12:00 on the first day: two injects and a question
    running.bring_up_to_date(begun.exercise.pk)
    context = begun.page().context
    lines = {line.role: line for line in context["heat"].lines}
    # by 12:00: the ferry, the boats, a question; to come in this half hour (until
    # 14:00 on day 2): what is left of the pack for the interior is nothing by time
    assert lines["interior"].cells[0].things == 3
    assert lines["monitor"].cells[0].things == 4  # the slur and who left are to come


def test_a_facilitator_sees_a_desk_as_it_is_seen_there(begun: Console) -> None:
    begun.done("console/injects/boats/send/")
    assert "Six men in two boats" in begun.page("desks/interior/").content.decode()
    assert "Six men in two boats" not in begun.page("desks/envoy/").content.decode()


def test_every_part_of_the_console_and_every_inject_opens(begun: Console) -> None:
    propose(begun.exercise)
    parts = (
        "clock",
        "more",
        "injects",
        "decisions",
        "seats",
        "world",
        "asks",
        "questions",
    )
    for part in parts:
        page = begun.page(f"console/parts/{part}/")
        assert page.status_code == 200
        assert "<html" not in page.content.decode()
    for name in states.pack_of(begun.exercise).injects:
        assert begun.page(f"console/injects/{name}/").status_code == 200
    log = begun.page("console/log/").content.decode()
    assert "proposed" in log


def test_a_question_of_ones_own_is_asked_and_resolved(begun: Console) -> None:
    begun.done("console/questions/", text="Will it rain?", day="2", time="12:00")
    asked = Entry.objects.get(kind="question_asked")
    assert asked.to == ["all"]
    name = asked.data["question"]
    assert begun.send(f"console/questions/{name}/", outcome="maybe")[0] == 409
    begun.done(f"console/questions/{name}/", outcome="yes")
    assert begun.page().context["questions"][0].outcome is True


def test_without_scripts_a_refusal_is_said_on_the_page(begun: Console) -> None:
    page = begun.browser.post(begun.base + "console/clock/start/", follow=True)
    assert page.redirect_chain[0][0] == begun.base + "console/"
    assert "The exercise has started already." in page.content.decode()
