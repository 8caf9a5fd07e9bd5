"""What people at the desks of an exercise do, on phones."""

from playwright.sync_api import Locator, expect

from browser_exercise import LONG, Player, answered
from browser_people import FOLD, moved


def say(player: Player, text: str, *to: str) -> None:
    """Write to other desks."""
    page = player.goto("talk/")
    form = page.locator("form[action*='/say/']")
    _choose(form, to)
    form.locator("textarea").fill(text)
    answered(form)


def board(player: Player, text: str) -> None:
    """Write on the board of one's team, where one is."""
    form = player.page.locator("form[action*='/board/']")
    form.locator("textarea").fill(text)
    answered(form)


def share(player: Player, seq: int, text: str, *to: str) -> None:
    """Share a message with other desks, from the feed."""
    page = player.goto()
    with moved(page):
        page.locator(f"#entry-{seq} a[href*='/messages/{seq}/']").first.click()
    form = page.locator("form[action*='/share/']")
    _choose(form, to)
    form.locator("textarea").fill(text)
    answered(form)


def propose(player: Player, measure: str, why: str) -> None:
    page = player.goto("measures/")
    with moved(page):
        page.locator(f"a[href*='/measures/{measure}/']").first.click()
    form = page.locator("form[action*='/propose/']")
    for choice in form.locator("select[name^=parameter-]").all():
        choice.select_option(index=1)
    form.locator("[name=rationale]").fill(why)
    with moved(page):
        form.locator("button").click()


def sign(player: Player, number: int) -> None:
    _decide(player, number, "form[action*='/sign/']")


def vote(player: Player, number: int, *, favours: bool) -> None:
    button = f"button[value='{int(favours)}']"
    _decide(player, number, "form[action*='/vote/']", button)


def _decide(player: Player, number: int, form: str, button: str = "button") -> None:
    """Open a decision that waits for one, and say what one thinks of it."""
    page = player.goto()
    waits = page.locator("section[aria-labelledby=waits]")
    with moved(page):
        waits.locator(f"a[href$='/decisions/{number}/']").click()
    answered(page.locator(form), button)


def forecast(player: Player, percent: int) -> None:
    page = player.goto()
    form = page.locator("form[action*='/forecasts/']").first
    form.wait_for(timeout=LONG)
    form.locator("[name=percent]").fill(str(percent))
    answered(form)


def step_out(player: Player) -> None:
    with moved(player.page):
        player.page.locator("form[action*='/out/'] button").click()
    expect(player.page.locator("form[action*='/back/'] button")).to_be_visible()


def step_back(player: Player) -> None:
    with moved(player.page):
        player.page.locator("form[action*='/back/'] button").click()


def _choose(form: Locator, to: tuple[str, ...]) -> None:
    for role in to:
        box = form.locator(f"input[name=to][value={role}]")
        if not box.is_visible():
            box.locator(FOLD).click()
        box.check()
