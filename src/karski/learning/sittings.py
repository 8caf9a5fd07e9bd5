"""What a test is made of: items in their versions, and people's sittings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from karski.core.errors import SittingError


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A question with one right answer; another version is another item."""

    name: str
    version: int = 1

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person's test at one moment.

    Attributes
    ----------
    person : str
        A pseudonym, the same before and after.
    right : mapping of Item to bool
        Whether each answer was right. An item that is not there was not answered.
    """

    person: str
    right: Mapping[Item, bool]


def by_person(sittings: Sequence[Sitting]) -> dict[str, Sitting]:
    """Return the sittings of one moment by person.

    Raises
    ------
    SittingError
        Somebody has two: nobody can tell which counts.
    """
    found: dict[str, Sitting] = {}
    for sitting in sittings:
        if sitting.person in found:
            raise SittingError(
                f"{sitting.person} sat the same test twice; keep one sitting"
            )
        found[sitting.person] = sitting
    return found
