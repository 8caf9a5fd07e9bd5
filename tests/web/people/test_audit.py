"""The audit trail: unbroken, unchangeable, and whole whoever writes at once."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from beside import Host
from karski.web.people.audit import Verdict, record, verify
from karski.web.people.audit_triggers import SET_UP, TAKE_DOWN
from karski.web.people.models import User
from karski.web.people.models.audit import Event, Head

WRITE = """
import sys
from django.db import transaction
from karski.web.people.audit import record
for each in range(int(sys.argv[2])):
    with transaction.atomic():
        record("trial", by=None, detail={"writer": sys.argv[1], "each": each})
"""


def three() -> list[Event]:
    with transaction.atomic():
        return [record("trial", by=None, detail={"each": each}) for each in range(3)]


@pytest.fixture
def unguarded() -> None:
    """A database whose own rules somebody has taken down."""
    with connection.cursor() as cursor:
        for statement in TAKE_DOWN[connection.vendor]:
            cursor.execute(statement)


@pytest.mark.django_db
def test_an_event_says_who_did_what_to_what_and_follows_the_one_before() -> None:
    ada = User.objects.create_user("ada@example.org", name="Ada")
    first = record("account.joined", by=ada, on=ada)
    second = record("seats.offered", by=None, detail={"seats": 25, "open": True})
    stored = Event.objects.get(number=2)
    assert (first.person, first.subject) == (
        ada.public_id,
        f"people.user:{ada.public_id}",
    )
    assert stored.content() == second.content()
    assert (stored.previous, stored.person) == (first.digest, None)
    assert verify() == Verdict(2, second.digest)


@pytest.mark.django_db
def test_an_empty_trail_is_whole() -> None:
    assert verify() == Verdict(0, "0" * 64)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(AssertionError, match="belongs to the transaction"):
        record("trial", by=None)


@pytest.mark.django_db(transaction=True)
def test_tests_that_empty_the_database_leave_its_rules_standing() -> None:
    three()
    call_command("flush", interactive=False, verbosity=0)
    assert verify().count == 0
    three()
    with pytest.raises(DatabaseError, match="only grows"):
        cut_the_tail()


@pytest.mark.django_db
def test_addresses_and_texts_are_left_out() -> None:
    event = record(
        "trial", by=None, detail={"who": "<ada@example.org>, Ada", "text": "a" * 201}
    )
    assert event.detail == {"who": "(address) Ada", "text": "a" * 200}
    assert verify().whole


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Event, Head])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_refuses_to_change_the_trail(
    model: type[Model], act: str
) -> None:
    three()
    rows = model._default_manager.all()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        rows.delete() if act == "delete" else rows.update(digest="f" * 64)
    assert verify().count == 3


def change_the_second() -> None:
    Event.objects.filter(number=2).update(detail={"each": 7})


def forge_the_second() -> None:
    """Change it and reckon its digest anew, as somebody who knows how would."""
    from karski.web.people.audit import digest

    second = Event.objects.get(number=2)
    second.detail = {"each": 7}
    Event.objects.filter(number=2).update(detail={"each": 7}, digest=digest(second))


def remove_the_second() -> None:
    Event.objects.filter(number=2).delete()


def cut_the_tail() -> None:
    Event.objects.filter(number=3).delete()


def cut_the_head_back() -> None:
    second = Event.objects.get(number=2)
    Head.objects.update(count=2, digest=second.digest)


def lose_the_head() -> None:
    Head.objects.all().delete()


def change_the_head() -> None:
    Head.objects.update(digest="f" * 64)


@pytest.mark.django_db
@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("meddle", "broken", "why"),
    [
        (change_the_second, 2, "it was changed after it was written"),
        (forge_the_second, 3, "it does not follow from the one before"),
        (remove_the_second, 2, "it is not there"),
        (cut_the_tail, 3, "of 3 events it is gone"),
        (cut_the_head_back, 3, "the trail's head ends before it"),
        (lose_the_head, 1, "the trail's head ends before it"),
        (change_the_head, 3, "the trail's head says otherwise"),
    ],
)
def test_meddling_is_found_and_the_first_broken_event_named(
    meddle: Callable[[], None], broken: int, why: str
) -> None:
    three()
    meddle()
    verdict = verify()
    assert (verdict.broken, verdict.why) == (broken, why)


@pytest.mark.django_db
@pytest.mark.usefixtures("unguarded")
def test_a_trail_written_anew_from_the_start_is_found_by_a_head_noted_down() -> None:
    noted = three()[1].digest
    assert verify(noted).whole
    Event.objects.all().delete()
    Head.objects.all().delete()
    three()
    assert (verify().whole, verify(noted).whole) == (True, False)


@pytest.mark.django_db
def test_what_fails_leaves_no_event() -> None:
    three()

    def fail() -> None:
        with transaction.atomic():
            record("trial", by=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert verify().count == 3


@pytest.mark.django_db
def test_the_rules_can_be_taken_down_and_set_up_again() -> None:
    with connection.cursor() as cursor:
        for statement in (*TAKE_DOWN[connection.vendor], *SET_UP[connection.vendor]):
            cursor.execute(statement)
    three()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        cut_the_tail()


def test_four_processes_that_write_at_once_make_one_chain(host: Host) -> None:
    writers = [host.start(WRITE, str(each), "25") for each in range(4)]
    ends = [writer.communicate(timeout=120) for writer in writers]
    assert [end[1] for end in ends] == [""] * 4
    said = host.karski("audit", "verify")
    assert (said.code, said.out.split(",")[0]) == (0, "100 events")


def test_a_broken_trail_ends_the_command_with_one(host: Host) -> None:
    host.python(WRITE, "a", "3")
    host.python(
        "from django.db import connection as c\n"
        "from karski.web.people.audit_triggers import TAKE_DOWN\n"
        "from karski.web.people.models.audit import Event\n"
        "for each in TAKE_DOWN[c.vendor]: c.cursor().execute(each)\n"
        "Event.objects.filter(number=2).update(action='other')"
    )
    said = host.karski("audit", "verify")
    assert said.code == 1
    assert "breaks at event 2: it was changed" in said.err
