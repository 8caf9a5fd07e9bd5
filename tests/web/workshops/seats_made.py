"""A list of candidates, rules for them, and the steps to a selection that is told."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from karski.web.people.models import Kind, Membership, Organisation, User
from karski.web.people.roles import Role
from karski.web.workshops.actions import offers, rule_book, selecting
from karski.web.workshops.models import (
    Answer,
    Candidate,
    Offer,
    Origin,
    Selection,
    Series,
    Standing,
    Workshop,
)

Make = Callable[..., Candidate]
SECTORS = ("defence", "interior", "foreign affairs", "research", "civil society")
RULES = """\
title: Small
seats: 6
first_time: ignored
visegrad:
  states: [CZE, HUN, POL, SVK]
  each: {exactly: 1}
  elsewhere: {at_most: 0}
  hard: true
rules:
  - {column: sector, value: research, at_least: 1, hard: true}
"""
OPEN_RULES = "title: Open\nseats: 25\n"
PEOPLE, SEATS = 40, 25


def listed(candidate: Make, *, guests: int = 2, hosts: int = 9) -> list[Candidate]:
    """Make so many candidates of each guest state, and of the host (SK)."""
    made = [
        candidate(country=state, sector=SECTORS[n % 5])
        for n in range(guests)
        for state in ("CZ", "HU", "PL")
    ]
    return made + [candidate(sector=SECTORS[n % 5]) for n in range(hosts)]


def published(workshop: Workshop, by: User, rules: str = RULES) -> None:
    rule_book.write(workshop, by=by, rules=rules, seed="2014")
    rule_book.publish(workshop, by=by)


def told(workshop: Workshop, by: User, rules: str = RULES) -> Selection:
    """Publish, select, announce."""
    published(workshop, by, rules)
    selecting.make(workshop, by=by)
    return selecting.announce(workshop, by=by, answer_by=in_days(7), days_to_answer=5)


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


# -- forty people at once, in processes of their own ----------------------------------


def crowd() -> None:
    """Make a workshop whose 25 seats are offered, and 15 people who wait."""
    place = Organisation.objects.create(name="Quay Centre", kind=Kind.CIVIL_SOCIETY)
    cora = User.objects.create_user("cora@quay.example", name="Cora")
    Membership.objects.create(user=cora, organisation=place, role=Role.COORDINATOR)
    series = Series.objects.create(slug="lanterns", organisation=place)
    workshop = Workshop.objects.create(
        series=series,
        city="Bratislava",
        country="SK",
        starts=date(2132, 4, 14),
        ends=date(2132, 4, 16),
    )
    for n in range(PEOPLE):
        Candidate.objects.create(
            workshop=workshop,
            token_hash=f"{n}",
            alias=f"Plant {n}",
            name=f"Person {n}",
            email=f"person{n}@hill.example",
            country="SK",
            sector=SECTORS[n % 5],
            institution=f"Institution {n}",
            origin=Origin.APPLIED,
            standing=Standing.ELIGIBLE,
            keep_until=date(2133, 1, 1),
        )
    told(workshop, cora, OPEN_RULES)


def at_once(act: Callable[[int], None], numbers: range) -> None:
    """Do it for each number, each in a thread of its own, all at once."""
    gate = threading.Barrier(len(numbers))

    def one(number: int) -> None:
        gate.wait()
        try:
            act(number)
        except (ValidationError, IntegrityError):
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in numbers]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def answer(number: int) -> None:
    """Accept; every fifth declines at once, and another thread accepts for them."""
    candidate = Candidate.objects.get(alias=f"Plant {number % PEOPLE}")
    if number < PEOPLE and number % 5 == 0:
        offers.give_up(candidate, by=None)
    else:
        offers.accept(candidate, by=None)


def take(number: int) -> None:
    """Take a seat past every action."""
    Offer.objects.create(
        workshop=Workshop.objects.get(),
        candidate=Candidate.objects.get(alias=f"Plant {number}"),
        seat=1 + number % SEATS,
        answer=Answer.ACCEPTED,
        answer_by=in_days(1),
        answered=timezone.now(),
    )


def counted() -> str:
    """Say how many seats are held, by how many people, and how many fell free."""
    held = Offer.objects.filter(answer__in=(Answer.OPEN, Answer.ACCEPTED))
    seats = {*held.values_list("seat", flat=True)}
    people = {*held.values_list("candidate", flat=True)}
    left = Offer.objects.filter(answer__in=(Answer.DECLINED, Answer.WITHDRAWN))
    again = Offer.objects.exclude(replaces=None).values("replaces").distinct()
    numbers = (held.count(), len(seats), len(people), left.count(), again.count())
    return " ".join(map(str, numbers))
