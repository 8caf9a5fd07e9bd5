"""The four levels on one page: its numbers, and what it does not show."""

from datetime import UTC, date, datetime
from math import isnan
from statistics import mean

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from scipy.stats import binomtest, ttest_1samp, ttest_rel

from karski.web.people.models import Membership, Organisation, User
from karski.web.people.roles import Role
from karski.web.programme.models import Commitment, State
from karski.web.workshops.actions import closing, forecasts, measuring
from karski.web.workshops.models import (
    Candidate,
    Closing,
    ForecastingQuestion,
    Item,
    Moment,
    Response,
    Workshop,
    WorkshopCommitment,
)
from karski.web.workshops.queries import ahead
from karski.web.workshops.queries.measuring import comments_of, figures_of, levels_of
from web.workshops.conftest import LogIn, MakeParticipants
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

KNEW = [(1, 1, 0), (1, 0, 0), (0, 0, 1), (1, 1, 1), (0, 0, 0), (1, 0, 1), (0, 1, 0)]
KNOWS = [(1, 1, 1), (1, 0, 1), (1, 0, 1), (1, 1, 0), (0, 1, 1), (1, 1, 1)]
USEFUL = [5, 4, 5, 3, 4, 5, 2]
SAID = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
LATER_SAID = [0.1, 0.2, 0.2, 0.4, 0.3, 0.5]


@pytest.fixture
def items(workshop: Workshop, cora: User) -> list[Item]:
    test = set_test(workshop, cora, "law", "roles", "signs")
    return list(test.items.order_by("places__order"))


def sit(
    people: list[Candidate], rows: list[tuple[int, ...]], items: list[Item]
) -> None:
    moment = Moment.BEFORE if rows is KNEW else Moment.AFTER
    for person, row in zip(people, rows, strict=False):
        chosen = {i: 1 if right else 2 for i, right in zip(items, row, strict=True)}
        measuring.sit(person, by=None, moment=moment, chosen=chosen)


def react(people: list[Candidate], points: list[int]) -> None:
    for person, each in zip(people, points, strict=False):
        said = {"useful": each, "comment": f"Comment {each}"}
        measuring.respond(person, by=None, form="reaction", answers=said)


def answer(people: list[Candidate], form: str, did: list[bool]) -> None:
    for person, each in zip(people, did, strict=False):
        measuring.respond(person, by=None, form=form, answers={"used": each})


def pages(client: Client, workshop: Workshop) -> list[str]:
    found = []
    for part in ("measuring/levels/", "effect/", "measuring/"):
        page = client.get(f"/workshops/{workshop.public_id}/{part}")
        assert page.status_code == 200
        found.append(page.content.decode())
    return found


def test_the_numbers_on_the_page_agree_with_another_computation(
    workshop: Workshop,
    cora: User,
    items: list[Item],
    participants: MakeParticipants,
    log_in: LogIn,
    on: On,
) -> None:
    people = participants(20)
    on(BEFORE)
    sit(people, KNEW, items)
    on(LAST)
    sit(people, KNOWS, items)
    react(people, USEFUL)
    for what in ("test", "reaction"):
        closing.close(workshop, by=cora, what=what)
    page, public, _ = pages(log_in(cora), workshop)
    before, after = ([sum(r) / 3 for r in rows] for rows in (KNEW[:6], KNOWS))
    ends = ttest_rel(after, before).confidence_interval(0.95)
    gap = 100 * (mean(after) - mean(before))
    told = f"+{gap:.0f} ({100 * ends.low:.0f} to {100 * ends.high:.0f})"
    useful = ttest_1samp(USEFUL, 0).confidence_interval(0.95)
    rated = f"{mean(USEFUL):.1f} ({useful.low:.1f} to {useful.high:.1f})"
    for text in (page, public):
        assert "6 of 20 (30%)" in text
        assert f"<dd>{100 * mean(before):.0f}%</dd>" in text
        assert f"<dd>{100 * mean(after):.0f}%</dd>" in text
        assert told.replace("-", "\N{MINUS SIGN}") in text
        assert rated in text
        assert "7 of 20 (35%)" in text


