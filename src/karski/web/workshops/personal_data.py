"""What workshops hold of a person: as candidate, nominator, reviewer, expert, author.

Candidates need no account: without one, whoever's address it is, is the person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from karski.web.people.models import User
from karski.web.workshops.actions.retention import (
    forget_expert,
    forget_nominator,
    retire_candidates,
)
from karski.web.workshops.models import (
    Agreement,
    Attendance,
    AudienceQuestion,
    Ballot,
    CallInvitation,
    Candidate,
    Certificate,
    Conflict,
    Expert,
    ItemAnswer,
    Lesson,
    Needs,
    Nomination,
    Offer,
    ParticipantForecast,
    Post,
    Responded,
    Result,
    Reviewer,
    Score,
    Selection,
    Sitting,
    TeamMember,
)


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of a table that are about a person, and what of them is theirs."""

    model: type[Model]
    which: Callable[[User], Q]
    fields: str


def export(user: User) -> dict[str, Any]:
    """Return it all, but for secrets and what reviewers wrote of a candidate."""
    return {name: _rows(held, user) for name, held in HELD.items()}


def erase(user: User) -> dict[str, int]:
    """Erase their candidacies; take their name off what stays with others."""
    candidacies = Candidate.objects.filter(_theirs(user)).select_related("workshop")
    invitations = CallInvitation.objects.filter(email__iexact=user.email)
    return {
        "candidacies": retire_candidates(candidacies, timezone.localdate()),
        "invitations": invitations.delete()[0],
        "nominations by you": forget_nominator(user),
        "reviewing": Reviewer.objects.filter(user=user).delete()[0],
        "speaking": forget_expert(user, timezone.localdate()),
        "lessons written": _unnamed(Lesson, user, "written_by"),
        "lessons reviewed": _unnamed(Lesson, user, "reviewed_by"),
        "posts": _unnamed(Post, user, "user"),
        "selections made": _unnamed(Selection, user, "by"),
    }


def _unnamed(model: Any, user: User, field: str) -> int:  # noqa: ANN401 -- any model
    return int(model.objects.filter(**{field: user}).update(**{field: None}))


def _rows(held: Held, user: User) -> list[dict[str, Any]]:
    rows = held.model._default_manager.filter(held.which(user)).order_by("pk")
    return list(rows.distinct().values(*held.fields.split()))


def _theirs(user: User, prefix: str = "") -> Q:
    """Return what finds a candidate's rows: by the account, else by the address.

    Whoever has an address now may not be who had it: what an account stands behind is
    that account's alone.
    """
    account, address = f"{prefix}user", f"{prefix}email__iexact"
    return Q(**{account: user}) | Q(**{account: None, address: user.email})


def _of_candidate(model: type[Model], fields: str, by: str = "participant") -> Held:
    return Held(model, lambda user: _theirs(user, f"{by}__"), fields)


def _of_user(model: type[Model], fields: str, by: str = "user") -> Held:
    return Held(model, lambda user: Q(**{by: user}), fields)


HELD = {
    "candidacies": Held(
        Candidate,
        _theirs,
        "public_id workshop__city workshop__starts alias name email language country"
        " region sector institution position gender experience languages motivation"
        " attended origin standing standing_reason applied keep_until made",
    ),
    "needs": _of_candidate(Needs, "access diet keep_until", "candidate"),
    "agreements": _of_candidate(
        Agreement, "field wording agreed keep_until", "candidate"
    ),
    "nominations": _of_candidate(
        Nomination, "institution by_name reason made", "candidate"
    ),
    "scores": _of_candidate(Score, "points given", "candidate"),
    "conflicts declared": _of_candidate(Conflict, "declared", "candidate"),
    "results of selections": _of_candidate(
        Result, "selection__made outcome order reason probability", "candidate"
    ),
    "offers": _of_candidate(Offer, "seat answer offered answered", "candidate"),
    "attendance": _of_candidate(Attendance, "day at by_hand"),
    "teams": _of_candidate(TeamMember, "round__number team"),
    "votes cast": _of_candidate(Ballot, "poll__text"),
    "questions asked": _of_candidate(AudienceQuestion, "text at", "asked_by"),
    "tests": _of_candidate(Sitting, "moment at"),
    "answers to tests": _of_candidate(
        ItemAnswer, "sitting__moment item__code chosen", "sitting__participant"
    ),
    "forecasts": _of_candidate(
        ParticipantForecast, "question__texts moment probability at"
    ),
    "forms answered": _of_candidate(Responded, "form"),
    "certificates": _of_candidate(
        Certificate,
        "public_id name days issued revoked credential keep_until keep_name",
    ),
    "posts as participant": _of_candidate(Post, "thread__title body at"),
    "posts": _of_user(Post, "thread__title body at"),
    "invitations": Held(
        CallInvitation,
        lambda user: Q(email__iexact=user.email),
        "workshop__city email language institution expires withdrawn made",
    ),
    "nominations by you": Held(
        Nomination,
        lambda user: Q(by_email__iexact=user.email),
        "institution by_name by_email reason made",
    ),
    "reviewing": _of_user(Reviewer, "workshop__city added"),
    "scores by you": _of_user(
        Score, "candidate__alias points note given", "reviewer__user"
    ),
    "conflicts by you": _of_user(
        Conflict, "candidate__alias why declared", "reviewer__user"
    ),
    "speaking": _of_user(Expert, "name institution country workshop__city"),
    "lessons written": _of_user(Lesson, "texts source state made", "written_by"),
    "lessons reviewed": _of_user(Lesson, "public_id published", "reviewed_by"),
    "selections made": _of_user(Selection, "made", "by"),
}
