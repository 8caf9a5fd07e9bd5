"""Views that a personal link of an exercise opens: whoever holds it is that person."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from karski.web.exercises import presence
from karski.web.exercises.models import Part, Player
from karski.web.people.access import READ, public
from karski.web.people.tokens import digest

GONE = 410
FORBIDDEN = 403
EVERYBODY = tuple(Part)


class PlayerRequest(HttpRequest):
    """A request that came by a personal link."""

    player: Player
    token: str


View = Callable[..., HttpResponseBase]


def holder(token: str) -> Player | None:
    """Return whose personal link it is, unless they left for good."""
    rows = Player.objects.select_related("exercise__organisation")
    rows = rows.defer("exercise__pack_text")  # long, and read once
    return rows.filter(token_hash=digest(token), left=None).first()


def taking_part(*parts: Part, methods: tuple[str, ...] = READ) -> Callable[[View], Any]:
    """Let whoever holds a personal link call a view; its address has a ``token``.

    Without `parts`, everybody who takes part.
    """
    allowed = parts or EVERYBODY

    def declare(view: View) -> Any:  # noqa: ANN401 -- wrapped by Django too
        @public(methods=methods)
        @never_cache
        @wraps(view)
        def opened(
            request: HttpRequest, token: str, **others: object
        ) -> HttpResponseBase:
            found = holder(token)
            if found is None:
                return render(request, "exercises/closed.html", status=GONE)
            if found.part not in allowed:
                return render(request, "exercises/not_yours.html", status=FORBIDDEN)
            vars(request).update(player=found, token=token)
            presence.note(str(found.public_id))
            return view(request, **others)

        return opened

    return declare
