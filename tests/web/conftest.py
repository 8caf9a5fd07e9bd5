"""What tests of the site share."""

import pytest
from django.core.management import call_command
from django.test import Client

from karski.web import languages


@pytest.fixture(scope="session", autouse=True)
def _built() -> None:
    """Build texts and static files once, as `karski serve` does."""
    languages.build()
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def visitor() -> Client:
    """Return a browser that nobody is logged in with."""
    return Client(HTTP_HOST="localhost")
