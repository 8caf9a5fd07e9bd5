"""Due work: once, whoever runs it and whatever dies."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import OperationalError, transaction

from beside import Host
from karski.core.errors import UnknownNameError
from karski.web.due import letters, polling, running
from karski.web.due.acts import Act, acts
from karski.web.due.due_acts import forget
from karski.web.due.models import Work
from karski.web.due.running import Ran, run_due
from karski.web.due.scheduling import schedule
from karski.web.people.audit import record
from karski.web.people.models.audit import Event

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
RUN = """
from django.utils import timezone
from karski.web.due.running import run_due
ran = run_due(timezone.now(), 1000)
print(ran.done, ran.failed)
"""
SCHEDULE = """
import sys
from django.utils import timezone
from karski.web.due.scheduling import schedule
act, key, *rest = sys.argv[1:]
given = dict(each.split("=", 1) for each in rest)
schedule("trial_area." + act, at=timezone.now(), key=key, **given)
"""
MANY = """
from django.utils import timezone
from karski.web.due.scheduling import schedule
for each in range(60):
    schedule("trial_area.note", at=timezone.now(), key=f"key {each}", what=f"{each:02}")
"""
NOTED = """
from karski.web.people.models.audit import Event
print(*sorted(e.detail["what"] for e in Event.objects.all()), sep=",")
"""


@pytest.fixture
def act(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Act], None]:
    """Add an act, and leave the recurring ones out."""
    once = {name: each for name, each in acts().items() if each.every is None}
    catalogue = type(acts())("act", once)
    for module in (running, polling, letters):
        monkeypatch.setattr(module, "acts", lambda: catalogue, raising=False)
    monkeypatch.setattr("karski.web.due.scheduling.acts", lambda: catalogue)
    return catalogue.__setitem__


def note(what: str) -> None:
    record("noted", by=None, detail={"what": what})


def fail() -> None:
    note("failed")
    raise RuntimeError("no such luck")


def noted() -> list[str]:
    return [event.detail["what"] for event in Event.objects.order_by("number")]


@pytest.mark.django_db
def test_work_is_done_when_it_is_due_and_not_before(act: Callable[..., None]) -> None:
    act("trial.note", Act(note))
    work = schedule("trial.note", at=NOW, key="a", what="a")
    assert (run_due(NOW - MINUTE), noted()) == (Ran(), [])
    assert (run_due(NOW + DAY), noted()) == (Ran(done=1), ["a"])
    work.refresh_from_db()
    assert (work.done, work.tries, work.error) == (NOW + DAY, 1, "")
    assert (run_due(NOW + DAY), noted()) == (Ran(), ["a"])


@pytest.mark.django_db
def test_scheduling_twice_under_one_key_is_one(act: Callable[..., None]) -> None:
    act("trial.note", Act(note))
    for what in ("first", "second"):
        schedule("trial.note", at=NOW, key="a", what=what)
    run_due(NOW)
    schedule("trial.note", at=NOW, key="a", what="third")
    run_due(NOW)
    assert noted() == ["first"]


@pytest.mark.django_db
def test_an_act_that_no_area_has_cannot_be_scheduled() -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean 'due\.letter'"):
        schedule("due.leter", at=NOW, key="a")


@pytest.mark.django_db
def test_the_longest_due_comes_first_and_no_more_than_asked(
    act: Callable[..., None],
) -> None:
    act("trial.note", Act(note))
    for hours in (1, 3, 2):
        at = NOW - timedelta(hours=hours)
        schedule("trial.note", at=at, key=str(hours), what=str(hours))
    assert (run_due(NOW, 2), noted()) == (Ran(done=2), ["3", "2"])


@pytest.mark.django_db
def test_a_failure_leaves_nothing_and_is_tried_again_later_and_later(
    act: Callable[..., None],
) -> None:
    act("trial.fail", Act(fail, tries=3))
    work = schedule("trial.fail", at=NOW, key="a")
    moments = [NOW, NOW + MINUTE - timedelta(seconds=1), NOW + MINUTE, NOW + 3 * MINUTE]
    ran = [run_due(moment).failed for moment in moments]
    work.refresh_from_db()
    assert (ran, noted(), work.tries) == ([1, 0, 1, 1], [], 3)
    assert work.error.startswith("RuntimeError: no such luck")
    assert work.given_up == NOW + 3 * MINUTE
    assert (run_due(NOW + DAY), list(running.given_up())) == (Ran(), [work])


@pytest.mark.django_db
def test_one_failure_does_not_hold_up_the_rest(act: Callable[..., None]) -> None:
    act("trial.note", Act(note))
    act("trial.fail", Act(fail))
    schedule("trial.fail", at=NOW - DAY, key="a")
    schedule("trial.note", at=NOW, key="b", what="b")
    assert (run_due(NOW), noted()) == (Ran(done=1, failed=1), ["b"])


@pytest.mark.django_db
def test_work_of_a_later_release_waits_untouched(act: Callable[..., None]) -> None:
    Work.objects.create(act="later.act", at=NOW, next_try=NOW, key="a")
    assert [run_due(NOW + each * MINUTE) for each in range(12)] == [Ran()] * 12
    work = Work.objects.get()
    assert (work.tries, work.error, work.given_up) == (0, "", None)
    act("later.act", Act(lambda: note("done")))
    assert (run_due(NOW + DAY), noted()) == (Ran(done=1), ["done"])


@pytest.mark.django_db
def test_a_clock_put_back_repeats_nothing_and_holds_no_try_up(
    act: Callable[..., None],
) -> None:
    act("trial.note", Act(note))
    act("trial.fail", Act(fail))
    schedule("trial.note", at=NOW, key="a", what="a")
    schedule("trial.fail", at=NOW, key="b")
    run_due(NOW)
    earlier = NOW - 30 * DAY
    assert (run_due(earlier), noted()) == (Ran(failed=1), ["a"])


@pytest.mark.django_db
def test_a_recurring_act_is_done_once_in_each_span(act: Callable[..., None]) -> None:
    act("trial.daily", Act(lambda: note("day"), every=DAY))
    for hours in (0, 1, 11, 12, 13, 36, 12, 200):
        run_due(NOW + timedelta(hours=hours))
    assert noted() == ["day"] * 4  # the 5th, 6th, 7th and 13th of March


@pytest.mark.django_db
def test_work_scheduled_in_a_transaction_that_fails_is_not_there() -> None:
    def fail_after_posting() -> None:
        with transaction.atomic():
            letters.post(to="ada@example.org", subject="s", body="b", key="a", at=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_posting()
    assert Work.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("act")
def test_a_letter_is_sent_once_and_its_address_is_forgotten() -> None:
    for _ in range(2):
        letters.post(to="ada@example.org", subject="s", body="b", key="a", at=NOW)
    run_due(NOW)
    run_due(NOW)
    assert [(each.to, each.subject, each.body) for each in mail.outbox] == [
        (["ada@example.org"], "s", "b")
    ]
    assert Work.objects.get().arguments == {}


@pytest.mark.django_db
@pytest.mark.usefixtures("act")
def test_a_letter_that_was_refused_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise SMTPRecipientsRefused({})

    letters.post(to="ada@example.org", subject="s", body="b", key="a", at=NOW)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        assert run_due(NOW) == Ran(failed=1)
    assert (run_due(NOW + MINUTE), len(mail.outbox)) == (Ran(done=1), 1)


@pytest.mark.django_db
@pytest.mark.usefixtures("act")
def test_a_letter_that_may_have_left_is_sent_again_only_when_somebody_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(*_: object) -> None:
        raise SMTPServerDisconnected("in the middle")

    work = letters.post(to="ada@example.org", subject="s", body="b", key="a", at=NOW)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", stumble)
        run_due(NOW)
    assert (run_due(NOW + DAY), list(running.uncertain())) == (Ran(), [work])
    running.again(running.uncertain().get(), NOW)
    assert (run_due(NOW), len(mail.outbox)) == (Ran(done=1), 1)


@pytest.mark.django_db
def test_what_was_done_long_ago_is_forgotten() -> None:
    for days in (80, 100):
        done = datetime.now(UTC) - days * DAY
        Work.objects.create(act="x.y", key=str(days), at=NOW, next_try=NOW, done=done)
    Work.objects.create(act="x.y", key="open", at=NOW, next_try=NOW - 400 * DAY)
    forget()
    assert sorted(Work.objects.values_list("key", flat=True)) == ["80", "open"]


@pytest.mark.parametrize(
    "error", [OperationalError("database is locked"), OSError("disk"), KeyError("bug")]
)
def test_polling_outlives_what_fails_and_tells_where(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    stop, calls = threading.Event(), []

    def run(now: datetime, limit: int) -> Ran:
        calls.append(now)
        if len(calls) < 3:
            raise error
        stop.set()
        return Ran()

    monkeypatch.setattr(polling, "run_due", run)
    monkeypatch.setattr(polling, "connection", type("Away", (), {"close": lambda: 0}))
    monkeypatch.setattr(polling, "close_old_connections", lambda: None)
    polling.poll(stop, every=0.01)
    assert len(calls) == 3
    traced = [each.exc_info[1] for each in caplog.records if each.exc_info]
    assert traced == [error, error]


# -- processes that run at the same time, and die -----------------------------------


def noted_on(host: Host) -> list[str]:
    said = host.python(NOTED).split(",")
    return [each for each in said if each not in ("", "daily")]


def wait_for(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_four_processes_do_each_work_once(host: Host) -> None:
    host.python(MANY)
    runners = [host.start(RUN) for _ in range(4)]
    ends = [runner.communicate(timeout=120) for runner in runners]
    assert [end[1] for end in ends] == [""] * 4
    assert noted_on(host) == [f"{each:02}" for each in range(60)]


def test_work_whose_process_is_killed_midway_is_done_once_by_the_next(
    host: Host, tmp_path: Path
) -> None:
    marker = tmp_path / "marker"
    host.python(SCHEDULE, "note_and_hang", "a", "what=a", f"marker={marker}")
    first = host.start(RUN)
    wait_for(marker.exists)
    first.kill()
    first.wait()
    assert noted_on(host) == []
    host.python(RUN)
    host.python(RUN)
    assert noted_on(host) == ["a"]


def test_an_outside_effect_whose_process_is_killed_is_not_repeated_unasked(
    host: Host, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    host.python(SCHEDULE, "write_and_hang", "the key", f"file={file}")
    first = host.start(RUN)
    wait_for(lambda: file.exists() and file.read_text() != "")
    first.kill()
    first.wait()
    said = host.karski("due")
    assert "Uncertain whether it came about: the key" in said.out
    assert file.read_text() == "written\n"


def test_a_person_may_have_uncertain_work_repeated(host: Host, tmp_path: Path) -> None:
    file = tmp_path / "file"
    host.python(SCHEDULE, "stumble", "the key", f"file={file}")
    codes = [host.karski("due", *each).code for each in ((), ("--again", "the key"))]
    unknown = host.karski("due", "--again", "other")
    assert (codes, file.read_text()) == ([0, 0], "written\n" * 2)
    assert (unknown.code, "no work with the key 'other'" in unknown.err) == (1, True)


def test_a_site_that_polls_does_what_falls_due_and_stops_when_told(host: Host) -> None:
    host.python(MANY)
    said = host.python(
        "import threading, time\n"
        "from django.db import connection\n"
        "from karski.web.due import polling\n"
        "from karski.web.due.models import Work\n"
        "stop = threading.Event()\n"
        "thread = polling.start(stop)\n"
        "while Work.objects.filter(done=None).exists(): time.sleep(0.1)\n"
        "stop.set(); thread.join(10); print(thread.is_alive())"
    )
    assert said == "False"
    assert noted_on(host) == [f"{each:02}" for each in range(60)]


def test_a_database_locked_for_a_while_only_delays(host: Host) -> None:
    host.python(SCHEDULE, "note", "a", "what=a")
    hold = host.start(
        "import time\n"
        "from django.db import transaction\n"
        "from karski.web.due.models import Work\n"
        "with transaction.atomic():\n"
        "    Work.objects.select_for_update().get(key='a')\n"
        "    print('held', flush=True); time.sleep(2)"
    )
    assert hold.stdout is not None
    hold.stdout.readline()
    host.python(RUN)
    hold.wait()
    host.python(RUN)
    assert noted_on(host) == ["a"]
