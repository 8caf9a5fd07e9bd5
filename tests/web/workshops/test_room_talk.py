"""Questions and polls: what is seen when, and that nothing says who said what."""

import json
from collections.abc import Callable
from itertools import chain

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from karski.core.small_cells import LEAST
from karski.web.people.models import Event, User
from karski.web.workshops.actions import polls, questions
from karski.web.workshops.models import (
    AudienceQuestion,
    Ballot,
    Candidate,
    Choice,
    Poll,
    PollState,
    Session,
    SessionKind,
    Support,
    Workshop,
)
from karski.web.workshops.queries.polls import results
from karski.web.workshops.queries.screens import path_of

LogIn = Callable[[User], Client]
MakeCandidate = Callable[..., Candidate]
MakeParticipants = Callable[[int], list[Candidate]]
ASKED = "What if the ministry knew in March?"
LINK = "token-1"
ROOM = "/workshops/mine/{}/room/"


@pytest.fixture
def session(workshop: Workshop) -> Session:
    return Session.objects.create(
        workshop=workshop,
        day=1,
        starts=540,
        ends=600,
        kind=SessionKind.LECTURE,
        title="Warning signs",
    )


@pytest.fixture
def poll(workshop: Workshop, flora: User) -> Poll:
    made = polls.make_poll(
        workshop, by=flora, text="Who acts first?", choices=["States", "Cities", "EU"]
    )
    return polls.open_poll(made, by=flora)


def everything_kept() -> str:
    """Return every value of every table as one text."""
    return "\n".join(
        json.dumps([str(value) for value in row])
        for model in apps.get_models()
        for row in model._default_manager.values_list()
    )


def names_of(candidate: Candidate) -> set[str]:
    """Return whatever stands for somebody in a row, beside its number."""
    return {
        str(candidate.public_id),
        candidate.token_hash,
        candidate.name,
        candidate.email,
        candidate.alias,
    }


# -- questions ------------------------------------------------------------------------


def test_a_question_waits_is_shown_supported_once_and_answered(
    workshop: Workshop,
    session: Session,
    participants: MakeParticipants,
    flora: User,
    log_in: LogIn,
    browser: Client,
) -> None:
    participants(2)
    desk = log_in(flora)
    browser.post(
        ROOM.format("token-1") + "ask/", {"session": session.pk, "text": f" {ASKED} "}
    )
    asked = AudienceQuestion.objects.get()
    assert (asked.text, asked.shown) == (ASKED, False)
    other = ROOM.format("token-2")
    assert ASKED not in browser.get(other).content.decode()
    assert ASKED not in browser.get(path_of(workshop)).content.decode()
    step = f"/workshops/{workshop.public_id}/room/questions/{asked.public_id}/"
    desk.post(step, {"step": "show"})
    assert ASKED in browser.get(other).content.decode()
    assert ASKED in browser.get(path_of(workshop)).content.decode()
    for _ in range(2):
        browser.post(f"{other}support/{asked.public_id}/")
    asked.refresh_from_db()
    assert asked.supporters == 1 == Support.objects.count()
    assert "You support it." in browser.get(other).content.decode()
    assert "You support it." not in browser.get(ROOM.format("token-1")).content.decode()
    desk.post(step, {"step": "answer"})
    assert ASKED not in browser.get(path_of(workshop)).content.decode()
    desk.post(step, {"step": "erase"})
    assert list(AudienceQuestion.objects.all()) == []


@pytest.mark.parametrize("chatham_house", [True, False])
def test_who_asked_is_stored_where_it_may_be_and_nowhere_else(
    workshop: Workshop,
    session: Session,
    participants: MakeParticipants,
    candidate: MakeCandidate,
    mika: User,
    chatham_house: bool,
) -> None:
    pat, quin = participants(2)
    Candidate.objects.filter(pk=pat.pk).update(user=mika)
    Workshop.objects.update(chatham_house=chatham_house)
    pat.refresh_from_db()
    before = everything_kept()
    asked = questions.ask(pat, by=mika, session=session, text=ASKED)
    AudienceQuestion.objects.update(shown=True)
    questions.support(asked, quin, by=None, token=LINK)
    asked.refresh_from_db()
    assert asked.asked_by_id == (None if chatham_house else pat.pk)
    new = set(everything_kept().splitlines()) - set(before.splitlines())
    added = "\n".join(new)
    assert ASKED in added
    hidden = names_of(quin) | {LINK}
    if chatham_house:
        hidden |= names_of(pat) | {str(mika.public_id), mika.email}
    assert [name for name in hidden if name in added] == []
    # and no key of a row leads to them either
    for row in chain(AudienceQuestion.objects.values(), Support.objects.values()):
        keys = {name for name, value in row.items() if name.endswith("_id") and value}
        allowed = {"public_id", "session_id", "question_id"}
        assert keys - allowed == (set() if chatham_house else keys & {"asked_by_id"})


