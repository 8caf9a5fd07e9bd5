"""A reader of iCalendar of our own for tests: lines, and components in components."""

from dataclasses import dataclass, field
from typing import Self


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    lines: dict[str, list[tuple[dict[str, str], str]]] = field(default_factory=dict)
    parts: list[Self] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Return the value of a property that stands once."""
        ((_, value),) = self.lines[name]
        return value

    def parameters(self, name: str) -> dict[str, str]:
        ((parameters, _),) = self.lines[name]
        return parameters

    def all(self, name: str) -> list[Self]:
        return [part for part in self.parts if part.name == name]


def read(written: bytes) -> Component:
    """Read RFC 5545: CRLF, no line over 75 octets, folded lines, nested components."""
    assert written.endswith(b"\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    unfolded = written.replace(b"\r\n ", b"").decode("utf-8")
    open_: list[Component] = [Component("")]
    for line in unfolded.split("\r\n")[:-1]:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        if name == "BEGIN":
            open_.append(Component(value))
        elif name == "END":
            done = open_.pop()
            assert done.name == value
            open_[-1].parts.append(done)
        else:
            pairs = dict(each.split("=", 1) for each in parameters)
            open_[-1].lines.setdefault(name, []).append((pairs, value))
    (root,) = open_
    (calendar,) = root.parts
    return calendar


def plain(value: str) -> str:
    """Undo how RFC 5545 writes text."""
    marks = (("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\"))
    for written, meant in marks:
        value = value.replace(written, meant)
    return value
