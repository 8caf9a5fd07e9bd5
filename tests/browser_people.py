"""People of a workshop: their browsers, their letters, what they send."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from time import monotonic, sleep
from zoneinfo import ZoneInfo

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser, Page

from browser_site import DESKTOP, PHONE, Site, Watched, watched

DOMAIN = "quay.example"
ZORA = "Zora Svetlušková (invented)"
ZORAS = f"zora@{DOMAIN}"
PASSWORD = "lanterns-along-the-quay"  # noqa: S105 -- of invented people
COMES_WITHIN = 120  # s, a letter, on a busy machine
REDIRECTED = 302
FACTOR = "/account/2fa/totp/activate/"
FOLD = "xpath=ancestor::details[1]/summary"


def here_and_now() -> tuple[str, datetime]:
    """Return a zone and its time, where midnight is far: days count in what follows."""
    zones = ("Europe/Bratislava", "America/Lima")
    times = [(zone, datetime.now(ZoneInfo(zone))) for zone in zones]
    return next(each for each in times if 1 <= each[1].hour <= 22)


ZONE, NOW = here_and_now()


def day(days: int) -> str:
    """Return a day as a form takes it, so many days from now."""
    return (NOW + timedelta(days)).date().isoformat()


def moment(days: float) -> str:
    return (NOW + timedelta(days)).strftime("%Y-%m-%dT%H:%M")


@dataclass(frozen=True)
class Letter:
    """A letter that lies in the workspace."""

    to: str
    subject: str
    body: str

    @property
    def link(self) -> str:
        found = re.search(r"http://\S+", self.body)
        assert found is not None, self.body
        return found.group()

    @property
    def token(self) -> str:
        """The secret of a personal link."""
        found = re.search(r"/mine/([^/]+)/", self.link)
        assert found is not None, self.link
        return found.group(1)


@dataclass
class People:
    """Everybody of a workshop, at one site."""

    site: Site
    chromium: Browser
    folder: Path
    open: list[Watched] = field(default_factory=list)

    def desk(self) -> Watched:
        return self._browser(DESKTOP)

    def phone(self) -> Watched:
        return self._browser(PHONE)

    def crowd(self) -> Watched:
        """A browser from which many send forms by their own links."""
        found = self.phone()
        found.page.goto("/workshops/verify/")  # whose form brings the cookie for others
        return found

    def _browser(self, size: dict[str, int]) -> Watched:
        context = self.chromium.new_context(viewport=size, base_url=self.site.url)  # type: ignore[arg-type]
        context.set_default_timeout(60_000)
        self.open.append(watched(context, self.site))
        return self.open[-1]

    def leave(self) -> None:
        for each in self.open:
            each.page.context.close()

    def look(self, seen: Watched, name: str) -> None:
        """Keep a picture of a page, and hold it to what every page must be."""
        seen.picture(self.folder, f"workshop {name}")
        seen.check()

    def visit(self, seen: Watched, path: str, name: str) -> Page:
        answer = seen.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{answer.status} {path}"
        self.look(seen, name)
        return seen.page

    def letters(self, subject: str, to: str = "") -> list[Letter]:
        """Return the letters so far to whom an address ends so, the newest last."""
        return [
            each
            for each in _letters(self.site.workspace / "web" / "letters")
            if each.subject.startswith(subject) and each.to.endswith(to)
        ]

    def post(self, subject: str, to: str = "", number: int = 1) -> list[Letter]:
        """Wait for letters: the site sends what is due every few seconds."""
        until = monotonic() + COMES_WITHIN
        while monotonic() < until:
            found = self.letters(subject, to)
            if len(found) >= number:
                return found
            sleep(0.2)
        raise AssertionError(f"{len(self.letters(subject, to))} letters {subject!r}")


def _letters(folder: Path) -> Iterator[Letter]:
    for file in sorted(folder.glob("*")):
        for part in re.split(rb"\n-{79}\n", file.read_bytes()):
            if not part.strip():
                continue
            letter = message_from_bytes(part.lstrip(), policy=policy.default)
            body = letter.get_body(("plain",))
            text = body.get_content() if body is not None else ""
            yield Letter(str(letter["To"]), str(letter["Subject"]), text)


def send(seen: Watched, path: str, **given: str) -> None:
    """Post a form as this browser would, without showing the pages."""
    context = seen.page.context
    cookies = {each["name"]: each["value"] for each in context.cookies()}
    answer = context.request.post(
        path,
        form={"csrfmiddlewaretoken": cookies["csrftoken"], **given},
        max_redirects=0,
    )
    assert answer.status == REDIRECTED, f"{answer.status} {path}\n{answer.text()}"


@contextmanager
def moved(page: Page) -> Iterator[None]:
    """Wait until what is done here has brought another page."""
    with page.expect_navigation():
        yield


def press(page: Page, name: str) -> None:
    with moved(page):
        page.get_by_role("button", name=name, exact=True).click()


def press_at(page: Page, action: str) -> None:
    """Press the button of a form by where it leads; its words may be any language's."""
    form = page.locator(f"main form[action*='{action}']")
    if not form.locator("button").first.is_visible():
        form.locator(FOLD).click()
    with moved(page):
        form.locator("button").first.click()


def press_last(page: Page) -> None:
    with moved(page):
        page.locator("main form button").last.click()


def fill(page: Page, **given: str) -> None:
    """Fill fields by their names; open what they lie folded in."""
    for name, value in given.items():
        box = page.locator(f"main [name='{name}']").first
        if not box.is_visible():
            box.locator(FOLD).click()
        if box.evaluate("each => each.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def tick(page: Page, name: str, value: str = "") -> None:
    chosen = f"[value='{value}']" if value else ""
    page.locator(f"main input[name='{name}']{chosen}").check()


def join(seen: Watched, link: str, name: str) -> None:
    """Take an invitation to the site."""
    seen.page.goto(link)
    fill(seen.page, name=name, password=PASSWORD)
    press_last(seen.page)


def prove(seen: Watched) -> None:
    """Add a second factor, without which a role that runs things opens nothing."""
    page = seen.page
    page.goto(FACTOR)
    for _ in ("a code", "another, where the half minute of the first was just over"):
        secret = page.locator("code.key").inner_text().strip()
        counter = next(iter(yield_hotp_counters_from_time()))
        fill(page, code=format_hotp_value(hotp_value(secret, counter)))
        press_last(page)
        if not page.url.endswith(FACTOR):
            return
    raise AssertionError("the second factor was refused twice")
