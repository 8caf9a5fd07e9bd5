"""What workshops bring about when its moment comes."""

from collections.abc import Mapping
from types import MappingProxyType

from karski.web.due.acts import Act

ACTS: Mapping[str, Act] = MappingProxyType({})
