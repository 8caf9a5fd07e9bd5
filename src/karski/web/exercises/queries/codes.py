"""The code that lets people join: on the projector, and behind the code to scan.

It is made of the exercise, the number of codes used up and the site's secret; only its
digest is kept, to be looked up.
"""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac

from karski.web.exercises.models import Exercise
from karski.web.exercises.models.exercises import CODE_LENGTH
from karski.web.people.tokens import LETTERS, digest_of_code


def code_of(exercise: Exercise) -> str:
    """Return the code to be typed by whoever joins."""
    number = int(
        salted_hmac(
            "karski.exercises.code",
            f"{exercise.public_id} {exercise.codes}",
            algorithm="sha256",
        ).hexdigest(),
        16,
    )
    letters = []
    for _ in range(CODE_LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return "".join(letters)


def exercise_with(code: str) -> Exercise | None:
    """Return the exercise that a code opens, however it was typed, while it does."""
    rows = Exercise.objects.select_related("organisation")
    return rows.filter(code_hash=digest_of_code(code), joining=True).first()


def joining_address(exercise: Exercise) -> str:
    """Return the address that people scan to join."""
    try:
        path = reverse("exercises:join_with", args=[code_of(exercise)])
    except NoReverseMatch:
        path = f"{reverse('exercises:all')}join/{code_of(exercise)}/"
    return f"{settings.ENVIRONMENT.room_address}{path}"


def seat_address(token: str) -> str:
    """Return the address of a personal link."""
    try:
        path = reverse("exercises:mine", args=[token])
    except NoReverseMatch:
        path = f"{reverse('exercises:all')}seat/{token}/"
    return f"{settings.ENVIRONMENT.room_address}{path}"
