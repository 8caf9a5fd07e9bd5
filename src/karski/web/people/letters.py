"""Letters of our own."""

import logging
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import override

from karski.web.people.models import Invitation

log = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Send an invitation's letter; say whether a post took it."""
    said = {"invitation": invitation, "link": link}
    with override(invitation.language):
        subject = render_to_string("people/letters/invitation_subject.txt", said)
        body = render_to_string("people/letters/invitation.txt", said)
    try:
        send_mail(
            " ".join(subject.split()),
            body,
            settings.DEFAULT_FROM_EMAIL,
            [invitation.email],
        )
    except (SMTPException, OSError) as error:
        log.warning("The letter to an invited person could not be sent: %s", error)
        return False
    return has_post()


def outward(address: str) -> str:
    """Return an address of the site as people type it, whatever host was asked for."""
    origin = settings.ENVIRONMENT.origin
    if origin is None:
        return address
    named = urlsplit(origin)
    kept = urlsplit(address)._replace(scheme=named.scheme, netloc=named.netloc)
    return kept.geturl()


def has_post() -> bool:
    """Say whether letters leave; without a mail server they lie in the workspace."""
    return settings.ENVIRONMENT.mail is not None