def test_a_mark_of_support_ties_no_two_questions_together(
    session: Session, participants: MakeParticipants
) -> None:
    (pat,) = participants(1)
    for text in ("Why?", "When?"):
        asked = AudienceQuestion.objects.create(session=session, text=text, shown=True)
        questions.support(asked, pat, by=None, token=LINK)
    assert len(set(Support.objects.values_list("mark", flat=True))) == 2


def test_strangers_to_a_workshop_ask_support_and_see_nothing(
    workshop: Workshop,
    session: Session,
    poll: Poll,
    participants: MakeParticipants,
    candidate: MakeCandidate,
    browser: Client,
) -> None:
    (pat,) = participants(1)
    asked = AudienceQuestion.objects.create(session=session, text=ASKED, shown=True)
    elsewhere = Workshop.objects.create(
        series=workshop.series,
        city="Prague",
        country="CZ",
        starts=workshop.starts,
        ends=workshop.ends,
    )
    candidate("token-not-selected")
    other = ROOM.format("token-not-selected")
    assert browser.get(other).status_code == 404
    Candidate.objects.filter(pk=pat.pk).update(workshop=elsewhere)
    for at in (
        f"{other}support/{asked.public_id}/",
        f"{other}vote/{poll.public_id}/",
        f"{other}ask/",
        ROOM.format("token-1") + f"support/{asked.public_id}/",
    ):
        assert browser.post(at, {"text": "x", "session": session.pk}).status_code == 404
    browser.post(
        ROOM.format("token-1") + f"vote/{poll.public_id}/",
        {"choice": poll.choices.all()[0].pk},
    )
    browser.post(ROOM.format("token-1") + "ask/", {"session": session.pk, "text": "x"})
    assert ASKED not in browser.get(ROOM.format("token-1")).content.decode()
    assert (AudienceQuestion.objects.count(), Ballot.objects.count()) == (1, 0)


def test_an_empty_question_stays_on_the_page_and_says_why(
    session: Session, participants: MakeParticipants, browser: Client
) -> None:
    participants(1)
    page = browser.post(
        ROOM.format("token-1") + "ask/", {"session": session.pk, "text": "  "}
    )
    assert page.context["ask_form"].errors == {"text": ["This field is required."]}
    assert list(AudienceQuestion.objects.all()) == []


# -- polls ----------------------------------------------------------------------------


def vote(candidate: Candidate, poll: Poll, answer: int) -> None:
    polls.vote(candidate, by=None, choice=poll.choices.all()[answer])


def test_votes_are_hidden_until_the_end_from_everybody(
    workshop: Workshop,
    poll: Poll,
    participants: MakeParticipants,
    flora: User,
    log_in: LogIn,
    browser: Client,
) -> None:
    people = participants(21)
    for answer, each in zip([0] * 9 + [1] * 8 + [2] * 3, people, strict=False):
        vote(each, poll, answer)
    desk = log_in(flora)
    pages = (
        (desk, f"/workshops/{workshop.public_id}/room/polls/"),
        (browser, ROOM.format("token-21")),
        (browser, path_of(workshop)),
    )
    for who, at in pages:
        text = who.get(at).content.decode()
        assert "20 of 21 have voted" in text
        assert ">9<" not in text
    step = f"/workshops/{workshop.public_id}/room/polls/{poll.public_id}/"
    desk.post(step, {"step": "close"})
    for who, at in pages:
        text = who.get(at).content.decode()
        # three chose the third answer: hidden, and so is one that would tell it
        assert (text.count(">9<"), text.count(">hidden<")) == (1, 2), at


@pytest.mark.parametrize(
    ("tallies", "shown"),
    [
        ((4, 0, 0), [None, None, None]),
        ((2, 1, 1), [None, None, None]),
        ((5, 5, 5), [5, 5, 5]),
        ((9, 7, 5), [9, 7, 5]),
        ((12, 8, 2), [12, None, None]),
    ],
)
def test_small_groups_are_hidden(
    poll: Poll, flora: User, tallies: tuple[int, ...], shown: list[int | None]
) -> None:
    for choice, tally in zip(poll.choices.all(), tallies, strict=True):
        Choice.objects.filter(pk=choice.pk).update(tally=tally)
    assert results(poll) == []
    polls.close_poll(poll, by=flora)
    poll.refresh_from_db()
    assert [each.people for each in results(poll)] == shown


