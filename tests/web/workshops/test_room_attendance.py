"""Signing in: on the days, by participants, once; by badge, by code, by hand."""

import csv
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from karski.web.people.models import Event, User
from karski.web.workshops.actions import attendance, slips
from karski.web.workshops.models import Attendance, Candidate, Series, Workshop
from karski.web.workshops.queries import codes, days
from karski.web.workshops.queries.screens import path_of

LogIn = Callable[[User], Client]
MakeCandidate = Callable[..., Candidate]
MakeParticipants = Callable[[int], list[Candidate]]
SetClock = Callable[..., None]
PLACE = ZoneInfo("Europe/Bratislava")
NINE = datetime(2032, 4, 14, 9, tzinfo=PLACE)  # of the first day


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Set the site's clock; it stands still."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(UTC))

    return set_to


def there(candidate: Candidate) -> list[int]:
    return list(candidate.attendances.values_list("day", flat=True))


# -- when and who ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2032, 4, 13, 23, 59, 59, tzinfo=PLACE), None),
        (datetime(2032, 4, 14, 0, 0, 0, tzinfo=PLACE), 1),
        (datetime(2032, 4, 13, 22, 0, 0, tzinfo=UTC), 1),  # midnight there
        (datetime(2032, 4, 15, 21, 59, 59, tzinfo=UTC), 2),
        (datetime(2032, 4, 16, 23, 59, 59, tzinfo=PLACE), 3),
        (datetime(2032, 4, 17, 0, 0, 0, tzinfo=PLACE), None),
    ],
)
def test_a_day_begins_and_ends_where_the_workshop_is(
    workshop: Workshop, moment: datetime, day: int | None
) -> None:
    assert days.day_at(workshop, moment) == day


def test_a_workshop_whose_days_are_not_known_has_none(workshop: Workshop) -> None:
    workshop.days_known = False
    assert days.day_at(workshop, NINE) is None


def test_people_sign_in_on_the_days_alone(
    participants: MakeParticipants, flora: User, clock: SetClock
) -> None:
    (pat,) = participants(1)
    for moment in (NINE - timedelta(days=1), NINE + timedelta(days=3)):
        clock(moment)
        with pytest.raises(ValidationError, match="days of the workshop"):
            attendance.sign_in(pat, by=flora)
    assert list(Attendance.objects.all()) == []


def test_twice_is_once_and_is_told_once(
    participants: MakeParticipants, flora: User, clock: SetClock
) -> None:
    (pat,) = participants(1)
    clock(NINE)
    first = attendance.sign_in(pat, by=flora)
    clock(NINE + timedelta(hours=2))
    again = attendance.sign_in(pat, by=flora, by_hand=True)
    assert (again.pk, again.at) == (first.pk, first.at)
    assert first.by_hand is False
    (event,) = Event.objects.filter(action="signed in")
    assert (event.subject, event.detail) == (
        f"workshops.candidate:{pat.public_id}",
        {"day": 1, "by hand": False},
    )


def test_who_accepted_no_seat_does_not_sign_in(
    workshop: Workshop, candidate: MakeCandidate, flora: User, clock: SetClock
) -> None:
    clock(NINE)
    substitute = candidate("token-x")
    with pytest.raises(ValidationError, match="Participants alone"):
        attendance.sign_in(substitute, by=flora)
    code = codes.code_at(workshop, NINE)
    with pytest.raises(ValidationError, match="Participants alone"):
        attendance.sign_in_oneself(substitute, by=None, code=code)
    assert there(substitute) == []


def test_who_leads_another_room_signs_nobody_in(
    participants: MakeParticipants, ines: User, mika: User, clock: SetClock
) -> None:
    (pat,) = participants(1)
    clock(NINE)
    for stranger in (ines, mika):
        with pytest.raises(PermissionDenied):
            attendance.sign_in(pat, by=stranger)
    assert there(pat) == []


# -- by the badge, scanned by a facilitator -------------------------------------------


def test_a_badge_opens_a_page_with_one_button(
    workshop: Workshop,
    participants: MakeParticipants,
    flora: User,
    log_in: LogIn,
    browser: Client,
    clock: SetClock,
) -> None:
    (pat,) = participants(1)
    clock(NINE)
    address = f"/workshops/{workshop.public_id}/room/in/{pat.public_id}/"
    own = browser.get("/workshops/mine/token-1/").content.decode()
    drawing = own[own.index('<svg class="qr"') :].partition("</svg>")[0]
    assert "style" not in drawing
    phone = log_in(flora)
    assert "Sign in for day 1" in phone.get(address).content.decode()
    assert there(pat) == []  # to look is not to write
    page = phone.post(address, follow=True).content.decode()
    assert "Signed in for day 1" in page
    assert there(pat) == [1]
    assert browser.post(address)["Location"].startswith("/account/login/")


