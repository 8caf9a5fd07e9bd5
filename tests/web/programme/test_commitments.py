"""Promises are recorded, reviewed by somebody else, and remembered."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from karski.web.due.running import run_due
from karski.web.people.models import Event, Organisation, User
from karski.web.programme import actions
from karski.web.programme.models import Commitment, State

DAY = datetime(2026, 3, 5, 7, tzinfo=UTC)


def said() -> list[str]:
    return [event.action for event in Event.objects.order_by("number")]


def test_a_commitment_is_kept_and_audited(
    promise: Commitment, mika: User, ines: User
) -> None:
    stored = Commitment.objects.get()
    assert (stored.person, stored.reviewer, stored.state) == (mika, ines, State.OPEN)
    event = Event.objects.get()
    assert (event.action, event.detail) == ("made a commitment", {"aim": "concert"})
    assert event.subject == f"programme.commitment:{stored.public_id}"


@pytest.mark.parametrize("state", [State.KEPT, State.BROKEN])
def test_its_reviewer_closes_it(promise: Commitment, ines: User, state: State) -> None:
    actions.review(promise, by=ines, state=state, note="The minutes say so.")
    promise.refresh_from_db()
    assert (promise.state, promise.note) == (state, "The minutes say so.")
    assert promise.closed is not None
    assert said() == ["made a commitment", "reviewed a commitment"]


@pytest.mark.parametrize("who", ["cora", "mika"])
def test_nobody_else_reviews_it(
    promise: Commitment, who: str, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        actions.review(promise, by=by, state=State.KEPT, note="Mine.")
    promise.refresh_from_db()
    assert (promise.state, said()) == (State.OPEN, ["made a commitment"])


def test_a_reviewer_cannot_withdraw_or_reopen_it(
    promise: Commitment, ines: User
) -> None:
    for state in (State.WITHDRAWN, State.OPEN):
        with pytest.raises(ValidationError, match="Say whether it was kept"):
            actions.review(promise, by=ines, state=state, note="")
    with pytest.raises(PermissionDenied):
        actions.withdraw(promise, by=ines, note="No.")


@pytest.mark.parametrize("who", ["cora", "mika"])
def test_who_made_or_recorded_it_withdraws_it_saying_why(
    promise: Commitment, who: str, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(ValidationError, match="Say why"):
        actions.withdraw(promise, by=by, note=" ")
    actions.withdraw(promise, by=by, note="The ministry was dissolved.")
    promise.refresh_from_db()
    assert promise.state == State.WITHDRAWN


def test_what_is_closed_stays_closed(promise: Commitment, ines: User) -> None:
    actions.review(promise, by=ines, state=State.BROKEN, note="No meeting.")
    with pytest.raises(ValidationError, match="closed already"):
        actions.review(promise, by=ines, state=State.KEPT, note="After all.")
    promise.refresh_from_db()
    assert promise.state == State.BROKEN


def test_the_reviewer_is_of_another_organisation(
    centre: Organisation, cora: User, mika: User
) -> None:
    for reviewer in (cora, mika):
        with pytest.raises(ValidationError, match="of another organisation"):
            commit(centre, by=cora, person=mika, reviewer=reviewer)
    assert Commitment.objects.count() == 0


def test_people_promise_for_their_own_organisation(
    centre: Organisation, cora: User, ines: User
) -> None:
    with pytest.raises(ValidationError, match="not of that organisation"):
        commit(centre, by=cora, person=ines, reviewer=ines)


def test_a_member_or_a_stranger_records_nothing(
    centre: Organisation, mika: User, ines: User
) -> None:
    for by in (mika, ines):
        with pytest.raises(PermissionDenied):
            commit(centre, by=by, reviewer=ines)


def test_the_database_itself_refuses_a_review_of_oneself(
    promise: Commitment, mika: User
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.update(reviewer=mika)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.update(state=State.KEPT)  # without saying when


def test_on_its_day_the_reviewer_is_asked_once_in_their_language(
    promise: Commitment, ines: User
) -> None:
    run_due(DAY - timedelta(hours=2))
    assert mail.outbox == []
    for _ in range(2):
        run_due(datetime.now(UTC) + timedelta(seconds=1))
    assert [letter.to for letter in mail.outbox] == [[ines.email]]
    assert "Mika promised: Meet the ministry" in mail.outbox[0].body


def test_nobody_is_asked_about_what_is_closed(promise: Commitment, ines: User) -> None:
    actions.review(promise, by=ines, state=State.KEPT, note="Early.")
    run_due(datetime.now(UTC))
    assert mail.outbox == []


def commit(place: Organisation, **given: Any) -> Commitment:  # noqa: ANN401 -- passed on
    fixed = {"what": "Meet", "aim": "concert", "by_when": date(2026, 3, 5)}
    return actions.commit(place, **(fixed | given))


# -- pages ---------------------------------------------------------------------------


@pytest.fixture
def browser() -> Client:
    return Client(HTTP_HOST="localhost")


def log_in(browser: Client, user: User) -> Client:
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def test_the_reviewer_closes_it_on_its_page(
    promise: Commitment, ines: User, browser: Client
) -> None:
    page = f"/aims/commitments/{promise.public_id}/"
    log_in(browser, ines)
    assert "Record my review" in browser.get(page).content.decode()
    refused = browser.post(f"{page}review/", {"state": "kept"})
    assert "This field is required." in refused.content.decode()
    answer = browser.post(f"{page}review/", {"state": "kept", "note": "Seen.\nTwice."})
    assert (answer.status_code, Commitment.objects.get().state) == (302, "kept")
    assert "Seen.<br>Twice." in browser.get(page).content.decode()


def test_its_maker_may_withdraw_but_not_review_on_its_page(
    promise: Commitment, mika: User, browser: Client
) -> None:
    page = f"/aims/commitments/{promise.public_id}/"
    text = log_in(browser, mika).get(page).content.decode()
    assert ("Record my review" in text, "Withdraw this" in text) == (False, True)
    assert browser.post(f"{page}review/", {"state": "kept"}).status_code == 403
    browser.post(f"{page}withdraw/", {"note": "Too early."})
    assert Commitment.objects.get().state == "withdrawn"


def test_a_stranger_does_not_see_it(
    promise: Commitment, institute: Organisation, browser: Client, ines: User
) -> None:
    stranger = User.objects.create_user("sol@quay.example", name="Sol")
    log_in(browser, stranger)
    page = f"/aims/commitments/{promise.public_id}/"
    assert browser.get(page).status_code == 404
    assert "Meet the ministry" not in browser.get("/aims/commitments/").content.decode()
    log_in(browser, ines)
    assert "Meet the ministry" in browser.get("/aims/commitments/").content.decode()
