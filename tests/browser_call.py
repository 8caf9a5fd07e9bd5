"""The first half of a workshop's journey: from a centre to seats that are taken."""

import csv
import io

from playwright.sync_api import expect

from browser_people import (
    DOMAIN,
    PASSWORD,
    ZONE,
    ZORA,
    ZORAS,
    Letter,
    People,
    day,
    fill,
    join,
    moment,
    moved,
    press,
    press_at,
    press_last,
    prove,
    send,
    tick,
)
from browser_site import Watched
from karski.web.workshops.demonstration.invented import DOMAIN as INVENTED
from karski.web.workshops.demonstration.invented import ninety

SEATS, SEED = 25, "2014"
VISEGRAD = {"CZ", "HU", "PL"}  # that do not host
SEAT = "Your seat at the workshop"
Names = dict[str, str]  # what stands in a candidate's address, by name
COLUMNS = (
    *("name", "email", "country", "sector", "institution", "region"),
    *("gender", "experience", "motivation"),
)


def a_centre_and_its_people(people: People) -> list[Watched]:
    ada = people.desk()
    ada.page.goto(people.site.first_link)
    fill(ada.page, name="Ada Keeper", email=f"ada@{DOMAIN}")
    fill(ada.page, password=PASSWORD, organisation="Quay Centre")
    press_last(ada.page)
    prove(ada)
    ada.page.goto("/people/")
    ada.page.get_by_role("link", name="Quay Centre").first.click()
    house, came = ada.page.url, []
    for name, role in (
        ("Cora", "coordinator"),
        ("Rita", "member"),
        ("Milo", "member"),
        ("Erik", "expert"),
    ):
        ada.page.goto(house)
        fill(ada.page, email=f"{name.lower()}@{DOMAIN}")
        ada.page.locator("#id_role").select_option(role)
        ada.page.locator("#invite button").click()
        link = ada.page.locator("code.key").inner_text().strip()
        came.append(people.desk())
        join(came[-1], link, f"{name} (invented)")
    prove(came[0])
    return came


def a_series_and_a_workshop(people: People, cora: Watched) -> str:
    page = people.visit(cora, "/workshops/", "none yet")
    with moved(page):
        page.get_by_role("link", name="Make a series").click()
    fill(page, slug="lanterns", title_en="Lanterns along the river")
    fill(page, summary_en="Three workshops on early warning.")
    fill(page, title_sk="Lampáše pri rieke", summary_sk="Tri workshopy o varovaní.")
    tick(page, "published")
    press(page, "Make the series")
    fill(page, name="Hill Institute (invented)")
    press(page, "Name the partner")
    fill(page, meaning="Each can write a warning with its options.")
    press(page, "Say it")
    people.look(cora, "series edit")
    page = people.visit(cora, "/workshops/series/lanterns/new/", "new")
    fill(page, city="Bratislava", country="SK", time_zone=ZONE, language="en")
    fill(page, starts=day(20), ends=day(22), seats=str(SEATS))
    tick(page, "published")
    fill(page, title_en="Who warns whom", venue_en="House on the Quay")
    fill(page, title_sk="Kto koho varuje")
    press(page, "Add the workshop")
    people.look(cora, "just made")
    people.visit(people.desk(), "/workshops/series/lanterns/", "series")
    return page.url.removeprefix(people.site.url)


def the_call_opens(people: People, cora: Watched, at: str) -> None:
    page = people.visit(cora, f"{at}call/", "call not set")
    fill(page, opens=moment(-2), closes=moment(10))
    fill(page, about_en="We look for people who warn, or will.")
    fill(page, about_sk="Hľadáme ľudí, ktorí varujú, alebo budú.")
    press(page, "Set the call")
    people.look(cora, "call open")


def a_candidate_applies_in_slovak(people: People, at: str) -> Watched:
    zora = people.phone()
    page = people.visit(zora, f"/sk{at}about/", "about sk")
    with moved(page):
        page.locator(f"main a[href$='{at}apply/']").click()
    people.look(zora, "apply sk")
    press_last(page)
    expect(page.locator("main [role=alert]")).to_be_visible()
    people.look(zora, "apply sk with errors")
    fill(page, name=ZORA, email=ZORAS, country="SK", region="West")
    fill(page, sector="research", institution="Hill Institute (invented)")
    fill(page, motivation="Chcem vedieť, kedy varovanie niekto počuje.")
    fill(page, access="Výťah", diet="Bez orechov")
    tick(page, "experience", "much")
    tick(page, "gender", "woman")
    tick(page, "languages", "sk")
    tick(page, "agree_needs")
    tick(page, "agree_details")
    press_last(page)
    assert page.url.endswith(f"/sk{at}applied/")
    people.look(zora, "applied sk")
    (letter,) = people.post("", to=ZORAS)
    page.goto(letter.link)
    assert page.locator("html").get_attribute("lang") == "sk"
    people.look(zora, "mine sk to confirm")
    press_at(page, "/confirm/")
    people.look(zora, "mine sk confirmed")
    return zora


