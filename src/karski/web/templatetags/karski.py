"""Small parts that every page is made of."""

from collections.abc import Mapping
from types import MappingProxyType

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "care": "M8 2 15 14H1ZM8 6.5v3.5M8 12v.2",
        "close": "M4 4l8 8M12 4l-8 8",
        "down": "M8 3v10M4 9l4 4 4-4",
        "menu": "M2 4h12M2 8h12M2 12h12",
        "no": "M4 4l8 8M12 4l-8 8",
        "note": "M8 7v5M8 4.2v.2M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z",
        "same": "M3 8h10",
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
