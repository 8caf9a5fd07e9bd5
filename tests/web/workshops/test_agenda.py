"""An agenda is filled, changed and put in order by those who run the workshop."""

from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language

from karski.agenda.sessions import clock
from karski.web.people.models import Event, User
from karski.web.workshops.actions import agenda as actions
from karski.web.workshops.models import (
    AgendaDay,
    Expert,
    ExpertOrigin,
    Objective,
    Room,
    Session,
    SessionKind,
    Workshop,
)
from web.workshops.conftest import LogIn


@pytest.fixture
def desk(log_in: LogIn, cora: User) -> Client:
    """The coordinator's browser."""
    return log_in(cora)


def at(name: str, *parts: object) -> str:
    return reverse(f"workshops:{name}", args=parts)


def session(
    workshop: Workshop, title: str, starts: int, ends: int, **more: object
) -> Session:
    fields = {"day": 1, "kind": SessionKind.LECTURE, **more}
    return Session.objects.create(
        workshop=workshop, title=title, starts=starts * 60, ends=ends * 60, **fields
    )


def order(workshop: Workshop) -> list[str]:
    rows = workshop.sessions.order_by("day", "starts")
    return [f"{s.day} {clock(s.starts)}-{clock(s.ends)} {s.title}" for s in rows]


def said() -> list[str]:
    return [event.action for event in Event.objects.order_by("number")]


FORM = {
    "title": "Law",
    "kind": "lecture",
    "day": "1",
    "starts": "09:00",
    "ends": "10:30",
    "room": "",
    "about": "Three definitions",
    "exercise": "",
}


def test_a_session_is_added_with_who_holds_it_and_what_for(
    desk: Client, workshop: Workshop
) -> None:
    room = Room.objects.create(workshop=workshop, name="Hall")
    zora = Expert.objects.create(
        workshop=workshop, name="Zora", origin=ExpertOrigin.NATIONAL
    )
    aim = Objective.objects.create(workshop=workshop, code="law", text="Tell.")
    data = FORM | {"room": room.pk, "experts": [zora.pk], "objectives": [aim.pk]}
    answer = desk.post(at("agenda_session_new", workshop.public_id), data)
    made = Session.objects.get()
    assert answer["Location"].endswith(f"/agenda/#s-{made.public_id}")
    assert (made.title, made.day, made.starts, made.ends) == ("Law", 1, 540, 630)
    assert (made.room, [*made.experts.all()]) == (room, [zora])
    assert [*made.objectives.all()] == [aim]
    assert said() == ["added to an agenda"]
    workshop.refresh_from_db()
    assert workshop.sequence == 1


def test_a_session_is_changed_and_taken_out(desk: Client, workshop: Workshop) -> None:
    law = session(workshop, "Law", 9, 10)
    shown = desk.get(at("agenda_session", law.public_id)).content.decode()
    assert 'value="09:00"' in shown
    desk.post(at("agenda_session", law.public_id), FORM | {"title": "Law, again"})
    law.refresh_from_db()
    assert (law.title, law.ends) == ("Law, again", 630)
    desk.post(at("agenda_session_remove", law.public_id))
    assert not Session.objects.exists()
    assert said() == ["changed an agenda", "removed from an agenda"]
    workshop.refresh_from_db()
    assert workshop.sequence == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ends": "08:00"}, "The session ends before it starts."),
        ({"day": "4"}, "4 is not one of the available choices"),
        ({"starts": "25:00"}, "Enter a valid time"),
        ({"kind": "speech"}, "speech is not one of the available choices"),
        ({"title": "La\u202ew"}, "U+202E"),
        ({"experts": ["999"]}, "999 is not one of the available choices"),
    ],
)
def test_a_wrong_session_is_refused_in_words(
    desk: Client, workshop: Workshop, wrong: dict[str, object], told: str
) -> None:
    answer = desk.post(at("agenda_session_new", workshop.public_id), FORM | wrong)
    assert told in unescape(answer.content.decode())
    assert not Session.objects.exists()


def test_nothing_of_another_workshop_enters_an_agenda(
    cora: User, workshop: Workshop
) -> None:
    other = Workshop.objects.create(
        series=workshop.series,
        city="Brno",
        country="CZ",
        starts=workshop.starts,
        ends=workshop.ends,
    )
    room = Room.objects.create(workshop=other, name="Hall")
    fields = {"title": "Law", "day": 1, "starts": 540, "ends": 600, "kind": "lecture"}
    with pytest.raises(ValidationError, match="what belongs to this workshop"):
        actions.add(Session, workshop, by=cora, room=room, **fields)
    aim = Objective.objects.create(workshop=other, code="law", text="Tell.")
    with pytest.raises(ValidationError, match="what belongs to this workshop"):
        actions.add(Session, workshop, by=cora, objectives=[aim], **fields)
    assert not Session.objects.exists()
    assert said() == []


