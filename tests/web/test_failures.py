"""What a person sees when something fails."""

import errno
import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPServerDisconnected

import pytest
from asgiref.sync import async_to_sync
from django.db import IntegrityError, OperationalError
from django.test import AsyncClient, Client

from karski.core.errors import ReportableError
from karski.web.monitor import pages
from karski.web.people import middleware

FAILURES = [
    (ReportableError("the edition is not whole; publish again"), "the edition is"),
    (OperationalError("database is locked"), "The database is busy"),
    (OSError(errno.ENOSPC, "No space left on device"), "The disk of this site is full"),
    (SMTPServerDisconnected("gone"), "the mail server does not answer"),
]


def raising(error: Exception) -> Callable[..., None]:
    def raised(*_: object, **__: object) -> None:
        raise error

    return raised


def fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(pages, "render", raising(error))


@pytest.mark.parametrize(("error", "sentence"), FAILURES)
def test_a_failure_that_is_no_bug_is_told_in_a_sentence(
    visitor: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    sentence: str,
) -> None:
    fail(monkeypatch, error)
    page = visitor.get("/method/")
    text = page.content.decode()
    reference = re.findall(r'class="grade">([0-9a-f]{8})<', text)
    assert page.status_code == 503
    assert sentence in text
    assert len(reference) == 1
    assert reference[0] in caplog.text
    assert "Traceback" not in text


@pytest.mark.parametrize(("error", "sentence"), FAILURES)
def test_so_is_one_before_the_view(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    monkeypatch.setattr(middleware, "access_of", raising(error))
    visitor.raise_request_exception = False
    page = visitor.get("/method/")
    assert (page.status_code, sentence in page.content.decode()) == (503, True)


def test_so_is_one_before_the_view_of_a_served_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error = OperationalError("database is locked")
    monkeypatch.setattr(middleware, "access_of", raising(error))
    browser = AsyncClient(raise_request_exception=False)
    # in a thread of its own: tests in a browser leave a running loop in this one
    with ThreadPoolExecutor(1) as thread:
        page = thread.submit(async_to_sync(browser.get), "/method/").result()
    assert (page.status_code, "is busy" in page.content.decode()) == (503, True)


@pytest.mark.parametrize("where", ["render", "access_of"])
def test_rows_that_contradict_each_other_are_a_bug(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    module = pages if where == "render" else middleware
    monkeypatch.setattr(module, where, raising(IntegrityError("not unique")))
    visitor.raise_request_exception = False
    assert visitor.get("/method/").status_code == 500


def test_a_bug_is_told_without_its_inside_and_found_by_its_reference(
    visitor: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fail(monkeypatch, ValueError("inner secret"))
    visitor.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        page = visitor.get("/method/")
    text = page.content.decode()
    assert page.status_code == 500
    assert "the fault is ours" in text
    assert "inner secret" not in text
    assert re.findall(r'class="grade">([0-9a-f]{8})<', text)[0] in caplog.text


def test_an_unknown_address_has_a_page(visitor: Client) -> None:
    page = visitor.get("/no-such-page/")
    assert page.status_code == 404
    assert "There is no such page" in page.content.decode()