def test_a_workshop_with_four_answers_shows_none_of_them(
    workshop: Workshop,
    cora: User,
    items: list[Item],
    participants: MakeParticipants,
    log_in: LogIn,
    on: On,
) -> None:
    people = participants(9)
    on(BEFORE)
    sit(people[:4], KNEW, items)
    on(LAST)
    sit(people[:4], KNOWS, items)
    react(people[:4], USEFUL)
    on(MONTHS_3)
    answer(people[:4], "3 months", [True, True, False, True])
    on(MONTHS_6)
    page, public, overview = pages(log_in(cora), workshop)
    four = mean([5, 4, 5, 3])
    for text in (page, public):
        assert f"{four:.1f}" not in text
        assert "<dd>hidden: fewer than five</dd>" in text
        assert "3 of 4" not in text
        assert "4 of 9" not in text
    assert "Comment" not in page + public + overview
    assert comments_of(workshop) == []
    found = levels_of(workshop)
    assert {each.mean for each in found.reaction} == {None}
    assert found.learning is not None
    assert (found.learning.before, found.learning.change) == (None, None)
    assert {each.did.share for each in found.behaviour} == {None}


def test_nothing_is_shown_while_answers_still_come_in(
    workshop: Workshop,
    cora: User,
    items: list[Item],
    participants: MakeParticipants,
    log_in: LogIn,
    on: On,
) -> None:
    people = participants(7)
    on(BEFORE)
    sit(people, KNEW, items)
    on(LAST)
    sit(people[:6], KNOWS, items)
    react(people[:6], USEFUL)
    page, public, _ = pages(log_in(cora), workshop)
    assert "the form is not closed" in page
    assert "the test is not closed" in public
    assert levels_of(workshop).reaction == ()
    react(people[6:], USEFUL[6:])  # the last one: nobody else can answer
    found = {each.name: each.mean for each in levels_of(workshop).reaction}
    assert found["useful"] is not None
    assert found["useful"].estimate == pytest.approx(mean(USEFUL))
    assert comments_of(workshop) == sorted(f"Comment {each}" for each in USEFUL)
    on(LATER)  # past the last day
    assert levels_of(workshop).learning is not None


def test_what_was_shown_stays_when_somebody_leaves(
    workshop: Workshop,
    cora: User,
    items: list[Item],
    participants: MakeParticipants,
    on: On,
) -> None:
    people = participants(9)
    on(BEFORE)
    sit(people, KNEW, items)
    on(LAST)
    sit(people, KNOWS, items)
    react(people[:6], [4] * 6)  # all alike: the range is not known
    on(LATER)
    closing.close_what_is_over()
    closing.close_what_is_over()
    kept = {row.what for row in Closing.objects.all()}
    assert kept == {"test", "reaction"}
    before = levels_of(workshop)
    people[0].delete()  # their figures would be those before less those after
    after = levels_of(workshop)
    assert after.participants == 8
    assert after.learning == before.learning
    assert before.learning is not None
    assert before.learning.answered.count == 6
    rated = [each.mean for each in after.reaction if each.name == "useful"]
    assert rated[0] is not None
    assert rated[0].estimate == 4
    assert isnan(rated[0].low)


def test_without_a_test_its_closing_shows_nothing(
    workshop: Workshop, cora: User, participants: MakeParticipants, on: On
) -> None:
    participants(5)
    on(LAST)
    assert closing.close(workshop, by=cora, what="test").figures is None
    assert levels_of(workshop).learning is None


def test_conduct_after_three_and_six_months_hides_the_few(
    workshop: Workshop, participants: MakeParticipants, on: On
) -> None:
    people = participants(18)
    on(MONTHS_3)
    answer(people, "3 months", [True] * 9 + [False] * 6)
    on(MONTHS_6)
    answer(people, "6 months", [True] * 14 + [False])
    on("2032-12-01")
    three, six = (each for each in levels_of(workshop).behaviour if each.name == "used")
    ends = binomtest(9, 15).proportion_ci(0.95, method="wilson")
    assert (three.months, three.did.count, three.answered.count) == (3, 9, 15)
    assert three.did.share is not None
    assert three.did.share.low == pytest.approx(ends.low)
    assert (six.months, six.did.count, six.did.least, six.did.most) == (6, None, 11, 15)


