"""The attendance list: a row for each person, a column for each day, room to sign."""

from dataclasses import dataclass

from karski.briefings.papers._content import Content
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True)
class Row:
    """A person; `marks` has one text for each day, empty where they are to sign."""

    name: str
    institution: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceList(Content):
    """The list; `number`, `name`, `institution` and `days` head its columns."""

    place_and_dates: str
    note: str
    number: str
    name: str
    institution: str
    days: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        assert all(len(row.marks) == len(self.days) for row in self.rows), self.title


PAPER = Paper("Attendance list", "attendance_list", AttendanceList)
