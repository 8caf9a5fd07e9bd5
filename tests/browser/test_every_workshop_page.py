"""Every page of workshops: by each role, at a desk and on a phone, by day and night."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import browser_keys
from browser_site import DESKTOP, PHONE, Site, Watched, environment, watched

Keys = dict[str, str]
START = "import django; django.setup(); import browser_keys; browser_keys.main()"
SIZES = {"desktop": DESKTOP, "phone": PHONE}

PUBLIC = (
    "",
    "series/{series}/",
    "{held}/about/",
    "{ahead}/about/",
    "{ahead}/apply/",
    "{ahead}/applied/",
    "{held}/apply/",
    "invited/{invited}/",
    "{held}/agenda/public/",
    "{held}/seats/",
    "{held}/effect/",
    "lessons/",
    "lessons/{lesson}/",
    "screen/{screen}/",
    "here/{held}/ABCDEF/",
    "verify/",
    "verify/{certificate}/",
)
CANDIDATE = (
    "mine/{participant}/",
    "mine/{participant}/room/",
    "mine/{participant}/forecasts/",
    "mine/{participant}/talk/{thread}/",
    "mine/{participant}/lesson/",
    "mine/{waiting}/",
    "mine/{named}/",
    "mine/{named}/application/",
)
REVIEWER = ("", "{held}/review/", "{held}/review/{who}/")
COORDINATOR = (
    "",
    "series/new/",
    "series/{series}/",
    "series/{series}/edit/",
    "series/{series}/new/",
    "{held}/",
    "{ahead}/",
    "{held}/edit/",
    "{held}/call/",
    "{ahead}/invitations/",
    "{held}/reviewers/",
    "{held}/candidates/",
    "{held}/candidates/import/",
    "{held}/candidates/{who}/",
    "{held}/selection/",
    "{ahead}/selection/",
    "{held}/selection/rules/",
    "{ahead}/selection/rules/",
    "{held}/agenda/",
    "{ahead}/agenda/",
    "{held}/agenda/days/1/",
    "{held}/agenda/new/",
    "{held}/agenda/parts/",
    "agenda/sessions/{session}/",
    "agenda/experts/{expert}/",
    "{held}/room/",
    "{held}/room/attendance/",
    "{held}/room/in/{badge}/",
    "{held}/room/questions/",
    "{held}/room/polls/",
    "{held}/room/teams/",
    "{held}/talk/",
    "{held}/talk/{thread}/",
    "lessons/desk/",
    "lessons/new/",
    "lessons/{lesson}/edit/",
    "{held}/measuring/",
    "{held}/measuring/levels/",
    "{held}/measuring/test/",
    "{ahead}/measuring/test/",
    "{held}/measuring/forecasts/",
    "forecasts/{question}/resolve/",
    "{held}/measuring/commitments/",
    "items/",
    "items/new/",
    "items/{item}/",
    "{held}/papers/",
    "{ahead}/papers/",
    "{held}/papers/certificates/{certificate}/revoke/",
)
ROLES = {
    "public": PUBLIC,
    "candidate": CANDIDATE,
    "reviewer": REVIEWER,
    "coordinator": COORDINATOR,
}
IN_EVERY_LANGUAGE = (
    "{held}/about/",
    "{ahead}/apply/",
    "{held}/seats/",
    "{held}/effect/",
    "mine/{participant}/",
)


@pytest.fixture(scope="module")
def keys(site: Site) -> Keys:
    """Log people of the demonstration in, and give them new links."""
    beside = str(Path(browser_keys.__file__).parent)
    ours = environment(site.workspace) | {
        "DJANGO_SETTINGS_MODULE": "karski.web.settings",
        "PYTHONPATH": os.pathsep.join([beside, *filter(None, sys.path)]),
    }
    done = subprocess.run(
        [sys.executable, "-c", START],
        env=ours,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: Keys = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module", params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def browsers(
    size: str, chromium: Browser, site: Site, keys: Keys
) -> Iterator[dict[str, Watched]]:
    """A browser for each role, logged in where the role has an account."""
    found = {}
    for role in ROLES:
        context = chromium.new_context(viewport=SIZES[size], base_url=site.url)  # type: ignore[arg-type]
        context.set_default_timeout(60_000)
        if role in keys:
            cookie = {"name": "sessionid", "value": keys[role], "url": site.url}
            context.add_cookies([cookie])  # type: ignore[list-item] # as it has them
        found[role] = watched(context, site)
    yield found
    for seen in found.values():
        seen.page.context.close()


@pytest.mark.parametrize(
    ("role", "path"), [(role, path) for role, paths in ROLES.items() for path in paths]
)
def test_a_page_is_whole_and_open_to_all(
    browsers: dict[str, Watched],
    size: str,
    keys: Keys,
    role: str,
    path: str,
    screenshots: Path,
) -> None:
    seen = browsers[role]
    seen.page.emulate_media(color_scheme="light")
    answer = seen.page.goto(f"/workshops/{path.format(**keys)}")
    assert answer is not None
    assert answer.status == 200
    assert "/account/" not in seen.page.url
    seen.picture(screenshots, f"{role} {path}")
    seen.check()
    if size == "desktop":  # colours are the same on a phone
        seen.page.emulate_media(color_scheme="dark")
        seen.check()


@pytest.mark.parametrize("language", ["hu", "sk", "cs", "pl"])
@pytest.mark.parametrize("path", IN_EVERY_LANGUAGE)
def test_a_page_fits_in_every_language(
    browsers: dict[str, Watched],
    keys: Keys,
    language: str,
    path: str,
    screenshots: Path,
) -> None:
    seen = browsers["public"]
    answer = seen.page.goto(f"/{language}/workshops/{path.format(**keys)}")
    assert answer is not None
    assert answer.status == 200
    assert seen.page.locator("html").get_attribute("lang") == language
    seen.picture(screenshots, f"{language} {path}")
    seen.check()
