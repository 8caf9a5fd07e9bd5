"""Pages of a call: the public form, a candidate's own page, those who run it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from karski.web.people.models import User
from karski.web.workshops.actions import nominating
from karski.web.workshops.models import (
    Call,
    CallInvitation,
    Candidate,
    Needs,
    Series,
    Standing,
    Workshop,
)
from web.workshops.calls_made import (
    CLOSES,
    DURING,
    application,
    call_for,
    filled,
    letters,
    link_in,
    said,
)

MakeCandidate = Callable[..., Candidate]
LogIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(DURING)
    return set_to


@pytest.fixture(autouse=True)
def _no_counts(db: None) -> None:
    cache.clear()


@pytest.fixture
def call(workshop: Workshop) -> Call:
    return call_for(workshop)


@pytest.fixture
def form(call: Call) -> str:
    return f"/workshops/{call.workshop.public_id}/apply/"


@pytest.fixture
def run(call: Call) -> str:
    return f"/workshops/{call.workshop.public_id}/"


def text(response: Any) -> str:  # noqa: ANN401 -- Django's response of tests
    return " ".join(response.content.decode().split())


# -- the public form -----------------------------------------------------------------


def test_the_form_says_until_when_in_the_workshops_own_time(
    form: str, browser: Client
) -> None:
    page = text(browser.get(form))
    assert "Apply until 10 February 2032, 23:59 (Europe/Bratislava)." in page
    assert "kept until the first day of the workshop, 14 April 2032" in page
    slovak = text(browser.get(f"/sk{form}"))
    assert ("maďarčina" in slovak, "Slovensko" in slovak) == (True, True)


def test_somebody_applies_confirms_changes_and_withdraws(
    form: str, browser: Client
) -> None:
    sent = browser.post(form, filled(name="أحمد الخليل", motivation="To learn."))
    assert sent["Location"].endswith("/applied/")
    assert "Open the link in the letter" in text(browser.get(sent["Location"]))
    mine = f"/workshops/mine/{link_in(letters()[0])}/"
    page = text(browser.get(mine))
    assert "It does not count yet" in page
    assert "<bdi>أحمد الخليل</bdi>" in page
    browser.post(f"{mine}confirm/")
    found = Candidate.objects.get()
    assert found.standing == Standing.ELIGIBLE
    shown = text(browser.get(f"{mine}application/"))
    assert "أحمد الخليل" in shown
    changed = filled(name="Ahmed", diet="Soup", agree_needs=True)
    assert browser.post(f"{mine}application/", changed).status_code == 302
    found.refresh_from_db()
    assert (found.name, Needs.objects.get().diet) == ("Ahmed", "Soup")
    browser.post(f"{mine}withdraw/")
    found.refresh_from_db()
    assert found.standing == Standing.WITHDRAWN
    assert "It is withdrawn. To apply again" in text(browser.get(mine))


def test_an_address_that_applied_is_answered_as_any_other(
    form: str, browser: Client
) -> None:
    first = browser.post(form, filled())
    second = browser.post(form, filled(name="Somebody Else"))
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert Candidate.objects.get().name == "Ana Quill"


def test_a_deadline_passed_a_second_ago_is_said_and_nothing_is_taken(
    form: str, browser: Client, clock: Callable[[datetime], None]
) -> None:
    clock(CLOSES + timedelta(seconds=1))
    for response in (browser.get(form), browser.post(form, filled())):
        page = text(response)
        assert "The call closed on 10 February 2032, 23:59" in page
        assert 'name="motivation"' not in page
    assert not Candidate.objects.exists()


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(
    form: str, browser: Client
) -> None:
    page = text(browser.post(form, filled(sector="baking", agree_details=False)))
    assert "Select a valid choice. baking is not one" in page
    assert "Without this nobody can choose or invite you." in page
    assert 'value="Ana Quill"' in page
    assert not Candidate.objects.exists()


def test_a_form_of_what_is_not_public_is_not_there(
    call: Call, form: str, browser: Client
) -> None:
    Workshop.objects.update(published=False)
    assert browser.get(form).status_code == 404
    Workshop.objects.update(published=True)
    Series.objects.update(published=False)
    assert browser.post(form, filled()).status_code == 404
    assert not Candidate.objects.exists()


def test_one_address_is_written_to_a_few_times_an_hour_at_most(
    form: str, browser: Client
) -> None:
    answers = [browser.post(form, filled()).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert browser.post(form, filled(email="eva@x.example")).status_code == 302
    letters()
    assert len(mail.outbox) == 6


# -- invitations ---------------------------------------------------------------------


def test_an_invitation_opens_a_form_for_its_address_alone(
    call: Call, cora: User, browser: Client
) -> None:
    nominating.invite(
        call.workshop, by=cora, email="bea@harbour.example", language="en"
    )
    page = f"/workshops/invited/{link_in(letters()[0])}/"
    shown = text(browser.get(page))
    assert ("bea@harbour.example" in shown, 'name="email"' in shown) == (True, False)
    browser.post(page, filled(email="other@harbour.example"))
    found = Candidate.objects.get()
    assert (found.email, found.standing) == ("bea@harbour.example", Standing.ELIGIBLE)
    assert browser.get("/workshops/invited/guessed/").status_code == 410
    nominating.withdraw_invitation(CallInvitation.objects.get(), by=cora)
    assert browser.get(page).status_code == 410


def test_an_institution_names_somebody_who_completes_or_declines(
    call: Call, cora: User, browser: Client
) -> None:
    nominating.invite(
        call.workshop,
        by=cora,
        email="office@ministry.example",
        language="en",
        institution="Ministry of Tides",
        nominates=1,
    )
    page = f"/workshops/invited/{link_in(letters()[0])}/"
    assert "You may name 1 person more" in text(browser.get(page))
    named = {
        "by_name": "Dana Head",
        "name": "Cyril Reed",
        "email": "cyril@ministry.example",
        "language": "en",
        "country": "SK",
        "sector": "justice",
    }
    assert browser.post(page, named).status_code == 302
    assert "You may name 0 people more" in text(browser.get(page))
    mine = f"/workshops/mine/{link_in(letters()[-1])}/"
    shown = text(browser.get(mine))
    assert "<bdi>Dana Head</bdi> of <bdi>Ministry of Tides</bdi> named you." in shown
    browser.post(f"{mine}application/", filled(name="Cyril Reed"))
    assert Candidate.objects.get().standing == Standing.ELIGIBLE


# -- those who run it ----------------------------------------------------------------


def test_a_call_is_set_in_the_workshops_own_time(
    workshop: Workshop, cora: User, log_in: LogIn
) -> None:
    browser, page = log_in(cora), f"/workshops/{workshop.public_id}/call/"
    given = {
        "opens": "2032-01-05T09:00",
        "closes": "2032-02-10T23:59",
        "keep_unselected_days": "60",
        "keep_participants_days": "365",
        "about_sk": "Prihlás sa.",
    }
    assert "Say when people can apply" in text(browser.get(page))
    assert browser.post(page, given).status_code == 302
    call = Call.objects.get()
    assert call.closes == datetime(2032, 2, 10, 22, 59, tzinfo=UTC)
    assert (call.texts, call.blind) == ({"sk": {"about": "Prihlás sa."}}, False)
    assert 'value="2032-02-10T23:59"' in text(browser.get(page))
    wrong = browser.post(page, given | {"closes": "2031-02-10T23:59"})
    assert "The call closes before it opens." in text(wrong)


def test_names_are_hidden_until_shown_and_showing_is_recorded(
    run: str, cora: User, candidate: MakeCandidate, log_in: LogIn
) -> None:
    one = candidate(name="Ana Quill")
    browser = log_in(cora)
    pages = [f"{run}candidates/", f"{run}candidates/{one.public_id}/"]
    for page in pages:
        shown = text(browser.get(page))
        for secret in ("Ana Quill", one.email, one.institution):
            assert secret not in shown
        assert one.alias in shown
    found = browser.get(f"{pages[0]}?words=quill")
    assert "No candidate fits." in text(found)
    browser.post(f"{run}candidates/names/", {"show": "1"})
    for page in pages:
        assert "Ana Quill" in text(browser.get(page))
    assert "Ana Quill" in text(browser.get(f"{pages[0]}?words=quill"))
    assert said() == ["showed the names of candidates"]
    browser.post(f"{run}candidates/names/")
    assert "Ana Quill" not in text(browser.get(pages[0]))


def test_names_hide_again_after_a_quarter_of_an_hour(
    run: str,
    cora: User,
    candidate: MakeCandidate,
    log_in: LogIn,
    clock: Callable[[datetime], None],
) -> None:
    candidate(name="Ana Quill")
    browser = log_in(cora)
    browser.post(f"{run}candidates/names/", {"show": "1"})
    clock(DURING + timedelta(minutes=15))
    assert "Ana Quill" not in text(browser.get(f"{run}candidates/"))


def test_many_candidates_come_page_by_page_in_few_questions(
    run: str,
    cora: User,
    call: Call,
    log_in: LogIn,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    text_ = "name,email,country,sector,institution\n" + "".join(
        f"P {n},p{n}@x.example,{'SK' if n % 2 else 'CZ'},youth,Hill\n"
        for n in range(120)
    )
    browser = log_in(cora)
    _import(browser, run, text_)
    with django_assert_max_num_queries(20):
        page = text(browser.get(f"{run}candidates/?country=SK&page=2"))
    assert ("60 candidates" in page, "Page 2 of 2" in page) == (True, True)
    assert 'href="?country=SK&amp;page=1"' in page


def _import(browser: Client, run: str, content: str) -> str:
    upload = SimpleUploadedFile("list.csv", content.encode())
    preview = text(browser.post(f"{run}candidates/import/", {"file": upload}))
    packed = re.search(r'name="packed" value="([^"]+)"', preview)
    if packed is None:
        return preview
    given = {"packed": packed.group(1), "agreed": "on"}
    answer = browser.post(f"{run}candidates/import/", given)
    assert answer.status_code == 302, text(answer)
    return preview


def test_a_list_is_shown_before_it_is_taken(
    run: str, cora: User, candidate: MakeCandidate, log_in: LogIn
) -> None:
    candidate(email="ana@harbour.example")
    browser = log_in(cora)
    head = "name;email;country;sector;institution\n"
    rows = "Ana;ana@harbour.example;SK;youth;Hill\nBen;b@x.example;CZ;youth;Hill\n"
    preview = _import(browser, run, head + rows)
    assert "1 new candidate. 1 is a candidate already" in preview
    assert "Row 2: <bdi>ana@harbour.example</bdi>" in preview
    assert Candidate.objects.count() == 2
    wrong = _import(browser, run, f"{head}Cy;cy@x.example;CZ;baking;Hill\n")
    assert "1 error: nothing was imported" in wrong
    assert ("baking" in wrong, Candidate.objects.count()) == (True, 2)


def test_a_list_is_taken_only_with_a_word_on_its_people(
    run: str, cora: User, log_in: LogIn
) -> None:
    browser = log_in(cora)
    answer = browser.post(f"{run}candidates/import/", {"packed": "AAAA"})
    assert "Not done yet" in text(answer)
    assert not Candidate.objects.exists()


def test_the_file_is_handed_over_and_recorded(
    run: str, cora: User, candidate: MakeCandidate, log_in: LogIn
) -> None:
    candidate(name="=1+1")
    answer = log_in(cora).post(f"{run}candidates/export/", {"names": "on"})
    assert answer["Content-Type"] == "text/csv"
    assert b",'=1+1," in answer.content
    assert said() == ["exported candidates"]


def test_needs_are_opened_by_pressing_and_not_by_looking(
    run: str, cora: User, candidate: MakeCandidate, call: Call, log_in: LogIn
) -> None:
    one = candidate()
    Needs.objects.create(candidate=one, diet="No nuts", keep_until=call.closes.date())
    browser, page = log_in(cora), f"{run}candidates/{one.public_id}/"
    assert "No nuts" not in text(browser.get(page))
    assert "No nuts" in text(browser.post(f"{page}needs/"))
    assert said() == ["opened a record of needs"]


def test_a_decision_and_a_new_link_go_by_letter(
    run: str, cora: User, candidate: MakeCandidate, log_in: LogIn
) -> None:
    one = candidate()
    browser, page = log_in(cora), f"{run}candidates/{one.public_id}/"
    refused = browser.post(f"{page}decide/", {"standing": "ineligible"})
    assert "This field is required." in text(refused)
    given = {"standing": "ineligible", "reason": "Not of a called sector."}
    assert browser.post(f"{page}decide/", given).status_code == 302
    assert browser.post(f"{page}link/").status_code == 302
    assert ["Not of a called sector." in each for each in letters()] == [True, False]
    shown = text(
        Client(HTTP_HOST="localhost").get(f"/workshops/mine/{link_in(letters()[1])}/")
    )
    assert "Not eligible. <bdi>Not of a called sector.</bdi>" in shown


def test_people_of_another_organisation_find_nothing(
    run: str, ines: User, mika: User, candidate: MakeCandidate, log_in: LogIn
) -> None:
    one = candidate()
    stranger, member = log_in(ines), log_in(mika)
    lists = ("call/", "candidates/", "invitations/", "reviewers/", "candidates/import/")
    for page in (*lists, f"candidates/{one.public_id}/"):
        assert stranger.get(f"{run}{page}").status_code == 404
        assert member.get(f"{run}{page}").status_code == 403


def test_invitations_and_reviewers_are_managed_on_their_pages(
    run: str, cora: User, mika: User, log_in: LogIn
) -> None:
    browser = log_in(cora)
    given = {"email": "bea@x.example", "language": "sk", "nominates": "0"}
    assert browser.post(f"{run}invitations/", given).status_code == 302
    row = CallInvitation.objects.get()
    assert "<bdi>bea@x.example</bdi>" in text(browser.get(f"{run}invitations/"))
    browser.post(f"{run}invitations/{row.pk}/withdraw/")
    assert "Nobody is invited yet." in text(browser.get(f"{run}invitations/"))
    assert browser.post(f"{run}reviewers/", {"email": mika.email}).status_code == 302
    assert "<bdi>Mika</bdi>" in text(browser.get(f"{run}reviewers/"))
    number = mika.reviewing.get().pk
    browser.post(f"{run}reviewers/{number}/remove/")
    assert "Nobody reviews yet." in text(browser.get(f"{run}reviewers/"))


def test_a_link_of_somebody_else_changes_nothing_here(
    form: str, browser: Client, candidate: MakeCandidate
) -> None:
    other = candidate("other-token")
    browser.post(form, filled())
    browser.post("/workshops/mine/other-token/application/", filled(name="Mine"))
    other.refresh_from_db()
    first = Candidate.objects.get(email=application().email)
    assert (other.name, first.name) == ("Mine", "Ana Quill")
