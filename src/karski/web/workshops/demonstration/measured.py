"""What the workshop that was held is told to have changed; all of it invented."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from karski.web.programme.actions import review
from karski.web.programme.models import State
from karski.web.workshops.actions import closing, forecasts, items, measuring, papers
from karski.web.workshops.asked import questions_of
from karski.web.workshops.demonstration._stage import Stage
from karski.web.workshops.models import (
    Asked,
    Form,
    ItemAnswer,
    Moment,
    ParticipantForecast,
    Responded,
    Response,
    Sitting,
    Test,
    Workshop,
)
from karski.web.workshops.queries.seats import participants

KNEW, KNOWS = 0.55, 0.8  # chance of a right answer, before and after
RESPONDING = {Form.REACTION: 22, Form.MONTHS_3: 14}  # people
# an invented town, what may happen in it, what a model would say, and whether it came
QUESTIONS = (
    ("Will the invented town of Lampstead hold its council election?", 0.7, True),
    ("Will the bridge of Lampstead be open to both quarters?", 0.4, False),
    ("Will Lampstead's radio be fined for calling for violence?", None, True),
    ("Will families leave the hill quarter of Lampstead?", 0.3, False),
    ("Will observers be let into Lampstead?", 0.6, True),
)
SOURCE = "An invented model, for the demonstration"
PROMISES = (
    ("Meet the other ministries each quarter to compare warnings", State.KEPT),
    ("Write down who calls whom when a warning comes", State.KEPT),
    ("Name one person who answers a warning within a day", State.KEPT),
    ("Ask for early warning in the next training plan", State.KEPT),
    ("Send the list of contacts to all participants", State.KEPT),
    ("Read the Framework of Analysis with the analysts", State.KEPT),
    ("Invite a field organisation to the next review", State.KEPT),
    ("Teach the three-day course to colleagues", State.OPEN),
    ("Have the contact list checked by the legal service", State.OPEN),
    ("Play the exercise again with the crisis staff", State.OPEN),
    ("Propose a focal point to the minister", State.OPEN),
    ("Report what came of the warnings of this year", State.OPEN),
)


def measured(stage: Stage, workshop: Workshop) -> None:
    """Have people tested, forecasting, answering, promising; then certify them."""
    random = Random(2014)  # noqa: S311 -- invented answers need no secrecy
    _test(stage, workshop, random)
    _forecast(stage, workshop, random)
    for form, people in RESPONDING.items():
        _respond(workshop, form, people, random)
    for what in (Asked.TEST, Asked.REACTION):
        closing.close(workshop, by=stage.coordinator, what=what)
    _promise(stage, workshop)
    papers.recommend(
        workshop,
        by=stage.coordinator,
        text="Name one person in each ministry who answers a warning within a day.",
        to="Governments of the region",
    )
    papers.issue_certificates(workshop, by=stage.coordinator)


def _test(stage: Stage, workshop: Workshop, random: Random) -> None:
    bank = items.take_starting_items(stage.centre, by=stage.coordinator)
    test = measuring.set_test(
        workshop, by=stage.coordinator, places=[(item, None) for item in bank]
    )
    for moment, chance in ((Moment.BEFORE, KNEW), (Moment.AFTER, KNOWS)):
        _sit(workshop, test, moment, chance, random)


def _sit(
    workshop: Workshop, test: Test, moment: Moment, chance: float, random: Random
) -> None:
    absent = 1 if moment == Moment.AFTER else 0
    people = list(participants(workshop))
    sittings = Sitting.objects.bulk_create(
        Sitting(test=test, participant=each, moment=moment, at=timezone.now())
        for each in people[absent:]
    )
    ItemAnswer.objects.bulk_create(
        ItemAnswer(
            sitting=sitting,
            item=item,
            chosen=item.right
            if random.random() < chance
            else random.choice(
                [n for n in range(1, item.choices + 1) if n != item.right]
            ),
        )
        for sitting in sittings
        for item in test.items.all()
    )


def _forecast(stage: Stage, workshop: Workshop, random: Random) -> None:
    now = timezone.now()
    for text, model, came in QUESTIONS:
        question = forecasts.ask(
            workshop,
            by=stage.coordinator,
            texts={"en": {"question": text, "resolution": "Invented minutes."}},
            closes=now + timedelta(days=1),
            base_rate=0.5,
            model_probability=model,
            model_source=SOURCE if model else "",
        )
        ParticipantForecast.objects.bulk_create(
            ParticipantForecast(
                question=question,
                participant=each,
                moment=moment,
                probability=_probability(random, came, sure),
                at=now,
            )
            for moment, sure in ((Moment.BEFORE, 0.08), (Moment.DURING, 0.2))
            for each in participants(workshop)
        )
        forecasts.resolve(
            question, by=stage.coordinator, came=came, evidence="Invented minutes."
        )


def _probability(random: Random, came: bool, sure: float) -> float:
    """Invent a probability, on the right side by so much in the mean."""
    middle = 0.5 + sure if came else 0.5 - sure
    return round(min(0.98, max(0.02, random.gauss(middle, 0.18))), 2)


def _respond(workshop: Workshop, form: Form, people: int, random: Random) -> None:
    asked = list(questions_of(form))
    scale = form == Form.REACTION
    Response.objects.bulk_create(
        Response(
            workshop=workshop,
            form=form,
            answers={
                name: random.choice((3, 4, 4, 5, 5)) if scale else random.random() < 0.6
                for name in asked
            },
        )
        for _ in range(people)
    )
    Responded.objects.bulk_create(
        Responded(participant=each, form=form)
        for each in list(participants(workshop))[:people]
    )


def _promise(stage: Stage, workshop: Workshop) -> None:
    for what, state in PROMISES:
        made = measuring.promise(
            workshop,
            by=stage.coordinator,
            organisation=stage.centre,
            what=what,
            aim="concert",
            by_when=timezone.now().date() + timedelta(days=30),
            reviewer=stage.outsider,
        )
        if state != State.OPEN:
            review(made, by=stage.outsider, state=state, note="Invented minutes.")
