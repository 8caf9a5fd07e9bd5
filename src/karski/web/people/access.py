"""Each view says who may call it; one that says nothing cannot be reached."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from karski.web.people.roles import Permission

View = TypeVar("View", bound=Callable[..., Any])
READ = ("GET", "HEAD")
WRITE = ("POST",)
FORM = (*READ, *WRITE)


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call a view.

    Attributes
    ----------
    public : bool
        Everybody, logged in or not.
    permission : Permission or None
        What is needed beside an account; None where an account is enough.
    room : bool
        Whether it is served in a training room.
    methods : tuple of str
    without_second_factor : bool
        Whether a privileged person reaches it before they have a second factor: what
        sets one up, and the way out.
    without_proof : bool
        Whether a session that no second factor has proven reaches it although the
        account has one: what proves it, and the way out.
    """

    public: bool = False
    permission: Permission | None = None
    room: bool = False
    methods: tuple[str, ...] = READ
    without_second_factor: bool = False
    without_proof: bool = False


def public(
    *, room: bool = True, methods: tuple[str, ...] = READ
) -> Callable[[View], View]:
    """Let everybody call a view."""
    return _declared(Access(public=True, room=room, methods=methods))


def members(
    permission: Permission | None = None,
    *,
    room: bool = False,
    methods: tuple[str, ...] = READ,
) -> Callable[[View], View]:
    """Let people with an account call a view, if they have the permission."""
    return _declared(Access(permission=permission, room=room, methods=methods))


def _declared(access: Access) -> Callable[[View], View]:
    def declare(view: View) -> View:
        vars(view)["access"] = access
        return view

    return declare
