"""Nothing is counted before somebody agrees, and a refusal lasts."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from karski.web.people import counting
from karski.web.people.models import Choice, Event, User, Visits
from karski.web.people.privacy import sweep

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
CHOOSE, PRIVACY = "/people/privacy/choose/", "/people/privacy/"


@pytest.fixture(autouse=True)
def tally(monkeypatch: pytest.MonkeyPatch) -> Iterator[counting.Tally]:
    fresh = counting.Tally()
    monkeypatch.setattr(counting, "tally", fresh)
    yield fresh
    fresh._counts.clear()


def counts(tally: counting.Tally) -> dict[str, int]:
    tally.keep()
    return dict(Visits.objects.values_list("page", "count"))


def test_without_a_choice_nothing_is_counted(
    visitor: Client, tally: counting.Tally
) -> None:
    visitor.get("/")
    assert counts(tally) == {}
    assert "You have not chosen" in visitor.get(PRIVACY).content.decode()


def test_who_agrees_is_counted_by_page_and_day_and_nothing_else(
    visitor: Client, tally: counting.Tally
) -> None:
    visitor.post(CHOOSE, {"counted": "yes"})
    for path in ("/", "/hu/", "/?from=ada@example.org", "/nowhere/", PRIVACY):
        visitor.get(path)
    visitor.post("/account/login/", {})
    assert counts(tally) == {"monitor:world": 3, "people:privacy": 1}
    names = [field.name for field in Visits._meta.fields]
    assert names == ["id", "day", "page", "count"]


def test_the_cookie_holds_the_choice_alone_and_cannot_be_forged(
    visitor: Client, tally: counting.Tally
) -> None:
    cookie = visitor.post(CHOOSE, {"counted": "yes"}).cookies["counted"]
    assert cookie.value.startswith("yes:")
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        400 * 86400,
        True,
        "Lax",
    )
    visitor.cookies["counted"] = "yes"
    visitor.get("/")
    assert counts(tally) == {}


@pytest.mark.parametrize("said", ["no", "", "maybe", None])
def test_anything_but_yes_is_no(
    visitor: Client, tally: counting.Tally, said: str | None
) -> None:
    visitor.post(CHOOSE, {"counted": "yes"})
    visitor.post(CHOOSE, {} if said is None else {"counted": said})
    visitor.get("/")
    assert counts(tally) == {}


@pytest.mark.parametrize("header", ["HTTP_DNT", "HTTP_SEC_GPC"])
def test_a_browser_that_asks_not_to_be_tracked_is_not(
    visitor: Client, tally: counting.Tally, header: str
) -> None:
    visitor.post(CHOOSE, {"counted": "yes"})
    visitor.get("/", **{header: "1"})
    assert counts(tally) == {}
    visitor.get("/", **{header: "0"})
    assert counts(tally) == {"monitor:world": 1}
    page = visitor.get(PRIVACY, **{header: "1"})
    assert "asks not to be tracked" in page.content.decode()


def test_an_account_keeps_the_choice_in_every_browser_and_the_trail_tells_of_it(
    member: User, log_in: LogIn, tally: counting.Tally
) -> None:
    log_in(member).post(CHOOSE, {"counted": "yes"})
    log_in(member).get("/")
    assert counts(tally) == {"monitor:world": 1}
    log_in(member).post(CHOOSE, {"counted": "no"})
    log_in(member).get("/")
    assert counts(tally) == {"monitor:world": 1}
    assert Choice.objects.get(user=member).counted is False
    about = Event.objects.filter(person=member.public_id, action__contains="counted")
    said = about.order_by("number")
    assert [event.action for event in said] == [
        "agreed to being counted",
        "refused being counted",
    ]


def test_a_no_in_the_browser_outweighs_a_yes_in_the_account(
    member: User, log_in: LogIn, tally: counting.Tally, visitor: Client
) -> None:
    log_in(member).post(CHOOSE, {"counted": "yes"})
    refused = visitor.post(CHOOSE, {"counted": "no"}).cookies["counted"].value
    browser = log_in(member)
    browser.cookies["counted"] = refused
    browser.get("/")
    assert counts(tally) == {}


def test_counts_of_a_day_add_up(visitor: Client, tally: counting.Tally) -> None:
    visitor.post(CHOOSE, {"counted": "yes"})
    for _ in range(2):
        visitor.get("/")
        assert counts(tally)["monitor:world"] > 0
    assert counts(tally) == {"monitor:world": 2}


def test_counts_wait_while_the_database_is_busy(
    visitor: Client, tally: counting.Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise OperationalError("database is locked")

    visitor.post(CHOOSE, {"counted": "yes"})
    visitor.get("/")
    with monkeypatch.context() as patch:
        patch.setattr(counting, "_write", busy)
        tally.keep()
    assert counts(tally) == {"monitor:world": 1}


def test_counts_are_written_once_a_minute(
    visitor: Client, tally: counting.Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.post(CHOOSE, {"counted": "yes"})
    visitor.get("/")
    assert Visits.objects.count() == 0
    monkeypatch.setattr(counting, "EVERY", -1.0)
    visitor.get("/")
    assert [each.count for each in Visits.objects.all()] == [2]


def test_old_counts_are_deleted() -> None:
    now = datetime(2026, 3, 5, tzinfo=UTC)
    for days in (0, 760, 761):
        day = (now - timedelta(days=days)).date()
        Visits.objects.create(day=day, page="p", count=days)
    sweep(now)
    assert sorted(Visits.objects.values_list("count", flat=True)) == [0, 760]


def test_attempts_to_log_in_that_count_no_longer_are_deleted() -> None:
    for name, seconds in (("old", 60), ("new", 7200)):
        cache.set(name, 1, timeout=seconds)
    sweep(datetime.now(UTC) + timedelta(hours=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM counts")
        assert [key.rpartition(":")[2] for (key,) in cursor.fetchall()] == ["new"]


def test_letters_in_the_workspace_are_deleted_after_a_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = "django.core.mail.backends.filebased.EmailBackend"
    monkeypatch.setattr("django.conf.settings.EMAIL_BACKEND", backend)
    monkeypatch.setattr("django.conf.settings.EMAIL_FILE_PATH", tmp_path, raising=False)
    for name in ("a.log", "b.log", "other.txt"):
        (tmp_path / name).touch()
    now = datetime.now(UTC)
    month = (now - timedelta(days=31)).timestamp()
    for name in ("a.log", "other.txt"):
        os.utime(tmp_path / name, (month, month))
    sweep(now)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["b.log", "other.txt"]


@pytest.mark.parametrize("language", ["", "/hu"])
def test_every_page_leads_to_the_choice(visitor: Client, language: str) -> None:
    page = visitor.get(f"{language}/").content.decode()
    assert f'href="{language}{PRIVACY}"' in page


def test_a_training_room_has_the_page_too(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.ROOM", True)
    page = visitor.get(PRIVACY)
    assert (page.status_code, "own_data" in page.content.decode()) == (200, False)
