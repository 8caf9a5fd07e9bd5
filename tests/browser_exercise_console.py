"""What a facilitator does in the console of an exercise, in a real browser."""

from playwright.sync_api import Locator

from browser_exercise import Room, answered
from browser_people import FOLD, fill, moved

TOLD = "A word from the square, to two desks alone."
HINT = "Ask whoever counts the lorries."


def clock(room: Room, act: str) -> None:
    """Press a button of the clock, and wait until it is done."""
    answered(room.flora.page.locator(f"form:has(#act-{act})"))


def speed(room: Room, rate: int) -> None:
    page = room.flora.page
    box = page.locator("#own-rate")
    _open(box)
    box.fill(str(rate))
    answered(box.locator("xpath=ancestor::form"))


def jump(room: Room, day: int, time: str) -> None:
    form = room.flora.page.locator("#more-clock form[action*='/jump/']")
    _open(form.locator("[name=day]"))
    form.locator("[name=day]").fill(str(day))
    form.locator("[name=time]").fill(time)
    answered(form)


def end(room: Room) -> None:
    form = room.flora.page.locator("form[action*='/clock/end/']")
    _open(form)
    answered(form)


def phase(room: Room, stage: str) -> None:
    form = room.flora.page.locator("form[action*='/clock/phase/']")
    _open(form.locator("[name=stage]"))
    form.locator("[name=stage]").select_option(stage)
    answered(form)


def improvise(room: Room, to: tuple[str, ...]) -> None:
    """Write an inject as somebody, try it on oneself, send it to some desks."""
    page = room.people.visit(
        room.flora, f"{room.at}console/improvise/", "exercise improvise"
    )
    fill(page, other="A woman at the market", channel="call", title="From the square")
    fill(page, text=TOLD)
    for role in to:
        page.locator(f"main input[name=to][value={role}]").check()
    with moved(page):
        page.locator("button[name=try]").click()
    room.people.look(room.flora, "exercise improvise tried")
    with moved(page):
        page.get_by_role("button", name="Send it").click()
    assert "/console/" in page.url


def hint(room: Room, to: str) -> None:
    form = room.flora.page.locator("form[action*='/console/hint/']")
    _open(form.locator("[name=to]"))
    form.locator("[name=to]").select_option(to)
    form.locator("[name=text]").fill(HINT)
    answered(form)


def _open(box: Locator) -> None:
    """Unfold what something lies in."""
    if not box.is_visible():
        box.locator(FOLD).click()
