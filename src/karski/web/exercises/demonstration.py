"""Something to click through: one exercise that bots played, and one to start."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from karski.exercise.acting import perform
from karski.exercise.commands import Observe, Rate
from karski.exercise.events import EXPERT, Kind
from karski.exercise.packs.reading import shipped, source
from karski.exercise.playing import play
from karski.exercise.state import State
from karski.exercise.workload import walls
from karski.web.exercises.models import Entry, Exercise, Lesson, PlannedAction
from karski.web.exercises.queries.codes import code_of
from karski.web.people import audit
from karski.web.people.models import Organisation
from karski.web.people.tokens import digest_of_code

PLAYED, TO_START = "salt_road", "first_warning"
SEED = 5512
AGO = timedelta(days=2)
LESSONS = (
    "A report that reaches three desks in parts is known to nobody.",
    "Who may act is quicker to find with one page that names the law.",
)
ACTION = "One page: who may order what, with the legal basis"


@transaction.atomic
def make(centre: Organisation) -> None:
    """Make both, unless they are there."""
    if Exercise.objects.filter(organisation=centre).exists():
        return
    _made(centre, TO_START, "First warning (demonstration)")
    played = _made(centre, PLAYED, "Salt Road, played by bots (demonstration)")
    _keep(played, _watched(play(shipped(PLAYED), SEED)))
    for text in LESSONS:
        Lesson.objects.create(exercise=played, text=text)
    PlannedAction.objects.create(
        exercise=played,
        text=ACTION,
        owner="Legal adviser (invented)",
        by_when=timezone.localdate() + timedelta(days=60),
    )


def _made(centre: Organisation, pack: str, title: str) -> Exercise:
    made = Exercise(organisation=centre, title=title, pack=pack, seed=SEED)
    made.pack_text = source(pack)
    made.code_hash = digest_of_code(code_of(made))
    made.full_clean()
    made.save()
    audit.record("made an exercise", by=None, on=made, detail={"pack": pack})
    return made


def _watched(state: State) -> State:
    """Add what experts would have noted, so that the review has something to show."""
    taken = [each.seq for each in state.events if each.kind is Kind.DECISION_TAKEN]
    noted = (
        Observe(by=EXPERT, text="The first decision named its owner.", about=taken[0]),
        *(
            Rate(
                by=EXPERT,
                capability=name,
                rating="S",
                evidence="Invented for the demonstration: bots played.",
                events=tuple(taken[:1]),
            )
            for name in list(state.pack.capabilities)[:3]
        ),
    )
    for command in noted:
        perform(state, command, state.at)
    return state


def _keep(exercise: Exercise, state: State) -> None:
    began = timezone.now() - AGO
    Entry.objects.bulk_create(
        Entry.of(exercise, event, began + timedelta(milliseconds=wall))
        for wall, event in walls(state.events)
    )
    exercise.seq = len(state.events)
    exercise.started, exercise.ended = began, _end(began, state)
    exercise.joining = False
    exercise.save()


def _end(began: datetime, state: State) -> datetime:
    last = max(wall for wall, _ in walls(state.events))
    return (began + timedelta(milliseconds=last)).astimezone(UTC)
