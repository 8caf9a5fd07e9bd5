"""Figures as JSON can hold them."""

from math import isnan
from typing import Any


def plain(value: Any) -> Any:  # noqa: ANN401 -- JSON
    """Write an end of a range that is not known as JSON can."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return "nan" if isinstance(value, float) and isnan(value) else value
