"""Six aims, and what shows progress on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from karski.web.people.models import Cohort, Organisation, User
from karski.web.programme import actions
from karski.web.programme.aims import AIMS, ORDER, Evidence, progress
from karski.web.programme.models import Commitment, State

pytestmark = pytest.mark.django_db


def shown(name: str) -> list[str]:
    return [each.said for each in progress(AIMS[name])]


@pytest.fixture
def issued() -> Iterator[Path]:
    folder = settings.ENVIRONMENT.workspace.forecasts / "deaths/2026-01/karski/a"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    yield folder
    (folder / "manifest.json").unlink()
    folder.rmdir()


def test_there_are_six_in_the_order_of_the_page() -> None:
    assert (len(ORDER), set(ORDER)) == (6, set(AIMS))


def test_an_empty_site_says_of_each_that_there_is_nothing_yet(visitor: Client) -> None:
    text = visitor.get("/aims/").content.decode()
    assert text.count("Nothing yet.") == 6
    assert [shown(name) for name in ORDER] == [[]] * 6


def test_commitments_count_for_their_aim_kept_or_not(
    promise: Commitment, ines: User, visitor: Client
) -> None:
    assert shown("concert") == ["1 commitment open"]
    actions.review(promise, by=ines, state=State.BROKEN, note="No.")
    assert shown("concert") == ["1 commitment not kept"]
    assert "1 commitment not kept" in visitor.get("/aims/").content.decode()


def test_kinds_of_organisations_and_cohorts_count_but_no_demonstration(
    centre: Organisation, institute: Organisation
) -> None:
    for name in ("Spring", "Autumn"):
        Cohort.objects.create(organisation=centre, name=name)
    assert shown("dialogue") == ["Organisations of 2 kinds work here"]
    assert shown("networks") == ["2 groups of people work together"]
    Organisation.objects.update(demonstration=True)
    assert (shown("dialogue"), shown("networks")) == ([], [])


def test_forecasts_issued_here_are_warnings(issued: Path, visitor: Client) -> None:
    assert shown("warning") == ["1 forecast issued here"]
    assert (
        'href="/">1 forecast issued here</a>' in visitor.get("/aims/").content.decode()
    )


def test_evidence_names_its_parts() -> None:
    assert Evidence("%(count)d by %(who)s", 2, parts={"who": "Ada"}).said == "2 by Ada"  # type: ignore[arg-type]
