"""Lessons: noted without a name, reviewed by somebody else, found again."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils.translation import override

from karski.web.people.models import Event, Organisation, User
from karski.web.workshops.actions import lessons
from karski.web.workshops.models import Candidate, Lesson, LessonState, Workshop
from karski.web.workshops.queries.lessons import found, tags
from karski.web.workshops.words import fold

LogIn = Callable[[User], Client]
MakeCandidate = Callable[..., Candidate]
MakeParticipants = Callable[[int], list[Candidate]]
Publish = Callable[..., Lesson]


@pytest.fixture
def publish(centre: Organisation, cora: User, flora: User) -> Publish:
    """Write a lesson as one and publish it as another."""

    def done(texts: dict[str, dict[str, str]], tags: tuple[str, ...] = ()) -> Lesson:
        made = lessons.write_lesson(
            centre, by=flora, texts=texts, source="The quay", tags=tags
        )
        lessons.submit(made, by=flora)
        return lessons.publish(made, by=cora)

    return done


def said(title: str, body: str = "Said plainly.") -> dict[str, str]:
    return {"title": title, "body": body}


def test_who_wrote_or_changed_a_lesson_does_not_publish_it(
    centre: Organisation, cora: User, flora: User
) -> None:
    made = lessons.write_lesson(
        centre, by=flora, texts={"en": said("Ask early")}, source="The quay"
    )
    with pytest.raises(ValidationError, match="moved on"):
        lessons.publish(made, by=cora)  # a draft
    lessons.submit(made, by=flora)
    with pytest.raises(ValidationError, match="Somebody else"):
        lessons.publish(made, by=flora)
    lessons.change_lesson(
        made, by=cora, texts={"en": said("Ask earlier")}, source="The quay"
    )
    lessons.submit(made, by=cora)
    with pytest.raises(ValidationError, match="Somebody else"):
        lessons.publish(made, by=cora)
    done = lessons.publish(made, by=flora)
    assert (done.state, done.written_by, done.reviewed_by) == (
        LessonState.PUBLISHED,
        cora,
        flora,
    )
    told = Event.objects.filter(subject=f"workshops.lesson:{made.public_id}")
    assert [each.action for each in told.order_by("number")] == [
        "wrote a lesson",
        "sent a lesson to review",
        "changed a lesson",
        "sent a lesson to review",
        "published a lesson",
    ]


def test_a_published_lesson_that_is_changed_leaves_the_library_until_reviewed(
    publish: Publish, flora: User
) -> None:
    made = publish({"en": said("Ask early")})
    assert list(found("")) == [made]
    lessons.change_lesson(made, by=flora, texts={"en": said("Ask")}, source="The quay")
    assert list(found("")) == []


def test_strangers_and_members_write_and_publish_nothing(
    centre: Organisation, publish: Publish, ines: User, mika: User
) -> None:
    made = publish({"en": said("Ask early")})
    for stranger in (ines, mika):
        with pytest.raises(PermissionDenied):
            lessons.withdraw(made, by=stranger)
        with pytest.raises(PermissionDenied):
            lessons.write_lesson(centre, by=stranger, texts={}, source="x")
    assert list(Lesson.objects.all()) == [made]


def test_a_participants_note_has_no_name_anywhere_and_waits_for_review(
    workshop: Workshop,
    participants: MakeParticipants,
    candidate: MakeCandidate,
    flora: User,
    log_in: LogIn,
    browser: Client,
) -> None:
    (pat,) = participants(1)
    typed = {"title": "Call twice", "body": "They answer.", "tags": "early warning, ,"}
    browser.post("/sk/workshops/mine/token-1/lesson/", typed)
    made = Lesson.objects.get()
    assert (made.texts, made.tags, made.state, made.written_by) == (
        {"sk": {"title": "Call twice", "body": "They answer."}},
        ["early warning"],
        LessonState.REVIEW,
        None,
    )
    assert (made.workshop, made.source) == (workshop, "Lanterns, Bratislava, 2032-04")
    (event,) = Event.objects.filter(action="wrote a lesson")
    assert (event.person, event.detail) == (None, {})
    kept = repr([list(row.items()) for row in Lesson.objects.values()])
    assert str(pat.public_id) not in kept
    assert "Call twice" not in browser.get("/workshops/lessons/").content.decode()
    assert browser.get(f"/workshops/lessons/{made.public_id}/").status_code == 404
    log_in(flora).post(
        f"/workshops/lessons/{made.public_id}/step/", {"step": "publish"}
    )
    assert "Call twice" in browser.get("/workshops/lessons/").content.decode()
    candidate("token-not-selected")
    other = browser.post("/workshops/mine/token-not-selected/lesson/", typed)
    assert (other.status_code, Lesson.objects.count()) == (404, 1)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("vcasne", ["Warning"]),
        ("VČASNÉ varovanie", ["Warning"]),
        ("lodz", ["Harbour"]),
        ("Łódź", ["Harbour"]),
        ("warning port", []),  # in two lessons, not in one
        ("signs port", ["Harbour"]),
        ("signs", ["Harbour", "Warning"]),
        ("hate speech", ["Harbour"]),  # its tag
        ("100%", []),
        ("", ["Harbour", "Warning"]),
    ],
)
def test_words_are_found_without_accents_and_capitals(
    publish: Publish, words: str, titles: list[str]
) -> None:
    publish({"en": said("Warning", "Read signs."), "sk": said("Včasné varovanie")})
    publish(
        {
            "en": said("Harbour", "Signs in a port."),
            "pl": said("Przystań w Łodzi, Łódź"),
        },
        ("hate speech",),
    )
    assert [str(each) for each in found(words)] == titles


def test_lessons_in_the_readers_language_come_first(publish: Publish) -> None:
    publish({"sk": said("Dialóg pomáha")})
    publish({"en": said("The dialog box")})
    with override("sk"):
        assert [str(each) for each in found("dialog")] == [
            "Dialóg pomáha",
            "The dialog box",
        ]
    with override("en"):
        assert [str(each) for each in found("dialog")] == [
            "The dialog box",
            "Dialóg pomáha",
        ]


def test_tags_lead_to_their_lessons_and_to_no_others(
    publish: Publish, browser: Client
) -> None:
    publish({"en": said("One")}, ("Médiá", "police"))
    publish({"en": said("Two")}, ("media police",))
    assert tags() == [("Médiá", 1), ("media police", 1), ("police", 1)]
    assert [str(each) for each in found("", "media")] == ["One"]
    page = browser.get("/workshops/lessons/", {"tag": "police"}).content.decode()
    assert ("One" in page, ">Two<" in page) == (True, False)


@pytest.mark.parametrize("wrong", [["x" * 41], [str(n) for n in range(9)], ["a|b"]])
def test_tags_are_few_and_short(
    centre: Organisation, flora: User, wrong: list[str]
) -> None:
    with pytest.raises(ValidationError, match="at most 8 tags"):
        lessons.write_lesson(
            centre, by=flora, texts={"en": said("One")}, source="x", tags=wrong
        )
    assert list(Lesson.objects.all()) == []


def test_what_people_wrote_is_no_code(publish: Publish, browser: Client) -> None:
    bad = "<script>alert(1)</script> javascript:alert(1) https://quay.example/x"
    made = publish({"en": said("Say <b>it</b>", bad)})
    page = browser.get(f"/workshops/lessons/{made.public_id}/").content.decode()
    assert "<script>alert" not in page
    assert "<b>it</b>" not in page
    assert 'href="javascript' not in page
    assert '<a href="https://quay.example/x" rel="nofollow">' in page


def test_words_are_folded() -> None:
    assert fold("  Žluťoučký KŮŇ\n Őrült ß ") == "zlutoucky kun orult ss"
