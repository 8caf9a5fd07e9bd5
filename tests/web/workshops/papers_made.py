"""What tests of papers share: a workshop that was held, and its certificates."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from karski.briefings.credential import Pair, new_pair
from karski.web.people.models import User
from karski.web.workshops.actions.issuer import KEY_FILE
from karski.web.workshops.actions.papers import issue_certificates
from karski.web.workshops.models import Attendance, Candidate, Certificate, Workshop

PAIR: Pair = new_pair()
FIRST, LAST = date(2014, 4, 14), date(2014, 4, 16)  # what is signed must be past
AFTER = datetime(2014, 4, 17, 12, tzinfo=UTC)  # the workshop is over


def attend(candidate: Candidate, *days: int) -> None:
    for day in days:
        at = datetime(2014, 4, 13 + day, 8, tzinfo=UTC)
        Attendance.objects.create(participant=candidate, day=day, at=at)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Put the clock of the site to a moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def hold(workshop: Workshop) -> None:
    """Have a workshop be held in the past."""
    workshop.starts, workshop.ends = FIRST, LAST
    workshop.save()


def put_key(settings: LazySettings, pair: Pair = PAIR) -> Path:
    """Put a key to sign with where the site keeps its own; making one takes long."""
    file: Path = settings.ENVIRONMENT.folder / KEY_FILE
    settings.ENVIRONMENT.make_folder()
    file.unlink(missing_ok=True)
    file.touch(0o600)
    file.write_text(pair.private)
    return file


def issued(workshop: Workshop, cora: User, *people: Candidate) -> list[Certificate]:
    """Have people attend all days and get a certificate."""
    for each in people:
        attend(each, 1, 2, 3)
    return issue_certificates(workshop, by=cora)
