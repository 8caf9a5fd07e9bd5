"""What the areas tell the tests of routes of the objects that addresses name.

An area's tests bring `tests/web/<area>/routes.py`, or several `routes_<part>.py`; each
has any of the names in `Told`, spelled in capitals.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from karski.web.people.models import Organisation, User
from karski.web.people.roles import Permission

WEB = Path(__file__).parent / "web"
Kwargs = dict[str, object]
Make = Callable[[Organisation, User], Kwargs]


def anything() -> Kwargs:
    """Say, in `ANYBODYS`, that nothing need be there: no one is kept from asking."""
    return {}


@dataclass(frozen=True)
class Told:
    """What the areas told, all together; an entry is an address's name.

    Attributes
    ----------
    objects : dict of callable
        ``OBJECTS``: the parts of the address that name an object of an organisation
        and one of its people; it is made if it is not there yet. Others may not touch
        it, unless the address is public.
    anybodys : dict of callable
        ``ANYBODYS``: the parts of an address whose object is whoever's holds the link;
        `anything` where they may be invented, and nobody need find anything there.
    stricter : dict of Permission
        ``STRICTER``: of ``OBJECTS``, what is needed in one's own organisation beyond
        what the view declares.
    personal : set of str
        ``PERSONAL``: of ``OBJECTS``, one person's alone, whatever others may.
    room_only : set of str
        ``ROOM_ONLY``: in a training room, else not there.
    """

    objects: dict[str, Make] = field(default_factory=dict)
    anybodys: dict[str, Callable[[], Kwargs]] = field(default_factory=dict)
    stricter: dict[str, Permission] = field(default_factory=dict)
    personal: set[str] = field(default_factory=set)
    room_only: set[str] = field(default_factory=set)


def told() -> Told:
    """Return what every area tells; what two tell of one address is a mistake."""
    found = Told()
    for file in sorted(WEB.glob("*/routes*.py")):
        module = import_module(f"web.{file.parent.name}.{file.stem}")
        for name, known in vars(found).items():
            more = getattr(module, name.upper(), type(known)())
            assert not {*known} & {*more}, (
                f"{file} tells again: { ({*known} & {*more}) }"
            )
            known.update(more)
    return found
