"""Links to a room's screen: signed, good for a day, kept nowhere."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from karski.web.workshops.models import Workshop

_SALT = "karski.workshops.screen"
GOOD_FOR = 24 * 3600  # seconds


def token_of(workshop: Workshop) -> str:
    """Return the secret of a link to the screen of a workshop."""
    return signing.dumps(str(workshop.public_id), salt=_SALT)


def path_of(workshop: Workshop) -> str:
    """Return the path of the screen, in the language of the workshop."""
    with override(workshop.language):
        return reverse("workshops:screen", args=[token_of(workshop)])


def workshop_on(token: str) -> Workshop | None:
    """Return the workshop whose screen a link opens, while it is good."""
    try:
        key = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    rows = Workshop.objects.select_related("series__organisation")
    return rows.filter(public_id=UUID(key)).first()


def address_of_code(workshop: Workshop, code: str) -> str:
    """Return the address that participants scan from the screen."""
    with override(workshop.language):
        path = reverse("workshops:here", args=[workshop.public_id, code])
    return f"{settings.ENVIRONMENT.address}{path}"


def address_of_badge(workshop: Workshop, participant: UUID) -> str:
    """Return the address on a participant's badge: it opens to facilitators alone."""
    path = reverse("workshops:room_badge", args=[workshop.public_id, participant])
    return f"{settings.ENVIRONMENT.address}{path}"
