"""A person's data from all areas, each asked by name (`personal_data.py`)."""

from types import ModuleType
from typing import Any

from karski.web import areas
from karski.web.people.models import User

LAST = "people"  # the account goes when all that refers to it is gone


def export(user: User) -> dict[str, dict[str, Any]]:
    """Return what every area holds of somebody."""
    return {label: module.export(user) for label, module in _offering()}


def erase(user: User) -> dict[str, dict[str, int]]:
    """Have every area erase somebody, in the caller's transaction; say how much."""
    return {label: module.erase(user) for label, module in _offering()}


def _offering() -> list[tuple[str, ModuleType]]:
    return sorted(areas.offering("personal_data"), key=lambda each: each[0] == LAST)
