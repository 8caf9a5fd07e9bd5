"""What every page needs beside its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the areas, and the same page in the other languages."""
    here, now = request.get_full_path(), get_language()
    return {
        "areas": settings.AREAS,
        "room": settings.ROOM,
        "languages": [
            {"code": code, "name": name, "url": translate_url(here, code)}
            for code, name in settings.LANGUAGES
            if code != now
        ],
    }
