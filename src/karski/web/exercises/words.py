"""What the codes of an exercise mean, in words that can be translated."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
        "call": pgettext_lazy("channel", "Call"),
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
        "plenary": pgettext_lazy("stage", "All together"),
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
SECTORS: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "defence": _("Defence"),
        "interior": _("Interior"),
        "foreign affairs": _("Foreign affairs"),
        "justice": _("Justice"),
        "intelligence": _("Intelligence services"),
        "research": _("Research"),
        "civil society": _("Civil society"),
        "media": _("Media"),
        "EU": _("European Union"),
        "UN": _("United Nations"),
        "OSCE": _("OSCE"),
        "government": _("Government"),
    }
)
TRUTHS: "Mapping[str, _StrPromise]" = MappingProxyType(
    {"true": _("true"), "false": _("false"), "unknown": _("nobody knows")}
)
ESCALATION: "Mapping[int, _StrPromise]" = MappingProxyType(
    {
        0: _("calm"),
        1: _("tension"),
        2: _("incidents"),
        3: _("attacks"),
        4: _("mass violence"),
    }
)
RATINGS: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "P": _("performed without challenges"),
        "S": _("performed with some challenges"),
        "M": _("performed with major challenges"),
        "U": _("unable to be performed"),
    }
)
