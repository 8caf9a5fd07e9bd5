"""Packs read from YAML: every mistake with its line, or the pack."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from karski.core.catalogue import Catalogue
from karski.core.documents import Slip, checked
from karski.core.errors import DocumentError
from karski.exercise.packs.checking import mistakes
from karski.exercise.packs.pack import Pack

PACKAGE = "karski.exercise.scenarios"


def check(text: str, name: str) -> tuple[Pack | None, list[Slip]]:
    """Return the pack that `text` writes, or None and everything wrong with it.

    Raises
    ------
    DocumentError
        The text is no YAML.
    """
    return checked(text, name, Pack, mistakes)


def parse_pack(text: str, name: str) -> Pack:
    """Return the pack that `text` writes.

    Raises
    ------
    DocumentError
        It breaks the schema, or what every pack must keep: the first mistake.
    """
    pack, slips = check(text, name)
    if pack is None:
        first = slips[0]
        more = f" (and {len(slips) - 1} more)" if len(slips) > 1 else ""
        raise DocumentError(f"{name}: line {first.line}, {first.says}{more}")
    return pack


def names() -> tuple[str, ...]:
    """Return the names of the packs that come with Karski."""
    found = (each.name for each in files(PACKAGE).iterdir())
    return tuple(
        sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml"))
    )


def source(name: str) -> str:
    """Return the YAML of a pack: one that comes with Karski, or a file.

    Raises
    ------
    UnknownNameError
        No such pack.
    DocumentError
        No such file, or it is not UTF-8.
    """
    path = Path(name)
    if path.suffix:
        try:
            return path.read_text("utf-8")
        except UnicodeDecodeError:
            raise DocumentError(f"{path.name} is not UTF-8; save it as UTF-8") from None
        except OSError as error:
            raise DocumentError(
                f"{path.name} cannot be read ({error.strerror}); check the path"
            ) from None
    known = Catalogue("pack", {each: each for each in names()})
    text: str = files(PACKAGE).joinpath(f"{known[name]}.yaml").read_text("utf-8")
    return text


@cache
def shipped(name: str) -> Pack:
    """Return a pack that comes with Karski."""
    return parse_pack(source(name), f"{name}.yaml")


def identity(text: str) -> str:
    """Return what tells one text of a pack from every other."""
    return sha256(text.encode()).hexdigest()
