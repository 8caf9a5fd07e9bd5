"""Rules published before they choose, and a selection that anybody can run again."""

import hashlib
import json
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from typer.testing import CliRunner

from karski.cli._application import application
from karski.web.due.models import Work
from karski.web.people.models import Event, User
from karski.web.people.tokens import digest
from karski.web.workshops.actions import rule_book, selecting, series
from karski.web.workshops.models import (
    Candidate,
    Outcome,
    Reviewer,
    RuleBook,
    Score,
    Selection,
    Standing,
    Workshop,
)
from karski.web.workshops.queries import chosen
from karski.web.workshops.queries.public_numbers import breakdowns
from web.workshops.conftest import LogIn, MakeCandidate
from web.workshops.seats_made import RULES, in_days, listed, published, told

pytestmark = pytest.mark.django_db


def page(client: Client, workshop: Workshop, path: str = "") -> str:
    found = client.get(f"/workshops/{workshop.public_id}/selection/{path}")
    assert found.status_code == 200
    return str(found.text)


def test_the_rules_of_the_series_stand_there_until_others_are_written(
    workshop: Workshop, cora: User, log_in: LogIn
) -> None:
    text = page(log_in(cora), workshop, "rules/")
    assert "title: V4 Prevention, at most 25 seats" in text
    for said in ("Czechia: exactly 1", "Hungary: exactly 1", "Poland: exactly 1"):
        assert said in text
    assert "Slovakia: exactly 1" not in text  # the host


def test_default_rules_have_no_more_seats_than_the_workshop(workshop: Workshop) -> None:
    workshop.seats = 12
    assert chosen.rules_of(chosen.book_of(workshop)).seats == 12


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (("research", "reserch"), "line 10, 'rules' has 'reserch', which is no sector"),
        (("seats: 6", "seats: 26"), "line 2, the workshop has 25 seats"),
        (("seats: 6", "seets: 6"), "RULES.yaml: line"),
        (("title", "- title"), "RULES.yaml: line"),
    ],
)
def test_a_slip_in_the_rules_is_told_by_its_line_and_what_was_typed_stays(
    workshop: Workshop, cora: User, log_in: LogIn, slip: tuple[str, str], said: str
) -> None:
    typed = RULES.replace(*slip)
    path = f"/workshops/{workshop.public_id}/selection/rules/"
    text = log_in(cora).post(path, {"rules": typed, "seed": "1"}).text
    assert said in text.replace("&#x27;", "'")
    assert slip[1] in text
    assert RuleBook.objects.count() == 0


@pytest.mark.parametrize("seed", ["-1", "two", "1" * 19, "1.5"])
def test_a_seed_is_a_whole_number(workshop: Workshop, cora: User, seed: str) -> None:
    if seed == "-1":  # dashes group figures, as in 8814-0207
        assert rule_book.checked_seed("88-14") == "8814"
        return
    with pytest.raises(ValidationError, match="whole number"):
        rule_book.write(workshop, by=cora, rules=RULES, seed=seed)


def test_published_rules_are_frozen_and_the_public_can_check_them(
    workshop: Workshop, cora: User, candidate: MakeCandidate, visitor: Client
) -> None:
    people = listed(candidate)
    where = f"/workshops/{workshop.public_id}/seats/"
    assert visitor.get(where).status_code == 404
    published(workshop, cora)
    with pytest.raises(ValidationError, match="take them back"):
        rule_book.write(workshop, by=cora, rules=RULES, seed="7")
    text = visitor.get(where).text.replace("<wbr>", "")
    assert hashlib.sha256(RULES.encode()).hexdigest() in text
    book = RuleBook.objects.get()
    assert len(book.listed) == len(people) == 15
    assert all(each in text for each in book.listed)
    assert not any(each.alias in text or each.name in text for each in people)


def test_what_was_taken_back_stays_on_the_public_page(
    workshop: Workshop, cora: User, candidate: MakeCandidate, visitor: Client
) -> None:
    listed(candidate)
    published(workshop, cora)
    with pytest.raises(ValidationError, match="Say why"):
        rule_book.take_back(workshop, by=cora, why=" ")
    rule_book.take_back(workshop, by=cora, why="Two <b>were</b> missing.")
    text = visitor.get(f"/workshops/{workshop.public_id}/seats/").text
    assert "Two &lt;b&gt;were&lt;/b&gt; missing." in text
    assert "2014" in text
    assert RuleBook.objects.get().version == 2


def test_a_list_changed_unseen_is_refused_and_one_that_lost_people_is_not(
    workshop: Workshop, cora: User, candidate: MakeCandidate
) -> None:
    people = listed(candidate)
    published(workshop, cora)
    people[-1].standing = Standing.WITHDRAWN
    people[-1].save()
    selecting.make(workshop, by=cora)
    late = candidate()
    with pytest.raises(ValidationError, match=f"as they stand now: {late.alias}"):
        selecting.make(workshop, by=cora)
    with pytest.raises(ValidationError, match="make it again"):
        selecting.announce(workshop, by=cora, answer_by=in_days(1), days_to_answer=1)
    assert Selection.objects.count() == 1


