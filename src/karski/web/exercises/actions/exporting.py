"""Taking a journal out: that it left is kept."""

import csv
import io
import json
from collections.abc import Iterator

from django.db import transaction

from karski.core.cells import guarded
from karski.exercise.events import Event
from karski.exercise.journal import Header, written
from karski.exercise.moments import day, time_of_day
from karski.web.exercises import states
from karski.web.exercises.actions.making import require_runs
from karski.web.exercises.models import Exercise
from karski.web.exercises.saying import Teller
from karski.web.people import audit
from karski.web.people.models import User

COLUMNS = ("number", "day", "time", "at_ms", "written", "kind", "by", "to", "said")
MORE = ("text", "data")


@transaction.atomic
def as_lines(exercise: Exercise, *, by: User) -> bytes:
    """Return the journal as Karski reads it again, byte for byte."""
    _left(exercise, by, "jsonl")
    pack = states.pack_of(exercise)
    header = Header.of(exercise.pack, exercise.pack_text, pack, exercise.seed)
    return written(header, states.events_after(exercise.pk, 0))


@transaction.atomic
def as_table(exercise: Exercise, *, by: User) -> str:
    """Return the journal for spreadsheets; no cell of it is run as a formula."""
    _left(exercise, by, "csv")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow((*COLUMNS, *MORE))
    for row in _rows(exercise):
        writer.writerow([guarded(cell) for cell in row])
    return text.getvalue()


def _rows(exercise: Exercise) -> Iterator[tuple[str, ...]]:
    events = states.events_after(exercise.pk, 0)
    moments = dict(exercise.entries.values_list("seq", "written"))
    teller = Teller(states.pack_of(exercise), events)
    for event in events:
        yield (
            str(event.seq),
            str(day(event.at)),
            time_of_day(event.at),
            str(event.at),
            moments[event.seq].isoformat(timespec="milliseconds"),
            str(event.kind),
            event.by,
            " ".join(event.to),
            teller.line(event),
            teller.text(event),
            _data(event),
        )


def _data(event: Event) -> str:
    return json.dumps(dict(event.data), ensure_ascii=False, sort_keys=True)


def _left(exercise: Exercise, by: User, form: str) -> None:
    require_runs(by, exercise)
    audit.record(
        "exported a journal",
        by=by,
        on=exercise,
        detail={"form": form, "events": exercise.seq},
    )
