"""People's data leave when their date comes: from tables, exports and backups."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse

from beside import Host
from karski.web.backup import database
from karski.web.backup.expiring import delete_expired
from karski.web.due import letters
from karski.web.due.acts import acts
from karski.web.people import own_data
from karski.web.people.models import User
from karski.web.workshops import personal_data
from karski.web.workshops.actions import papers as actions
from karski.web.workshops.actions import retention
from karski.web.workshops.models import (
    Agreement,
    Attendance,
    AudienceQuestion,
    Ballot,
    Call,
    CallInvitation,
    Candidate,
    Certificate,
    Conflict,
    Form,
    Kept,
    Needs,
    Nomination,
    ParticipantForecast,
    Poll,
    Post,
    Responded,
    Reviewer,
    Round,
    Score,
    Session,
    Sitting,
    TeamMember,
    Test,
    Thread,
    Workshop,
)
from karski.web.workshops.models.measuring import ForecastingQuestion
from karski.web.workshops.queries.numbers import applied, numbers_of
from web.workshops.conftest import MakeCandidate, MakeParticipants
from web.workshops.papers_made import AFTER, at, hold, issued, put_key

NAME, ADDRESS = "Zdenka Ořechová", "zdenka@orchard.example"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _over(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    hold(workshop)
    at(monkeypatch, AFTER)
    put_key(settings)


@pytest.fixture
def zdenka(workshop: Workshop, participants: MakeParticipants, cora: User) -> Candidate:
    """A participant of whom every table holds something, among five others."""
    person = participants(6)[0]
    person.name, person.email = NAME, ADDRESS
    person.keep_until = date(2014, 7, 1)
    person.motivation, person.institution = f"I, {NAME}", "Orchard"
    person.save()
    fill(person, cora)
    return person


def fill(person: Candidate, cora: User) -> None:
    workshop = person.workshop
    by = {"participant": person}
    Needs.objects.create(
        candidate=person, access=f"A ramp for {NAME}", keep_until=date(2014, 6, 1)
    )
    Agreement.objects.create(
        candidate=person, field="gender", wording=NAME, agreed=AFTER,
        keep_until=date(2014, 6, 1),
    )  # fmt: skip
    Nomination.objects.create(candidate=person, institution="O", by_name=NAME)
    CallInvitation.objects.create(
        workshop=workshop, email=ADDRESS.upper(), language="sk", token_hash="x",  # noqa: S106 -- of nobody
       
        expires=AFTER + 900 * DAY, candidate=person,
    )  # fmt: skip
    reviewer = Reviewer.objects.create(workshop=workshop, user=cora)
    Score.objects.create(reviewer=reviewer, candidate=person, points=3, note=NAME)
    Conflict.objects.create(reviewer=reviewer, candidate=person, why=NAME)
    session = Session.objects.create(
        workshop=workshop, day=1, starts=540, ends=600, kind="lecture", title="A"
    )
    AudienceQuestion.objects.create(session=session, text="Why?", asked_by=person)
    Ballot.objects.create(poll=Poll.objects.create(workshop=workshop, text="?"), **by)
    teams = Round.objects.create(workshop=workshop, number=1, seed="1")
    TeamMember.objects.create(round=teams, team=1, **by)
    test = Test.objects.create(workshop=workshop)
    Sitting.objects.create(test=test, moment="before", at=AFTER, **by)
    asked = ForecastingQuestion.objects.create(
        workshop=workshop, texts={"en": {"question": "?"}}, closes=AFTER
    )
    ParticipantForecast.objects.create(
        question=asked, moment="before", probability=0.5, at=AFTER, **by
    )
    Responded.objects.create(form=Form.REACTION, **by)
    thread = Thread.objects.create(series=workshop.series, title="On")
    Post.objects.create(thread=thread, body="Well.", **by)
    letters.post(to=ADDRESS, subject="s", body=f"Dear {NAME}", key="to her")
    issued(workshop, cora, person)


def found(*words: str) -> set[str]:
    """Return the tables in which a row says any of the words; all tables are read."""
    return {
        model._meta.label
        for model in apps.get_models()
        for row in model._default_manager.values_list()
        if any(word.casefold() in repr(row).casefold() for word in words)
    }


def test_on_its_last_day_all_is_there_and_on_the_next_nothing_is(
    zdenka: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(found(NAME, ADDRESS)) >= 8
    at(monkeypatch, datetime(2014, 7, 1, 20, tzinfo=UTC))
    acts()["workshops.retire"].do()
    assert Candidate.objects.filter(pk=zdenka.pk).exists()
    assert "workshops.Candidate" in found(NAME, ADDRESS)
    at(monkeypatch, datetime(2014, 7, 2, 6, tzinfo=UTC))
    acts()["workshops.retire"].do()
    assert found(NAME, ADDRESS, "Orchard") == set()
    dumped = "".join(
        serializers.serialize("jsonl", model._default_manager.all())
        for model in database.kept()
    ).casefold()
    assert NAME.casefold() not in dumped
    assert "orchard" not in dumped
    assert Candidate.objects.count() == 5


def test_needs_and_what_was_agreed_for_less_long_leave_before_the_person(
    zdenka: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    zdenka.gender = "woman"
    zdenka.save()
    at(monkeypatch, datetime(2014, 6, 2, 6, tzinfo=UTC))
    retention.retire()
    zdenka.refresh_from_db()
    assert (zdenka.gender, zdenka.name) == ("", NAME)
    assert not Needs.objects.exists()
    assert not Agreement.objects.filter(field="gender").exists()


def test_a_participant_is_kept_for_as_long_as_participants_are(
    zdenka: Candidate, workshop: Workshop, candidate: MakeCandidate
) -> None:
    Call.objects.create(
        workshop=workshop, opens=AFTER - 90 * DAY, closes=AFTER - 60 * DAY,
        keep_participants_days=365,
    )  # fmt: skip
    other = candidate(keep_until=date(2014, 7, 1))
    retention.retire(datetime(2014, 7, 2, tzinfo=UTC))
    left = set(Candidate.objects.values_list("pk", flat=True))
    assert (zdenka.pk in left, other.pk in left) == (True, False)
    retention.retire(datetime(2015, 4, 17, 12, tzinfo=UTC))
    assert not Candidate.objects.filter(pk=zdenka.pk).exists()


def test_numbers_stay_as_they_were_before_anybody_left(
    zdenka: Candidate, workshop: Workshop
) -> None:
    before, of = numbers_of(workshop), applied(workshop)
    assert before.total == 6
    retention.retire(datetime(2014, 7, 2, tzinfo=UTC))
    assert (numbers_of(workshop), applied(workshop)) == (before, of)
    kept = json.dumps(Kept.objects.get(workshop=workshop).numbers)
    assert NAME not in kept
    Candidate.objects.all().delete()
    assert numbers_of(workshop) == before


# -- certificates ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "keep_name", "status", "named"),
    [(0, False, 404, False), (5, False, 200, False), (5, True, 200, True)],
)
def test_a_certificate_stays_verifiable_as_its_holder_agreed(
    zdenka: Candidate,
    browser: Client,
    years: int,
    keep_name: bool,
    status: int,
    named: bool,
) -> None:
    made = Certificate.objects.get(participant=zdenka)
    token = made.credential
    actions.keep_certificate(made, by=None, years=years, keep_name=keep_name)
    retention.retire(datetime(2014, 7, 2, tzinfo=UTC))
    page = browser.get(reverse("workshops:verified", args=[made.public_id]))
    assert page.status_code == status
    assert (NAME in page.content.decode()) == named
    assert found(NAME, ADDRESS) == ({"workshops.Certificate"} if named else set())
    assert not Certificate.objects.exclude(credential="").exists()
    if status == 200:
        assert holds(browser, token)
        retention.retire(datetime(2019, 4, 18, tzinfo=UTC))
    assert not Certificate.objects.exists()


def holds(browser: Client, token: str) -> bool:
    form = {"badge": SimpleUploadedFile("badge.jwt", token.encode())}
    told = browser.post(reverse("workshops:verify"), form)
    return told.status_code == 200 and "signature holds" in told.content.decode()


# -- exports and erasure --------------------------------------------------------------


def test_somebody_takes_along_what_every_table_holds_of_them(
    zdenka: Candidate, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = User.objects.create_user(ADDRESS, name=NAME)
    told = own_data.export(user)["workshops"]
    full = {name for name, rows in told.items() if rows}
    assert full >= {
        "candidacies", "needs", "agreements", "nominations", "scores", "offers",
        "attendance", "teams", "votes cast", "questions asked",
        "tests", "forecasts", "forms answered", "certificates", "invitations",
        "posts as participant", "conflicts declared",
    }  # fmt: skip
    assert told["candidacies"][0]["name"] == NAME
    assert told["needs"][0]["access"] == f"A ramp for {NAME}"
    json.dumps(told, default=str)
    stranger = User.objects.create_user("s@orchard.example", name="Stranger")
    assert not any(own_data.export(stranger)["workshops"].values())


def test_whoever_takes_an_address_over_gets_nothing_of_who_had_it(
    zdenka: Candidate,
) -> None:
    before = User.objects.create_user("zdenka@elsewhere.example", name=NAME)
    zdenka.user = before  # who has another address by now
    zdenka.save()
    after = User.objects.create_user(ADDRESS, name="Another")
    told = own_data.export(after)["workshops"]
    assert {name for name, rows in told.items() if rows} <= {"invitations"}
    own_data.erase(after)
    assert Candidate.objects.filter(pk=zdenka.pk).exists()
    assert own_data.export(before)["workshops"]["candidacies"][0]["name"] == NAME


def test_a_person_who_goes_is_gone_at_once(zdenka: Candidate) -> None:
    user = User.objects.create_user(ADDRESS, name=NAME)
    gone = own_data.erase(user)["workshops"]
    assert gone["candidacies"] == 1
    assert found(NAME, ADDRESS) == set()
    again = User.objects.create_user(ADDRESS, name=NAME)
    assert not any(own_data.export(again)["workshops"].values())


def test_a_reviewer_who_goes_leaves_no_name_and_no_candidate_behind(
    zdenka: Candidate, cora: User
) -> None:
    zdenka.nominations.update(by_email=cora.email, by_name="Cora")
    gone = personal_data.erase(cora)
    assert gone["nominations by you"] == 1
    assert not Score.objects.exists()
    assert list(zdenka.nominations.values_list("by_name", "by_email")) == [("", "")]
    assert Candidate.objects.filter(pk=zdenka.pk).exists()


def referring() -> Iterator[type[models.Model]]:
    """Yield every table of the area that refers to an account or a candidate."""
    people = (User, Candidate, Sitting)
    for model in apps.get_app_config("workshops").get_models():
        fields = model._meta.get_fields()
        if model is Candidate or any(
            (
                isinstance(field, models.ForeignKey | models.OneToOneField)
                and field.related_model in people
            )
            or isinstance(field, models.EmailField)
            for field in fields
        ):
            yield model


def test_no_table_that_refers_to_a_person_is_forgotten() -> None:
    told = {held.model for held in personal_data.HELD.values()}
    assert set(referring()) - told == set()
    assert Attendance in told


# -- backups --------------------------------------------------------------------------

FILL = f"""
from datetime import date
from karski.web.people.models import Organisation
from karski.web.workshops.models import Candidate, Series, Workshop
centre = Organisation.objects.create(name="Quay Centre", kind="civil society")
series = Series.objects.create(slug="s", organisation=centre)
workshop = Workshop.objects.create(series=series, city="Brno", country="CZ",
    starts=date(2014, 1, 27), ends=date(2014, 1, 29))
