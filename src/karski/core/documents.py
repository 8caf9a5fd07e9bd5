"""Documents that people write in YAML, held to a schema; a slip is told by its line."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from karski.core.errors import DocumentError


class Document(BaseModel):
    """What a document or a part of it holds: nothing more, and nothing converted."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False
    )


D = TypeVar("D", bound=Document)
Path: TypeAlias = tuple[int | str, ...]
Further: TypeAlias = Callable[[D], Iterable[tuple[Path, str]]]


@dataclass(frozen=True, slots=True, order=True)
class Slip:
    """What is wrong at a line of a document."""

    line: int
    says: str


Words: TypeAlias = Annotated[str, Field(min_length=1)]

DEEPEST = 60  # levels: far more than any document needs
# libyaml's loader is ten times as fast; not every build of PyYAML has it
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {
    "missing": "is missing; add it",
    "extra_forbidden": "is no field here; correct its name or remove it",
}


def parse(text: str, name: str, kind: type[D]) -> D:
    """Return the document that `text` writes.

    Parameters
    ----------
    text : str
        YAML. Every field stands once; nothing refers to another place (``*alias``).
    name : str
        What messages call the document: its file.
    kind : subclass of Document

    Raises
    ------
    DocumentError
        The text is no YAML, or does not follow the schema: one sentence with the
        file, the line and the field.

    Examples
    --------
    >>> class Fruit(Document):
    ...     taste: str
    >>> parse("taste: sweet", "apple.yaml", Fruit).taste
    'sweet'
    >>> parse("colour: red", "apple.yaml", Fruit)
    Traceback (most recent call last):
    karski.core.errors.DocumentError: apple.yaml: line 1, 'taste' is missing; add it
    """
    document, slips = checked(text, name, kind)
    if document is None:
        first = slips[0]
        raise DocumentError(f"{name}: line {first.line}, {first.says}")
    return document


def checked(
    text: str, name: str, kind: type[D], further: Further[D] | None = None
) -> tuple[D | None, list[Slip]]:
    """Return the document that `text` writes, or None and everything wrong with it.

    Parameters
    ----------
    text, name, kind
        As in `parse`.
    further : callable
        What a document must keep beside its schema: yields where in it something is
        wrong, and what.

    Raises
    ------
    DocumentError
        The text is no YAML.
    """
    node = _node(text, name)
    _refuse_twice(node, name)
    plain = yaml.SafeLoader("").construct_document(node)
    try:
        document = kind.model_validate_json(json.dumps(plain, default=str))
    except ValidationError as error:
        return None, [
            Slip(_line(node, each["loc"]), f"{_field(each['loc'])}{_why(each)}")
            for each in error.errors()
        ]
    slips = [
        Slip(_line(node, path), f"{_field(path)}{says}")
        for path, says in (further(document) if further else ())
    ]
    return (None if slips else document), sorted(slips)


def _node(text: str, name: str) -> yaml.Node:
    try:
        return _composed(text, name, _FAST)
    except yaml.MarkedYAMLError:
        pass  # the loader written in Python tells it better
    try:
        return _composed(text, name, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DocumentError(
            f"{name}: line {at} is not YAML: {error.problem}; correct it"
        ) from None


def _composed(text: str, name: str, loader: type[yaml.SafeLoader]) -> yaml.Node:
    depth = 0
    for event in yaml.parse(text, loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise DocumentError(
                f"{name}: line {line} lies more than {DEEPEST} levels deep; write it"
                " with fewer"
            )
        if isinstance(event, yaml.AliasEvent):
            raise DocumentError(
                f"{name}: line {line}, *{event.anchor} refers to another place;"
                " write the value out"
            )
    node = yaml.compose(text, loader)
    if node is None:
        raise DocumentError(f"{name}: line 1, the document is empty")
    return node


def _refuse_twice(node: yaml.Node, name: str) -> None:
    """Refuse a field that stands twice: YAML itself lets the last one win."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_twice(item, name)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise DocumentError(
                    f"{name}: line {line}, a field's name is no word; write it as one"
                )
            if key.value in seen:
                raise DocumentError(
                    f"{name}: line {line}, {key.value!r} stands twice; remove one"
                )
            seen.add(key.value)
            _refuse_twice(value, name)


def _line(node: yaml.Node, path: Sequence[int | str]) -> int:
    """Return the line of what `path` leads to, or of the last part that is there."""
    line: int = node.start_mark.line + 1
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            found = [pair for pair in node.value if pair[0].value == step]
            if not found:
                break
            key, node = found[0]
            line = key.start_mark.line + 1
    return line


def _field(path: Sequence[int | str]) -> str:
    names = [step for step in path if isinstance(step, str)]
    return f"{names[-1]!r} " if names else ""


def _why(error: object) -> str:
    assert isinstance(error, dict), "pydantic tells an error as a mapping"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    message = str(error["msg"])
    return _WORDS.get(error["type"], f"cannot be: {message[0].lower()}{message[1:]}")
