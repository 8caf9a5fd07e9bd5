"""Objects that addresses of the programme name, for the tests of every route."""

from datetime import date

from karski.web.people.models import Organisation, User
from karski.web.people.roles import Permission
from karski.web.programme.models import Commitment
from tests_routes import Kwargs


def _commitment(place: Organisation, person: User) -> Kwargs:
    row, _made = Commitment.objects.get_or_create(
        organisation=place,
        person=person,
        defaults={"what": "Meet", "aim": "concert", "by_when": date(2030, 1, 1)},
    )
    return {"key": row.public_id}


OBJECTS = {
    "programme:commitment": _commitment,
    "programme:review": _commitment,
    "programme:withdraw": _commitment,
}
STRICTER = {"programme:withdraw": Permission.MANAGE_PROGRAMME}  # or one's own
PERSONAL = {"programme:review"}
