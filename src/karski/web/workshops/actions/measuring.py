"""Tests and forms of a workshop: set, answered, closed; commitments made in it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import Organisation, User
from karski.web.people.roles import Permission
from karski.web.programme import actions as programme
from karski.web.programme.models import Commitment
from karski.web.workshops.actions.closing import close_if_over
from karski.web.workshops.actions.running import locked
from karski.web.workshops.asked import COMMENT, questions_of
from karski.web.workshops.models import (
    Asked,
    Candidate,
    Form,
    Item,
    ItemAnswer,
    Moment,
    Objective,
    Responded,
    Response,
    Sitting,
    Test,
    TestItem,
    Workshop,
    WorkshopCommitment,
)
from karski.web.workshops.queries import moments
from karski.web.workshops.queries.seats import is_participant

RUN = Permission.MANAGE_WORKSHOPS
Place = tuple[Item, Objective | None]


@transaction.atomic
def set_test(workshop: Workshop, *, by: User, places: Sequence[Place]) -> Test:
    """Choose a test's items and their objectives, until somebody has answered."""
    require(by, RUN, workshop.series.organisation_id)
    locked(workshop)
    test, _made = Test.objects.get_or_create(workshop=workshop)
    if test.sittings.exists():
        raise ValidationError(
            _("Somebody has answered the test: it stays the same to the end.")
        )
    if not places:
        raise ValidationError(_("Choose one item at least."))
    test.places.all().delete()
    for order, (item, objective) in enumerate(places, 1):
        place = TestItem(test=test, item=item, objective=objective, order=order)
        place.full_clean()
        place.save()
    audit.record("set a test", by=by, on=workshop, detail={"items": len(places)})
    return test


@transaction.atomic
def sit(
    candidate: Candidate, *, by: User | None, moment: Moment, chosen: Mapping[Item, int]
) -> Sitting:
    """Keep a participant's answers to the test; what was left out is missing."""
    _hold(candidate)
    if moments.test_moment(candidate) != moment:
        raise ValidationError(_("This test is not open to you now."))
    assert set(chosen) <= {*candidate.workshop.test.items.all()}, "of another test"
    sitting = Sitting(
        test=candidate.workshop.test,
        participant=candidate,
        moment=moment,
        at=timezone.now(),
    )
    sitting.full_clean()
    sitting.save()
    for item, choice in chosen.items():
        _keep_answer(sitting, item, choice)
    audit.record("answered a test", by=by, on=sitting, detail={"moment": str(moment)})
    if moment == Moment.AFTER:
        close_if_over(candidate.workshop, Asked.TEST)
    return sitting


def _keep_answer(sitting: Sitting, item: Item, choice: int) -> None:
    if not 1 <= choice <= item.choices:
        raise ValidationError(_("Choose one of the answers."))
    answer = ItemAnswer(sitting=sitting, item=item, chosen=choice)
    answer.full_clean()
    answer.save()


@transaction.atomic
def respond(
    candidate: Candidate, *, by: User | None, form: str, answers: Mapping[str, object]
) -> None:
    """Keep what somebody says without a name, and apart from it that they did.

    The trail names neither: its order would tie the two together.
    """
    _hold(candidate)
    workshop = candidate.workshop
    if form not in Form.values or not moments.is_open(workshop, form):
        raise ValidationError(_("This form is not open now."))
    known = {*questions_of(form), COMMENT}
    kept = {key: said for key, said in answers.items() if said not in (None, "")}
    assert set(kept) <= known, f"unknown questions {set(kept) - known}"
    if not kept:
        raise ValidationError(_("Answer one question at least."))
    done = Responded(participant=candidate, form=form)
    done.full_clean()
    done.save()
    response = Response(workshop=workshop, form=form, answers=kept)
    response.full_clean()
    response.save()
    audit.record("answered a form", by=None, on=workshop, detail={"form": form})
    close_if_over(workshop, form)


@transaction.atomic
def promise(
    workshop: Workshop,
    *,
    by: User,
    organisation: Organisation,
    what: str,
    aim: str,
    by_when: date,
    reviewer: User,
    person: User | None = None,
) -> Commitment:
    """Record a commitment that was made in the room."""
    require(by, RUN, workshop.series.organisation_id)
    made = programme.commit(
        organisation,
        by=by,
        what=what,
        aim=aim,
        by_when=by_when,
        reviewer=reviewer,
        person=person,
    )
    tie = WorkshopCommitment(workshop=workshop, commitment=made)
    tie.full_clean()
    tie.save()
    return made


def _hold(candidate: Candidate) -> None:
    """Hold the workshop, so that no answer comes in while its figures are reckoned."""
    locked(candidate.workshop)
    if not is_participant(candidate):
        raise PermissionDenied
