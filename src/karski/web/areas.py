"""The areas of the site, and what each offers under a name that the whole knows."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps


def offering(name: str) -> Iterator[tuple[str, ModuleType]]:
    """Yield label and module of every area that has a module of that name.

    Areas come in the order of their names, so that what they offer does too.
    """
    for area in sorted(apps.get_app_configs(), key=lambda area: area.label):
        path = f"{area.name}.{name}"
        if area.name not in _OTHERS and find_spec(path) is not None:
            yield area.label, import_module(path)


_OTHERS = frozenset({"csp"})  # no package of ours; more are harmless, only slower
