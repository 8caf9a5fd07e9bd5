"""What is forecast: counts of people killed, by kind of violence."""

from collections.abc import Mapping
from types import MappingProxyType

TARGETS: Mapping[str, str] = MappingProxyType(
    {
        "deaths_civilians": "civilians killed, in all types of violence",
        "deaths_total": "people killed, in all types of violence",
        "deaths_state_based": "people killed in conflicts with a state as a party",
        "deaths_non_state": "people killed in fighting between non-state groups",
        "deaths_one_sided": "civilians killed in deliberate attacks by an armed group",
    }
)
"""Meaning of each target [people / month], civilians first (UCDP's definitions)."""
