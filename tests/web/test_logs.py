"""What a log does not tell."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from karski.web.logs import WithoutSecrets
from karski.web.people.actions.accounts import renew_first_link

TOKEN = "kept-to-oneself_9"  # noqa: S105 -- of a link that does not exist


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What the site's own handler writes."""
    assert settings.LOGGING["root"]["handlers"] == ["console"]
    handler = next(
        each
        for each in logging.getLogger().handlers
        if any(isinstance(one, WithoutSecrets) for one in each.filters)
    )
    assert isinstance(handler, logging.StreamHandler)
    written = StringIO()
    monkeypatch.setattr(handler, "stream", written)
    return written


def test_a_refused_form_leaves_no_token_in_the_log(db: None, console: StringIO) -> None:
    token = renew_first_link()
    browser = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    assert browser.post(f"/people/first/{token}/", {}).status_code == 403
    assert console.getvalue().startswith("Forbidden")
    assert "/people/first/.../" in console.getvalue()
    assert token not in console.getvalue()


@pytest.mark.parametrize(
    "before",
    [
        "/people/join/",
        "/pl/people/join/",
        "/people/first/",
        "/account/password/reset/key/",
        "/account/confirm-email/",
        "/sk/workshops/mine/",
        "/workshops/screen/",
    ],
)
def test_the_secret_of_each_link_is_blanked(before: str, console: StringIO) -> None:
    logging.getLogger("django.request").warning("Gone: %s", f"{before}{TOKEN}/")
    assert console.getvalue() == f"Gone: {before}.../\n"


def test_other_paths_are_logged_as_they_are(console: StringIO) -> None:
    logging.getLogger("django.request").warning("Gone: %s", "/people/cohorts/12/")
    assert console.getvalue() == "Gone: /people/cohorts/12/\n"


def test_the_secret_of_a_calendar_is_blanked(console: StringIO) -> None:
    path = f"/workshops/calendars/{TOKEN}/calendar.ics"
    logging.getLogger("django.request").warning("Gone: %s", path)
    assert console.getvalue() == "Gone: /workshops/calendars/.../calendar.ics\n"