# -- by the code on the screen --------------------------------------------------------


def test_a_code_is_good_while_it_is_shown_and_a_little_longer(
    workshop: Workshop,
) -> None:
    code = codes.code_at(workshop, NINE)
    assert re.fullmatch(r"[A-HJ-KM-NP-Z2-9]{6}", code)
    typed = f" {code[:3].lower()}-{code[3:]} "
    good = [
        codes.fits(workshop, typed, NINE + timedelta(minutes=m)) for m in range(-1, 4)
    ]
    assert good == [False, True, True, True, False]


def test_each_workshop_has_codes_of_its_own(workshop: Workshop, series: Series) -> None:
    other = Workshop(series=series)
    assert codes.code_at(other, NINE) != codes.code_at(workshop, NINE)


def test_a_participant_signs_in_by_the_code(
    workshop: Workshop,
    participants: MakeParticipants,
    browser: Client,
    clock: SetClock,
) -> None:
    (pat,) = participants(1)
    clock(NINE)
    at = "/workshops/mine/token-1/room/sign-in/"
    refused = browser.post(at, {"code": "AAAAAA"}).content.decode()
    assert "not on the screen now" in refused
    assert there(pat) == []
    browser.post(at, {"code": codes.code_at(workshop, NINE)})
    assert there(pat) == [1]
    page = browser.get("/workshops/mine/token-1/room/").content.decode()
    assert "Signed in for day 1 at 09:00" in page


def test_codes_cannot_be_tried_for_ever(
    participants: MakeParticipants, browser: Client, clock: SetClock
) -> None:
    participants(1)
    clock(NINE)
    at = "/workshops/mine/token-1/room/sign-in/"
    statuses = [browser.post(at, {"code": "AAAAAA"}).status_code for _ in range(12)]
    assert statuses == [200] * 10 + [429] * 2


def test_the_screen_is_scanned_by_a_phone_that_opened_its_own_page(
    workshop: Workshop,
    participants: MakeParticipants,
    browser: Client,
    clock: SetClock,
) -> None:
    pat, _other = participants(2)
    clock(NINE)
    code = codes.code_at(workshop, NINE)
    at = f"/workshops/here/{workshop.public_id}/{code}/"
    strange = browser.get(at).content.decode()
    assert "does not know you yet" in strange
    browser.post(at)
    assert list(Attendance.objects.all()) == []
    browser.get("/workshops/mine/token-1/room/")
    assert f"Sign in as {pat.name}" in browser.get(at).content.decode()
    assert "Signed in for day 1" in browser.post(at, follow=True).content.decode()
    assert there(pat) == [1]


def test_a_phone_knows_nobody_once_the_link_is_replaced(
    workshop: Workshop,
    participants: MakeParticipants,
    browser: Client,
    clock: SetClock,
) -> None:
    (pat,) = participants(1)
    clock(NINE)
    browser.get("/workshops/mine/token-1/room/")
    Candidate.objects.filter(pk=pat.pk).update(token_hash=pat.name)
    code = codes.code_at(workshop, NINE)
    browser.post(f"/workshops/here/{workshop.public_id}/{code}/")
    assert there(pat) == []


def test_the_screen_shows_the_code_and_ends_after_a_day(
    workshop: Workshop, participants: MakeParticipants, browser: Client, clock: SetClock
) -> None:
    participants(2)
    clock(NINE)
    path = path_of(workshop)
    page = browser.get(path).content.decode()
    assert codes.code_at(workshop, NINE) in page
    assert "0 of 2 signed in" in page
    assert browser.get(path[:-3] + "xx/").status_code == 410
    clock(NINE - timedelta(days=1))
    assert codes.code_at(workshop, NINE - timedelta(days=1)) not in (
        browser.get(path).content.decode()
    )


# -- the table, corrections, the sheet ------------------------------------------------


