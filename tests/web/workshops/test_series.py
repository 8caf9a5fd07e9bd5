"""Series: whose they are, what they show, and what stays as it is."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from karski.web.people.models import Event, Organisation, User
from karski.web.programme.aims import AIMS
from karski.web.workshops import evidence
from karski.web.workshops.actions import documents, examples, series
from karski.web.workshops.models import (
    Document,
    Partner,
    Series,
    TeamMember,
    Workshop,
)
from karski.web.workshops.models.room import Round
from karski.web.workshops.queries import progress
from web.workshops.conftest import LogIn, MakeParticipants

CITIES = {"Budapest", "Bratislava", "Prague", "Warsaw"}
TEXTS = {"en": {"title": "Lanterns"}, "sk": {"title": "Lampáše"}}


def said() -> list[str]:
    return [event.action for event in Event.objects.order_by("number")]


def test_a_series_is_made_and_audited(centre: Organisation, cora: User) -> None:
    made = series.create_series(by=cora, organisation=centre, slug="a", texts=TEXTS)
    assert Series.objects.get() == made
    assert said() == ["made a series of workshops"]


def test_a_member_or_a_stranger_makes_none(
    centre: Organisation, mika: User, ines: User
) -> None:
    for by in (mika, ines):
        with pytest.raises(PermissionDenied):
            series.create_series(by=by, organisation=centre, slug="a", texts=TEXTS)
    assert (Series.objects.count(), said()) == (0, [])


def test_a_coordinator_makes_one_on_its_page_and_is_told_what_lacks(
    centre: Organisation, cora: User, log_in: LogIn
) -> None:
    client = log_in(cora)
    given = {"organisation": centre.pk, "slug": "lanterns", "summary_sk": "Svetlo."}
    refused = client.post("/workshops/series/new/", given)
    assert "Give it in one language at least." in refused.content.decode()
    assert Series.objects.count() == 0
    client.post("/workshops/series/new/", given | {"title_sk": "Lampáše"})
    made = Series.objects.get()
    assert made.texts == {"sk": {"title": "Lampáše", "summary": "Svetlo."}}
    assert not made.published


def test_the_public_page_is_in_the_readers_language_or_says_which(
    centre: Organisation, browser: Client
) -> None:
    Series.objects.create(slug="a", organisation=centre, texts=TEXTS, published=True)
    slovak = browser.get("/sk/workshops/series/a/").content.decode()
    assert '<bdi lang="sk">Lampáše</bdi>' in slovak
    polish = browser.get("/pl/workshops/series/a/").content.decode()
    assert '<bdi lang="en">Lanterns</bdi>' in polish


def test_what_is_not_open_is_not_there_for_others(
    series: Series, workshop: Workshop, browser: Client, ines: User, log_in: LogIn
) -> None:
    pages = ("/workshops/series/lanterns/", f"/workshops/{workshop.public_id}/about/")
    assert [browser.get(page).status_code for page in pages] == [200, 200]
    Series.objects.update(published=False)
    for client in (browser, log_in(ines)):
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert "Lanterns" not in client.get("/workshops/").content.decode()


def test_the_historical_series_is_facts_and_stays(
    centre: Organisation, cora: User, browser: Client, log_in: LogIn
) -> None:
    made = examples.add_historical_series(centre, by=cora)
    page = browser.get(f"/workshops/series/{made.slug}/").content.decode()
    assert [
        name in page for name in ("Budapest", "Bratislava", "Prague", "Warsaw")
    ] == [
        True,
        True,
        True,
        True,
    ]
    assert "July 2014" in page
    assert "International Visegrad Fund" in page
    assert "Not recorded here." in page
    with pytest.raises(ValidationError, match="it stays"):
        series_action_add_partner(made, cora)
    with pytest.raises(ValidationError, match="there already"):
        examples.add_historical_series(centre, by=cora)
    edit = log_in(cora).get(f"/workshops/series/{made.slug}/edit/")
    assert edit.status_code == 404


def series_action_add_partner(made: Series, by: User) -> Partner:
    return series.add_partner(made, by=by, name="Another", part="partner")


def test_days_and_seats_that_are_taken_do_not_go(
    workshop: Workshop, cora: User, participants: MakeParticipants
) -> None:
    participants(4)
    fields = {
        name: getattr(workshop, name)
        for name in ("city", "country", "starts", "ends", "time_zone", "language")
    }
    rest = {"chatham_house": True, "published": True, "texts": {}}
    with pytest.raises(ValidationError, match="Seat 4 is offered already"):
        series.change_workshop(workshop, by=cora, seats=3, **fields, **rest)
    changed = series.change_workshop(workshop, by=cora, seats=4, **fields, **rest)
    assert (changed.seats, changed.sequence) == (4, 1)


def test_nobody_sets_a_26th_seat(workshop: Workshop) -> None:
    workshop.seats = 26
    with pytest.raises(ValidationError, match="less than or equal to 25"):
        workshop.full_clean()


# -- documents ------------------------------------------------------------------------


@pytest.fixture
def reader(workshop: Workshop, cora: User) -> Document:
    return documents.add_document(
        workshop.series,
        by=cora,
        workshop=workshop,
        title="Reader",
        language="en",
        public=False,
        file=SimpleUploadedFile("../reader.txt", b"What we read."),
    )


def kept(document: Document) -> Path:
    return settings.ENVIRONMENT.folder / "uploads" / document.file.name


def test_a_document_comes_back_as_it_came_to_those_who_may(
    reader: Document,
    participants: MakeParticipants,
    browser: Client,
    cora: User,
    ines: User,
    log_in: LogIn,
) -> None:
    participants(1)
    page = f"/workshops/documents/{reader.public_id}/"
    answer = log_in(cora).get(page)
    assert b"".join(answer.streaming_content) == b"What we read."  # type: ignore[attr-defined] # streamed
    assert answer["Content-Disposition"] == 'attachment; filename="reader.txt"'
    assert [c.get(page).status_code for c in (browser, log_in(ines))] == [404, 404]
    mine = browser.get(f"/workshops/mine/token-1/documents/{reader.public_id}/")
    assert b"".join(mine.streaming_content) == b"What we read."  # type: ignore[attr-defined] # streamed
    unknown = browser.get(f"/workshops/mine/token-2/documents/{reader.public_id}/")
    assert unknown.status_code == 410


def test_an_altered_document_is_not_handed_out(
    reader: Document, cora: User, log_in: LogIn
) -> None:
    kept(reader).chmod(0o600)
    kept(reader).write_bytes(b"What we reed.")
    answer = log_in(cora).get(f"/workshops/documents/{reader.public_id}/")
    assert (answer.status_code, b"not as it was" in answer.content) == (409, True)


@pytest.mark.django_db(transaction=True)
def test_a_document_that_is_removed_is_gone(reader: Document, cora: User) -> None:
    file = kept(reader)
    assert file.exists()
    documents.remove_document(reader, by=cora)
    assert (Document.objects.count(), file.exists()) == (0, False)
    assert said() == ["added a document", "removed a document"]


def test_a_program_is_no_document(
    workshop: Workshop, cora: User, log_in: LogIn
) -> None:
    page = f"/workshops/{workshop.public_id}/documents/"
    file = SimpleUploadedFile("run.exe", b"MZ")
    given = {"title": "Reader", "language": "en", "file": file}
    text = log_in(cora).post(page, given).content.decode()
    assert "Give a PDF, office document, picture or text." in text
    assert Document.objects.count() == 0


# -- what shows progress ---------------------------------------------------------------


def test_ties_are_pairs_of_two_countries_in_one_team(
    workshop: Workshop, participants: MakeParticipants
) -> None:
    made = participants(5)  # from HU, CZ, PL, SK, SK
    for number in (1, 2):  # the same teams twice: a tie is counted once
        held = Round.objects.create(workshop=workshop, number=number, seed="1")
        for each in made:
            TeamMember.objects.create(round=held, team=1, participant=each)
    shown = progress.evidence_of(Workshop.objects.all(), "networks")
    assert [each.said for each in shown] == [
        "Participants come from 4 countries",
        "9 ties: two people of different countries who worked in one team",
    ]


def test_a_demonstration_is_no_evidence(
    workshop: Workshop, participants: MakeParticipants, centre: Organisation
) -> None:
    participants(3)
    assert [each.count for each in evidence.evidence(AIMS["expertise"])] == [3]
    Organisation.objects.filter(pk=centre.pk).update(demonstration=True)
    assert evidence.evidence(AIMS["expertise"]) == []
