"""What `_room` makes in the database: people, seats, a journal. Needs Django set up."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from benchmarks._day import PACK, SEED, day, with_injects
from benchmarks._room import DESKS, INJECTS, OBSERVERS, windows
from karski.exercise.packs.reading import shipped
from karski.exercise.state import State
from karski.web.exercises.actions.making import make_exercise
from karski.web.exercises.actions.seats import invite
from karski.web.exercises.models import Entry, Exercise, Part
from karski.web.people.models import Kind, Membership, Organisation, User
from karski.web.people.roles import Role

LANGUAGES = ("en", "hu")


def made() -> dict[str, Any]:
    """Make all of it; return addresses and cookies."""
    call_command("migrate", interactive=False, verbosity=0)
    place = Organisation.objects.create(name="Quay Centre", kind=Kind.CIVIL_SOCIETY)
    flora = User.objects.create_user("flora@quay.example", name="Flora")
    Membership.objects.create(user=flora, organisation=place, role=Role.FACILITATOR)
    live = _exercise(place, flora, "live")
    live.pack_text = with_injects(2 * INJECTS, windows())
    live.save(update_fields=["pack_text"])
    played = _exercise(place, flora, "played")
    desks = [_desk(live, flora, number) for number in range(DESKS)]
    observers = [_observer(live, flora, number) for number in range(OBSERVERS)]
    seat = _desk(played, flora, 0)
    _keep(played, day(shipped(PACK)))
    return {
        "desks": desks,
        "console": reverse("exercises:console", args=[live.public_id]),
        "observers": observers,
        "played": seat,
        "cookies": _cookies(flora),
    }


def _exercise(place: Organisation, by: User, title: str) -> Exercise:
    made, _code = make_exercise(place, by=by, pack=PACK, title=title, seed=SEED)
    return made


def _desk(exercise: Exercise, by: User, number: int) -> str:
    roles = list(shipped(PACK).roles)
    _player, token = invite(
        exercise,
        by=by,
        part=Part.PLAYER,
        name=f"P{number}",
        language=LANGUAGES[number % len(LANGUAGES)],
        role=roles[number % len(roles)],
    )
    return reverse("exercises:mine", args=[token])


def _observer(exercise: Exercise, by: User, number: int) -> str:
    _player, token = invite(
        exercise, by=by, part=Part.OBSERVER, name=f"O{number}", language="en"
    )
    return reverse("exercises:watching_mine", args=[token])


def _keep(exercise: Exercise, state: State) -> None:
    """Put a journal in the place of the one there is."""
    exercise.entries.all().delete()
    rows = (
        Entry(
            exercise=exercise,
            seq=event.seq,
            at=event.at,
            kind=event.kind,
            by=event.by,
            to=list(event.to),
            data=dict(event.data),
            written=exercise.made,
        )
        for event in state.events
    )
    Entry.objects.bulk_create(rows)
    exercise.seq = len(state.events)
    exercise.started = exercise.made
    exercise.save()


def _cookies(user: User) -> dict[str, str]:
    """Log somebody in, with the second factor shown."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    TOTP.activate(user, generate_totp_secret())
    request = HttpRequest()
    request.session, request.user = client.session, user
    record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    return {name: each.value for name, each in client.cookies.items()}
