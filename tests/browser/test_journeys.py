"""What people come for, from end to end, in a real browser."""

import re
from collections.abc import Iterator
from shutil import copytree

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser, Page, expect

from browser_site import DESKTOP, Site, Watched, serve, stop, watched

PASSWORD = "lanterns-along-the-quay"  # noqa: S105 -- of an invented person


@pytest.fixture
def desk(chromium: Browser, site: Site) -> Iterator[Watched]:
    context = chromium.new_context(viewport=DESKTOP, base_url=site.url)  # type: ignore[arg-type]
    yield watched(context, site)
    context.close()


def test_a_country_is_found_on_the_map(desk: Watched) -> None:
    desk.page.goto("/")
    desk.page.locator(".map a[href*='/countries/sdn/']").first.focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("h1")).to_have_text("Sudan")


def test_a_country_is_found_in_the_table(desk: Watched) -> None:
    desk.page.goto("/")
    desk.page.get_by_role("table").get_by_role("link", name="Sudan", exact=True).click()
    expect(desk.page.locator("h1")).to_have_text("Sudan")


def test_a_country_is_found_by_its_name(desk: Watched) -> None:
    desk.page.goto("/")
    desk.page.get_by_label("Find a country").fill("sud")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_role("table").get_by_role("link", name="Sudan", exact=True).click()
    expect(desk.page.locator("h1")).to_have_text("Sudan")


def test_one_reads_why_and_what_was_missed(desk: Watched) -> None:
    desk.page.goto("/countries/sdn/")
    for heading in (
        "Why the risk is what it is",
        "The most similar past situations",
        "How good were we here",
        "What the data cannot see",
    ):
        shown = desk.page.get_by_role("heading", name=re.compile(heading))
        expect(shown.first).to_be_visible()


def test_the_language_changes_on_the_same_page(desk: Watched) -> None:
    desk.page.goto("/countries/sdn/")
    desk.page.get_by_role("link", name="Magyar").first.click()
    expect(desk.page).to_have_url(re.compile(r"/hu/countries/sdn/$"))
    expect(desk.page.locator("h1")).to_have_text("Szudán")


def test_the_site_is_read_by_keyboard_alone(desk: Watched) -> None:
    page = desk.page
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest('main') !== null")
    assert inside
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.fixture
def fresh(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that nobody has an account on; its charts are those drawn already."""
    workspace = tmp_path_factory.mktemp("fresh")
    copytree(site.workspace / "charts", workspace / "charts")
    running = serve(workspace)
    yield running
    stop(running)


def code_of(page: Page) -> str:
    secret = page.locator("code.key").inner_text().strip()
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def submit(page: Page) -> None:
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def test_from_the_first_start_to_a_colleague_and_to_being_forgotten(
    chromium: Browser, fresh: Site
) -> None:
    context = chromium.new_context(viewport=DESKTOP, base_url=fresh.url)  # type: ignore[arg-type]
    seen = watched(context, fresh)
    page = seen.page
    page.goto(fresh.first_link)
    seen.check()
    page.locator("#id_name").fill("Ada Keeper")
    page.locator("#id_email").fill("ada@quay.example")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_organisation").fill("Quay Centre")
    submit(page)

    page.goto("/people/")
    assert "/2fa/" in page.url, (
        "a privileged role opens nothing without a second factor"
    )
    page.goto("/account/2fa/totp/activate/")
    seen.check()
    page.locator("#id_code").fill(code_of(page))
    submit(page)
    page.goto("/people/")
    seen.check()

    page.get_by_role("link", name="Quay Centre").first.click()
    page.locator("#id_email").fill("mika@quay.example")
    page.locator("#id_role").select_option("member")
    page.locator("#invite button").click()
    link = page.locator("code.key").inner_text().strip()
    seen.check()

    other = chromium.new_context(viewport=DESKTOP, base_url=fresh.url)  # type: ignore[arg-type]
    guest = watched(other, fresh)
    guest.page.goto(link)
    guest.check()
    guest.page.locator("#id_name").fill("Mika")
    guest.page.locator("#id_password").fill(PASSWORD)
    submit(guest.page)
    guest.page.goto("/people/you/")
    guest.check()

    guest.page.goto("/people/you/erase/")
    guest.check()
    guest.page.locator("input[type=password]").fill(PASSWORD)
    guest.page.locator("main form input[type=text], main form input[type=email]").fill(
        "mika@quay.example"
    )
    submit(guest.page)
    guest.page.goto("/people/you/")
    assert "/account/login/" in guest.page.url
    assert re.match(r"\d+ events, unbroken", fresh.run("audit", "verify"))
    context.close()
    other.close()