for n, until in ((1, date(2014, 7, 1)), (2, date(2999, 1, 1))):
    Candidate.objects.create(workshop=workshop, token_hash=str(n), alias=str(n),
        name="{NAME}" if n == 1 else "Stays", email=f"zdenka{{n}}@orchard.example",
        country="CZ", sector="research", institution="O", origin="applied",
        standing="eligible", keep_until=until)
"""
TELL = """
from karski.web.workshops.models import Candidate
print(",".join(Candidate.objects.values_list("name", flat=True)))
"""


def test_what_comes_back_from_a_backup_is_retired_in_the_same_breath(
    host: Host, other_host: Host, tmp_path: Path
) -> None:
    host.python(FILL)
    file = tmp_path / "host.tar.gz"
    made = json.loads(host.karski("backup", str(file), "--json").out)
    assert date.fromisoformat(made["delete_by"]) > date(2026, 1, 1)
    assert host.python(TELL).strip() == f"{NAME},Stays"
    other_host.karski("restore", str(file), "--new-secret")
    assert other_host.python(TELL).strip() == "Stays"


def test_backups_whose_date_has_come_are_deleted_and_nothing_else(
    host: Host, tmp_path: Path
) -> None:
    file, stranger = tmp_path / "old.tar.gz", tmp_path / "other.tar.gz"
    stranger.write_bytes(b"not ours")
    until = json.loads(host.karski("backup", str(file), "--json").out)["delete_by"]
    last = date.fromisoformat(until)
    assert delete_expired(tmp_path, last) == []
    assert delete_expired(tmp_path, last + DAY) == [file]
    assert sorted(tmp_path.glob("*.gz")) == [stranger]
