"""Seats are offered, answered, and go to the next on the list, the rules kept."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from karski.web.due.models import Work
from karski.web.due.running import run_due
from karski.web.people.models import Event, User
from karski.web.workshops.actions import applying, offers
from karski.web.workshops.actions.deciding import decide
from karski.web.workshops.actions.offering import offer
from karski.web.workshops.models import (
    Answer,
    Candidate,
    Offer,
    Outcome,
    Selection,
    Standing,
    Workshop,
)
from karski.web.workshops.models.selection import HOLDING
from karski.web.workshops.queries import chosen, whose
from karski.web.workshops.queries.vacancy import vacancy
from web.workshops.conftest import LogIn, MakeCandidate
from web.workshops.seats_made import RULES, in_days, listed, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection(workshop: Workshop, cora: User, candidate: MakeCandidate) -> Selection:
    listed(candidate)
    return told(workshop, cora)


def states(workshop: Workshop) -> Counter[str]:
    held = workshop.offers.filter(answer__in=HOLDING)
    return Counter(held.values_list("candidate__country", flat=True))


def holder(workshop: Workshop, country: str) -> Candidate:
    offer = workshop.offers.get(answer__in=HOLDING, candidate__country=country)
    return offer.candidate


def letters(start: str) -> list[str]:
    rows = Work.objects.filter(act="due.letter", key__startswith=start)
    return [row.arguments["to"] for row in rows.order_by("pk")]


def test_announcing_offers_every_seat_and_writes_to_everybody_once(
    selection: Selection, workshop: Workshop
) -> None:
    assert states(workshop) == {"SK": 3, "CZ": 1, "HU": 1, "PL": 1}
    assert list(workshop.offers.values_list("seat", flat=True)) == [1, 2, 3, 4, 5, 6]
    outcomes = Counter(selection.results.values_list("outcome", flat=True))
    assert (len(letters("selected ")), outcomes[Outcome.SELECTED]) == (6, 6)
    assert len(letters("waiting ")) == outcomes[Outcome.SUBSTITUTE] == 9
    assert len({*letters("")}) == Work.objects.filter(act="due.letter").count() == 15
    lapses = Work.objects.filter(act="workshops.lapse")
    assert {row.at for row in lapses} == {workshop.offers.first().answer_by}


def test_a_seat_is_accepted_once_and_audited(
    selection: Selection, workshop: Workshop
) -> None:
    czech = holder(workshop, "CZ")
    first, again = (offers.accept(czech, by=None) for _ in range(2))
    assert (first.answer, again.pk) == (Answer.ACCEPTED, first.pk)
    assert Event.objects.filter(action="accepted a seat").count() == 1


@pytest.mark.parametrize("country", ["CZ", "HU", "PL"])
def test_a_representative_is_replaced_by_one_of_the_same_state(
    selection: Selection, workshop: Workshop, country: str
) -> None:
    leaves = holder(workshop, country)
    offers.accept(leaves, by=None)
    left = offers.give_up(leaves, by=None)
    assert left is not None
    comes = workshop.offers.get(replaces=left)
    assert (comes.candidate.country, comes.seat) == (country, left.seat)
    assert left.answer == Answer.WITHDRAWN
    assert states(workshop) == {"SK": 3, "CZ": 1, "HU": 1, "PL": 1}
    assert letters("offered ") == [comes.candidate.email]


def test_a_state_is_represented_though_a_wish_gives_way(
    workshop: Workshop, cora: User, candidate: MakeCandidate
) -> None:
    woman = candidate(country="CZ", sector="research", gender="woman")
    man = candidate(country="CZ", sector="research", gender="man")
    for country in ("HU", "PL", *("SK",) * 5):
        candidate(country=country, sector="research", gender="man")
    wish = "  - {column: gender, value: woman, at_least: 1, hard: false}\n"
    selection = told(workshop, cora, RULES + wish)
    assert not chosen.waiting(selection).filter(candidate=man).exists()
    offers.give_up(woman, by=None)
    assert holder(workshop, "CZ") == man


def test_a_free_seat_goes_to_the_first_on_the_list_whom_the_rules_let_in(
    selection: Selection, workshop: Workshop
) -> None:
    held = workshop.offers.filter(candidate__country="SK")
    leaves = held.exclude(candidate__sector="research").first()
    assert leaves is not None
    hosts = chosen.waiting(selection).filter(candidate__country="SK")
    first = hosts[0].candidate
    offers.give_up(leaves.candidate, by=None)
    assert workshop.offers.get(replaces=leaves).candidate == first


def test_where_the_rules_forbid_it_nobody_is_offered_and_the_runner_is_told(
    selection: Selection, workshop: Workshop, cora: User
) -> None:
    for _ in range(2):  # there are two Poles
        offers.give_up(holder(workshop, "PL"), by=None)
    assert states(workshop) == {"SK": 3, "CZ": 1, "HU": 1}
    assert letters("seats free") == [cora.email]
    assert Event.objects.filter(action="left a seat free").count() == 1
    found = vacancy(selection)
    assert found is not None
    assert (found.people, len(found.forced)) == ((), 1)
    (gave,) = [each for each in found.relaxed if each["hard"]]
    assert (gave["part"]["groups"], gave["got"]) == (["POL"], 0)
    offers.fill_all_the_same(workshop, by=cora)
    assert sum(states(workshop).values()) == 6


def test_a_seat_kept_for_a_state_does_not_keep_others_from_moving(
    selection: Selection, workshop: Workshop
) -> None:
    for _ in range(2):
        offers.give_up(holder(workshop, "PL"), by=None)
    host = workshop.offers.filter(candidate__country="SK", answer__in=HOLDING).first()
    assert host is not None
    offers.give_up(host.candidate, by=None)
    assert states(workshop) == {"SK": 3, "CZ": 1, "HU": 1}


def test_an_offer_lapses_at_its_moment_and_not_before(
    selection: Selection, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = holder(workshop, "CZ")
    offers.accept(kept, by=None)
    offer = workshop.offers.filter(answer=Answer.OPEN).first()
    assert offer is not None
    offers.lapse(offer.pk)
    assert workshop.offers.filter(answer=Answer.LAPSED).count() == 0
    late = offer.answer_by + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: late)
    with pytest.raises(ValidationError, match="time to answer is over"):
        offers.accept(offer.candidate, by=None)
    for _ in range(2):  # twice is once
        run_due(late)
    assert workshop.offers.filter(answer=Answer.LAPSED).count() == 5
    assert states(workshop)["CZ"] == 1
    comes = Work.objects.filter(key__startswith="offered ").count()
    assert comes == workshop.offers.exclude(replaces=None).count()
    assert Event.objects.filter(action="an offer lapsed").count() == 5


def test_who_has_not_answered_two_days_before_has_one_more_letter(
    selection: Selection,
    workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list[EmailMessage],
) -> None:
    offers.accept(holder(workshop, "CZ"), by=None)
    waits = list(workshop.offers.filter(answer=Answer.OPEN))
    early = waits[0].answer_by - timedelta(days=2, seconds=1)
    found = []
    for seconds in (0, 2, 60):  # from then on; twice is once
        moment = early + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda now=moment: now)
        run_due(moment)
        found.append([each for each in mailoutbox if "please answer" in each.subject])
    assert [len(each) for each in found] == [0, 5, 5]
    told = {each.to[0]: str(each.body) for each in found[-1]}
    assert set(told) == {each.candidate.email for each in waits}
    assert all("you have not answered yet" in body for body in told.values())
    for each in waits:
        token = told[each.candidate.email].partition("/workshops/mine/")[2]
        assert whose.holder(token.partition("/")[0]) == each.candidate


def test_an_offer_that_is_answered_in_less_than_two_days_brings_no_reminder(
    selection: Selection, workshop: Workshop, candidate: MakeCandidate
) -> None:
    offer(workshop, candidate(), 7, in_days(1.9), by=None, letter="offered")
    known = Work.objects.filter(act="workshops.remind").count()
    assert known == workshop.offers.count() - 1


def test_who_declined_is_offered_nothing_again_and_cannot_accept(
    selection: Selection, workshop: Workshop
) -> None:
    leaves = holder(workshop, "HU")
    offers.give_up(leaves, by=None)
    assert offers.give_up(leaves, by=None) is None
    with pytest.raises(ValidationError, match="No seat is offered"):
        offers.accept(leaves, by=None)
    assert leaves.offers.count() == 1


def test_who_leaves_the_list_is_passed_over(
    selection: Selection, workshop: Workshop
) -> None:
    pole = chosen.waiting(selection).get(candidate__country="PL").candidate
    offers.leave_list(pole, by=None)
    pole.refresh_from_db()
    assert pole.standing == Standing.WITHDRAWN
    with pytest.raises(ValidationError, match="not on the waiting list"):
        offers.leave_list(pole, by=None)
    offers.give_up(holder(workshop, "PL"), by=None)
    assert (pole.offers.count(), states(workshop)["PL"]) == (0, 0)


def test_those_who_run_the_workshop_free_a_seat_and_nobody_else(
    selection: Selection, workshop: Workshop, cora: User, flora: User
) -> None:
    offer = workshop.offers.get(candidate=holder(workshop, "CZ"))
    with pytest.raises(PermissionDenied):
        offers.free(offer, by=flora)
    offers.free(offer, by=cora)
    offer.refresh_from_db()
    assert (offer.answer, states(workshop)["CZ"]) == (Answer.DECLINED, 1)


def test_nobody_is_offered_a_seat_once_the_workshop_has_begun(
    selection: Selection, workshop: Workshop
) -> None:
    workshop.starts = timezone.now().date() - timedelta(days=1)
    workshop.save()
    offers.give_up(holder(workshop, "CZ"), by=None)
    assert states(workshop)["CZ"] == 0


def test_the_database_itself_lets_no_seat_go_twice(
    selection: Selection, workshop: Workshop, candidate: MakeCandidate
) -> None:
    def row(seat: int, who: Candidate) -> Offer:
        return Offer(workshop=workshop, candidate=who, seat=seat, answer_by=in_days(1))

    for wrong in (
        row(1, candidate()),
        row(7, holder(workshop, "CZ")),
        row(26, candidate()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()


def test_seats_move_on_when_nobody_is_left_of_a_group_that_a_rule_names(
    workshop: Workshop, cora: User, candidate: MakeCandidate, log_in: LogIn
) -> None:
    listed(candidate)
    lone = candidate(region="Spiš", sector="research")
    rules = f"{RULES}  - {{column: region, value: Spiš, at_least: 1, hard: false}}\n"
    told(workshop, cora, rules)
    lone.delete()  # as when their data are erased
    offers.give_up(holder(workshop, "CZ"), by=None)
    assert states(workshop)["CZ"] == 1
    page = log_in(cora).get(f"/workshops/{workshop.public_id}/selection/")
    assert page.status_code == 200


def test_the_page_of_a_selection_opens_when_all_its_people_are_erased(
    selection: Selection, workshop: Workshop, cora: User, log_in: LogIn
) -> None:
    Candidate.objects.all().delete()
    found = vacancy(selection)
    assert found is not None
    assert (found.seats, found.people, found.forced) == ((1, 2, 3, 4, 5, 6), (), ())
    page = log_in(cora).get(f"/workshops/{workshop.public_id}/selection/")
    assert page.status_code == 200


def test_whoever_withdraws_or_is_decided_on_holds_the_workshop_first(
    workshop: Workshop, cora: User, candidate: MakeCandidate
) -> None:
    acts: tuple[Callable[[Candidate], object], ...] = (
        applying.withdraw,
        lambda each: decide(each, by=cora, standing=Standing.INELIGIBLE, reason="No."),
    )
    for act in acts:  # else a seat could be offered to them at the same moment
        one = candidate()
        with CaptureQueriesContext(connection) as asked:
            act(one)
        held = next(
            each["sql"] for each in asked.captured_queries if "_workshop" in each["sql"]
        )
        assert 'FROM "workshops_workshop"' in held
        assert ("FOR UPDATE" in held) == connection.features.has_select_for_update
