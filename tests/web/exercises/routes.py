"""Objects that addresses of exercises name, for the tests of every route."""

from karski.web.exercises.models import Exercise, Player
from karski.web.people.models import Organisation, User
from karski.web.people.tokens import digest
from tests_routes import Kwargs, Make
from web.exercises.small import make_small


def exercise_of(place: Organisation) -> Exercise:
    """An exercise of an organisation."""
    found = Exercise.objects.filter(organisation=place).first()
    return found or make_small(place)


def exercise(place: Organisation, _: User) -> Kwargs:
    return {"key": exercise_of(place).public_id}


def player_of(place: Organisation) -> Player:
    """Somebody who takes part in an organisation's exercise; their link is known."""
    token = f"token-{place.pk}"
    row, _made = Player.objects.get_or_create(
        exercise=exercise_of(place),
        name="Ada",
        defaults={"token_hash": digest(token)},
    )
    return row


def _player(place: Organisation, _: User) -> Kwargs:
    found = player_of(place)
    return {"key": found.exercise.public_id, "player": found.public_id}


def _with(**parts: object) -> Make:
    def make(place: Organisation, _: User) -> Kwargs:
        return {"key": exercise_of(place).public_id, **parts}

    return make


OBJECTS = {
    **{
        f"exercises:{name}": exercise
        for name in (
            *("exercise", "people", "people_part", "join_screen", "new_code"),
            *("fill_with_bots",),
            *("joining", "add_person", "stream", "entries", "console", "log"),
            *("improvise", "adjust", "hint", "ask_question"),
        )
    },
    "exercises:new_link": _player,
    "exercises:give_seat": _player,
    "exercises:remove_person": _player,
    "exercises:console_part": _with(part="injects"),
    "exercises:clock": _with(act="pause"),
    "exercises:inject": _with(name="boats"),
    "exercises:inject_act": _with(name="boats", act="hold"),
    "exercises:recall": _with(seq=1),
    "exercises:overrule": _with(number=1),
    "exercises:answer": _with(seq=1),
    "exercises:resolve_question": _with(name="displaced"),
    "exercises:a_desk": _with(role="envoy"),
    "exercises:hand_over": _with(role="envoy", to="bot"),
}
