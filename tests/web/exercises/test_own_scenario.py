"""A scenario of one's own: played as it was sent, or refused by line."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exercise_pack import TEXT
from karski.web.exercises.models import Exercise
from karski.web.people.models import Organisation, User

Login = Callable[[User], Client]
GIVEN = {"pack": "first_warning", "title": "Ours", "seed": "5"}


def test_a_scenario_of_ones_own_is_played_as_it_was_sent(
    centre: Organisation, flora: User, log_in: Login
) -> None:
    sent = SimpleUploadedFile("Our own Story.yaml", TEXT.encode())
    answer = log_in(flora).post(
        "/exercises/new/", {**GIVEN, "organisation": centre.pk, "file": sent}
    )
    made = Exercise.objects.get()
    assert answer.headers["Location"] == f"/exercises/{made.public_id}/"
    assert (made.pack, made.pack_text) == ("our_own_story", TEXT)


def test_what_is_wrong_with_it_is_told_by_line_and_nothing_is_made(
    centre: Organisation, flora: User, log_in: Login
) -> None:
    wrong = TEXT.replace("fictional: true", "fictional: false", 1)
    line = 1 + wrong[: wrong.index("fictional: false")].count("\n")
    browser = log_in(flora)
    for content, said in (
        (wrong.encode(), f"line {line}, "),
        (b"\xff\xfe", "The file is not UTF-8"),
        (b"title: [", "is not YAML"),
        (b"#" * 2_000_001, "2 MB is the most"),
    ):
        sent = SimpleUploadedFile("x.yaml", content)
        answer = browser.post(
            "/exercises/new/", {**GIVEN, "organisation": centre.pk, "file": sent}
        )
        assert said in answer.content.decode(), said
    assert not Exercise.objects.exists()
