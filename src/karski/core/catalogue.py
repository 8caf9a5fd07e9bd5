"""One way to find things of a kind: one file each, named by its file."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from typing import TypeVar

from karski.core.documents import D, parse
from karski.core.errors import UnknownNameError

T = TypeVar("T")


class Catalogue(dict[str, T]):
    """Things of one kind by name; a missing name suggests its neighbours.

    Examples
    --------
    >>> Catalogue("fruit", {"apple": 1})["aple"]
    Traceback (most recent call last):
    karski.core.errors.UnknownNameError: no fruit named 'aple'; did you mean 'apple'?
    """

    def __init__(self, kind: str, items: Mapping[str, T]) -> None:
        super().__init__(sorted(items.items()))
        self.kind = kind

    def __missing__(self, name: str) -> T:
        near = get_close_matches(name, self, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(self)}"
        raise UnknownNameError(f"no {self.kind} named {name!r}; {hint}")


def from_modules(
    package: str,
    kind: type[T],
    constant: str = "",
    others: tuple[type[object], ...] = (),
) -> Catalogue[T]:
    """Collect the constant ``<KIND>`` from every public module of `package`.

    ``karski.sources.ucdp_ged`` must define ``SOURCE: Source``; a module whose name
    starts with an underscore is machinery and is skipped.

    Parameters
    ----------
    package : str
    kind : type
    constant : str
        What modules call it; by default the kind's name in capitals.
    others : tuple of type
        Kinds that live in the same package under the same constant, and are left out.

    Raises
    ------
    TypeError
        A module lacks the constant, or it is not a `kind` (nor one of `others`).
    """
    constant = constant or kind.__name__.upper()
    found: dict[str, T] = {}
    for module in iter_modules(import_module(package).__path__):
        if module.name.startswith("_"):
            continue
        item = getattr(import_module(f"{package}.{module.name}"), constant, None)
        if isinstance(item, kind):
            found[module.name] = item
        elif not isinstance(item, others):
            raise TypeError(f"{package}.{module.name} must define {constant}")
    return Catalogue(kind.__name__.lower(), found)


def from_documents(package: str, kind: type[D], called: str) -> Catalogue[D]:
    """Collect the YAML documents that lie in `package`, by their files' names.

    Parameters
    ----------
    package : str
    kind : subclass of Document
        The schema that each is held to.
    called : str
        What messages call such a document.

    Raises
    ------
    DocumentError
        One does not follow the schema.
    """
    found = [each for each in files(package).iterdir() if each.name.endswith(".yaml")]
    return Catalogue(
        called,
        {
            each.name.removesuffix(".yaml"): parse(
                each.read_text(encoding="utf-8"), each.name, kind
            )
            for each in found
        },
    )
