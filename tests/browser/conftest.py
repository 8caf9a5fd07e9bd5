"""A real site, served by `karski serve`, in a real browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser_site import DESKTOP, PHONE, QUIET, Site, Watched, serve, stop, watched

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pictures; ``KARSKI_SCREENSHOTS`` names one that stays."""
    kept = os.environ.get("KARSKI_SCREENSHOTS")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the bundled edition from an empty workspace, as on a fresh machine."""
    running = serve(tmp_path_factory.mktemp("workspace"), "--demonstration")
    yield running
    stop(running)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or a skip that says how to get it.

    It keeps a loop running, in which Django opens no database: it ends with the file.
    """
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium: apt-get install chromium, then make test again")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(params=["desktop", "phone"])
def view(
    request: pytest.FixtureRequest, chromium: Browser, site: Site
) -> Iterator[Watched]:
    """A visitor's page, on a desk and on a phone."""
    size = DESKTOP if request.param == "desktop" else PHONE
    context = chromium.new_context(viewport=size, base_url=site.url)  # type: ignore[arg-type]
    yield watched(context, site)
    context.close()
