"""Papers are printed, certificates issued, revoked and verified."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import jwt
import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from karski.briefings.credential import new_pair, read, sign, token_in
from karski.web.due.models import Work
from karski.web.people.models import Event, User
from karski.web.workshops.actions import papers as actions
from karski.web.workshops.actions.issuer import signing_pair
from karski.web.workshops.actions.paper_letters import send_letter
from karski.web.workshops.models import (
    Answer,
    Candidate,
    Certificate,
    IssuerKey,
    Offer,
    Outcome,
    Result,
    Selection,
    Workshop,
)
from karski.web.workshops.queries import papers as queries
from web.workshops.conftest import LogIn, MakeCandidate, MakeParticipants
from web.workshops.papers_made import AFTER, PAIR, at, attend, hold, issued, put_key

HOSTILE = "#panic() $x$ *a*"


@pytest.fixture(autouse=True)
def _over(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    hold(workshop)
    at(monkeypatch, AFTER)
    put_key(settings)


@pytest.fixture
def held(
    workshop: Workshop, participants: MakeParticipants, cora: User
) -> list[Certificate]:
    """Three certificates, the first person's, second's and third's."""
    return issued(workshop, cora, *participants(3))


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def upload(browser: Client, file: bytes, name: str = "badge.jwt") -> tuple[int, str]:
    form = {"badge": SimpleUploadedFile(name, file)}
    answer = browser.post(reverse("workshops:verify"), form)
    return answer.status_code, answer.content.decode()


# -- who gets one ---------------------------------------------------------------------


def test_attendance_decides_who_gets_a_certificate(
    workshop: Workshop, participants: MakeParticipants, cora: User
) -> None:
    always, once, twice, never = participants(4)
    attend(always, 1, 2, 3)
    attend(once, 2)
    attend(twice, 1, 3)
    made = actions.issue_certificates(workshop, by=cora)
    assert [(each.participant, each.days) for each in made] == [(always, 3), (twice, 2)]
    assert actions.issue_certificates(workshop, by=cora) == []
    assert {each.name for each in made} == {always.name, twice.name}
    assert Event.objects.filter(action="issued a certificate").count() == 2
    assert not Certificate.objects.filter(participant__in=[once, never]).exists()