def test_forecasts_stand_beside_the_model_and_get_better_or_not(
    workshop: Workshop,
    cora: User,
    participants: MakeParticipants,
    browser: Client,
    on: On,
) -> None:
    people = participants(8)
    on(BEFORE)
    question = forecasts.ask(
        workshop,
        by=cora,
        texts={"en": {"question": "Will it rain?"}},
        closes=datetime(2032, 12, 1, tzinfo=UTC),
        base_rate=0.4,
        model_probability=0.3,
    )
    for day, said in ((BEFORE, SAID), (FIRST, LATER_SAID)):
        on(day)
        for person, each in zip(people, said, strict=False):
            forecasts.forecast(person, by=None, given={question: each})
    on(LATER)
    assert levels_of(workshop).judging == ()
    forecasts.resolve(question, by=cora, came=False, evidence="The gauge")
    first, later = levels_of(workshop).judging
    assert (first.moment, later.moment) == ("before", "during")
    assert (first.answered.count, first.answered.asked, first.questions) == (6, 8, 1)
    assert first.brier is not None
    assert first.brier.estimate == pytest.approx(mean(p * p for p in SAID))
    assert (first.model, first.base_rate) == (pytest.approx(0.09), pytest.approx(0.16))
    old, new = ([p * p for p in said] for said in (SAID, LATER_SAID))
    ends = ttest_rel(new, old).confidence_interval(0.95)
    assert later.change is not None
    assert (later.change.low, later.change.high) == pytest.approx((ends.low, ends.high))
    own = browser.get("/workshops/mine/token-1/forecasts/").content.decode()
    assert "Before: 0.04; During: 0.01" in own


def promises(workshop: Workshop, place: Organisation, states: list[str]) -> None:
    for state in states:
        due = date(2032, 5, 1) if state != "later" else date(2033, 5, 1)
        is_open = state in (State.OPEN, "later")
        made = Commitment.objects.create(
            organisation=place,
            what="Meet the ministry",
            aim="concert",
            by_when=due,
            state=State.OPEN if is_open else state,
            closed=None if is_open else datetime(2032, 5, 2, tzinfo=UTC),
        )
        WorkshopCommitment.objects.create(workshop=workshop, commitment=made)


def test_commitments_are_kept_due_or_open(
    workshop: Workshop, centre: Organisation, on: On
) -> None:
    promises(
        workshop,
        centre,
        [State.KEPT] * 7 + [State.BROKEN] * 3 + [State.OPEN] * 2 + ["later"] * 6,
    )
    promises(workshop, centre, [State.WITHDRAWN])
    on(LATER)
    found = levels_of(workshop).results
    assert found is not None
    assert (found.made, found.due, found.open, found.kept.count) == (18, 12, 6, 7)


def test_a_commitment_is_made_in_the_room_with_a_reviewer_from_elsewhere(
    workshop: Workshop,
    centre: Organisation,
    cora: User,
    mika: User,
    ines: User,
    log_in: LogIn,
) -> None:
    client = log_in(cora)
    page = f"/workshops/{workshop.public_id}/measuring/commitments/"
    given = {
        "organisation": centre.pk,
        "person": mika.pk,
        "what": "Meet the ministry",
        "aim": "concert",
        "by_when": "2032-09-01",
        "reviewer": ines.email,
    }
    client.post(page, given)
    tie = WorkshopCommitment.objects.get()
    assert (tie.workshop, tie.commitment.person) == (workshop, mika)
    assert "Meet the ministry" in client.get(page).content.decode()
    near = client.post(page, given | {"reviewer": cora.email})
    assert "The reviewer must be of another organisation." in near.content.decode()
    assert WorkshopCommitment.objects.count() == 1
    with pytest.raises(PermissionDenied):
        measuring.promise(
            workshop,
            by=mika,
            organisation=centre,
            what="x",
            aim="concert",
            by_when=date(2032, 9, 1),
            reviewer=ines,
        )


