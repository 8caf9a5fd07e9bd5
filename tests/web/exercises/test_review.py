"""The review: what it shows to whom, and what people add to it."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from karski.exercise.commands import Forecast
from karski.exercise.journal import parse
from karski.exercise.replaying import replay
from karski.web.exercises import states
from karski.web.exercises.models import Exercise, Lesson, PlannedAction
from karski.web.people.models import Event, Membership, Organisation, User
from karski.web.people.roles import Role
from karski.web.programme.models import Commitment
from web.exercises.conftest import Clock, LogIn, MakePlayer
from web.exercises.desks_made import at, do
from web.exercises.played import WORDS, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(exercise: Exercise, clock: Clock) -> Exercise:
    """The exercise, played to its end."""
    return play(exercise)


def address(name: str, exercise: Exercise, **more: str) -> str:
    return reverse(f"exercises:{name}", kwargs={"key": exercise.public_id, **more})


def text(client: Client, at: str, **asked: object) -> str:
    answer = client.get(at, asked)
    assert answer.status_code == 200, at
    return " ".join(unescape(answer.text).split())


def test_the_review_says_who_knew_what_when_and_what_was_decided(
    over: Exercise, flora: User, log_in: LogIn
) -> None:
    page = text(log_in(flora), address("review", over))
    assert "first signal came on Day 1, 09:00" in page
    assert "first decision on Day 1, 22:00" in page
    assert "13 hours" in page  # from one to the other
    assert "9 hours</span><p>the report “Men in boats” lay with one team" in page
    assert "Proposed by Special envoy; at work." in page
    assert "Another team had it after 9 hours" in page
    assert "Performed" in page or "performed with some challenges" in page
    assert "1 of 2" in page  # raters do not agree
    assert "&gt; " not in page
    assert "0 of 1</span><p>proposals were stopped" in page
    assert "What did you know?" in page


def test_forecasts_stand_beside_a_coin_toss_and_say_when_they_are_few(
    over: Exercise, flora: User, log_in: LogIn
) -> None:
    page = text(log_in(flora), address("review", over))
    came = over.entries.get(kind="question_resolved").data["outcome"]
    score = (0.04 + 0.36) / 2  # whatever came: 0.8 and 0.4
    assert score == (0.2**2 + 0.6**2) / 2 or not came
    mean = score if came else (0.8**2 + 0.4**2) / 2
    assert f"The room scored {mean:.2f}; a coin toss scores 0.25" in page
    assert "1 resolved question is too few" in page


def test_what_fewer_than_five_said_is_shown_to_those_who_run_it_alone(
    exercise: Exercise,
    clock: Clock,
    player: MakePlayer,
    browser: Client,
    flora: User,
    log_in: LogIn,
) -> None:
    player("envoy")
    play(exercise)
    mine = text(browser, reverse("exercises:my_review", args=["token-envoy"]))
    assert "Fewer than five people answered" in mine
    assert "fewer than five answered" in mine
    assert "(40% to 80%)" in text(log_in(flora), address("review", exercise))
    for told in ("The room scored", "60%", "40% to 80%"):
        assert told not in mine


def test_only_those_who_run_it_see_the_staffs_review(
    over: Exercise, mika: User, ines: User, log_in: LogIn, browser: Client
) -> None:
    for name in ("review", "journal", "replay", "fork", "changed", "watching"):
        at = address(name, over)
        assert browser.get(at).status_code == 302
        assert log_in(mika).get(at).status_code == 403
    assert log_in(ines).get(address("review", over)).status_code == 404


def test_players_read_it_once_it_is_over(
    exercise: Exercise, clock: Clock, player: MakePlayer, browser: Client
) -> None:
    player("envoy")
    at = reverse("exercises:my_review", args=["token-envoy"])
    assert "The review opens at the end" in text(browser, at)
    forks = reverse("exercises:my_fork", args=["token-envoy"])
    assert browser.get(forks).url == at
    play(exercise)
    page = text(browser, at)
    assert "Who knew what when" in page
    assert "Men in boats" in page
    assert "Take off the plan" not in page


def test_people_see_their_own_score_and_nobody_else_s(
    exercise: Exercise, clock: Clock, player: MakePlayer, browser: Client
) -> None:
    who = player("envoy")
    player("press")
    at(exercise, "1 10:30")
    asked = {"question": "displaced", "player": str(who.public_id)}
    do(exercise, Forecast(by="envoy", probability=0.7, **asked))
    play(exercise)
    came = exercise.entries.get(kind="question_resolved").data["outcome"]
    own = f"Your own score is {0.09 if came else 0.49}"
    mine = text(browser, reverse("exercises:my_review", args=["token-envoy"]))
    assert own in mine
    other = text(browser, reverse("exercises:my_review", args=["token-press"]))
    assert "Your own score" not in other


def test_lessons_are_written_together_without_names(
    exercise: Exercise, clock: Clock, player: MakePlayer, browser: Client
) -> None:
    player("envoy")
    at = reverse("exercises:my_lesson", args=["token-envoy"])
    early = browser.post(at, {"text": "Too early"})
    assert "opens at the end" in early.text
    assert not Lesson.objects.exists()
    play(exercise)
    browser.post(at, {"text": "Tell the field first.", "capability": "warning"})
    lesson = Lesson.objects.get()
    assert (lesson.text, lesson.capability) == ("Tell the field first.", "warning")
    event = Event.objects.get(action="wrote down what an exercise taught")
    assert event.person is None
    again = browser.post(at, {"text": "x" * 1001})
    assert "1000" in again.text
    assert Lesson.objects.count() == 1


def test_the_facilitator_changes_and_removes_lessons(
    over: Exercise, flora: User, ines: User, log_in: LogIn
) -> None:
    client = log_in(flora)
    client.post(address("lesson", over), {"text": "Tell them."})
    lesson = Lesson.objects.get()
    at = reverse("exercises:change_lesson", args=[lesson.public_id])
    assert log_in(ines).post(at, {"text": "Mine"}).status_code == 404
    client.post(at, {"text": "Tell them within six hours."})
    lesson.refresh_from_db()
    assert lesson.text == "Tell them within six hours."
    client.post(at, {"remove": "1"})
    assert not Lesson.objects.exists()


PLAN = {"text": "A duty desk", "owner": "Ministry", "by_when": "2033-01-31"}


def test_a_planned_action_becomes_a_commitment_that_somebody_else_reviews(
    over: Exercise, flora: User, ines: User, centre: Organisation, log_in: LogIn
) -> None:
    client = log_in(flora)
    client.post(address("plan", over), PLAN)
    planned = PlannedAction.objects.get()
    assert planned.by_when == date(2033, 1, 31)
    at = reverse("exercises:commit_planned", args=[planned.public_id])
    given = {"organisation": centre.pk, "aim": "skills", "reviewer": ines.email}
    assert client.post(at, given).status_code == 403  # a facilitator runs no programme
    Membership.objects.filter(user=flora).update(role=Role.COORDINATOR)
    own = client.post(at, given | {"reviewer": flora.email})
    assert "must be of another organisation" in own.text
    client.post(at, given)
    planned.refresh_from_db()
    made = Commitment.objects.get()
    assert planned.commitment == made
    assert (made.what, made.by_when, made.reviewer) == (
        "A duty desk",
        planned.by_when,
        ines,
    )
    again = client.post(at, given)
    assert "is a commitment already" in again.text
    page = text(client, address("review", over))
    assert reverse("programme:commitment", args=[made.public_id]) in page


def test_an_action_is_taken_off_the_plan(
    over: Exercise, flora: User, log_in: LogIn
) -> None:
    client = log_in(flora)
    bad = client.post(address("plan", over), PLAN | {"owner": ""})
    assert "This field is required" in bad.text
    client.post(address("plan", over), PLAN)
    planned = PlannedAction.objects.get()
    client.post(reverse("exercises:remove_planned", args=[planned.public_id]))
    assert not PlannedAction.objects.exists()


def test_the_journal_leaves_as_lines_that_replay(
    over: Exercise, flora: User, log_in: LogIn
) -> None:
    answer = log_in(flora).post(address("journal_file", over, form="jsonl"))
    header, events = parse(answer.content)
    assert (header.seed, len(events)) == (over.seed, over.seq)
    header.hold_to(over.pack_text)
    assert replay(states.pack_of(over), header.seed, events) is None
    left = Event.objects.get(action="exported a journal")
    assert left.detail["form"] == "jsonl"


def test_no_cell_of_the_table_is_run_as_a_formula(
    over: Exercise, flora: User, log_in: LogIn
) -> None:
    client = log_in(flora)
    answer = client.post(address("journal_file", over, form="csv"))
    rows = answer.text.splitlines()
    assert len(rows) >= over.seq
    assert rows[0].startswith("number,day,time,at_ms,written,kind,by,to,said,text")
    assert f"'{WORDS}" in answer.text
    assert f",{WORDS}" not in answer.text
    assert "Special envoy proposes" in answer.text
    other = client.post(address("journal_file", over, form="xml"))
    assert other.status_code == 404


def test_the_journal_page_says_every_event_in_a_sentence(
    over: Exercise, flora: User, log_in: LogIn
) -> None:
    page = text(log_in(flora), address("journal", over))
    for line in (
        "Intelligence from The ministry: Men in boats",
        "Minister of the interior passes on: Men in boats",
        "Minister of the interior signs",
        "Rated by an expert: Pass a warning on, performed with major challenges",
        "The exercise ends",
    ):
        assert line in page
