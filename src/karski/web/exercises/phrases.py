"""How far decisions came, and what seats said to them, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from karski.exercise.events import Kind
from karski.exercise.state import Status

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATUSES: "Mapping[Status, _StrPromise]" = MappingProxyType(
    {
        "proposed": _("waits for others"),
        "taken": _("taken, not at work yet"),
        "in effect": _("at work"),
        "declined": _("declined"),
        "withdrawn": _("withdrawn"),
        "refused": _("refused by the facilitator"),
    }
)
SAID: "Mapping[tuple[Kind, bool], _StrPromise]" = MappingProxyType(
    {
        (Kind.SIGNED, True): _("signed"),
        (Kind.DECLINED, False): pgettext_lazy("act", "declined"),
        (Kind.WITHDRAWN, False): _("withdrew it"),
        (Kind.VOTED, True): _("voted for it"),
        (Kind.VOTED, False): _("voted against it"),
        (Kind.OVERRULED, True): _("allowed it"),
        (Kind.OVERRULED, False): _("refused it"),
    }
)
ORIGINS: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "data": _("fitted to data"),
        "literature": _("from the literature"),
        "judgement": _("a judgement of ours"),
    }
)
TRUE: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "true": _("It was true."),
        "false": _("It was false."),
        "unknown": _("Nobody knows whether it was true."),
    }
)
