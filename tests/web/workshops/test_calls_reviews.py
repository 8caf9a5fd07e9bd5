"""Reviewers: points alone first, nobody too near, nothing told of names."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from karski.web.people.models import Membership, Organisation, User
from karski.web.people.roles import Role
from karski.web.workshops.actions import deciding, reviewing
from karski.web.workshops.models import (
    Call,
    Candidate,
    Reviewer,
    Score,
    Standing,
    Workshop,
)
from karski.web.workshops.queries import candidates, reviews
from web.workshops.calls_made import call_for, letters, said

MakeCandidate = Callable[..., Candidate]
LogIn = Callable[[User], Client]


@pytest.fixture
def call(workshop: Workshop) -> Call:
    return call_for(workshop)


@pytest.fixture
def rita(institute: Organisation) -> User:
    user = User.objects.create_user("rita@hill.example", name="Rita")
    Membership.objects.create(user=user, organisation=institute, role=Role.EXPERT)
    return user


@pytest.fixture
def reviewer(call: Call, cora: User, rita: User) -> Reviewer:
    return reviewing.add_reviewer(call.workshop, by=cora, email="RITA@hill.example")


def score(reviewer: Reviewer, candidate: Candidate, points: int = 4) -> Score:
    return reviewing.score(reviewer, candidate, by=reviewer.user, points=points)


def test_reviewers_are_added_by_those_who_run_the_workshop(
    reviewer: Reviewer, cora: User, ines: User, rita: User
) -> None:
    assert "You are asked to review" in letters()[-1]
    add = reviewing.add_reviewer
    with pytest.raises(PermissionDenied):
        add(reviewer.workshop, by=ines, email=rita.email)
    with pytest.raises(ValidationError, match="reviews already"):
        add(reviewer.workshop, by=cora, email=rita.email)
    with pytest.raises(ValidationError, match="Nobody here has this address"):
        add(reviewer.workshop, by=cora, email="nobody@hill.example")
    reviewing.remove_reviewer(reviewer, by=cora)
    assert (Reviewer.objects.count(), said()) == (
        0,
        ["added a reviewer", "removed a reviewer"],
    )


def test_points_are_given_once_and_then_stand(
    reviewer: Reviewer, candidate: MakeCandidate, cora: User
) -> None:
    one = candidate()
    score(reviewer, one, 2)
    with pytest.raises(ValidationError, match="points stand"):
        score(reviewer, one, 5)
    other = reviewing.add_reviewer(reviewer.workshop, by=cora, email=cora.email)
    score(other, one, 5)
    row = candidates.eligible(reviewer.workshop).get()
    shown = vars(row)
    assert (shown["mean_points"], shown["reviews"]) == (3.5, 2)
    assert (shown["least_points"], shown["most_points"]) == (2, 5)
    seen = reviews.scores_seen(cora, one)
    assert reviews.summary(seen or ()) == {
        "mean": 3.5,
        "number": 2,
        "least": 2,
        "most": 5,
    }


@pytest.mark.parametrize("points", [0, 6, -1])
def test_points_beyond_the_scale_are_refused(
    reviewer: Reviewer, candidate: MakeCandidate, points: int
) -> None:
    with pytest.raises(ValidationError):
        score(reviewer, candidate(), points)


def test_points_of_others_are_sealed_until_ones_own_are_given(
    reviewer: Reviewer, candidate: MakeCandidate, cora: User, rita: User, flora: User
) -> None:
    one = candidate()
    other = reviewing.add_reviewer(reviewer.workshop, by=cora, email=cora.email)
    score(other, one, 5)
    assert reviews.scores_seen(rita, one) is None
    assert ",5,1" not in deciding.export(one.workshop, by=cora, names=False)
    score(reviewer, one, 1)
    seen = reviews.scores_seen(rita, one)
    assert [each.points for each in seen or ()] == [5, 1]
    assert len(reviews.scores_seen(flora, one) or ()) == 2  # no reviewer


@pytest.mark.parametrize("tie", ["account", "address", "another address"])
def test_nobody_reviews_themselves(
    reviewer: Reviewer, candidate: MakeCandidate, rita: User, tie: str
) -> None:
    given: dict[str, object] = {"account": {"user": rita}}.get(tie, {})
    if tie == "address":
        given = {"email": "Rita@Hill.example"}
    if tie == "another address":
        rita.emailaddress_set.create(email="rita@home.example", verified=True)
        given = {"email": "rita@home.example"}
    own = candidate(**given)
    with pytest.raises(ValidationError, match="cannot review yourself"):
        score(reviewer, own)
    with pytest.raises(ValidationError, match="cannot review yourself"):
        reviewing.declare(reviewer, own, by=rita, why="I am fair.", stands=False)
    assert not Score.objects.exists()


def test_one_of_the_same_institution_declares_before_points_are_given(
    reviewer: Reviewer, candidate: MakeCandidate, rita: User
) -> None:
    near = candidate(institution=" hill  INSTITUTE ")
    assert reviews.nearness(reviewer, near) == reviews.COLLEAGUE
    with pytest.raises(ValidationError, match="one institution"):
        score(reviewer, near)
    with pytest.raises(ValidationError):
        reviewing.declare(reviewer, near, by=rita, why="", stands=False)
    reviewing.declare(reviewer, near, by=rita, why="400 work there.", stands=False)
    assert score(reviewer, near).points == 4
    assert said()[-2:] == ["declared no conflict", "scored a candidate"]


def test_a_conflict_takes_the_points_away_and_lets_none_come(
    reviewer: Reviewer, candidate: MakeCandidate, rita: User
) -> None:
    one = candidate()
    candidate()
    assert reviews.left(reviewer) == 2
    score(reviewer, one)
    assert reviews.left(reviewer) == 1
    reviewing.declare(reviewer, one, by=rita, why="My cousin.")
    assert (Score.objects.count(), reviews.left(reviewer)) == (0, 1)
    with pytest.raises(ValidationError, match="declared a conflict"):
        score(reviewer, one)


def test_reviewers_act_for_themselves_and_for_their_workshop_alone(
    reviewer: Reviewer, candidate: MakeCandidate, cora: User, workshop: Workshop
) -> None:
    one = candidate()
    with pytest.raises(PermissionDenied):
        reviewing.score(reviewer, one, by=cora, points=3)
    elsewhere = Workshop.objects.create(
        series=workshop.series,
        city="Brno",
        country="CZ",
        starts=workshop.starts,
        ends=workshop.ends,
    )
    with pytest.raises(PermissionDenied):
        score(reviewer, candidate(workshop=elsewhere))
    withdrawn = candidate(standing=Standing.WITHDRAWN)
    with pytest.raises(ValidationError, match="Only candidates who are eligible"):
        score(reviewer, withdrawn)


# -- pages ---------------------------------------------------------------------------


def test_a_blind_review_tells_no_name_address_or_institution(
    reviewer: Reviewer, candidate: MakeCandidate, rita: User, log_in: LogIn
) -> None:
    one = candidate(
        *("t",), name="Ana Quill", position="Head of desk", motivation="To learn."
    )
    browser = log_in(rita)
    page = f"/workshops/{reviewer.workshop.public_id}/review/"
    texts = [
        browser.get(address).content.decode()
        for address in (page, f"{page}{one.public_id}/")
    ]
    for text in texts:
        assert one.alias in text
        for secret in ("Ana Quill", one.email, one.institution, "Head of desk"):
            assert secret not in text
    assert "To learn." in texts[1]
    Call.objects.update(blind=False)
    text = browser.get(f"{page}{one.public_id}/").content.decode()
    assert "Ana Quill" in text


def test_a_reviewer_gives_points_on_the_page_and_then_sees_the_others(
    reviewer: Reviewer, candidate: MakeCandidate, cora: User, rita: User, log_in: LogIn
) -> None:
    one = candidate()
    other = reviewing.add_reviewer(reviewer.workshop, by=cora, email=cora.email)
    reviewing.score(other, one, by=cora, points=5, note="The best of all.")
    browser = log_in(rita)
    page = f"/workshops/{reviewer.workshop.public_id}/review/{one.public_id}/"
    assert "The best of all." not in browser.get(page).content.decode()
    assert "Not done yet" in browser.post(page, {"points": "6"}).content.decode()
    assert browser.post(page, {"points": "2"}).status_code == 302
    text = browser.get(page).content.decode()
    assert "The best of all." in text
    declared = browser.post(f"{page}conflict/", {"stands": "yes", "why": "My cousin"})
    assert (declared.status_code, Score.objects.count()) == (302, 1)
    assert "The best of all." not in browser.get(page).content.decode()


def test_who_does_not_review_finds_no_page(
    reviewer: Reviewer, candidate: MakeCandidate, ines: User, log_in: LogIn
) -> None:
    one = candidate()
    browser = log_in(ines)
    page = f"/workshops/{reviewer.workshop.public_id}/review/"
    assert browser.get(page).status_code == 404
    sent = browser.post(f"{page}{one.public_id}/", {"points": "5"})
    assert (sent.status_code, Score.objects.count()) == (404, 0)
