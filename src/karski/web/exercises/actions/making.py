"""Making an exercise of a scenario, and its codes."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.exercise.packs.reading import identity, names, source
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries.codes import code_of
from karski.web.people import audit
from karski.web.people.models import Organisation, User
from karski.web.people.person import person_of
from karski.web.people.roles import Permission
from karski.web.people.tokens import digest_of_code


@transaction.atomic
def make_exercise(
    organisation: Organisation,
    *,
    by: User,
    pack: str,
    title: str,
    seed: int,
    file: tuple[str, str] | None = None,
) -> tuple[Exercise, str]:
    """Make an exercise of a pack; return it, and the code to join by.

    The pack comes with Karski, unless `file` gives the name and the text of another.
    """
    _require_runs(by, organisation)
    if file is None and pack not in names():
        raise ValidationError({"pack": _("There is no such scenario; choose another.")})
    pack, text = file or (pack, source(pack))
    made = Exercise(organisation=organisation, title=title, pack=pack, seed=seed)
    made.pack_text, made.made_by = text, by
    code = _new_code(made)
    made.full_clean()
    made.save()
    audit.record(
        "made an exercise",
        by=by,
        on=made,
        detail={"pack": pack, "identity": identity(made.pack_text), "seed": seed},
    )
    return made, code


@transaction.atomic
def renew_code(exercise: Exercise, *, by: User) -> str:
    """Give an exercise another code; nobody joins by the old one any more."""
    require_runs(by, exercise)
    held = Exercise.objects.select_for_update(of=("self",)).get(pk=exercise.pk)
    held.codes += 1
    code = _new_code(held)
    held.save(update_fields=["codes", "code_hash"])
    audit.record("made a new code for an exercise", by=by, on=held)
    return code


@transaction.atomic
def set_joining(
    exercise: Exercise, *, by: User, joining: bool, choosing: bool
) -> Exercise:
    """Say whether people can join, and choose their own seat."""
    require_runs(by, exercise)
    held = Exercise.objects.select_for_update(of=("self",)).get(pk=exercise.pk)
    held.joining, held.choosing = joining, choosing
    held.save(update_fields=["joining", "choosing"])
    said = {"joining": joining, "choosing": choosing}
    audit.record("said who can join an exercise", by=by, on=held, detail=said)
    return held


def require_runs(by: User, exercise: Exercise) -> None:
    """Refuse people who do not run this exercise.

    Raises
    ------
    PermissionDenied
    """
    _require_runs(by, exercise.organisation_id)


def _require_runs(by: User, place: Organisation | int) -> None:
    if not person_of(by).may(Permission.RUN_EXERCISES, place):
        raise PermissionDenied


def _new_code(exercise: Exercise) -> str:
    """Give an exercise the next code that no other has."""
    while True:
        code = code_of(exercise)
        exercise.code_hash = digest_of_code(code)
        others = Exercise.objects.exclude(pk=exercise.pk)
        if not others.filter(code_hash=exercise.code_hash).exists():
            return code
        exercise.codes += 1
