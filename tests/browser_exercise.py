"""The room of an exercise in real browsers: who is in it, and how they came in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

import browser_exercise_journals as journals
from browser_line import Line
from browser_people import (
    DOMAIN,
    PASSWORD,
    People,
    fill,
    join,
    moved,
    press,
    press_last,
    prove,
)
from browser_site import Watched
from karski.exercise.events import Event
from karski.exercise.packs.reading import shipped

PACK, TITLE, SEED = "salt_road", "Salt Road, June", 2014
ROLES = tuple(shipped(PACK).roles)
BOT, FAR = "analyst", "network"  # one for a bot, one who loses the line
PAIRS = ("interior", "prosecutor", "defence", "foreign", "envoy", "monitor", "hill")
ALSO = "un"  # the eighth pair: 25 people at 17 desks
SLOVAK = 6  # each so manyth reads Slovak
LONG = 60_000  # ms, on a busy machine
BROKEN = re.compile(r"net::ERR_|Failed to load resource|ERR_INCOMPLETE")
SEAT = re.compile(r"/exercises/seat/[^/]+/$")


@dataclass
class Player:
    """Somebody at a desk, on a phone of their own."""

    seen: Watched
    name: str
    role: str
    mine: str  # the address of their own page

    @property
    def page(self) -> Page:
        return self.seen.page

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def goto(self, path: str = "") -> Page:
        """Open a page of one's own."""
        self.page.goto(self.mine + path)
        return self.page

    def sees_last(self, seq: int) -> None:
        """Wait until the page has been told an event, or came after it."""
        self.page.wait_for_function(journals.TOLD, arg=seq, timeout=LONG)


@dataclass
class Room:
    """Everybody of an exercise."""

    people: People
    flora: Watched  # who runs it, in the console
    at: str  # the address of the exercise
    line: Line  # of one phone
    players: list[Player] = field(default_factory=list)

    def of(self, role: str) -> Player:
        return next(each for each in self.players if each.role == role)

    @property
    def events(self) -> list[Event]:
        """The journal, as it lies in the database."""
        return journals.recorded(self.people.site.workspace)

    def caught_up(self, but: Sequence[Player] = ()) -> None:
        """Wait until every page has been told all that is for it."""
        events = self.events
        for each in self.players:
            if each not in but:
                each.sees_last(journals.seen_by(events, each.role)[-1].seq)

    def forgive(self) -> None:
        """Forget what browsers said of a line that was broken, and nothing else."""
        for seen in (self.flora, *(each.seen for each in self.players)):
            seen.errors[:] = [e for e in seen.errors if not BROKEN.search(e)]


def answered(form: Locator, button: str = "button") -> None:
    """Send a form that leaves its page where it is; it is not refused."""
    action = form.get_attribute("action") or ""
    with form.page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith(action)
    ) as got:
        form.locator(button).first.click()
    assert got.value.ok, f"{got.value.status} {got.value.text()}"


def a_facilitator(people: People) -> Watched:
    """Make the centre and, in it, somebody who runs exercises."""
    ada = people.desk()
    ada.page.goto(people.site.first_link)
    fill(ada.page, name="Ada Keeper", email=f"ada@{DOMAIN}")
    fill(ada.page, password=PASSWORD, organisation="Quay Centre")
    press_last(ada.page)
    prove(ada)
    ada.page.goto("/people/")
    with moved(ada.page):
        ada.page.get_by_role("link", name="Quay Centre").first.click()
    fill(ada.page, email=f"flora@{DOMAIN}")
    ada.page.locator("#id_role").select_option("facilitator")
    with moved(ada.page):
        ada.page.locator("#invite button").click()
    link = ada.page.locator("code.key").inner_text().strip()
    flora = people.desk()
    flora.page.context.add_init_script(journals.KEEPS)
    join(flora, link, "Flora (invented)")
    prove(flora)
    ada.page.context.close()
    return flora


def an_exercise(people: People, flora: Watched) -> Room:
    page = people.visit(flora, f"/exercises/new/?pack={PACK}", "exercise new")
    fill(page, title=TITLE, seed=str(SEED))
    press(page, "Make the exercise")
    people.look(flora, "exercise made")
    at = page.url.removeprefix(people.site.url)
    return Room(people, flora, at, Line(people.site.port))


def everybody_joins(room: Room) -> str:
    """Let 25 people in by the code on the screen; return the address it opens."""
    page = room.people.visit(room.flora, f"{room.at}people/", "exercise people")
    code = page.locator(".odds").inner_text().strip()
    roles = [role for role in ROLES if role != BOT]
    for number, role in enumerate([*roles, *PAIRS, ALSO]):
        language = "sk" if number % SLOVAK == 1 else "en"
        room.players.append(_joined(room, code, number, role, language))
    assert len(room.players) == 25
    answered(page.locator(f"form[action*='/desks/{BOT}/bot/']"))
    expect(page.locator("main")).to_contain_text("a bot plays it")
    room.people.look(room.flora, "exercise people seated")
    return f"/exercises/join/{code}/"


def _joined(room: Room, code: str, number: int, role: str, language: str) -> Player:
    seen = _by_a_line(room) if role == FAR else room.people.phone()
    seen.page.context.add_init_script(journals.KEEPS)
    page, first, name = seen.page, number < 2, f"Guest {number} (invented)"
    typed = number % 2 == 0  # the others scan the code
    page.goto("/exercises/join/" if typed else f"/exercises/join/{code}/")
    if first:
        room.people.look(seen, f"exercise join {number}")
    if typed:
        fill(page, code=code.lower())
    fill(page, name=name, language=language)
    press_last(page)
    assert page.locator("html").get_attribute("lang") == language
    if first:
        room.people.look(seen, f"exercise seats {language}")
    with moved(page):
        page.locator(f"main button[name=role][value={role}]").click()
    mine = urlsplit(page.url).path
    assert SEAT.search(mine), "one's own page"
    if first:
        room.people.look(seen, f"exercise desk {language}")
    return Player(seen, name, role, mine)


def _by_a_line(room: Room) -> Watched:
    """Open a phone that reaches the site by a line that can be cut."""
    people = room.people
    site = replace(people.site, url=f"http://localhost:{room.line.port}")
    return People(site, people.chromium, people.folder, people.open).phone()