def test_others_do_not_touch_an_agenda(
    ines: User, flora: User, workshop: Workshop
) -> None:
    law = session(workshop, "Law", 9, 10)
    for other in (ines, flora):
        with pytest.raises(PermissionDenied):
            actions.move(law, by=other, step="up")
        with pytest.raises(PermissionDenied):
            actions.publish(workshop, by=other, open_=True)


def test_facts_of_the_past_stay_as_they_are(cora: User, workshop: Workshop) -> None:
    workshop.series.historical = True
    workshop.series.save()
    with pytest.raises(PermissionDenied):
        actions.start(workshop, by=cora, template="three_day_v4")


def test_buttons_move_a_session_and_times_follow(
    desk: Client, workshop: Workshop
) -> None:
    session(workshop, "Law", 9, 10)
    session(workshop, "Coffee", 10, 11, kind=SessionKind.BREAK)
    cases = session(workshop, "Cases", 11, 13)
    desk.post(at("agenda_session_step", cases.public_id), {"step": "up"})
    assert order(workshop) == [
        "1 09:00-10:00 Law",
        "1 10:00-12:00 Cases",
        "1 12:00-13:00 Coffee",
    ]
    desk.post(at("agenda_session_step", cases.public_id), {"step": "down"})
    assert order(workshop)[2] == "1 11:00-13:00 Cases"
    assert said() == ["moved a session"] * 2


def test_a_session_goes_where_it_is_dropped_also_on_another_day(
    desk: Client, workshop: Workshop
) -> None:
    law = session(workshop, "Law", 9, 10)
    session(workshop, "Cases", 10, 12)
    talk = session(workshop, "Talk", 9, 10, day=2)
    drop = {"day": 2, "before": talk.public_id}
    desk.post(at("agenda_session_place", law.public_id), drop)
    assert order(workshop) == [
        "1 10:00-12:00 Cases",
        "2 09:00-10:00 Law",
        "2 10:00-11:00 Talk",
    ]
    desk.post(at("agenda_session_place", law.public_id), {"day": 2, "before": ""})
    assert order(workshop)[1:] == ["2 09:00-10:00 Talk", "2 10:00-11:00 Law"]


@pytest.mark.parametrize(
    ("drop", "told"),
    [
        ({"day": 2}, "So the day would run past midnight"),
        ({"day": 9}, "The workshop does not have that day."),
        ({"day": "x"}, "Enter a whole number."),
        ({"day": 1, "before": "x"}, "Enter a valid UUID."),
    ],
)
def test_a_move_that_cannot_be_is_told_and_changes_nothing(
    desk: Client, workshop: Workshop, drop: dict[str, object], told: str
) -> None:
    long = session(workshop, "Long", 8, 20)
    session(workshop, "Other", 9, 20, day=2)
    before = order(workshop)
    answer = desk.post(at("agenda_session_place", long.public_id), drop, follow=True)
    assert told in unescape(answer.content.decode())
    assert order(workshop) == before
    assert said() == []


def test_an_empty_agenda_starts_from_the_three_days_of_the_series(
    desk: Client, workshop: Workshop
) -> None:
    page = desk.get(at("agenda", workshop.public_id)).content.decode()
    assert "Three-day workshop of the Visegrad series" in page
    start = at("agenda_start", workshop.public_id)
    desk.post(start, {"template": "three_day_v4"})
    assert workshop.sessions.count() == 24
    assert [day.title for day in AgendaDay.objects.all()][:2] == [
        "The basics",
        "Institutions",
    ]
    drill = workshop.sessions.get(title="Simulation exercise")
    assert sorted(o.code for o in drill.objectives.all()) == ["act", "institutions"]
    again = desk.post(start, {"template": "three_day_v4"}, follow=True)
    assert "This agenda has sessions already" in again.content.decode()
    assert workshop.sessions.count() == 24
    assert said() == ["started an agenda from a template"]


def test_what_is_started_is_written_in_the_language_that_will_be_spoken(
    cora: User, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "_", lambda text: f"{get_language()}: {text}")
    Workshop.objects.update(language="sk")
    workshop.refresh_from_db()
    actions.start(workshop, by=cora, template="three_day_v4")
    assert workshop.sessions.filter(title="sk: Simulation exercise").exists()
    assert AgendaDay.objects.filter(title="sk: The basics").exists()
    assert workshop.objectives.get(code="law").text.startswith("sk: Tell genocide")