def test_certificates_wait_for_the_end_and_for_who_may(
    workshop: Workshop,
    participants: MakeParticipants,
    cora: User,
    flora: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attend(participants(1)[0], 1, 2)
    with pytest.raises(PermissionDenied):
        actions.issue_certificates(workshop, by=flora)
    at(monkeypatch, datetime(2014, 4, 15, 20, tzinfo=UTC))
    with pytest.raises(ValidationError, match="when the workshop is over"):
        actions.issue_certificates(workshop, by=cora)
    assert not Certificate.objects.exists()


def test_a_revoked_certificate_says_so_and_a_new_one_can_follow(
    held: list[Certificate], workshop: Workshop, cora: User, browser: Client
) -> None:
    first = held[0]
    holder = first.participant
    with pytest.raises(ValidationError, match="Say why"):
        actions.revoke_certificate(first, by=cora, why=" ")
    actions.revoke_certificate(first, by=cora, why="Issued by mistake.")
    with pytest.raises(ValidationError, match="revoked already"):
        actions.revoke_certificate(first, by=cora, why="Again.")
    page = browser.get(reverse("workshops:verified", args=[first.public_id]))
    assert page.status_code == 200
    assert "This certificate is revoked" in page.content.decode()
    assert "Issued by mistake." in page.content.decode()
    status, told = upload(browser, first.credential.encode())
    assert (status, "This certificate is revoked" in told) == (200, True)
    listed = browser.get(reverse("workshops:revoked_certificates")).json()
    assert [each["id"] for each in listed["revokedCredential"]] == [
        f"urn:uuid:{first.public_id}"
    ]
    (again,) = actions.issue_certificates(workshop, by=cora)
    first.refresh_from_db()
    assert again.participant == holder
    assert (first.participant, first.name, first.credential) == (None, "", "")


# -- what verifies --------------------------------------------------------------------


def test_a_certificate_is_verified_by_its_number(
    held: list[Certificate], browser: Client
) -> None:
    page = browser.get(reverse("workshops:verified", args=[held[0].public_id]))
    text = page.content.decode()
    assert "This certificate is valid" in text
    assert "Person 1" in text
    assert "Took part on 3 days of the workshop" in text
    unknown = browser.get(reverse("workshops:verified", args=[uuid4()]))
    assert unknown.status_code == 404
    assert "not known here" in unknown.content.decode()


def test_a_row_that_says_something_else_than_was_signed_is_altered(
    held: list[Certificate], browser: Client
) -> None:
    Certificate.objects.filter(pk=held[0].pk).update(name="Somebody Else")
    page = browser.get(reverse("workshops:verified", args=[held[0].public_id]))
    assert page.status_code == 422
    assert "Somebody Else" not in page.content.decode()
    assert "not as it was issued" in page.content.decode()


def test_a_badge_is_verified_and_one_altered_byte_of_it_is_not(
    held: list[Certificate], browser: Client
) -> None:
    token = held[0].credential
    status, told = upload(browser, token.encode())
    assert (status, "signature holds" in told, "Person 1" in told) == (200, True, True)
    for place in (3, len(token) // 2, len(token) - 2):
        altered = bytearray(token.encode())
        altered[place] = ord("A") if altered[place] != ord("A") else ord("B")
        status, told = upload(browser, bytes(altered))
        assert status == 422
        assert "Person 1" not in told


def test_badges_that_are_not_from_here_are_told_apart(
    held: list[Certificate], browser: Client
) -> None:
    said = read(held[0].credential, [PAIR.public])
    elsewhere = sign(said, new_pair().private).encode()
    assert "none of this site" in upload(browser, elsewhere)[1]
    stranger = sign(replace(said, number=str(uuid4())), PAIR.private).encode()
    assert upload(browser, stranger)[0] == 404
    twin = sign(replace(said, name="Somebody Else"), PAIR.private).encode()
    status, told = upload(browser, twin)
    assert (status, "Somebody Else" in told) == (422, False)
    assert "There is no badge in this file" in upload(browser, b"%PDF-1.7", "c.pdf")[1]
    assert "1 MB at most" in upload(browser, b"a" * 1_000_001)[1]


def test_an_independent_program_verifies_a_badge_by_the_public_keys(
    held: list[Certificate], browser: Client, workshop: Workshop
) -> None:
    keys = browser.get(reverse("workshops:issuer_keys")).json()["keys"]
    claims = jwt.decode(
        held[1].credential, jwt.PyJWK(keys[0]).key, algorithms=["RS256"]
    )
    series = workshop.series
    assert claims["jti"] == f"urn:uuid:{held[1].public_id}"
    assert claims["iss"] == f"urn:uuid:{series.public_id}"  # no https address
    names = [each["identityHash"] for each in claims["credentialSubject"]["identifier"]]
    assert names[1] == "Person 2"
    assert "person2@" not in json.dumps(claims)
    address = reverse("workshops:issuer_document", args=[series.public_id])
    document = browser.get(address).json()
    listed = document["verificationMethod"][0]["publicKeyJwk"]
    assert document["id"] == claims["iss"]
    assert listed == jwt.get_unverified_header(held[1].credential)["jwk"]
    assert "d" not in listed


# -- the key --------------------------------------------------------------------------


def test_the_key_is_its_owners_and_old_ones_still_verify(
    held: list[Certificate], settings: LazySettings, browser: Client
) -> None:
    other = new_pair()
    file: Path = put_key(settings, other)
    assert signing_pair().public == other.public
    assert queries.public_keys() == [other.public, PAIR.public]
    assert upload(browser, held[0].credential.encode())[0] == 200
    assert file.stat().st_mode & 0o077 == 0
    assert "PRIVATE" not in "".join(IssuerKey.objects.values_list("public", flat=True))


# -- printing -------------------------------------------------------------------------


def test_every_paper_prints_in_every_language(
    held: list[Certificate], workshop: Workshop, cora: User, log_in: LogIn
) -> None:
    Candidate.objects.filter(pk=held[0].participant_id).update(name=HOSTILE)
    client = log_in(cora)
    for name in ("name_badges", "attendance_list", "workshop_report"):
        for language in ("en", "hu", "sk", "cs", "pl"):
            answer = client.get(
                reverse("workshops:paper", args=[workshop.public_id, name, language])
            )
            assert answer["Content-Type"] == "application/pdf"
            pdf = PdfReader(BytesIO(answer.content))
            assert pdf.trailer["/Root"]["/Lang"] == language  # type: ignore[index]
            if name != "workshop_report":
                assert "".join(HOSTILE.split()) in "".join(
                    text_of(answer.content).split()
                )
    names = (("no_such_paper", "en"), ("name_badges", "de"))
    for name, language in names:
        wrong = reverse("workshops:paper", args=[workshop.public_id, name, language])
        assert client.get(wrong).status_code == 404


def test_letters_that_cannot_be_printed_are_told(
    held: list[Certificate], workshop: Workshop, cora: User, log_in: LogIn
) -> None:
    Candidate.objects.filter(pk=held[0].participant_id).update(name="\U000133d7")
    client = log_in(cora)
    address = reverse("workshops:paper", args=[workshop.public_id, "name_badges", "en"])
    answer = client.get(address)
    assert answer.status_code == 422
    assert "cannot be printed" in answer.content.decode()


def test_the_book_shows_only_those_who_agreed(
    held: list[Certificate], workshop: Workshop, cora: User, log_in: LogIn
) -> None:
    first = held[0].participant
    assert first is not None
    actions.list_in_book(first, by=None, listed=True)
    client = log_in(cora)
    address = reverse(
        "workshops:paper", args=[workshop.public_id, "participant_book", "en"]
    )
    text = text_of(client.get(address).content)
    assert "Person 1" in text
    assert "Person 2" not in text
    assert "2 participants did not wish to be listed." in text
    actions.list_in_book(first, by=None, listed=False)
    assert "Person 1" not in text_of(client.get(address).content)


def test_a_participant_takes_certificate_and_badge_along(
    held: list[Certificate], browser: Client
) -> None:
    address = reverse("workshops:mine_certificate", args=["token-1", "sk"])
    pdf = browser.get(address)
    assert "Person 1" in text_of(pdf.content)
    assert str(held[0].public_id) in "".join(text_of(pdf.content).split())
    text = browser.get(reverse("workshops:mine_badge", args=["token-1", "jwt"])).content
    picture = browser.get(reverse("workshops:mine_badge", args=["token-1", "png"]))
    assert text.decode() == held[0].credential == token_in(picture.content)
    assert upload(browser, picture.content, "badge.png")[0] == 200
    assert (
        browser.get(
            reverse("workshops:mine_badge", args=["token-1", "svg"])
        ).status_code
        == 404
    )
    page = browser.get(reverse("workshops:mine", args=["token-1"])).content.decode()
    assert "Your certificate" in page


def test_a_participant_says_how_long_it_can_be_verified(
    held: list[Certificate], browser: Client
) -> None:
    address = reverse("workshops:mine_keep", args=["token-1"])
    browser.post(address, {"years": "5", "keep_name": "on"})
    held[0].refresh_from_db()
    assert held[0].keep_until is not None
    assert (held[0].keep_until.isoformat(), held[0].keep_name) == ("2019-04-17", True)
    browser.post(address, {"years": "7"})
    browser.post(address, {"years": "0", "keep_name": "on"})
    held[0].refresh_from_db()
    assert (held[0].keep_until, held[0].keep_name) == (None, False)
    browser.post(reverse("workshops:mine_book", args=["token-1"]), {"listed": "on"})
    assert queries.in_the_book(held[0].workshop) == {held[0].participant_id}


def test_the_papers_page_serves_those_who_run_it(
    held: list[Certificate], workshop: Workshop, cora: User, log_in: LogIn
) -> None:
    client = log_in(cora)
    address = reverse("workshops:papers", args=[workshop.public_id])
    page = client.get(address).content.decode()
    assert "Nobody waits for one now." in page
    client.post(address, {"text": "Meet every year.", "to": "Ministries"})
    (made,) = queries.recommendations(workshop)
    assert (made.text, made.to) == ("Meet every year.", "Ministries")
    report = reverse("workshops:report_document", args=[workshop.public_id, "en"])
    told = Document(BytesIO(client.get(report).content))
    assert "Ministries: Meet every year." in [each.text for each in told.paragraphs]
    client.post(
        reverse("workshops:drop_recommendation", args=[workshop.public_id, made.pk])
    )
    assert not queries.recommendations(workshop).exists()
    number = held[0].public_id
    revoke = reverse("workshops:revoke_certificate", args=[workshop.public_id, number])
    assert client.post(revoke, {"why": "A slip."}).status_code == 302
    printed = reverse("workshops:certificate", args=[workshop.public_id, number, "en"])
    assert client.get(printed).status_code == 404


# -- letters --------------------------------------------------------------------------


def decided(
    workshop: Workshop, candidate: MakeCandidate
) -> tuple[Candidate, Candidate]:
    """Return one with an offer, one who was not selected."""
    chosen, other = candidate(language="en"), candidate(language="en")
    selection = Selection.objects.create(
        workshop=workshop, rules="", seed="1", status="optimal", seconds=0,
        candidates_sha256="0" * 64, announced=AFTER,
    )  # fmt: skip
    for each, outcome in (
        (chosen, Outcome.SELECTED),
        (other, Outcome.NOT_SELECTED),
    ):
        Result.objects.create(selection=selection, candidate=each, outcome=outcome)
    Offer.objects.create(
        workshop=workshop,
        candidate=chosen,
        seat=1,
        answer=Answer.OPEN,
        answer_by=datetime(2032, 4, 20, tzinfo=UTC),
    )
    return chosen, other


def test_letters_are_printed_and_sent_to_those_decided_about(
    workshop: Workshop, candidate: MakeCandidate, cora: User, log_in: LogIn
) -> None:
    chosen, other = decided(workshop, candidate)
    waiting = candidate()
    client = log_in(cora)

    def letter(who: Candidate) -> str:
        parts = [workshop.public_id, who.public_id, "en"]
        return text_of(client.get(reverse("workshops:seat_letter", args=parts)).content)

    assert "by 20 April 2032" in letter(chosen)
    assert "is erased on 16 April 2033" in letter(other)
    undecided = [workshop.public_id, waiting.public_id]
    address = reverse("workshops:send_seat_letter", args=undecided)
    assert client.post(address).status_code == 404
    with pytest.raises(ValidationError, match="no decision"):
        send_letter(waiting, by=cora)
    for who in (chosen, other):
        parts = [workshop.public_id, who.public_id]
        client.post(reverse("workshops:send_seat_letter", args=parts))
    subjects = {
        work.arguments["to"]: work.arguments["subject"] for work in Work.objects.all()
    }
    assert subjects == {
        chosen.email: "A seat for you",
        other.email: "No seat this time",
    }
    body = Work.objects.get(arguments__to=chosen.email).arguments["body"]
    assert "/workshops/mine/" in body
    assert body.startswith(f"Dear {chosen.name},")