@pytest.mark.parametrize("days", [-0.00001, 100_000])
def test_answers_are_asked_for_between_now_and_the_workshop(
    workshop: Workshop, cora: User, candidate: MakeCandidate, days: float
) -> None:
    listed(candidate)
    published(workshop, cora)
    selecting.make(workshop, by=cora)
    with pytest.raises(ValidationError, match="before the workshop begins"):
        selecting.announce(workshop, by=cora, answer_by=in_days(days), days_to_answer=1)


def test_the_command_on_the_page_gives_the_same_selection(
    workshop: Workshop,
    cora: User,
    flora: User,
    candidate: MakeCandidate,
    log_in: LogIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = listed(candidate, hosts=12)
    people[-1].institution = '=HYPERLINK("x"), "Hill"'
    people[-1].save()
    for at, each in enumerate(people):
        for points in {at % 5 + 1, at % 3 + 1}:
            user = User.objects.create_user(f"r{at}.{points}@hill.example", name="R")
            reviewer = Reviewer.objects.create(workshop=workshop, user=user)
            Score.objects.create(reviewer=reviewer, candidate=each, points=points)
    published(workshop, cora, RULES.replace("first_time: ignored\n", ""))
    selection = selecting.make(workshop, by=cora)
    client = log_in(cora)
    base = f"/workshops/{workshop.public_id}/selection/"
    table = client.post(f"{base}candidates.csv")
    (tmp_path / "candidates.csv").write_bytes(table.content)
    (tmp_path / "RULES.yaml").write_bytes(client.get(f"{base}RULES.yaml").content)
    assert hashlib.sha256(table.content).hexdigest() == selection.candidates_sha256
    lines = table.text.splitlines()[1:]
    digests = sorted(hashlib.sha256(line.encode()).hexdigest() for line in lines)
    assert digests == RuleBook.objects.get().listed
    assert not any(each.name in table.text for each in people)
    command = "karski select candidates.csv --rules RULES.yaml --host SVK --seed 2014"
    assert command in client.get(base).text
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(application, [*command.split()[1:], "--json"])
    assert ran.exit_code == 0, ran.output
    told_by_command = json.loads(ran.output)
    chosen_here = selection.results.filter(outcome=Outcome.SELECTED)
    aliases = sorted(chosen_here.values_list("candidate__alias", flat=True))
    queue = selection.results.filter(order__isnull=False)
    assert told_by_command["selected"] == aliases
    assert told_by_command["substitutes"] == [
        row.candidate.alias for row in queue.order_by("order")
    ]
    assert Event.objects.filter(action="downloaded the list of candidates").exists()


def test_impossible_rules_are_explained_on_the_page(
    workshop: Workshop, cora: User, candidate: MakeCandidate, log_in: LogIn
) -> None:
    candidate(country="CZ", sector="research")
    for _ in range(4):
        candidate(sector="defence")
    published(workshop, cora)
    selecting.make(workshop, by=cora)
    text = page(log_in(cora), workshop)
    assert "Not all rules can be kept" in text
    assert "These candidates cannot keep this rule: Poland: exactly 1." in text
    assert "Poland: exactly 1. Seated: 0; candidates: 0." in text


def test_a_name_is_shown_when_asked_and_that_is_recorded(
    workshop: Workshop, cora: User, candidate: MakeCandidate, log_in: LogIn
) -> None:
    people = listed(candidate)
    told(workshop, cora)
    client = log_in(cora)
    assert not any(f">{each.name}<" in page(client, workshop) for each in people)
    names = f"/workshops/{workshop.public_id}/candidates/names/"
    back = client.post(names, {"show": "1", "page": "selection"})
    assert back.url.endswith("/selection/")
    assert any(f">{each.name}<" in page(client, workshop) for each in people)
    assert Event.objects.filter(action="showed the names of candidates").count() == 1


def test_in_equal_chances_each_reads_their_chance(
    workshop: Workshop, cora: User, candidate: MakeCandidate, log_in: LogIn
) -> None:
    listed(candidate)
    told(workshop, cora, RULES.replace("first_time: ignored", "mode: equal chances"))
    rows = Selection.objects.get().results.all()
    assert sum(row.probability or 0 for row in rows) == pytest.approx(6)
    text = page(log_in(cora), workshop)
    assert "500 in 1,000" in text  # of the two of each state


def test_the_public_reads_numbers_in_which_nobody_is_found(
    workshop: Workshop, cora: User, candidate: MakeCandidate, visitor: Client
) -> None:
    for _ in range(12):
        candidate(sector="research", gender="woman")
    for _ in range(8):
        candidate(sector="defence", gender="man")
    told(workshop, cora, "title: Open\nseats: 11\n")
    numbers = Selection.objects.get().numbers
    assert (numbers["candidates"], numbers["selected"]) == (20, 11)
    for name in ("sector", "country", "gender"):
        for row in numbers[name]:
            assert all(
                row[n] is None or row[n] >= 5 for n in ("candidates", "selected")
            )
    text = visitor.get(f"/workshops/{workshop.public_id}/seats/").text
    assert "11 of 20 candidates were selected" in text


def test_strangers_see_and_do_nothing(
    workshop: Workshop,
    cora: User,
    flora: User,
    ines: User,
    candidate: MakeCandidate,
    log_in: LogIn,
) -> None:
    listed(candidate)
    told(workshop, cora)
    base = f"/workshops/{workshop.public_id}/selection/"
    posts = ("make/", "announce/", "fill/", "1/free/", "candidates.csv", "rules/back/")
    for user, refused in ((ines, 404), (flora, 403)):
        client = log_in(user)
        gets = [client.get(base + path) for path in ("", "rules/", "RULES.yaml")]
        done = [client.post(base + path) for path in posts]
        assert {each.status_code for each in (*gets, *done)} == {refused}
        for act in (rule_book.publish, selecting.make):
            with pytest.raises(PermissionDenied):
                act(workshop, by=user)


def mine(candidate: Candidate, token: str) -> str:
    """Give somebody a link that a test knows; letters give ones that nobody knows."""
    candidate.token_hash = digest(token)
    candidate.save()
    return f"/workshops/mine/{token}/"


def test_a_candidate_answers_on_their_own_page(
    workshop: Workshop, cora: User, candidate: MakeCandidate, browser: Client
) -> None:
    people = listed(candidate)
    assert "Your seat" not in browser.get(mine(people[0], "one")).text
    selection = told(workshop, cora)
    holder = workshop.offers.get(candidate__country="CZ").candidate
    where = mine(holder, "two")
    text = browser.get(where).text
    assert "is offered to you" in text
    assert "Why:" in text
    done = browser.post(f"{where}seat/accept/", follow=True)
    assert "The seat is yours" in done.text
    after = browser.post(f"{where}seat/give-up/", follow=True).text
    assert "Withdrew later" in after
    assert "Eligible." not in after  # no second state beside it
    waits = chosen.waiting(selection).first()
    assert waits is not None
    where = mine(waits.candidate, "three")
    assert "You are the first on it" in browser.get(where).text
    assert (
        "off the waiting list" in browser.post(f"{where}seat/leave/", follow=True).text
    )
    for path in ("accept", "give-up", "leave"):
        assert browser.post(f"/workshops/mine/nobody/seat/{path}/").status_code == 410


@pytest.mark.parametrize("language", ["en", "hu", "sk", "cs", "pl"])
def test_letters_are_written_in_the_language_of_who_reads_them(
    workshop: Workshop, cora: User, candidate: MakeCandidate, language: str
) -> None:
    for each in listed(candidate):
        each.language = language
        each.save()
    told(workshop, cora)
    bodies = [row.arguments["body"] for row in Work.objects.filter(act="due.letter")]
    prefix = "/" if language == "en" else f"/{language}/"
    assert len(bodies) == 15
    assert all(f"{prefix}workshops/mine/" in body for body in bodies)
    links = {body.partition("workshops/mine/")[2].split("/")[0] for body in bodies}
    assert len(links) == 15
    assert not any("{" in body or "&" in body for body in bodies)


def test_a_small_group_is_not_even_named_to_the_public(workshop: Workshop) -> None:
    selection = Selection(
        workshop=workshop,
        numbers={
            "candidates": 9,
            "selected": 6,
            "country": [
                {"group": "SK", "candidates": 8, "selected": 6},
                {"group": "UA", "candidates": None, "selected": None},
            ],
        },
    )
    country = next(each for each in breakdowns(selection) if each.rows)
    assert country.rows == (
        ("Slovakia", 8, 6),
        ("Others, in groups too small to be shown", None, None),
    )


def test_what_published_rules_mean_does_not_move_under_them(
    workshop: Workshop, cora: User, candidate: MakeCandidate
) -> None:
    listed(candidate)
    published(workshop, cora)
    now = {"starts": workshop.starts, "ends": workshop.ends}
    for moved in ({"seats": 25, "country": "HU"}, {"seats": 5, "country": "SK"}):
        with pytest.raises(ValidationError, match="take them back first"):
            series.change_workshop(workshop, by=cora, **now, **moved)
    series.change_workshop(workshop, by=cora, **now, seats=6, country="SK")
    workshop.refresh_from_db()
    assert (workshop.country, workshop.seats) == ("SK", 6)
