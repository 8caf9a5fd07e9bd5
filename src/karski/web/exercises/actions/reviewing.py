"""What a review adds: lessons, the improvement plan, and commitments that follow."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.web.exercises.actions.making import require_runs
from karski.web.exercises.models import Exercise, Lesson, PlannedAction, Player
from karski.web.exercises.states import pack_of
from karski.web.people import audit
from karski.web.people.models import Organisation, User
from karski.web.programme import actions as programme
from karski.web.programme.models import Commitment

MOST = 200  # lessons of an exercise


@transaction.atomic
def add_lesson(
    exercise: Exercise, *, by: User | Player, text: str, capability: str = ""
) -> Lesson:
    """Write down what the room learned; who wrote it is kept nowhere.

    People who took part can once the exercise is over.
    """
    if isinstance(by, User):
        require_runs(by, exercise)
    elif by.exercise_id != exercise.pk:
        raise PermissionDenied
    elif exercise.ended is None:
        raise ValidationError(_("Lessons are written when the exercise is over."))
    if exercise.lessons.count() >= MOST:
        raise ValidationError(_("There are many lessons already: merge some first."))
    lesson = Lesson(exercise=exercise, text=text, capability=capability)
    _require_capability(exercise, capability)
    lesson.full_clean()
    lesson.save()
    audit.record("wrote down what an exercise taught", by=None, on=exercise)
    return lesson


@transaction.atomic
def change_lesson(lesson: Lesson, *, by: User, text: str, capability: str) -> Lesson:
    """Put a lesson in the words that the room agreed on."""
    require_runs(by, lesson.exercise)
    lesson.text, lesson.capability = text, capability
    _require_capability(lesson.exercise, capability)
    lesson.full_clean()
    lesson.save()
    audit.record("changed what an exercise taught", by=by, on=lesson)
    return lesson


@transaction.atomic
def remove_lesson(lesson: Lesson, *, by: User) -> None:
    """Take a lesson off the list."""
    require_runs(by, lesson.exercise)
    audit.record("erased what an exercise taught", by=by, on=lesson)
    lesson.delete()


@transaction.atomic
def plan(
    exercise: Exercise,
    *,
    by: User,
    text: str,
    owner: str,
    by_when: date,
    capability: str = "",
) -> PlannedAction:
    """Plan that something will change, by somebody, by a day."""
    require_runs(by, exercise)
    action = PlannedAction(
        exercise=exercise,
        text=text,
        owner=owner,
        by_when=by_when,
        capability=capability,
    )
    _require_capability(exercise, capability)
    action.full_clean()
    action.save()
    audit.record("planned an improvement", by=by, on=action)
    return action


@transaction.atomic
def remove_planned(action: PlannedAction, *, by: User) -> None:
    """Take an action off the plan; a commitment that it became stays."""
    require_runs(by, action.exercise)
    audit.record("took an improvement off the plan", by=by, on=action)
    action.delete()


@transaction.atomic
def commit(
    action: PlannedAction,
    *,
    by: User,
    organisation: Organisation,
    aim: str,
    reviewer: User,
) -> Commitment:
    """Make a commitment of a planned action, reviewed by somebody else."""
    require_runs(by, action.exercise)
    kept = PlannedAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if kept.commitment_id is not None:
        raise ValidationError(_("This action is a commitment already."))
    kept.commitment = programme.commit(
        organisation,
        by=by,
        what=kept.text,
        aim=aim,
        by_when=kept.by_when,
        reviewer=reviewer,
    )
    kept.save(update_fields=["commitment"])
    return kept.commitment


def _require_capability(exercise: Exercise, capability: str) -> None:
    if capability and capability not in pack_of(exercise).capabilities:
        raise ValidationError(
            {"capability": _("This scenario has no such capability.")}
        )
