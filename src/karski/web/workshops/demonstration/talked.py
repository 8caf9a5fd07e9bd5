"""What was said in the workshop that was held, and what stays open; all invented."""

from karski.web.workshops.actions import lessons, polls, threads
from karski.web.workshops.demonstration._stage import Stage
from karski.web.workshops.models import Workshop
from karski.web.workshops.queries.seats import participants

ASKED = "What keeps a warning from being acted on where you work?"
ANSWERS = (("Nobody's task", 9), ("Too late", 9), ("Not believed", 7))
LESSON = {
    "en": {
        "title": "One page, one question, one name",
        "body": (
            "A warning was read when it fitted on one page, asked for one decision, and"
            " named one person who would answer questions about it."
        ),
    },
    "sk": {
        "title": "Jedna strana, jedna otázka, jedno meno",
        "body": (
            "Varovanie sa čítalo vtedy, keď sa zmestilo na jednu stranu, žiadalo jedno"
            " rozhodnutie a menovalo jedného človeka, ktorý naň odpovie."
        ),
    },
}


def talked(stage: Stage, workshop: Workshop) -> None:
    """Hold a poll, publish a lesson, open a talk."""
    _poll(stage, workshop)
    lesson = lessons.write_lesson(
        stage.centre,
        by=stage.facilitator,
        texts=LESSON,
        source="The demonstration workshop (invented)",
        tags=("warning", "writing"),
        workshop=workshop,
    )
    lessons.submit(lesson, by=stage.facilitator)
    lessons.publish(lesson, by=stage.coordinator)
    talk = threads.open_thread(
        workshop, by=stage.facilitator, title="Who answers when a warning comes?"
    )
    threads.write_as_host(
        talk, by=stage.facilitator, body="Tell us what has changed since we met."
    )


def _poll(stage: Stage, workshop: Workshop) -> None:
    poll = polls.make_poll(
        workshop,
        by=stage.facilitator,
        text=ASKED,
        choices=[text for text, _count in ANSWERS],
    )
    polls.open_poll(poll, by=stage.facilitator)
    people = iter(participants(workshop))
    for choice, (_text, count) in zip(poll.choices.all(), ANSWERS, strict=True):
        for _vote in range(count):
            polls.vote(next(people), by=None, choice=choice)
    polls.close_poll(poll, by=stage.facilitator)
