"""Parts of pages that stay up to date: asked for again with the stamp last seen."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOTHING_NEW = 204


def live(
    request: HttpRequest, page: str, part: str, said: Mapping[str, Any]
) -> HttpResponse:
    """Render a page; or, with ``?after=STAMP``, its part alone, if it has changed."""
    after = request.GET.get("after")
    if after is None:
        return render(request, page, {**said})
    if after == said["stamp"]:
        return HttpResponse(status=NOTHING_NEW)
    return render(request, part, {**said})