def test_a_question_is_taken_from_the_monitor_with_the_models_chance(
    workshop: Workshop, cora: User, log_in: LogIn, on: On
) -> None:
    client = log_in(cora)
    edition = ahead.newest()
    assert edition is not None
    chance = edition.table(ahead.TARGET, 12, 100)[0]
    page = f"/workshops/{workshop.public_id}/measuring/forecasts/"
    given = {"country": chance.place, "months": 12, "least": 100}
    over = client.post(f"{page}take/", given).content.decode()
    assert "publish a newer edition" in over  # in 2026 its months are over
    on("2025-03-01")
    client.post(f"{page}take/", given)
    row = ForecastingQuestion.objects.get()
    assert row.model_probability == chance.probability
    assert row.closes == datetime(2025, 12, 1, tzinfo=UTC)
    assert "at least 100 civilians" in row.texts["en"]["question"]
    assert "January 2025 to December 2025" in row.texts["en"]["question"]
    assert set(row.texts) == {"en", "hu", "sk", "cs", "pl"}
    assert edition.facts.name in row.model_source


def test_a_question_of_ones_own_closes_at_the_end_of_its_day_there(
    workshop: Workshop, cora: User, log_in: LogIn
) -> None:
    client = log_in(cora)
    page = f"/workshops/{workshop.public_id}/measuring/forecasts/"
    client.post(
        page, {"question_sk": "Bude pršať?", "closes": "2032-07-01", "base_rate": "20"}
    )
    row = ForecastingQuestion.objects.get()
    assert row.closes == datetime(2032, 7, 1, 21, 59, 59, tzinfo=UTC)  # in Bratislava
    assert (row.base_rate, row.model_probability) == (0.2, None)
    client.post(f"/workshops/forecasts/{row.public_id}/resolve/", {"came": "1"})
    row.refresh_from_db()
    assert row.resolved is None  # without a source nothing is resolved
    client.post(
        f"/workshops/forecasts/{row.public_id}/resolve/",
        {"came": "0", "evidence": "The gauge"},
    )
    row.refresh_from_db()
    assert (row.came, row.evidence) == (False, "The gauge")


def test_the_public_page_is_there_when_the_workshop_is_open_to_the_public(
    workshop: Workshop, institute: Organisation, browser: Client, log_in: LogIn
) -> None:
    page = f"/workshops/{workshop.public_id}/effect/"
    assert "What did the workshop change?" in browser.get(page).content.decode()
    Workshop.objects.update(published=False)
    stranger = User.objects.create_user("ola@hill.example", name="Ola")
    Membership.objects.create(user=stranger, organisation=institute, role=Role.MEMBER)
    assert (
        browser.get(page).status_code == log_in(stranger).get(page).status_code == 404
    )


def test_how_good_the_items_are_is_told_after_the_first_day_of_five_people(
    workshop: Workshop,
    cora: User,
    items: list[Item],
    participants: MakeParticipants,
    log_in: LogIn,
    on: On,
) -> None:
    people = participants(8)
    page = f"/workshops/{workshop.public_id}/measuring/test/"
    on(BEFORE)
    sit(people[:7], KNEW, items)
    assert figures_of(workshop) is None
    on("2032-04-15")
    text = log_in(cora).get(page).content.decode()
    ends = binomtest(4, 7).proportion_ci(0.95, method="wilson")
    assert f"57% ({100 * ends.low:.0f} to {100 * ends.high:.0f})" in text
    assert "stays the same to the end" in text


def test_answers_of_a_form_are_not_shown_to_strangers(
    workshop: Workshop,
    ines: User,
    participants: MakeParticipants,
    log_in: LogIn,
    on: On,
) -> None:
    people = participants(7)
    on(LAST)
    react(people, USEFUL)
    client = log_in(ines)
    assert Response.objects.count() == 7
    for part in ("measuring/", "measuring/levels/", "measuring/test/"):
        page = client.get(f"/workshops/{workshop.public_id}/{part}")
        assert page.status_code == 404
