"""An exercise with everybody in it, and the servers that run it: in their processes."""

import json
from datetime import timedelta

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from karski.exercise.events import line
from karski.web import start
from karski.web.exercises import states
from karski.web.exercises.actions import running
from karski.web.exercises.actions.making import make_exercise
from karski.web.exercises.actions.seats import assign
from karski.web.exercises.models import Exercise, Part, Player
from karski.web.people.models import Kind, Membership, Organisation, User
from karski.web.people.models.audit import Event as Noted
from karski.web.people.roles import Role
from karski.web.people.tokens import digest

PACK, SEED = "salt_road", 2014
FACILITATORS = ("Flora", "Felix")
WATCHING = {"x": Part.EXPERT, "o": Part.OBSERVER}
SHARED = 8  # desks at which two people sit
LANGUAGES = ("en", "sk", "hu")


def make() -> None:
    """Make an exercise, seat 26 people, and print what opens it to each."""
    place = Organisation.objects.create(name="Quay Centre", kind=Kind.CIVIL_SOCIETY)
    flora, felix = (_facilitator(name, place) for name in FACILITATORS)
    made, _ = make_exercise(
        place, by=flora, pack=PACK, title="Salt Road, June", seed=SEED
    )
    roles = list(states.pack_of(made).roles)
    seats = [*roles, *roles[:SHARED]]
    players = {_seated(made, str(n), role): role for n, role in enumerate(seats)}
    watching = [_seated(made, name, part=part) for name, part in WATCHING.items()]
    said = {
        "key": str(made.public_id),
        "facilitators": [_logged_in(each) for each in (flora, felix)],
        "players": players,
        "watching": watching,
    }
    print(json.dumps(said))


def _facilitator(name: str, place: Organisation) -> User:
    user = User.objects.create_user(f"{name.lower()}@quay.example", name=name)
    Membership.objects.create(user=user, organisation=place, role=Role.FACILITATOR)
    return user


def _seated(
    exercise: Exercise, name: str, role: str = "", part: Part = Part.PLAYER
) -> str:
    """Let somebody in; return the secret of their link."""
    token = f"token-{name}"
    language = LANGUAGES[len(name + role) % len(LANGUAGES)]
    made = Player.objects.create(
        exercise=exercise,
        part=part,
        name=f"{name} (invented)",
        language=language,
        token_hash=digest(token),
    )
    if role:
        assign(made, role, by=None)
    return token


def _logged_in(user: User) -> str:
    """Log somebody in, proven by a second factor; return the cookie."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    TOTP.activate(user, generate_totp_secret())
    request = HttpRequest()
    request.session, request.user = client.session, user
    record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    return client.cookies["sessionid"].value


def serve(port: int, behind: int) -> None:
    """Serve on a machine whose clock is so many seconds behind."""
    right, late = timezone.now, timedelta(seconds=behind)
    ms = running.now_ms
    timezone.now = lambda: right() - late
    running.now_ms = lambda: ms() - behind * 1000
    start.listen("127.0.0.1", port)


def journal() -> None:
    """Print the journal, an event a line."""
    for event in states.events_after(Exercise.objects.get().pk, 0):
        print(line(event).decode())


def trail() -> None:
    """Print what the audit trail says was done."""
    print(json.dumps(list(Noted.objects.values_list("action", flat=True))))
