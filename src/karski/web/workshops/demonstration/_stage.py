"""Who acts in the demonstration, and how its days are moved into the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from karski.web.due import letters
from karski.web.due.models import Work
from karski.web.people.models import Kind, Membership, Organisation, User
from karski.web.people.roles import Role
from karski.web.people.tokens import digest, new_token
from karski.web.workshops.demonstration.invented import DOMAIN
from karski.web.workshops.models import Workshop

OTHER_CENTRE = "Hill Institute (demonstration)"


@dataclass(frozen=True, slots=True)
class Stage:
    """The centre, and those of its invented people who act.

    Attributes
    ----------
    centre, institute : Organisation
    coordinator, facilitator, expert, analyst : User
        Of the centre.
    outsider : User
        Of the institute; reviews what the centre's people promise.
    """

    centre: Organisation
    institute: Organisation
    coordinator: User
    facilitator: User
    expert: User
    analyst: User
    outsider: User


def stage(centre: Organisation) -> Stage:
    """Return who acts; the institute is made."""
    people = {
        row.role: row.user
        for row in centre.memberships.select_related("user").order_by("-pk")
    }
    institute = Organisation(name=OTHER_CENTRE, kind=Kind.RESEARCH, demonstration=True)
    institute.full_clean()
    institute.save()
    outsider = User.objects.create_user(
        f"ines@hill.{DOMAIN}", name="Ines Hillock (invented)"
    )
    Membership.objects.create(
        user=outsider, organisation=institute, role=Role.COORDINATOR
    )
    return Stage(
        centre=centre,
        institute=institute,
        coordinator=people[Role.COORDINATOR],
        facilitator=people[Role.FACILITATOR],
        expert=people[Role.EXPERT],
        analyst=people[Role.ANALYST],
        outsider=outsider,
    )


@contextmanager
def no_letters() -> Iterator[None]:
    """Have no letter sent of all that happens within: nobody is there to read it."""
    last = Work.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    yield
    Work.objects.filter(pk__gt=last, act=letters.ACT).delete()


def move(workshop: Workshop, starts: date) -> None:
    """Move a workshop to other days, with what is tied to them."""
    shift = starts - workshop.starts
    workshop.starts, workshop.ends = starts, workshop.ends + shift
    workshop.save(update_fields=["starts", "ends"])


def token_hash() -> str:
    """Return the hash of a personal link that nobody has."""
    return digest(new_token())
