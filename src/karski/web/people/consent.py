"""Whether somebody's visits may be counted: only after they said so.

A visitor's choice lies in a signed cookie of their browser, a person's in their
account; where the two differ, 'no' holds. A browser that asks not to be tracked
(DNT, Sec-GPC) is never counted, whatever was chosen.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from karski.web.people.models import Choice, User

COOKIE = "counted"
LASTS = timedelta(days=400)  # as long as browsers keep any cookie
YES, NO = "yes", "no"


def asks_not_to_be_tracked(request: HttpRequest) -> bool:
    """Say whether the browser itself has decided."""
    return "1" in (request.headers.get("DNT"), request.headers.get("Sec-GPC"))


def choice(request: HttpRequest) -> bool | None:
    """Return what was chosen; None where nothing was."""
    said = [_of_browser(request), _of_account(request)]
    made = [each for each in said if each is not None]
    return all(made) if made else None


def may_count(request: HttpRequest) -> bool:
    """Say whether this visit may be counted."""
    return not asks_not_to_be_tracked(request) and choice(request) is True


def keep_in_browser(response: HttpResponse, *, counted: bool) -> None:
    """Have the browser keep the choice."""
    response.set_signed_cookie(
        COOKIE,
        YES if counted else NO,
        salt=COOKIE,
        max_age=LASTS,
        secure=not settings.ROOM,
        httponly=True,
        samesite="Lax",
    )


def _of_browser(request: HttpRequest) -> bool | None:
    said = request.get_signed_cookie(COOKIE, None, salt=COOKIE)
    return None if said is None else said == YES


def _of_account(request: HttpRequest) -> bool | None:
    if not isinstance(request.user, User):
        return None
    rows = Choice.objects.filter(user=request.user)
    return rows.values_list("counted", flat=True).first()