def ninety_candidates_come_by_list(people: People, cora: Watched, at: str) -> Names:
    text = io.StringIO()
    rows = csv.DictWriter(text, COLUMNS, extrasaction="ignore")
    rows.writeheader()
    rows.writerows({name: getattr(who, name) for name in COLUMNS} for who in ninety())
    page = people.visit(cora, f"{at}candidates/import/", "import")
    _upload(cora, text.getvalue().replace("civil society", "civil socety", 1))
    people.look(cora, "import with an error")
    expect(page.locator("main")).to_contain_text("1 error: nothing was imported")
    _upload(cora, text.getvalue())
    people.look(cora, "import to be agreed")
    tick(page, "agreed")
    press(page, "Import all of them")
    people.look(cora, "candidates")
    expect(page.locator("main")).to_contain_text("91 eligible")
    press(page, "Show names (it is recorded)")
    found = {}
    for number in (1, 2):
        page.goto(f"{at}candidates/?page={number}")
        for link in page.locator("main th[scope=row] a").all():
            path = link.get_attribute("href") or ""
            found[link.inner_text().strip()] = path.split("/")[-2]
    assert set(found) == {who.name for who in ninety()} | {ZORA}
    people.visit(cora, f"{at}candidates/{found[ZORA]}/", "candidate")
    return found


def _upload(cora: Watched, text: str) -> None:
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()}
    cora.page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    press(cora.page, "Show what it holds")


def two_review(
    people: People, cora: Watched, reviewers: list[Watched], at: str, names: Names
) -> None:
    page = people.visit(cora, f"{at}reviewers/", "reviewers none")
    for name in ("rita", "milo"):
        fill(page, email=f"{name}@{DOMAIN}")
        press(page, "Let them review")
    rita, milo = reviewers
    near = ninety()[0]
    _look_closely(people, rita, at, names[ZORA], names[near.name])
    milo.page.goto(f"{at}review/")
    for who in ninety():
        for seen, points in zip(reviewers, who.points, strict=True):
            if (seen, who) != (rita, near):
                _score(seen, at, names[who.name], points)
    _score(milo, at, names[ZORA], 5)
    people.visit(cora, f"{at}reviewers/", "reviewers")


def _look_closely(people: People, rita: Watched, at: str, zora: str, near: str) -> None:
    """Score one candidate on the page itself, and be too near to another."""
    asked = people.post("", to=f"rita@{DOMAIN}", number=2)[-1]
    page = people.visit(rita, asked.link, "to review")
    page.goto(f"{at}review/{zora}/")
    expect(page.locator("main")).not_to_contain_text("Zora")
    people.look(rita, "review")
    tick(page, "points", "5")
    fill(page, note="Asks the right question.")
    press(page, "Record my points")
    people.look(rita, "review given")
    page.goto(f"{at}review/{near}/")
    fill(page, why="We share an office.")
    press(page, "Declare")
    people.look(rita, "review too near")


def _score(seen: Watched, at: str, who: str, points: int) -> None:
    send(seen, f"{at}review/{who}/", points=str(points), note="")


def rules_choose(people: People, cora: Watched, at: str) -> None:
    page = cora.page
    page.goto(f"{at}call/")
    fill(page, closes=moment(-0.01))
    press(page, "Set the call")
    page = people.visit(cora, f"{at}selection/rules/", "rules")
    fill(page, seed=SEED)
    press(page, "Keep the rules")
    press(page, "Publish rules, seed and list")
    people.look(cora, "rules published")
    visitor = people.desk()
    people.visit(visitor, f"{at}seats/", "seats before")
    press(page, "Make the selection")
    people.look(cora, "selection preview")
    expect(page.locator(".seats > li")).to_have_count(SEATS)
    expect(page.locator(".checks .unmet")).to_have_count(0)
    press(page, "Announce the selection and send the letters")
    people.look(cora, "selection announced")
    people.visit(visitor, f"{at}seats/", "seats after")


def a_seat_is_accepted_in_slovak(people: People, zora: Watched) -> str:
    """Accept the seat; return the address of one's own page, as a path."""
    letter = people.post("", to=ZORAS, number=2)[-1]
    zora.page.goto(letter.link)
    people.look(zora, "mine sk seat offered")
    press_at(zora.page, "/seat/accept/")
    people.look(zora, "mine sk seat accepted")
    return f"/sk/workshops/mine/{letter.token}/"


def seats_are_accepted(people: People, cora: Watched, at: str) -> list[Letter]:
    """Let everybody accept; return the letters, the Visegrad states' people first."""
    whose = {who.email: who for who in ninety()}
    letters = people.post(SEAT, to=f"@{INVENTED}", number=SEATS - 1)
    assert len(letters) == SEATS - 1, "Zora has the other seat"
    letters.sort(key=lambda each: whose[each.to].country not in VISEGRAD)
    assert {whose[each.to].country for each in letters[:3]} == VISEGRAD
    seen = people.phone()
    for letter in letters[:2]:
        seen.page.goto(letter.link)
        press(seen.page, "Accept the seat")
    for letter in letters[2:]:
        send(seen, f"/workshops/mine/{letter.token}/seat/accept/")
    people.visit(cora, f"{at}selection/", "selection accepted")
    expect(cora.page.locator(".lede")).to_contain_text("25 of 25 seats confirmed")
    return letters


def a_representative_withdraws(
    people: People, cora: Watched, at: str, letters: list[Letter]
) -> None:
    whose = {who.email: who for who in ninety()}
    gone = letters.pop(0)
    seen = people.phone()
    seen.page.goto(gone.link)
    press_at(seen.page, "/seat/give-up/")
    people.look(seen, "mine seat given back")
    (came,) = people.post("A seat has become free")
    assert whose[came.to].country == whose[gone.to].country
    people.visit(cora, f"{at}selection/", "selection seat offered again")
    people.visit(seen, came.link, "mine from the waiting list")
    press(seen.page, "Accept the seat")
    people.visit(cora, at, "how it stands")
    expect(cora.page.locator(".strip")).to_contain_text("25 of 25")
    letters.append(came)
