"""How long work says how far it is, without knowing who listens."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]  # (done, total), in any unit


def silent(done: int, total: int) -> None:
    """Tell nobody."""
