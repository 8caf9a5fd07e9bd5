"""Letters that leave with the transaction that wants them, and at most once."""

import smtplib
from datetime import datetime

from django.core.mail import EmailMessage
from django.utils import timezone

from karski.web.due.acts import NotDoneError
from karski.web.due.models import Work
from karski.web.due.scheduling import schedule

ACT = "due.letter"
# the server said no, or could not be reached: nothing left this machine
_REFUSED = (
    ConnectionRefusedError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPDataError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
)


def post(
    *, to: str, subject: str, body: str, key: str, at: datetime | None = None
) -> Work:
    """Have a letter sent once the transaction holds; one letter for a key."""
    moment = at or timezone.now()
    return schedule(ACT, at=moment, key=key, to=to, subject=subject, body=body)


def send(*, to: str, subject: str, body: str) -> None:
    """Hand a letter to the mail server.

    Raises
    ------
    NotDoneError
        The server refused it, or was not there.
    """
    try:
        EmailMessage(subject, body, to=[to]).send()
    except _REFUSED as error:
        raise NotDoneError(f"{type(error).__name__}: {error}") from error
