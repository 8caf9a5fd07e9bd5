"""What the programme itself and its people show for the aims."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from karski.web.people.models import Cohort, Organisation
from karski.web.programme.aims import Aim, Evidence
from karski.web.programme.models import Commitment, State


def evidence(aim: Aim) -> list[Evidence]:
    """Count commitments for their aims, and organisations and cohorts for theirs."""
    found = [
        Evidence(
            text,
            Commitment.objects.filter(aim=aim.name, state=state).count(),
            reverse("programme:commitments"),
        )
        for state, text in _COMMITMENTS
    ]
    real = Organisation.objects.filter(demonstration=False)
    if aim.name == "dialogue":
        kinds = real.values("kind").distinct().count()
        found.append(Evidence(_KINDS, kinds if kinds > 1 else 0))
    if aim.name == "networks":
        cohorts = Cohort.objects.filter(organisation__demonstration=False)
        found.append(Evidence(_COHORTS, cohorts.count()))
    return found


_COMMITMENTS: tuple[tuple[State, Promise], ...] = (
    (
        State.KEPT,
        ngettext_lazy(
            "%(count)d commitment kept", "%(count)d commitments kept", "count"
        ),
    ),
    (
        State.BROKEN,
        ngettext_lazy(
            "%(count)d commitment not kept", "%(count)d commitments not kept", "count"
        ),
    ),
    (
        State.OPEN,
        ngettext_lazy(
            "%(count)d commitment open", "%(count)d commitments open", "count"
        ),
    ),
)
_KINDS = ngettext_lazy(
    "Organisations of %(count)d kind work here",
    "Organisations of %(count)d kinds work here",
    "count",
)
_COHORTS = ngettext_lazy(
    "%(count)d group of people works together",
    "%(count)d groups of people work together",
    "count",
)
