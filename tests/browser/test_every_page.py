"""Every page that a visitor may open, on a desk and on a phone, by day and by night."""

from pathlib import Path

import pytest

from browser_site import Watched

PAGES = (
    "/",
    "/?what=deaths_civilians&within=12&least=100",
    "/?find=su",
    "/countries/",
    "/countries/sdn/",
    "/countries/pol/",
    "/countries/isl/",
    "/scorecard/",
    "/method/",
    "/data/",
    "/limits/",
    "/accessibility/",
    "/aims/",
    "/people/privacy/",
    "/account/login/",
    "/account/password/reset/",
    "/account/signup/",
    "/countries/nowhere/",
    "/?edition=nothing",
    "/no-such-page/",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_open_to_all(
    view: Watched, path: str, screenshots: Path
) -> None:
    missing = path in ("/countries/nowhere/", "/?edition=nothing", "/no-such-page/")
    answer = view.page.goto(path)
    assert answer is not None
    assert answer.status == (404 if missing else 200)
    view.picture(screenshots, path)
    if missing:  # the browser itself tells the console of a 404
        view.errors.clear()
    view.check()
    view.page.emulate_media(color_scheme="dark")
    view.check()


@pytest.mark.parametrize("language", ["hu", "sk", "cs", "pl"])
@pytest.mark.parametrize("path", ["/", "/countries/sdn/", "/scorecard/"])
def test_a_page_fits_in_every_language(
    view: Watched, path: str, language: str, screenshots: Path
) -> None:
    view.page.goto(f"/{language}{path}")
    assert view.page.locator("html").get_attribute("lang") == language
    view.picture(screenshots, f"{language}{path}")
    view.check()


def test_nothing_moves_after_it_is_shown(view: Watched) -> None:
    view.page.goto("/countries/sdn/")
    shifted = view.page.evaluate(
        """() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 500);
        })"""
    )
    assert shifted < 0.02


def test_printed_a_page_has_its_content_and_no_controls(view: Watched) -> None:
    view.page.goto("/countries/sdn/")
    view.page.emulate_media(media="print")
    assert view.page.locator("h1").is_visible()
    assert not view.page.locator("nav.local").is_visible()
    assert not view.page.locator("footer.foot").is_visible()
