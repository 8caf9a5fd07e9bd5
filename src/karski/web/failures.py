"""What a person sees when something fails: one sentence, and what to do."""

import errno
import logging
import secrets
import sys
from collections.abc import Callable
from smtplib import SMTPException

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from karski.core.errors import ReportableError

log = logging.getLogger(__name__)
NOT_NOW = 503
FULL = (errno.ENOSPC, errno.EDQUOT)


class FailureMiddleware:
    """Tells failures that a person can wait out or mend; anything else is a bug."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say why not."""
        return self.respond(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Say what failed, if that is not the software's fault."""
        sentence = _told(error)
        if sentence is None:
            return None
        reference = _logged(request, error)
        return HttpResponse(_page(sentence, reference), status=NOT_NOW)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the software failed, or what failed before a view was reached."""
    reference = _reference()
    log.error("Failed with the reference %s: %s", reference, request.path)
    if (told := _told(sys.exc_info()[1])) is not None:  # as the session's database may
        return HttpResponse(_page(told, reference), status=NOT_NOW)
    sentence = gettext("This page failed, and the fault is ours.")
    return HttpResponse(_page(sentence, reference), status=500)


def _told(error: BaseException | None) -> str | None:
    if isinstance(error, ReportableError):
        return str(error)
    if isinstance(error, (OperationalError, InterfaceError)):
        return gettext("The database is busy or cannot be reached.")
    if isinstance(error, OSError) and error.errno in FULL:
        return gettext("The disk of this site is full.")
    if isinstance(error, (SMTPException, ConnectionError)):
        return gettext("The letter could not be sent: the mail server does not answer.")
    return None


def _logged(request: HttpRequest, error: Exception) -> str:
    reference = _reference()
    log.error(
        "Failed with the reference %s: %s", reference, request.path, exc_info=error
    )
    return reference


def _reference() -> str:
    return secrets.token_hex(4)


def _page(sentence: str, reference: str) -> str:
    # without the request: who is logged in is asked of a database that may be gone
    return render_to_string("failed.html", {"told": sentence, "reference": reference})
