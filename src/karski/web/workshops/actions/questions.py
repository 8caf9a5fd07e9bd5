"""What is asked in the room: asking, supporting, showing, answering.

No event of the trail says who asked or supported; where the Chatham House rule holds,
nothing else does either.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops.actions.attendance import lead
from karski.web.workshops.marks import mark
from karski.web.workshops.models import AudienceQuestion, Candidate, Session, Support
from karski.web.workshops.queries import seats

MOST = 200  # questions a session; nobody is counted, so that nobody is known
STEPS = {  # what a facilitator does: how the question then stands
    "show": {"shown": True},
    "hide": {"shown": False},
    "answer": {"answered": True},
    "reopen": {"answered": False},
}
TOLD = {  # and what the trail says
    "show": "showed a question",
    "hide": "hid a question",
    "answer": "marked a question as answered",
    "reopen": "reopened a question",
}


@transaction.atomic
def ask(
    candidate: Candidate, *, by: User | None, session: Session, text: str
) -> AudienceQuestion:
    """Ask something in a session; it is shown once a facilitator shows it.

    Under the Chatham House rule neither the row nor the trail says who asked.
    """
    take_part(candidate, session.workshop_id)
    named = not candidate.workshop.chatham_house
    if session.questions.count() >= MOST:
        raise ValidationError(_("This session has as many questions as it can hold."))
    question = AudienceQuestion(
        session=session, text=text.strip(), asked_by=candidate if named else None
    )
    question.full_clean()
    question.save()
    audit.record("asked a question", by=by if named else None, on=session)
    return question


@transaction.atomic
def support(
    question: AudienceQuestion, candidate: Candidate, *, by: User | None, token: str
) -> AudienceQuestion:
    """Support a question that is shown, once; the trail does not say who did."""
    del by  # an opinion has no name, whichever rule holds
    take_part(candidate, question.session.workshop_id)
    kept = AudienceQuestion.objects.select_for_update().get(pk=question.pk)
    if not kept.shown or kept.answered:
        raise ValidationError(_("This question is not open for support."))
    supported = Support(question=kept, mark=mark(token, kept))
    supported.full_clean()
    supported.save()
    AudienceQuestion.objects.filter(pk=kept.pk).update(supporters=F("supporters") + 1)
    audit.record("supported a question", by=None, on=kept)
    return kept


@transaction.atomic
def moderate(question: AudienceQuestion, *, by: User, step: str) -> AudienceQuestion:
    """Show a question, hide it, or say that it was answered."""
    lead(by, question.session.workshop)
    if step not in STEPS:
        raise ValidationError(_("A question is shown, hidden or answered."))
    AudienceQuestion.objects.filter(pk=question.pk).update(**STEPS[step])
    audit.record(TOLD[step], by=by, on=question)
    question.refresh_from_db()
    return question


@transaction.atomic
def remove(question: AudienceQuestion, *, by: User) -> None:
    """Erase a question that should not have been asked."""
    lead(by, question.session.workshop)
    audit.record("erased a question", by=by, on=question)
    question.delete()


def take_part(candidate: Candidate, workshop: int) -> None:
    """Refuse who is no participant of a workshop."""
    if candidate.workshop_id != workshop or not seats.is_participant(candidate):
        raise ValidationError(_("Participants of the workshop alone can do this."))
