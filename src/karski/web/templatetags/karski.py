"""Small parts that every page is made of."""

from collections.abc import Mapping
from types import MappingProxyType

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "cable": "M2 4h12v8H2ZM2 4.5l6 4.5 6-4.5",
        "call": (
            "M4 2h2.5l1 3.5L6 7a8 8 0 0 0 3 3l1.5-1.5 3.5 1V12"
            "a2 2 0 0 1-2 2A11 11 0 0 1 2 4a2 2 0 0 1 2-2Z"
        ),
        "care": "M8 2 15 14H1ZM8 6.5v3.5M8 12v.2",
        "clock": "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 4.5V8l2.5 2",
        "close": "M4 4l8 8M12 4l-8 8",
        "decision": "M3 2h10v12H3ZM5.5 6h5M5.5 9l1.5 1.5 3-3",
        "desks": "M2 3h12v8H7l-3 3v-3H2Z",
        "down": "M8 3v10M4 9l4 4 4-4",
        "field": "M8 14.5s5-4.7 5-8.5a5 5 0 0 0-10 0c0 3.8 5 8.5 5 8.5ZM8 4.5v3",
        "intelligence": (
            "M1.5 8s2.5-4.5 6.5-4.5S14.5 8 14.5 8s-2.5 4.5-6.5 4.5"
            "S1.5 8 1.5 8ZM8 6.2v3.6"
        ),
        "locked": "M4 7.5h8v6H4ZM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2",
        "menu": "M2 4h12M2 8h12M2 12h12",
        "next": "M3 3v10l6-5ZM12.5 3v10",
        "no": "M4 4l8 8M12 4l-8 8",
        "note": "M8 7v5M8 4.2v.2M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z",
        "out": "M6 2h7v12H6M9 8H2M4.5 5.5 2 8l2.5 2.5",
        "pause": "M5.5 3v10M10.5 3v10",
        "play": "M4 3v10l9-5Z",
        "press": (
            "M2 3h9v10H3.5A1.5 1.5 0 0 1 2 11.5ZM11 6h3v5.5"
            "a1.5 1.5 0 0 1-3 0M4.5 6h4M4.5 9h4"
        ),
        "question": (
            "M5.5 6a2.5 2.5 0 1 1 3.5 2.3C8.2 8.7 8 9.2 8 10M8 12v.2M8 1.5"
            "a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z"
        ),
        "radio": "M2 6h12v8H2ZM4 6l7-4M10.5 10.5a1.5 1.5 0 1 0 0-.1M4.5 9h3M4.5 11h3",
        "same": "M3 8h10",
        "share": "M5.5 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z"
        "M14.5 3.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z"
        "M14.5 12.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM5.3 7l5.3-2.6M5.3 9l5.3 2.6",
        "social": "M2 3h12v8H7l-3 3v-3H2ZM5 7h.1M8 7h.1M11 7h.1",
        "up": "M8 13V3M4 7l4-4 4 4",
        "yes": "M3 8.5l3.5 3.5L13 4.5",
    }
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one of our icons; words stand beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.filter
def area(address: str) -> str:
    """Return the area that an address belongs to.

    Examples
    --------
    >>> area("monitor:world")
    'monitor'
    """
    return address.partition(":")[0]
