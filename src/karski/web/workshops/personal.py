"""Views that a personal link opens: whoever holds it is the candidate it was sent to.

Candidates need no account. A link that leads to nobody (mistyped, replaced, or its
holder's data are erased) opens a page that says so.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from karski.web.people.access import READ, public
from karski.web.workshops.models import Candidate
from karski.web.workshops.queries.whose import holder

GONE = 410


class PersonalRequest(HttpRequest):
    """A request that came by a personal link."""

    candidate: Candidate
    token: str


PersonalView = Callable[..., HttpResponseBase]


def personal(*, methods: tuple[str, ...] = READ) -> Callable[[PersonalView], Any]:
    """Let whoever holds a personal link call a view; its address has a ``token``."""

    def declare(view: PersonalView) -> Any:  # noqa: ANN401 -- wrapped by Django too
        @public(methods=methods)
        @never_cache
        @wraps(view)
        def opened(
            request: HttpRequest, token: str, **parts: object
        ) -> HttpResponseBase:
            found = holder(token)
            if found is None:
                return render(request, "workshops/mine/closed.html", status=GONE)
            vars(request).update(candidate=found, token=token)
            return view(request, **parts)

        return opened

    return declare
