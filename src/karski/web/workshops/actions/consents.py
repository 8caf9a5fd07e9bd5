"""What candidates agreed to have kept, and what they need, which lies apart."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops import retention
from karski.web.workshops.actions.running import require_runs
from karski.web.workshops.models import Agreement, Call, Candidate, Needs

FORGOTTEN_BY_THEMSELVES = ("motivation", "gender")


def keep_agreements(candidate: Candidate, call: Call) -> None:
    """Record the words agreed to, group by group, for what was given alone."""
    given = retention.given(candidate, needs=_has_needs(candidate))
    asked = set(retention.GROUPS) - given  # of those on the form alone
    candidate.agreements.filter(field__in=asked).delete()
    for name in given:
        words = retention.wording(call, name)
        if not candidate.agreements.filter(field=name, wording=words).exists():
            Agreement.objects.update_or_create(
                candidate=candidate,
                field=name,
                defaults={
                    "wording": words,
                    "agreed": timezone.now(),
                    "keep_until": retention.GROUPS[name].until(call),
                },
            )


def keep_needs(candidate: Candidate, call: Call | None, access: str, diet: str) -> None:
    """Keep what somebody needs, apart; nothing is kept where nothing is needed."""
    if call is None or not (access or diet):
        Needs.objects.filter(candidate=candidate).delete()
        return
    until = retention.GROUPS["needs"].until(call)
    said = {"access": access, "diet": diet, "keep_until": until}
    Needs.objects.update_or_create(candidate=candidate, defaults=said)


@transaction.atomic
def open_needs(candidate: Candidate, *, by: User) -> Needs | None:
    """Show one who runs the workshop what somebody needs; each opening is recorded."""
    require_runs(by, candidate.workshop)
    audit.record("opened a record of needs", by=by, on=candidate)
    return Needs.objects.filter(candidate=candidate).first()


def forget(today: date) -> int:
    """Erase the fields whose day has come before their candidate's; say how many."""
    gone = Needs.objects.filter(keep_until__lt=today).delete()[0]
    past = Agreement.objects.filter(keep_until__lt=today)
    for name in FORGOTTEN_BY_THEMSELVES:
        rows = Candidate.objects.filter(agreements__in=past.filter(field=name))
        Candidate.objects.filter(pk__in=rows.values("pk")).update(**{name: ""})
    return gone + past.filter(field__in=(*FORGOTTEN_BY_THEMSELVES, "needs")).delete()[0]


def _has_needs(candidate: Candidate) -> bool:
    return Needs.objects.filter(candidate=candidate).exists()
