"""What opens the pages of the demonstration's workshops to those who are in them.

Made in a process of its own, in the workspace of a site that serves the demonstration;
it prints as JSON what the addresses need, and the cookies of people who are logged in.
"""

import json

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import HttpRequest
from django.test import Client

from karski.web.people.models import User
from karski.web.people.roles import PRIVILEGED
from karski.web.people.tokens import digest, new_token
from karski.web.workshops.actions import nominating
from karski.web.workshops.actions.links import new_link
from karski.web.workshops.models import (
    Candidate,
    Certificate,
    Lesson,
    Thread,
    Workshop,
)
from karski.web.workshops.queries import chosen
from karski.web.workshops.queries.screens import token_of
from karski.web.workshops.queries.seats import participants

NAMED = "cyril@tides.example"


def make() -> dict[str, str]:
    """Make links and cookies, and return them with what else stands in addresses."""
    rows = Workshop.objects.filter(series__historical=False).order_by("starts")
    held, ahead = rows
    by = held.selections.get().by
    reviewer = held.reviewers.order_by("pk")[0].user
    waiting = chosen.waiting(held.selections.get())[0].candidate
    person = participants(held)[0]
    return _rows(held) | {
        "held": str(held.public_id),
        "ahead": str(ahead.public_id),
        "series": held.series.slug,
        "coordinator": _cookie(by),
        "reviewer": _cookie(reviewer),
        "participant": new_link(person),
        "badge": str(person.public_id),
        "screen": token_of(held),
        "waiting": new_link(waiting),
        "invited": _invited(ahead, by),
        "named": new_link(Candidate.objects.get(email=NAMED)),
    }


def _rows(held: Workshop) -> dict[str, str]:
    return {
        "who": str(held.candidates.order_by("pk")[0].public_id),
        "session": str(held.sessions.filter(kind="lecture")[0].public_id),
        "expert": str(held.experts.all()[0].public_id),
        "thread": str(Thread.objects.get().public_id),
        "lesson": str(Lesson.objects.get().public_id),
        "question": str(held.forecasting_questions.all()[0].public_id),
        "item": str(held.test.items.all()[0].public_id),
        "certificate": str(Certificate.objects.order_by("pk")[0].public_id),
    }


def _invited(ahead: Workshop, by: User) -> str:
    """Let an institution name people, and name one; return what opens its page."""
    made = nominating.invite(
        ahead,
        by=by,
        email="office@tides.example",
        language="en",
        institution="Ministry of Tides (invented)",
        nominates=3,
    )
    said = nominating.Named(
        name="نور الفانوس (invented)",
        email=NAMED,
        language="en",
        country="SK",
        sector="justice",
        by_name="Dana Head (invented)",
    )
    nominating.nominate(made, said)
    token = new_token()
    made.token_hash = digest(token)
    made.save(update_fields=["token_hash"])
    return token


def _cookie(user: User) -> str:
    """Log somebody in, proven by a second factor where their role needs one."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    if user.memberships.filter(role__in=PRIVILEGED).exists():
        TOTP.activate(user, generate_totp_secret())
        request = HttpRequest()
        request.session, request.user = client.session, user
        record_authentication(request, user, "mfa", type="totp")
        request.session.save()
    return client.cookies["sessionid"].value


def main() -> None:
    print(json.dumps(make()))
