"""Experts leave with those who took part; what they held stays counted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from karski.web.people.models import User
from karski.web.workshops import personal_data
from karski.web.workshops.actions.retention import retire
from karski.web.workshops.models import Call, Expert, Session, Workshop
from karski.web.workshops.queries.agenda import agenda_of

ENDS = date(2032, 4, 16)


@pytest.fixture
def session(workshop: Workshop) -> Session:
    workshop.agenda_published = True
    workshop.save()
    made = Session.objects.create(
        workshop=workshop, day=1, starts=540, ends=600, kind="lecture", title="Law"
    )
    for name, origin in (("Zora Harbour", "national"), ("Ivo Meadow", "centre")):
        made.experts.create(
            workshop=workshop,
            name=name,
            institution="Hill Academy",
            origin=origin,
            public=True,
        )
    return made


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize("days", [None, 40])
def test_names_leave_with_the_participants_and_the_share_stays(
    session: Session, workshop: Workshop, browser: Client, days: int | None
) -> None:
    if days is not None:
        opens = datetime(2032, 1, 1, tzinfo=UTC)
        closes = opens + timedelta(days=30)
        Call.objects.create(
            workshop=workshop, opens=opens, closes=closes, keep_participants_days=days
        )
    share = agenda_of(workshop).share
    last = ENDS + timedelta(days=days or 365)
    retire(at_noon(last))
    assert Expert.objects.filter(institution="Hill Academy").count() == 2
    retire(at_noon(last + timedelta(days=1)))
    rows = Expert.objects.order_by("pk").values_list("name", "institution", "origin")
    assert list(rows) == [("", "", "national"), ("", "", "centre")]
    assert agenda_of(workshop).share == share
    assert share.percent_of_minutes == 50
    shown = agenda_of(workshop).sessions[0].experts
    assert [each.name for each in shown] == ["An expert, no longer named"] * 2
    page = browser.get(reverse("workshops:public_agenda", args=[workshop.public_id]))
    assert "Law" in page.content.decode()
    assert "Zora" not in page.content.decode()
    told = workshop.sequence + 1  # to calendars, once
    workshop.refresh_from_db()
    assert workshop.sequence == told
    retire(at_noon(last + timedelta(days=2)))
    workshop.refresh_from_db()
    assert workshop.sequence == told


def test_who_has_an_account_stays_until_they_erase_it(
    session: Session, workshop: Workshop, mika: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    Expert.objects.filter(name="Zora Harbour").update(user=mika)
    share = agenda_of(workshop).share
    retire(at_noon(date(2040, 1, 1)))
    assert [str(each) for each in session.experts.filter(user=mika)] == ["Zora Harbour"]
    moment = at_noon(ENDS + timedelta(days=1))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    assert personal_data.erase(mika)["speaking"] == 1
    assert not Expert.objects.exclude(name="").exists()
    assert agenda_of(workshop).share == share


def test_who_erases_an_account_before_the_workshop_is_out_of_its_agenda(
    session: Session, mika: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    Expert.objects.filter(name="Zora Harbour").update(user=mika)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at_noon(ENDS))
    personal_data.erase(mika)
    assert [each.name for each in session.experts.all()] == ["Ivo Meadow"]
