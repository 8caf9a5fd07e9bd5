"""Talk across sectors: no name under the rule, mended by its writer, closed, erased."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from karski.web.people.models import Event, User
from karski.web.workshops.actions import series, threads
from karski.web.workshops.models import (
    AudienceQuestion,
    Candidate,
    Post,
    Sector,
    Session,
    Thread,
    Workshop,
)
from karski.web.workshops.queries.threads import Signature, signatures

LogIn = Callable[[User], Client]
MakeCandidate = Callable[..., Candidate]
MakeParticipants = Callable[[int], list[Candidate]]
LINK = "token-1"


@pytest.fixture
def thread(workshop: Workshop, flora: User) -> Thread:
    return threads.open_thread(workshop, by=flora, title="What now?")


@pytest.fixture
def pat(participants: MakeParticipants) -> Candidate:
    return participants(2)[0]


def at(thread: Thread, token: str = LINK, more: str = "") -> str:
    return f"/workshops/mine/{token}/talk/{thread.public_id}/{more}"


def test_under_the_rule_no_row_and_no_event_says_who_wrote(
    thread: Thread, pat: Candidate, browser: Client
) -> None:
    browser.post(at(thread), {"body": " Meet in May. ", "signed": "sector and country"})
    browser.post(at(thread), {"body": "Or in June."})
    first, second = Post.objects.all()
    assert (first.body, first.sector, first.country) == (
        "Meet in May.",
        pat.sector,
        pat.country,
    )
    assert (second.sector, second.country) == ("", "")
    assert {(each.participant, each.user) for each in (first, second)} == {(None, None)}
    assert first.mark != second.mark  # two posts of one are not tied together
    told = Event.objects.filter(action="wrote in a thread")
    assert {(each.person, each.subject) for each in told} == {
        (None, f"workshops.thread:{thread.public_id}")
    }
    page = browser.get(at(thread, "token-2")).content.decode()
    assert pat.name not in page
    assert f"{pat.get_sector_display()}, Hungary" in page


def test_without_the_rule_a_post_bears_its_name(
    workshop: Workshop, thread: Thread, pat: Candidate, browser: Client
) -> None:
    Workshop.objects.update(chatham_house=False)
    browser.post(at(thread), {"body": "Meet in May."})
    assert Post.objects.get().participant == pat
    assert pat.name in browser.get(at(thread, "token-2")).content.decode()


def test_a_writer_alone_changes_and_erases_what_they_said(
    thread: Thread, pat: Candidate, browser: Client
) -> None:
    browser.post(at(thread), {"body": "Meet in May."})
    post = Post.objects.get()
    own, other = (
        at(thread, token, f"{post.public_id}/") for token in (LINK, "token-2")
    )
    assert browser.post(other, {"body": "Never."}).status_code == 404
    assert browser.post(f"{other}erase/").status_code == 404
    browser.post(own, {"body": "Meet in July."})
    post.refresh_from_db()
    assert post.body == "Meet in July."
    assert post.changed is not None
    browser.post(f"{own}erase/")
    assert list(Post.objects.all()) == []


def test_a_closed_thread_takes_no_post_but_a_summary_and_what_was_said_can_be_erased(
    workshop: Workshop,
    thread: Thread,
    pat: Candidate,
    flora: User,
    log_in: LogIn,
    browser: Client,
) -> None:
    browser.post(at(thread), {"body": "Meet in May."})
    desk = log_in(flora)
    lead = f"/workshops/{workshop.public_id}/talk/{thread.public_id}/"
    desk.post(f"{lead}step/")
    browser.post(at(thread), {"body": "Too late."})
    with pytest.raises(ValidationError, match="closed"):
        threads.write_as_host(thread, by=flora, body="Too late.")
    desk.post(lead, {"body": "We meet in May.", "summary": "on"})
    assert list(Post.objects.values_list("body", "summary", "user")) == [
        ("Meet in May.", False, None),
        ("We meet in May.", True, flora.pk),
    ]
    first = Post.objects.all()[0]
    browser.post(at(thread, LINK, f"{first.public_id}/"), {"body": "Changed."})
    first.refresh_from_db()
    assert first.body == "Meet in May."
    browser.post(at(thread, LINK, f"{first.public_id}/erase/"))
    assert Post.objects.count() == 1
    desk.post(f"{lead}step/", {"open": "1"})
    browser.post(at(thread), {"body": "Again."})
    assert Post.objects.count() == 2


def test_threads_are_read_by_those_who_take_part(
    workshop: Workshop,
    thread: Thread,
    pat: Candidate,
    candidate: MakeCandidate,
    browser: Client,
) -> None:
    candidate("token-not-selected")
    assert browser.get(at(thread, "token-not-selected")).status_code == 404
    elsewhere = Workshop.objects.create(
        series=workshop.series,
        city="Prague",
        country="CZ",
        starts=workshop.starts,
        ends=workshop.ends,
    )
    assert browser.get(at(thread)).status_code == 200
    Candidate.objects.filter(pk=pat.pk).update(workshop=elsewhere)
    assert browser.get(at(thread)).status_code == 404
    Thread.objects.update(workshop=None)  # of the whole series
    assert browser.get(at(thread)).status_code == 200


def test_who_leads_elsewhere_opens_writes_and_erases_nothing(
    workshop: Workshop, thread: Thread, pat: Candidate, ines: User, mika: User
) -> None:
    post = threads.write(thread, pat, by=None, token=LINK, body="Meet in May.")
    for stranger in (ines, mika):
        with pytest.raises(PermissionDenied):
            threads.open_thread(workshop, by=stranger, title="?")
        with pytest.raises(PermissionDenied):
            threads.write_as_host(thread, by=stranger, body="?")
        with pytest.raises(PermissionDenied):
            threads.erase(post, by=stranger)
        with pytest.raises(PermissionDenied):
            threads.set_open(thread, by=stranger, is_open=False)
    assert (Thread.objects.count(), Post.objects.count()) == (1, 1)


def test_a_signature_that_few_share_is_not_proposed(
    thread: Thread, participants: MakeParticipants, browser: Client
) -> None:
    people = participants(9)
    Candidate.objects.update(sector=Sector.YOUTH, country="PL")
    for each in people[:6]:
        Candidate.objects.filter(pk=each.pk).update(sector=Sector.RESEARCH)
    Candidate.objects.filter(pk=people[0].pk).update(country="SK")
    people[0].refresh_from_db()
    assert list(signatures(thread, people[0])) == [
        Signature("", 9),
        Signature("sector", 6),
        Signature("sector and country", 1),
    ]
    page = browser.get(at(thread))
    assert page.context["form"].initial["signed"] == "sector"
    assert "so few fit this" in page.content.decode()


def test_text_stays_text_and_links_are_safe(
    thread: Thread, pat: Candidate, browser: Client
) -> None:
    body = "<img src=x onerror=alert(1)>\nSee https://quay.example/a?b=1&c=2"
    browser.post(at(thread), {"body": body})
    answer = browser.get(at(thread))
    page = answer.content.decode()
    assert "<img" not in page
    assert 'href="https://quay.example/a?b=1&amp;c=2" rel="nofollow"' in page
    assert answer["Referrer-Policy"] == "same-origin"  # the link stays secret


def test_names_leave_when_the_rule_comes_to_hold(
    workshop: Workshop, thread: Thread, pat: Candidate, browser: Client, cora: User
) -> None:
    Workshop.objects.update(chatham_house=False)
    browser.post(at(thread), {"body": "Meet in May."})
    session = Session.objects.create(
        workshop=workshop, day=1, starts=540, ends=600, kind="lecture", title="Signs"
    )
    asked = AudienceQuestion.objects.create(session=session, text="?", asked_by=pat)
    assert Post.objects.get().participant == pat
    now = {"starts": workshop.starts, "ends": workshop.ends, "seats": 25}
    series.change_workshop(workshop, by=cora, **now, chatham_house=True)
    said = Post.objects.get()
    assert (said.participant, said.sector, said.country) == (None, "", "")
    asked.refresh_from_db()
    assert asked.asked_by is None
    assert pat.name not in browser.get(at(thread)).content.decode()