def test_one_vote_each_and_only_while_it_is_open(
    workshop: Workshop, participants: MakeParticipants, flora: User
) -> None:
    pat, quin = participants(2)
    made = polls.make_poll(workshop, by=flora, text="Ready?", choices=["Yes", "No"])
    with pytest.raises(ValidationError, match="not open"):
        vote(pat, made, 0)
    polls.open_poll(made, by=flora)
    vote(pat, made, 0)
    with pytest.raises(ValidationError, match="voted already"):
        vote(pat, made, 1)
    polls.close_poll(made, by=flora)
    with pytest.raises(ValidationError, match="not open"):
        vote(quin, made, 0)
    with pytest.raises(ValidationError, match="opened already"):
        polls.open_poll(made, by=flora)
    with pytest.raises(ValidationError, match="not opened"):
        polls.remove_poll(made, by=flora)
    assert list(made.choices.values_list("tally", flat=True)) == [1, 0]


def test_no_row_and_no_event_tells_a_vote(
    poll: Poll, participants: MakeParticipants
) -> None:
    people = participants(3)
    for number, each in enumerate(people):
        vote(each, poll, number)
    told = Event.objects.filter(action="voted in a poll")
    assert {(e.person, e.subject, json.dumps(e.detail)) for e in told} == {
        (None, f"workshops.poll:{poll.public_id}", "{}")
    }
    assert {field.name for field in Ballot._meta.fields} == {
        "id",
        "poll",
        "participant",
    }
    assert {field.name for field in Choice._meta.fields} == {
        "id",
        "poll",
        "text",
        "tally",
    }


def test_an_erased_participant_leaves_the_tally_and_no_ballot(
    poll: Poll, participants: MakeParticipants
) -> None:
    (pat,) = participants(1)
    vote(pat, poll, 1)
    pat.offers.all().delete()
    pat.delete()
    assert list(poll.choices.values_list("tally", flat=True)) == [0, 1, 0]
    assert list(Ballot.objects.all()) == []


@pytest.mark.parametrize(
    ("choices", "why"),
    [
        (["Yes"], "Give 2 to 8 answers"),
        ([f"{n}" for n in range(9)], "Give 2 to 8 answers"),
        (["Yes", " yes "], "stands there twice"),
    ],
)
def test_a_poll_offers_a_choice(
    workshop: Workshop, flora: User, choices: list[str], why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        polls.make_poll(workshop, by=flora, text="Ready?", choices=choices)
    assert list(Poll.objects.all()) == []


def test_who_leads_another_room_makes_no_poll(
    workshop: Workshop, poll: Poll, ines: User, mika: User
) -> None:
    for stranger in (ines, mika):
        with pytest.raises(PermissionDenied):
            polls.make_poll(workshop, by=stranger, text="?", choices=["a", "b"])
        with pytest.raises(PermissionDenied):
            polls.close_poll(poll, by=stranger)
    poll.refresh_from_db()
    assert poll.state == PollState.OPEN


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4))
def test_no_small_count_is_ever_shown(tallies: list[int]) -> None:
    from karski.core.small_cells import suppress

    cells = suppress(dict(enumerate(tallies))).cells.values()
    assert [each for each in cells if each is not None and each < LEAST] == []


# -- live parts -----------------------------------------------------------------------


def test_a_part_comes_anew_only_when_it_has_changed(
    workshop: Workshop,
    session: Session,
    poll: Poll,
    participants: MakeParticipants,
    flora: User,
    log_in: LogIn,
    browser: Client,
) -> None:
    participants(1)
    desk = log_in(flora)
    for who, at in (
        (browser, ROOM.format("token-1")),
        (browser, path_of(workshop)),
        (desk, f"/workshops/{workshop.public_id}/room/polls/"),
        (desk, f"/workshops/{workshop.public_id}/room/questions/"),
    ):
        stamp = who.get(at).context["stamp"]
        same = who.get(at, {"after": stamp})
        assert (same.status_code, same.content) == (204, b"")
        AudienceQuestion.objects.create(session=session, text=ASKED, shown=True)
        part = who.get(at, {"after": stamp})
        assert part.status_code == 200
        assert part.content.decode().lstrip().startswith("<div")
        assert "<html" not in part.content.decode()


def test_a_number_longer_than_any_is_no_answer(
    poll: Poll, participants: MakeParticipants, browser: Client
) -> None:
    participants(1)
    path = f"{ROOM.format(LINK)}vote/{poll.public_id}/"
    page = browser.post(path, {"choice": "9" * 5000}, follow=True)
    assert "Choose one of the answers." in page.content.decode()
    assert (page.status_code, Ballot.objects.count()) == (200, 0)
