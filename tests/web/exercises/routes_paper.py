"""Objects that addresses of papers, scenarios and the room's screen name."""

from karski.web.people.models import Organisation, User
from tests_routes import Kwargs, Make, anything
from web.exercises.routes import exercise, exercise_of


def _with(**parts: object) -> Make:
    def make(place: Organisation, _: User) -> Kwargs:
        return {"key": exercise_of(place).public_id, **parts}

    return make


def _scenario() -> Kwargs:
    return {"name": "salt_road"}


OBJECTS = {
    **{
        f"exercises:{name}": exercise
        for name in ("paper", "plenary", "plenary_lead", "plenary_waiting")
    },
    "exercises:paper_file": _with(name="exercise_forms", language="en"),
    "exercises:paper_of_seat": _with(name="role_folders", role="envoy", language="en"),
    "exercises:review_file": _with(language="en", kind="pdf"),
    "exercises:plenary_put": _with(measure="mediation"),
    "exercises:plenary_count": _with(number=1),
}
ANYBODYS = {
    "exercises:my_review_file": anything,
    "exercises:scenario": _scenario,
    "exercises:scenario_file": _scenario,
}