def test_a_facilitator_corrects_and_each_correction_is_told(
    workshop: Workshop,
    participants: MakeParticipants,
    flora: User,
    log_in: LogIn,
    clock: SetClock,
) -> None:
    pat, quin = participants(2)
    clock(NINE + timedelta(days=1))
    desk = log_in(flora)
    at = f"/workshops/{workshop.public_id}/room/attendance/{{}}/"
    desk.post(at.format(pat.public_id), {"day": "1", "present": "1"})
    assert (there(pat), there(quin)) == ([1], [])
    assert Attendance.objects.get().by_hand is True
    late = desk.post(
        at.format(pat.public_id), {"day": "3", "present": "1"}, follow=True
    )
    assert "This day has not begun." in late.content.decode()
    desk.post(at.format(pat.public_id), {"day": "1"})
    assert there(pat) == []
    told = Event.objects.exclude(action="signed in").order_by("number")
    assert [(each.action, each.person, each.detail) for each in told] == [
        ("took back a sign-in", flora.public_id, {"day": 1})
    ]


def test_the_table_tells_times_of_the_place(
    workshop: Workshop,
    participants: MakeParticipants,
    flora: User,
    log_in: LogIn,
    clock: SetClock,
) -> None:
    pat, _quin = participants(2)
    clock(NINE)
    attendance.sign_in(pat, by=flora)
    page = log_in(flora).get(f"/workshops/{workshop.public_id}/room/attendance/")
    text = page.content.decode()
    assert "1 of 2 signed in on day 1" in text
    assert "09:00" in text
    assert text.count("not signed in") == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_the_sheet_is_a_formula(
    workshop: Workshop,
    participants: MakeParticipants,
    flora: User,
    log_in: LogIn,
    clock: SetClock,
    start: str,
) -> None:
    (pat,) = participants(1)
    Candidate.objects.update(name=f'{start}HYPERLINK("x", "y")')
    clock(NINE)
    attendance.sign_in(pat, by=flora)
    page = log_in(flora).get(f"/workshops/{workshop.public_id}/room/attendance.csv")
    rows = list(csv.reader(StringIO(page.content.decode("utf-8-sig"))))
    assert rows == [
        ["Name", "Institution", "Country", "2032-04-14", "2032-04-15", "2032-04-16"],
        [f'\'{start}HYPERLINK("x", "y")', pat.institution, "Hungary", "09:00", "", ""],
    ]


# -- slips for a room without internet ------------------------------------------------


def test_slips_hold_new_links_and_the_old_ones_end(
    workshop: Workshop,
    participants: MakeParticipants,
    cora: User,
    flora: User,
    log_in: LogIn,
    browser: Client,
) -> None:
    pat, quin = participants(2)
    made = slips.make_slips(workshop, by=cora, address="http://192.0.2.7:8001/")
    assert [each.participant for each in made] == [pat, quin]
    start = "http://192.0.2.7:8001/workshops/mine/"
    assert all(each.address.startswith(start) for each in made)
    assert browser.get("/workshops/mine/token-1/room/").status_code == 410
    own = made[0].address.removeprefix("http://192.0.2.7:8001")
    assert browser.get(own).context["candidate"] == pat
    (event,) = Event.objects.filter(action="made new links for a room")
    assert (event.person, event.detail) == (cora.public_id, {"people": 2})
    with pytest.raises(PermissionDenied):
        slips.make_slips(workshop, by=flora, address="http://192.0.2.7")
    at = f"/workshops/{workshop.public_id}/room/slips/"
    page = log_in(cora).post(at, {"address": "192.0.2.7:8001"})
    assert [each.address[:37] for each in page.context["slips"]] == [start[:37]] * 2
    assert browser.get(own).status_code == 410


def test_a_day_longer_than_any_number_is_none(
    workshop: Workshop,
    participants: MakeParticipants,
    flora: User,
    log_in: LogIn,
    clock: SetClock,
) -> None:
    clock(NINE)
    (pat,), client = participants(1), log_in(flora)
    table = f"/workshops/{workshop.public_id}/room/attendance/"
    day = "9" * 5000
    assert client.get(table, {"day": day}).status_code == 200
    given = {"day": day, "present": "1"}
    assert client.post(f"{table}{pat.public_id}/", given).status_code == 302
    assert there(pat) == []


def test_codes_that_are_scanned_cannot_be_tried_for_ever_either(
    workshop: Workshop,
    participants: MakeParticipants,
    browser: Client,
    clock: SetClock,
) -> None:
    clock(NINE)
    (pat,) = participants(1)
    browser.get("/workshops/mine/token-1/room/")
    path = f"/workshops/here/{workshop.public_id}/WRONGS/"
    tried = [browser.post(path).status_code for _ in range(11)]
    assert tried == [302] * 10 + [429]
    good = codes.code_at(workshop, NINE)
    assert browser.post(path.replace("WRONGS", good)).status_code == 429
    assert there(pat) == []
