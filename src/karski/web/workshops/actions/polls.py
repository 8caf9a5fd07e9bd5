"""Polls: made, opened, voted in, closed; never who voted what.

A ballot says that somebody has voted and a tally how many chose an answer. Both change
in one transaction, and neither row, event nor detail ties them together.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops.actions.attendance import lead
from karski.web.workshops.actions.questions import take_part
from karski.web.workshops.models import (
    Ballot,
    Candidate,
    Choice,
    Poll,
    PollState,
    Session,
    Workshop,
)

FEWEST, MOST = 2, 8  # answers to choose from


@transaction.atomic
def make_poll(
    workshop: Workshop,
    *,
    by: User,
    text: str,
    choices: Sequence[str],
    session: Session | None = None,
) -> Poll:
    """Make a poll with its answers; nobody sees it until it is opened."""
    lead(by, workshop)
    poll = Poll(workshop=workshop, session=session, text=text.strip())
    poll.full_clean()
    poll.save()
    _add(poll, choices)
    audit.record("made a poll", by=by, on=poll, detail={"answers": len(choices)})
    return poll


@transaction.atomic
def open_poll(poll: Poll, *, by: User) -> Poll:
    """Let participants vote."""
    kept = _locked(poll, by, PollState.DRAFT, _("This poll was opened already."))
    kept.state = PollState.OPEN
    return _kept(kept, "opened a poll", by)


@transaction.atomic
def close_poll(poll: Poll, *, by: User) -> Poll:
    """End the vote and show what can be shown of it; it never opens again."""
    kept = _locked(poll, by, PollState.OPEN, _("This poll is not open."))
    kept.state, kept.closed = PollState.CLOSED, timezone.now()
    return _kept(kept, "closed a poll", by)


@transaction.atomic
def remove_poll(poll: Poll, *, by: User) -> None:
    """Erase a poll that nobody voted in."""
    kept = _locked(poll, by, PollState.DRAFT, _("Only a poll not opened is erased."))
    audit.record("erased a poll", by=by, on=kept)
    kept.delete()


@transaction.atomic
def vote(candidate: Candidate, *, by: User | None, choice: Choice) -> None:
    """Cast one's one vote; neither the trail nor any row says for what."""
    del by  # a vote has no name
    poll = Poll.objects.select_for_update().get(pk=choice.poll_id)
    take_part(candidate, poll.workshop_id)
    if poll.state != PollState.OPEN:
        raise ValidationError(_("This poll is not open."))
    ballot = Ballot(poll=poll, participant=candidate)
    ballot.full_clean()
    ballot.save()
    Choice.objects.filter(pk=choice.pk).update(tally=F("tally") + 1)
    audit.record("voted in a poll", by=None, on=poll)


def _add(poll: Poll, choices: Sequence[str]) -> None:
    texts = [text.strip() for text in choices if text.strip()]
    if not FEWEST <= len(texts) <= MOST:
        raise ValidationError(
            {
                "choices": ValidationError(
                    _("Give %(fewest)d to %(most)d answers, each on its line."),
                    params={"fewest": FEWEST, "most": MOST},
                )
            }
        )
    if len({text.casefold() for text in texts}) < len(texts):
        raise ValidationError({"choices": _("An answer stands there twice.")})
    for text in texts:
        choice = Choice(poll=poll, text=text)
        choice.full_clean()
        choice.save()


def _locked(poll: Poll, by: User, state: PollState, refusal: str) -> Poll:
    lead(by, poll.workshop)
    kept = Poll.objects.select_for_update().get(pk=poll.pk)
    if kept.state != state:
        raise ValidationError(refusal)
    return kept


def _kept(poll: Poll, action: str, by: User) -> Poll:
    poll.full_clean()
    poll.save()
    audit.record(action, by=by, on=poll)
    return poll
