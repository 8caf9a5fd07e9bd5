"""A workshop that was held: its call, its selection, its three days in the room."""

from datetime import timedelta

from django.utils import timezone

from karski.web.workshops import aliases
from karski.web.workshops.actions import (
    agenda,
    attendance,
    calls,
    offers,
    reviewing,
    rule_book,
    selecting,
    series,
    teams,
)
from karski.web.workshops.demonstration._stage import Stage, move, token_hash
from karski.web.workshops.demonstration.invented import Invented, ninety
from karski.web.workshops.models import (
    Answer,
    Candidate,
    Expert,
    ExpertOrigin,
    Origin,
    Score,
    Series,
    SessionKind,
    Standing,
    Workshop,
)
from karski.web.workshops.queries import chosen
from karski.web.workshops.queries.seats import participants

SEED = "2014"
AHEAD, AGO = timedelta(days=60), timedelta(days=100)
EXPERTS = (
    ("Livia Dawnward (invented)", "SK", ExpertOrigin.NATIONAL),
    ("Marek Lampton (invented)", "SK", ExpertOrigin.NATIONAL),
    ("Halina Oilcan (invented)", "HU", ExpertOrigin.CENTRE),
)
TEAMS, ROUNDS = 5, 3


def held(stage: Stage, of: Series) -> Workshop:
    """Make the workshop in the days ahead, as people do, then move it to the past."""
    workshop = _planned(stage, of)
    _call(stage, workshop)
    _select(stage, workshop)
    _answer(workshop)
    _plan(stage, workshop)
    move(workshop, timezone.now().date() - AGO)
    _meet(stage, workshop)
    return workshop


def _planned(stage: Stage, of: Series) -> Workshop:
    starts = timezone.now().date() + AHEAD
    return series.create_workshop(
        of,
        by=stage.coordinator,
        city="Bratislava",
        country="SK",
        starts=starts,
        ends=starts + timedelta(days=2),
        time_zone="Europe/Bratislava",
        published=True,
        texts={
            "en": {
                "title": "Prevention workshop, Bratislava",
                "summary": "Invented from beginning to end, to look at and try out.",
            },
            "sk": {"title": "Workshop o prevencii, Bratislava"},
        },
    )


def _call(stage: Stage, workshop: Workshop) -> None:
    now = timezone.now()
    calls.set_call(
        workshop,
        by=stage.coordinator,
        opens=now - timedelta(days=30),
        closes=now - timedelta(minutes=1),
        texts={},
    )
    rows = list(zip(ninety(), aliases.free(workshop), strict=False))
    Candidate.objects.bulk_create(
        _candidate(workshop, each, alias) for each, alias in rows
    )
    for at, user in enumerate((stage.expert, stage.analyst)):
        reviewer = reviewing.add_reviewer(
            workshop, by=stage.coordinator, email=user.email
        )
        by_alias = {row.alias: row for row in workshop.candidates.all()}
        Score.objects.bulk_create(
            Score(reviewer=reviewer, candidate=by_alias[alias], points=each.points[at])
            for each, alias in rows
        )


def _candidate(workshop: Workshop, each: Invented, alias: str) -> Candidate:
    return Candidate(
        workshop=workshop,
        token_hash=token_hash(),
        alias=alias,
        name=each.name,
        email=each.email,
        language={"SK": "sk", "CZ": "cs", "HU": "hu", "PL": "pl"}.get(
            each.country, "en"
        ),
        country=each.country,
        region=each.region,
        sector=each.sector,
        institution=each.institution,
        gender=each.gender,
        experience=each.experience,
        motivation=each.motivation,
        origin=Origin.APPLIED,
        standing=Standing.ELIGIBLE,
        applied=timezone.now(),
        keep_until=workshop.ends + timedelta(days=365),
    )


def _select(stage: Stage, workshop: Workshop) -> None:
    by = stage.coordinator
    rule_book.write(workshop, by=by, rules=chosen.default_rules(workshop), seed=SEED)
    rule_book.publish(workshop, by=by)
    selecting.make(workshop, by=by)
    selecting.announce(
        workshop,
        by=by,
        answer_by=timezone.now() + timedelta(days=10),
        days_to_answer=5,
    )


def _answer(workshop: Workshop) -> None:
    """Have all accept but the Hungarian representative, whom another one replaces."""
    away = workshop.offers.filter(candidate__country="HU").first()
    if away is not None:
        offers.give_up(away.candidate, by=None)
    for offer in workshop.offers.filter(answer=Answer.OPEN):
        offers.accept(offer.candidate, by=None)


def _plan(stage: Stage, workshop: Workshop) -> None:
    by = stage.coordinator
    agenda.start(workshop, by=by, template="three_day_v4")
    experts = [
        agenda.add(
            Expert,
            workshop,
            by=by,
            name=name,
            institution="Invented",
            country=country,
            origin=origin,
            public=True,
        )
        for name, country, origin in EXPERTS
    ]
    held_ = workshop.sessions.exclude(kind=SessionKind.BREAK)
    for at, session in enumerate(held_):
        session.experts.add(experts[at % len(experts)])
    agenda.publish(workshop, by=by, open_=True)


def _meet(stage: Stage, workshop: Workshop) -> None:
    """Sign people in, but for one who missed the last day; form the teams."""
    people = list(participants(workshop))
    for day in range(1, workshop.days + 1):
        there = people[:-1] if day == workshop.days else people
        for each in there:
            attendance.correct(each, by=stage.facilitator, day=day, present=True)
    teams.make_teams(workshop, by=stage.facilitator, number=TEAMS, rounds=ROUNDS)
