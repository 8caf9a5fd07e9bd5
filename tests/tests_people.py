"""What tests of people share beside fixtures."""

from typing import Protocol

PASSWORD = "lanterns-along-the-quay"  # noqa: S105 -- of people who do not exist


class Room(Protocol):
    """The settings that a training room changes."""

    ROOM: bool
    LOGIN_URL: str
    SESSION_COOKIE_SECURE: bool
