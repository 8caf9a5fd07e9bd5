"""What workshops bring about when its moment comes."""

from collections.abc import Mapping
from types import MappingProxyType

from karski.web.due.acts import Act
from karski.web.workshops.actions import offers

ACTS: Mapping[str, Act] = MappingProxyType({"lapse": Act(do=offers.lapse)})
