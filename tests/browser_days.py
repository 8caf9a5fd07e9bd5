"""The second half of a workshop's journey: its days, and what stays of them."""

import io

from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from browser_people import (
    DOMAIN,
    ZORA,
    People,
    day,
    fill,
    moved,
    press,
    press_at,
    press_last,
    send,
)
from browser_site import Watched


def an_agenda_is_made(people: People, cora: Watched, erik: Watched, at: str) -> None:
    page = people.visit(cora, f"{at}agenda/", "agenda none")
    press(page, "Start from this agenda")
    people.look(cora, "agenda")
    page.goto(f"{at}agenda/parts/")
    page.locator("#room_name").fill("Blue room")
    press(page, "Add this room")
    page.locator("#expert_name").fill("Erik (invented)")
    page.locator("#expert_origin").select_option("national")
    page.locator("#expert_user").fill(f"erik@{DOMAIN}")
    page.locator("#expert_public").check()
    press(page, "Name this expert")
    people.look(cora, "agenda parts")
    page.goto(f"{at}agenda/")
    with moved(page):
        lectures = page.locator("ol.agenda > li").filter(has_text="Lecture")
        lectures.first.get_by_role("link").click()
    page.locator("#id_room").select_option(label="Blue room")
    page.get_by_label("Erik (invented)").check()
    people.look(cora, "session")
    press(page, "Keep this session")
    press(page, "Open the agenda to the public")
    seen = people.visit(erik, "/workshops/", "all for an expert")
    with moved(seen):
        seen.get_by_role("link", name="Who warns whom").first.click()
    with moved(seen):
        seen.locator("main").get_by_role("link", name="Agenda").click()
    expect(seen.locator("main")).to_contain_text("Erik (invented)")
    people.look(erik, "agenda public")


def what_is_measured_is_set(people: People, cora: Watched, at: str) -> None:
    page = people.visit(cora, "/workshops/items/", "items none")
    press(page, "Take the items that come with Karski")
    people.look(cora, "items")
    page = people.visit(cora, f"{at}measuring/test/", "test not set")
    for box in page.locator("main input[type=checkbox]").all()[:5]:
        box.check()
    press(page, "Set the test")
    page = people.visit(cora, f"{at}measuring/forecasts/", "forecasts none")
    fill(page, closes=day(60), base_rate="20")
    fill(page, question_en="Will the river town hold its fair next month?")
    fill(page, resolution_en="By the town's own notice.")
    press(page, "Put my question")
    people.look(cora, "forecasts")
    people.visit(cora, f"{at}measuring/", "measuring")


def before_the_workshop(
    people: People, zora: Watched, mine: str, others: list[str]
) -> None:
    page = zora.page
    people.visit(zora, mine, "mine sk before")
    people.visit(zora, f"{mine}test/", "test sk before")
    items = _answer_each(zora, 0)
    press_last(page)
    assert page.url.endswith(mine)
    people.visit(zora, f"{mine}forecasts/", "forecasts sk")
    asked = page.locator("main form [name^=of_]").get_attribute("name") or ""
    fill(page, **{asked: "35"})
    press_last(page)
    people.look(zora, "forecasts sk said")
    crowd = people.crowd()
    for number, token in enumerate(others):
        answers = dict.fromkeys(items, "2" if number % 2 else "1")
        send(crowd, f"/workshops/mine/{token}/test/", **answers)
        send(crowd, f"/workshops/mine/{token}/forecasts/", **{asked: "20"})


def _answer_each(seen: Watched, choice: int) -> list[str]:
    """Choose the same answer to each question, and return what they are called."""
    groups = seen.page.locator("main form fieldset")
    names = []
    for group in groups.all():
        radio = group.locator("input[type=radio]").nth(choice)
        radio.check()
        names.append(radio.get_attribute("name") or "")
    assert names
    return names


def in_the_room(
    people: People, cora: Watched, zora: Watched, at: str, mine: str, others: list[str]
) -> None:
    page = cora.page
    page.goto(f"{at}edit/")
    fill(page, starts=day(-2), ends=day(0))
    press(page, "Change the workshop")
    page = people.visit(cora, f"{at}room/", "room")
    path = page.get_by_role("link", name="Open the screen").get_attribute("href")
    assert path is not None
    screen = people.desk()
    people.visit(screen, path, "screen")
    code = screen.page.locator(".odds.big").inner_text().strip()
    people.visit(zora, mine, "mine sk in the days")
    people.visit(zora, f"{mine}room/", "mine room sk")
    here = f"/sk/workshops/here/{at.split('/')[2]}/{code}/"
    people.visit(zora, here, "here sk")
    press_last(zora.page)
    people.look(zora, "here sk signed in")
    _poll(people, cora, zora, at, mine, others)
    page = people.visit(cora, f"{at}room/attendance/", "attendance")
    _correct_the_days(cora, at)
    page.goto(f"{at}room/teams/")
    press(page, "Form teams")
    people.look(cora, "teams")
    people.visit(screen, path, "screen with results")


