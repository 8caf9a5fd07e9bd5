"""What every command has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Words: TypeAlias = str | Mapping[str, str]  # in one language, or by language


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Somebody asks for something.

    Attributes
    ----------
    by : str
        ``facilitator``, ``expert``, ``observer``, a role, or ``bot:`` and a role.
    nonce : str
        Made once by whoever sends the command; the same one is not done twice.
    """

    by: str
    nonce: str = ""
