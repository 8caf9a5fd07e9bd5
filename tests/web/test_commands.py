"""Commands that need the site's database say in one sentence what it lacks."""

from pathlib import Path

import pytest

from beside import Host


@pytest.mark.parametrize("verb", [["due"], ["audit", "verify"], ["backup", "a.tar.gz"]])
def test_a_database_that_was_never_set_up_is_said(
    tmp_path: Path, verb: list[str]
) -> None:
    ended = Host.on_sqlite(tmp_path).karski(*verb)
    assert ended.code == 1
    assert "the site's database is not of this version of Karski" in ended.err
    assert "Traceback" not in ended.err


def test_a_database_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    host = Host(tmp_path, "postgresql://nobody@127.0.0.1:9/none")
    ended = host.karski("due")
    assert ended.code == 1
    assert "the site's database cannot be opened" in ended.err
    assert "or correct DATABASE_URL" in ended.err


def test_the_newest_events_are_shown(host: Host) -> None:
    host.python(
        "from django.db import transaction\n"
        "from karski.web.people.audit import record\n"
        "with transaction.atomic():\n"
        "    for each in ('made a cohort', 'made seats'):\n"
        "        record(each, by=None, detail={'seats': 25})"
    )
    everything = host.karski("audit", "show").out
    assert everything.index("made seats") < everything.index("made a cohort")
    some = host.karski("audit", "show", "--action", "made s").out
    assert ("made seats" in some, "made a cohort" in some) == (True, False)


def test_work_done_is_counted_and_what_needs_a_person_named(host: Host) -> None:
    host.python(
        "from django.utils import timezone\n"
        "from karski.web.due.models import Work\n"
        "now = timezone.now()\n"
        "moments = dict(at=now, next_try=now, given_up=now)\n"
        "Work.objects.create(act='a.b', key='tired', **moments)"
    )
    first, second = host.karski("due"), host.karski("due", "--json")
    assert first.out.startswith("Done: 7. Failed, to be tried again: 0.\n")
    assert "Given up after too many tries: tired" in first.out
    assert '"done": 0' in second.out
