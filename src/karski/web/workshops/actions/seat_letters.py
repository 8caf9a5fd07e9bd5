"""Letters about seats, each in its reader's language, with a new personal link."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from karski.web.due import letters
from karski.web.people.models import User
from karski.web.workshops.actions.links import address, new_link
from karski.web.workshops.models import Candidate, Workshop


def write(candidate: Candidate, letter: str, about: str, **said: object) -> None:
    """Have a letter sent with the transaction; the newest link replaces older ones."""
    workshop = candidate.workshop
    link = address(new_link(candidate), candidate.language)
    told = {**said, "candidate": candidate, "workshop": workshop, "link": link}
    key = f"{letter} {about} {candidate.public_id}"
    _post(candidate.email, candidate.language, workshop, letter, told, key)


def write_to_runner(user: User, about: str, **said: object) -> None:
    """Have a letter sent to whoever announced the selection."""
    workshop = said["workshop"]
    assert isinstance(workshop, Workshop), "the letter is about one"
    with override(user.language):
        path = reverse("workshops:selection", args=[workshop.public_id])
    told = {**said, "link": f"{settings.ENVIRONMENT.address}{path}"}
    key = f"seats {about} {user.public_id}"
    _post(user.email, user.language, workshop, "free", told, key)


def _post(
    to: str,
    language: str,
    workshop: Workshop,
    letter: str,
    told: Mapping[str, object],
    key: str,
) -> None:
    name = f"workshops/letters/{letter}"
    zone = ZoneInfo(workshop.time_zone)
    with override(language), timezone.override(zone):
        subject = render_to_string(f"{name}_subject.txt", dict(told))
        body = render_to_string(f"{name}.txt", dict(told))
    letters.post(to=to, subject=" ".join(subject.split()), body=body.strip(), key=key)
