"""The root element of a drawing; what draws without Altair needs no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from karski.briefings.charts._tidy import short

NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing and the plot in it [pixels]."""

    width: int
    height: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def across(self) -> int:
        """Width of the plot."""
        return self.width - self.left - self.right

    @property
    def down(self) -> int:
        """Height of the plot."""
        return self.height - self.top - self.bottom


def wrapped(
    marks: str, classes: str, frame: Frame, data: Mapping[str, int] = NONE
) -> str:
    """Put marks, in pixels of the plot, into a root element."""
    more = "".join(f' {key}="{value}"' for key, value in data.items())
    shift = f"translate({short(frame.left)},{short(frame.top)})"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{classes}"'
        f' viewBox="0 0 {frame.width} {frame.height}" role="img"'
        f' aria-label="{{alternative}}"{more}>'
        f'<g fill="none" transform="{shift}">{marks}</g></svg>'
    )