def _poll(
    people: People, cora: Watched, zora: Watched, at: str, mine: str, others: list[str]
) -> None:
    page = people.visit(cora, f"{at}room/polls/", "polls none")
    fill(page, text="Which warning would you act on?", choices="A named source\nCounts")
    press(page, "Make the poll")
    press(page, "Open for voting")
    zora.page.goto(f"{mine}room/")
    people.look(zora, "mine room sk poll")
    ballot = zora.page.locator("main form[action*='/vote/']")
    path = ballot.get_attribute("action") or ""
    radios = ballot.locator("input[name=choice]")
    choices = [each.get_attribute("value") or "" for each in radios.all()]
    radios.first.check()
    press_at(zora.page, "/vote/")
    crowd = people.crowd()
    for token in others:
        there = f"/workshops/mine/{token}/room/vote/{path.split('/')[-2]}/"
        send(crowd, there, choice=choices[0])
    page.goto(f"{at}room/polls/")
    expect(page.locator("main")).to_contain_text("7 of 25 have voted")
    expect(page.locator("main table")).to_have_count(0)
    press(page, "Close and show the results")
    people.look(cora, "polls closed")
    # all said the same: to show it would tell what each of them voted for
    expect(page.locator("main table")).to_contain_text("hidden")
    zora.page.goto(f"{mine}room/")
    people.look(zora, "mine room sk poll closed")


def _correct_the_days(cora: Watched, at: str) -> None:
    """Note by hand who was there: everybody in the table but two, on each day."""
    for number in ("1", "2", "3"):
        cora.page.goto(f"{at}room/attendance/?day={number}")
        forms = cora.page.locator("main td form:has(input[name=present])")
        paths = [each.get_attribute("action") or "" for each in forms.all()]
        for path in paths[:-2]:
            send(cora, path, day=number, present="1")


def afterwards(
    people: People, cora: Watched, zora: Watched, at: str, mine: str, others: list[str]
) -> None:
    page = people.visit(zora, f"{mine}test/", "test sk after")
    items = _answer_each(zora, 1)
    press_last(page)
    page = people.visit(zora, f"{mine}forecasts/", "forecasts sk during")
    asked = page.locator("main form [name^=of_]").get_attribute("name") or ""
    fill(page, **{asked: "15"})
    press_last(page)
    page = people.visit(zora, f"{mine}form/reaction/", "reaction sk")
    reactions = _answer_each(zora, 3)
    fill(page, comment="Viac času na cvičenie.")
    press_last(page)
    people.look(zora, "mine sk after")
    crowd = people.crowd()
    for token in others:
        there = f"/workshops/mine/{token}/"
        send(crowd, f"{there}test/", **dict.fromkeys(items, "2"))
        send(crowd, f"{there}form/reaction/", **dict.fromkeys(reactions, "4"))
    page = people.visit(cora, f"{at}measuring/", "measuring answered")
    for _ in ("test", "reaction"):
        press(page, page.get_by_role("button", name="Close").first.inner_text())
    people.visit(cora, f"{at}measuring/levels/", "levels")
    expect(cora.page.locator("main")).to_contain_text("7 of 25")
    people.visit(people.desk(), f"{at}effect/", "effect")


def papers(people: People, cora: Watched, zora: Watched, at: str, mine: str) -> None:
    page = cora.page
    page.goto(f"{at}papers/")
    fill(page, text="Name one address for warnings.", to="Ministries")
    press(page, "Add the recommendation")
    press(page, "Issue the certificates")
    people.look(cora, "papers")
    report = PdfReader(io.BytesIO(_file(cora, f"{at}papers/workshop_report.en.pdf")))
    told = " ".join(each.extract_text() for each in report.pages)
    document = Document(io.BytesIO(_file(cora, f"{at}papers/report.en.docx")))
    said = "\n".join(each.text for each in document.paragraphs)
    for text in (told, said):
        assert "Name one address for warnings." in text
    people.visit(zora, mine, "mine sk with certificate")
    certificate = PdfReader(io.BytesIO(_file(zora, f"{mine}certificate.sk.pdf")))
    assert ZORA in certificate.pages[0].extract_text()
    with moved(zora.page):
        zora.page.locator("main a[href*='/verify/']").click()
    people.look(zora, "verified sk")
    expect(zora.page.locator("main")).to_contain_text(ZORA)
    _altered(people, _file(zora, f"{mine}badge.jwt").decode())


def _file(seen: Watched, path: str) -> bytes:
    answer = seen.page.context.request.get(path)
    assert answer.ok, f"{answer.status} {path}"
    return answer.body()


def _altered(people: People, badge: str) -> None:
    seen = people.phone()
    for text, word in (
        (badge, "This certificate is valid"),
        (
            badge.replace(badge[40], "A" if badge[40] != "A" else "B", 1),
            "not as it was",
        ),
    ):
        page = people.visit(seen, "/workshops/verify/", "verify")
        file = {"name": "badge.jwt", "mimeType": "text/plain", "buffer": text.encode()}
        page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
        press(page, "Verify this badge")
        seen.errors.clear()  # the browser itself tells the console of a refusal
        people.look(seen, f"verify {word}")
        expect(page.locator("h1")).to_contain_text(word)