def test_a_workshop_that_is_too_short_does_not_start_so(
    cora: User, workshop: Workshop
) -> None:
    workshop.ends = workshop.starts
    workshop.save()
    with pytest.raises(ValidationError, match="shorter than this agenda"):
        actions.start(workshop, by=cora, template="three_day_v4")


def test_clashes_are_told_on_top_and_at_the_session(
    desk: Client, workshop: Workshop
) -> None:
    hall = Room.objects.create(workshop=workshop, name="Hall")
    session(workshop, "Law", 9, 11, room=hall)
    session(workshop, "Cases", 10, 12, room=hall)
    session(workshop, "Drill", 13, 14, kind=SessionKind.EXERCISE)
    page = " ".join(desk.get(at("agenda", workshop.public_id)).content.decode().split())
    told = (
        "“<bdi>Law</bdi>” and “<bdi>Cases</bdi>” are in <bdi>Hall</bdi> at once;"
        " move one of them."
    )
    assert page.count(told) == 3  # on top, and at both
    assert "1 thing cannot be held so" in page
    assert page.count("“<bdi>Drill</bdi>” is an exercise without") == 2


def test_the_share_of_national_capacities_is_told(
    desk: Client, workshop: Workshop
) -> None:
    zora, ivo = (
        Expert.objects.create(workshop=workshop, name=name, origin=origin)
        for name, origin in (
            ("Zora", ExpertOrigin.NATIONAL),
            ("Ivo", ExpertOrigin.CENTRE),
        )
    )
    page = at("agenda", workshop.public_id)
    assert "nobody is named yet" in desk.get(page).content.decode()
    for title, starts, ends, who in (
        ("Law", 9, 12, [zora]),
        ("Cases", 13, 14, [ivo]),
        ("Talk", 14, 15, []),
    ):
        session(workshop, title, starts, ends).experts.set(who)
    told = desk.get(page).content.decode()
    assert "National capacities hold 1 of 2 sessions, 75% of their time." in told
    assert "For 1 more nobody is named yet." in told


def test_days_rooms_experts_and_objectives_are_told(
    desk: Client, workshop: Workshop, mika: User
) -> None:
    key = workshop.public_id
    day = {"title": "The basics", "opens": "08:30", "closes": "18:00"}
    desk.post(at("agenda_day", key, 1), day)
    kept = AgendaDay.objects.get()
    assert (kept.title, kept.opens, kept.closes) == ("The basics", 510, 1080)
    assert desk.get(at("agenda_day", key, 4)).status_code == 404
    desk.post(at("agenda_room_new", key), {"name": "Hall"})
    again = desk.post(at("agenda_room_new", key), {"name": "Hall"}).content.decode()
    assert "There is a room of this name." in again
    expert = {"name": "Zora", "origin": "national", "user": "MIKA@quay.example"}
    desk.post(at("agenda_expert_new", key), expert)
    zora = Expert.objects.get()
    assert (zora.user, zora.public) == (mika, False)
    nobody = desk.post(
        at("agenda_expert", zora.public_id), expert | {"user": "no@quay.example"}
    )
    assert "Nobody here has this address" in nobody.content.decode()
    desk.post(at("agenda_expert", zora.public_id), expert | {"public": "on"})
    zora.refresh_from_db()
    assert zora.public
    desk.post(at("agenda_objective_new", key), {"code": "law", "text": "Tell."})
    aim = Objective.objects.get()
    session(workshop, "Law", 9, 10).objectives.add(aim)
    page = desk.get(at("agenda_parts", key)).content.decode()
    assert "1 session serves it; no question of the test asks for it" in page
    for name, part in (
        ("agenda_room_remove", Room.objects.get().pk),
        ("agenda_expert_remove", zora.public_id),
        ("agenda_objective_remove", aim.pk),
    ):
        desk.post(at(name, part))
    assert not Room.objects.exists()
    assert not Expert.objects.exists()
    assert Session.objects.get().objectives.count() == 0


def test_where_the_month_alone_is_known_there_are_no_days(
    desk: Client, workshop: Workshop
) -> None:
    workshop.days_known = False
    workshop.save()
    page = desk.get(at("agenda", workshop.public_id)).content.decode()
    assert "The days of this workshop are not known" in page


def test_a_session_on_a_day_that_went_is_still_found(
    desk: Client, workshop: Workshop
) -> None:
    session(workshop, "Late", 9, 10, day=3)
    workshop.ends = workshop.starts
    workshop.save()
    page = desk.get(at("agenda", workshop.public_id)).content.decode()
    assert "On days that the workshop does not have" in page
    assert "is on a day that the workshop does not have" in page
