"""Acts that a button asks for: what is refused is said on the next page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def tried(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Act, and say what was done or why it was not."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, done)
    return True
