"""What the codes of an exercise mean, in words that can be translated."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DESKS, ACTS, ROOM = "desks", "acts", "room"  # channels beside those of a pack

CHANNELS: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "cable": _("Cable"),
        "intelligence": _("Intelligence"),
        "press": _("Press"),
        "social": _("Social media"),
        "radio": _("Radio"),
        "field": _("Field report"),
        "call": _("Call"),
        DESKS: _("From desks"),
        ACTS: _("Decisions"),
        ROOM: _("The room"),
    }
)
SOURCES: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "A": _("completely reliable"),
        "B": _("usually reliable"),
        "C": _("fairly reliable"),
        "D": _("not usually reliable"),
        "E": _("unreliable"),
        "F": _("reliability cannot be judged"),
    }
)
INFORMATION: "Mapping[int, _StrPromise]" = MappingProxyType(
    {
        1: _("confirmed by other sources"),
        2: _("probably true"),
        3: _("possibly true"),
        4: _("doubtful"),
        5: _("improbable"),
        6: _("truth cannot be judged"),
    }
)
STAGES: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "brief": _("Briefing"),
        "discuss": _("Discuss"),
        "decide": _("Decide"),
        "resolve": _("See what follows"),
        "plenary": _("All together"),
    }
)
NOT_ROLES: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "facilitator": _("the facilitator"),
        "expert": _("an expert"),
        "observer": _("an observer"),
        "world": _("the world"),
        "clock": _("the clock"),
    }
)
