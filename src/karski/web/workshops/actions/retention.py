"""People's data leave when their date comes; numbers without persons stay.

What is kept until a day is kept on that day, and gone on the next.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from karski.web.due import letters
from karski.web.due.models import Work
from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops import retention as terms
from karski.web.workshops.actions import closing, consents
from karski.web.workshops.models import (
    Asked,
    Call,
    CallInvitation,
    Candidate,
    Certificate,
    Expert,
    Kept,
    Nomination,
    Workshop,
)
from karski.web.workshops.queries import counts, forecasts
from karski.web.workshops.queries.numbers import frozen
from karski.web.workshops.queries.seats import is_participant


@transaction.atomic
def retire(now: datetime | None = None) -> dict[str, int]:
    """Erase what its date has come for; say how much of each."""
    today = timezone.localdate(now)
    gone = {
        "fields": consents.forget(today),
        "people": retire_candidates(_due(today), today),
        "experts": _retire_experts(today),
        "invitations": _invitations(today).delete()[0],
        "certificates": _certificates(today).delete()[0],
    }
    if any(gone.values()):
        audit.record("erased what its date had come for", by=None, detail=gone)
    return gone


def retire_candidates(candidates: Iterable[Candidate], today: date) -> int:
    """Erase candidates and all that refers to them; keep the numbers."""
    people = list(candidates)
    keys = {each.workshop_id for each in people}
    for workshop in Workshop.objects.filter(pk__in=keys):
        leaving = [each for each in people if each.workshop_id == workshop.pk]
        keep_numbers(workshop, leaving, today)
        _erase(workshop, leaving)
    return len(people)


def _erase(workshop: Workshop, leaving: list[Candidate]) -> None:
    """Erase people of a workshop; what they had done stays counted."""
    this = Workshop.objects.filter(pk=workshop.pk)
    before = counts.there(this)
    for candidate in leaving:
        forget_letters(candidate.email)
        _retire_certificate(candidate)
        invited = Q(email__iexact=candidate.email, workshop=candidate.workshop_id)
        CallInvitation.objects.filter(invited | Q(candidate=candidate)).delete()
        candidate.delete()
    now, kept = counts.there(this), Kept.objects.get(workshop=workshop)
    left = kept.numbers.get(counts.LEFT, {})
    kept.numbers[counts.LEFT] = {
        name: left.get(name, 0) + number - now[name] for name, number in before.items()
    }
    kept.save()


def keep_numbers(workshop: Workshop, leaving: list[Candidate], today: date) -> None:
    """Keep the numbers of a workshop that is over, unless they are kept already.

    They are those of before anybody's data left, so that later ones can tell nobody.
    """
    kept, _made = Kept.objects.get_or_create(workshop=workshop)
    now = frozen(workshop)
    if workshop.selections.exists() or workshop.ends < today:
        kept.numbers.setdefault("applied", now["applied"])
    if workshop.ends < today:
        for what in Asked:
            closing.close_if_over(workshop, what)
        kept.numbers.setdefault("participants", now["participants"])
        this = Workshop.objects.filter(pk=workshop.pk)
        kept.numbers.setdefault(counts.GROUPS, counts.groups_there(this))
    if (judged := forecasts.to_keep(workshop, leaving)) is not None:
        kept.numbers[forecasts.KEY] = judged
    kept.save()


def forget_letters(address: str) -> None:
    """Delete letters to an address, sent or not, and what was said of failures."""
    told = Q(arguments__to__iexact=address) | Q(error__icontains=address)
    Work.objects.filter(told, act=letters.ACT).delete()


def forget_expert(user: User, today: date) -> int:
    """Take an expert out of what is ahead, and their name off what was held."""
    theirs = Expert.objects.filter(user=user)
    held = _unname(theirs.filter(workshop__ends__lt=today))
    return held + theirs.delete()[0]


def forget_nominator(user: User) -> int:
    """Take the name and address of somebody who nominated off what they wrote."""
    named = Nomination.objects.filter(by_email__iexact=user.email)
    return named.update(by_name="", by_email="")


def _due(today: date) -> list[Candidate]:
    """Return the candidates whose date has come; of participants, the later one."""
    rows = Candidate.objects.filter(keep_until__lt=today).select_related("workshop")
    return [each for each in rows.order_by("pk") if _kept_until(each) < today]


def _kept_until(candidate: Candidate) -> date:
    call = Call.objects.filter(workshop=candidate.workshop).first()
    if call is None or not is_participant(candidate):
        return candidate.keep_until
    return max(candidate.keep_until, terms.participants(call))


def _retire_experts(today: date) -> int:
    """Take the names off experts without an account, with those who took part."""
    due = [
        workshop.pk
        for workshop in Workshop.objects.filter(ends__lt=today, experts__user=None)
        if terms.participants(_call(workshop)) < today
    ]
    return _unname(Expert.objects.filter(workshop__in=due, user=None))


def _call(workshop: Workshop) -> Call:
    """Return a workshop's call, or the usual terms where there was none."""
    return Call.objects.filter(workshop=workshop).first() or Call(workshop=workshop)


def _unname(experts: QuerySet[Expert]) -> int:
    """Take names off; sessions keep somebody of the same origin."""
    named = experts.exclude(name="")
    rows = Workshop.objects.filter(experts__in=named)
    Workshop.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
        sequence=F("sequence") + 1  # so that subscribed calendars forget them too
    )
    return named.update(name="", institution="", country="", user=None, public=False)


def _retire_certificate(candidate: Candidate) -> None:
    """Keep a certificate by its number, or with the name, only where agreed."""
    found = Certificate.objects.filter(participant=candidate).first()
    if found is None:
        return
    if found.keep_until is None and found.revoked is None:
        found.delete()
        return
    found.participant, found.credential = None, ""
    found.name = found.name if found.keep_name and found.keep_until else ""
    found.save()


def _certificates(today: date) -> QuerySet[Certificate]:
    """Return those whose own date has come, and whose holders' data are gone."""
    return Certificate.objects.filter(participant=None, keep_until__lt=today)


def _invitations(today: date) -> QuerySet[CallInvitation]:
    """Return those that nobody can take up any more, or nobody did."""
    ended = Q(expires__date__lt=today) | Q(withdrawn__date__lt=today)
    return CallInvitation.objects.filter(ended, candidate=None)
