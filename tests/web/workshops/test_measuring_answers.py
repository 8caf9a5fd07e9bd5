"""What participants answer, when, and what is kept of it."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from karski.web.due.models import Work
from karski.web.people.models import Event, User
from karski.web.workshops.actions import closing, follow_up, forecasts, measuring
from karski.web.workshops.models import (
    Closing,
    ForecastingQuestion,
    Form,
    ItemAnswer,
    Moment,
    ParticipantForecast,
    Responded,
    Response,
    Sitting,
    Workshop,
)
from karski.web.workshops.queries import moments
from karski.web.workshops.queries.asked_now import asked_now
from web.workshops.conftest import LogIn, MakeCandidate, MakeParticipants
from web.workshops.measured import (
    BEFORE,
    FIRST,
    LAST,
    LATER,
    MONTHS_3,
    MONTHS_6,
    On,
    on,
    set_test,
)

__all__ = ["on"]  # a fixture


@pytest.fixture
def question(workshop: Workshop, cora: User) -> ForecastingQuestion:
    return forecasts.ask(
        workshop,
        by=cora,
        texts={"en": {"question": "Will it rain?", "resolution": "By the gauge."}},
        closes=datetime(2032, 12, 1, tzinfo=UTC),
        base_rate=0.25,
        model_probability=0.62,
        model_source="Karski, an edition",
    )


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (BEFORE, Moment.BEFORE),
        (FIRST, Moment.DURING),
        (LAST, Moment.DURING),
        ("2032-04-17", Moment.AFTER),
        ("2032-07-15", Moment.AFTER),
        ("2032-07-16", Moment.MONTHS_3),
        ("2032-10-15", Moment.MONTHS_3),
        ("2032-10-16", Moment.MONTHS_6),
    ],
)
def test_a_forecast_counts_for_the_moment_of_its_day(
    workshop: Workshop, on: On, day: str, moment: Moment
) -> None:
    on(day)
    assert moments.forecast_moment(workshop) == moment


def test_a_month_that_is_shorter_ends_the_count() -> None:
    assert moments.months_after(date(2032, 8, 31), 6) == date(2033, 2, 28)


def test_the_test_is_sat_on_a_phone_before_and_after_once_each(
    workshop: Workshop,
    cora: User,
    participants: MakeParticipants,
    browser: Client,
    on: On,
) -> None:
    test = set_test(workshop, cora, "law", "roles")
    law, roles = test.items.order_by("places__order")
    (person,) = participants(1)
    on(BEFORE)
    page = browser.get("/sk/workshops/mine/token-1/test/").content.decode()
    assert "1. O law?" in page
    sent = browser.post("/workshops/mine/token-1/test/", {f"item_{law.pk}": 2})
    assert sent.headers["Location"] == "/workshops/mine/token-1/"
    again = browser.get("/workshops/mine/token-1/test/")
    assert again.status_code == 302
    on(LAST)
    both = {f"item_{law.pk}": 1, f"item_{roles.pk}": 1}
    browser.post("/workshops/mine/token-1/test/", both)
    rows = ItemAnswer.objects.order_by("pk").values_list("item", "chosen")
    assert list(rows) == [(law.pk, 2), (law.pk, 1), (roles.pk, 1)]
    assert [s.moment for s in Sitting.objects.order_by("pk")] == ["before", "after"]
    mine = browser.get("/workshops/mine/token-1/").content.decode()
    assert "Before: 0 of 2 right; After: 2 of 2 right" in mine
    assert person.sittings.count() == 2


def test_the_test_is_open_before_and_from_the_last_day_on(
    workshop: Workshop, cora: User, participants: MakeParticipants, on: On
) -> None:
    set_test(workshop, cora, "law")
    first, _second = participants(2)
    found = {}
    for day in (FIRST, "2032-04-15", LAST, "2032-04-30", "2032-05-01"):
        on(day)
        found[day] = moments.test_moment(first)
    assert list(found.values()) == ["before", None, "after", "after", None]
    on("2032-04-15")
    with pytest.raises(ValidationError, match="not open to you now"):
        measuring.sit(first, by=None, moment=Moment.BEFORE, chosen={})


def test_who_has_no_seat_answers_nothing(
    workshop: Workshop, cora: User, candidate: MakeCandidate, browser: Client, on: On
) -> None:
    set_test(workshop, cora, "law")
    outsider = candidate("outside")
    on(BEFORE)
    for page in ("test/", "forecasts/", "form/reaction/"):
        assert browser.get(f"/workshops/mine/outside/{page}").status_code == 404
    with pytest.raises(PermissionDenied):
        measuring.sit(outsider, by=None, moment=Moment.BEFORE, chosen={})
    with pytest.raises(PermissionDenied):
        measuring.respond(outsider, by=None, form=Form.REACTION, answers={"useful": 5})


def test_a_form_is_kept_without_the_person_and_that_they_answered_apart(
    workshop: Workshop, participants: MakeParticipants, browser: Client, on: On
) -> None:
    (person,) = participants(1)[:1]
    on(LAST)
    given = {"useful": "5", "voice": "2", "comment": "3"}
    browser.post("/workshops/mine/token-1/form/reaction/", given)
    row = Response.objects.get()
    assert row.answers == {"useful": 5, "voice": 2, "comment": "3"}
    tied = {field.name for field in Response._meta.get_fields()}
    assert tied == {"id", "workshop", "form", "answers"}
    assert Responded.objects.get().participant == person
    event = Event.objects.get(action="answered a form")
    assert (event.person, event.subject) == (
        None,
        f"workshops.workshop:{workshop.public_id}",
    )
    again = browser.post("/workshops/mine/token-1/form/reaction/", given)
    assert (again.status_code, Response.objects.count()) == (302, 1)


def test_answers_lie_in_no_order_of_arrival(
    workshop: Workshop, participants: MakeParticipants, on: On
) -> None:
    people = participants(12)
    on(LAST)
    for number, person in enumerate(people):
        said = {"comment": f"{number:02}"}
        measuring.respond(person, by=None, form=Form.REACTION, answers=said)
    kept = [row.answers["comment"] for row in Response.objects.order_by("pk")]
    assert sorted(kept) == [f"{number:02}" for number in range(12)]
    assert kept != sorted(kept)  # by lot: one in 479,001,600


def test_an_empty_form_is_refused_and_a_closed_one_too(
    workshop: Workshop,
    cora: User,
    participants: MakeParticipants,
    browser: Client,
    on: On,
) -> None:
    people = participants(2)
    on(BEFORE)
    with pytest.raises(ValidationError, match="not open yet"):
        closing.close(workshop, by=cora, what="reaction")
    on(LAST)
    page = browser.post("/workshops/mine/token-1/form/reaction/", {"x": 1})
    assert "Answer one question at least." in page.content.decode()
    closing.close(workshop, by=cora, what="reaction")
    with pytest.raises(ValidationError, match="not open now"):
        measuring.respond(people[0], by=None, form="reaction", answers={"useful": 1})
    with pytest.raises(ValidationError, match="closed already"):
        closing.close(workshop, by=cora, what="reaction")
    assert (Response.objects.count(), Closing.objects.count()) == (0, 1)


def test_answering_and_closing_wait_for_each_other(
    workshop: Workshop, cora: User, participants: MakeParticipants, on: On
) -> None:
    (person,) = participants(1)
    on(LAST)
    acts = (
        partial(
            measuring.respond, person, by=None, form="reaction", answers={"useful": 1}
        ),
        partial(closing.close, workshop, by=cora, what="test"),
    )
    for act in acts:  # else an answer could be kept that no figure counts
        with CaptureQueriesContext(connection) as asked:
            act()
        said = [each["sql"] for each in asked.captured_queries]
        first = next(each for each in said if 'FROM "workshops_' in each)
        assert 'FROM "workshops_workshop"' in first
        assert ("FOR UPDATE" in first) == connection.features.has_select_for_update


def test_the_models_probability_is_hidden_until_one_has_answered(
    question: ForecastingQuestion,
    participants: MakeParticipants,
    browser: Client,
    on: On,
) -> None:
    participants(1)
    on(BEFORE)
    page = "/workshops/mine/token-1/forecasts/"
    sealed = browser.get(page).content.decode()
    assert "Will it rain?" in sealed
    assert "62" not in sealed
    wrong = browser.post(page, {f"of_{question.pk}": "130"}).content.decode()
    assert "Give a whole number from 0 to 100." in wrong
    assert "62" not in wrong
    browser.post(page, {f"of_{question.pk}": "30"})
    opened = browser.get(page).content.decode()
    assert "You said 30%. The model says 62%." in opened
    row = ParticipantForecast.objects.get()
    assert (row.probability, row.moment) == (0.3, "before")
    on(FIRST)  # asked again, and sealed again
    assert "62%" not in browser.get(page).content.decode()


def test_one_forecast_a_moment_and_none_once_it_is_resolved(
    workshop: Workshop,
    question: ForecastingQuestion,
    cora: User,
    participants: MakeParticipants,
    on: On,
) -> None:
    (person,) = participants(1)
    on(BEFORE)
    forecasts.forecast(person, by=None, given={question: 0.3})
    with pytest.raises(ValidationError, match="asked again later"):
        forecasts.forecast(person, by=None, given={question: 0.6})
    on(LATER)
    forecasts.resolve(question, by=cora, came=True, evidence="The gauge, 9 May 2032")
    question.refresh_from_db()
    with pytest.raises(ValidationError, match="closed meanwhile"):
        forecasts.forecast(person, by=None, given={question: 0.9})
    with pytest.raises(ValidationError, match="resolved already"):
        forecasts.resolve(question, by=cora, came=False, evidence="x")
    assert ParticipantForecast.objects.count() == 1


def test_what_waits_is_told_on_ones_own_page_part_by_part(
    workshop: Workshop,
    question: ForecastingQuestion,
    cora: User,
    participants: MakeParticipants,
    on: On,
) -> None:
    set_test(workshop, cora, "law")
    person, _other = participants(2)
    found = []
    for day in (BEFORE, "2032-04-15", LAST, LATER, MONTHS_3, MONTHS_6):
        on(day)
        waits = asked_now(person)
        found.append((waits.test, waits.forecasts, waits.forms))
    assert found == [
        ("before", 1, ()),
        (None, 1, ()),
        ("after", 1, (Form.REACTION,)),
        (None, 1, ()),
        (None, 1, (Form.MONTHS_3,)),
        (None, 1, (Form.MONTHS_6,)),
    ]


def test_after_three_and_six_months_everybody_has_one_letter_each(
    workshop: Workshop, participants: MakeParticipants, browser: Client, on: On
) -> None:
    people = participants(3)
    on(LATER)
    follow_up.follow_up()
    assert Work.objects.count() == 0
    on(MONTHS_3)
    measuring.respond(people[0], by=None, form="3 months", answers={"used": True})
    follow_up.follow_up()
    follow_up.follow_up()
    letters = Work.objects.order_by("pk")
    assert [work.arguments["to"] for work in letters] == [p.email for p in people[1:]]
    link = letters[0].arguments["body"].split("/workshops/mine/")[1].split("/")[0]
    page = browser.get(f"/workshops/mine/{link}/").content.decode()
    assert "What came of it after three months" in page
    assert browser.get("/workshops/mine/token-2/").status_code == 410  # replaced
    on(MONTHS_6)
    follow_up.follow_up()
    assert Work.objects.count() == 5


def test_a_coordinator_reminds_those_for_whom_something_waits_once_a_day(
    workshop: Workshop,
    cora: User,
    mika: User,
    participants: MakeParticipants,
    log_in: LogIn,
    on: On,
) -> None:
    people = participants(2)
    on(LAST)
    with pytest.raises(PermissionDenied):
        follow_up.remind(workshop, by=mika)
    measuring.respond(people[0], by=None, form="reaction", answers={"useful": 4})
    assert follow_up.remind(workshop, by=cora) == 1
    with pytest.raises(ValidationError, match="Nobody needs a letter"):
        follow_up.remind(workshop, by=cora)
    assert Work.objects.get().arguments["to"] == people[1].email
