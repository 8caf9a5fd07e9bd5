"""Applying, confirming, changing, withdrawing; invitations and nominations."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from beside import Host
from karski.web.due.running import run_due
from karski.web.people.models import User
from karski.web.workshops.actions import applying, calls, consents, deciding, nominating
from karski.web.workshops.actions.nominating import Named
from karski.web.workshops.models import (
    Agreement,
    Call,
    CallInvitation,
    Candidate,
    Needs,
    Origin,
    Standing,
    Workshop,
)
from karski.web.workshops.queries import candidates
from karski.web.workshops.queries.whose import holder
from web.workshops.calls_made import (
    CLOSES,
    DURING,
    OPENS,
    application,
    call_for,
    letters,
    link_in,
    said,
)

MakeCandidate = Callable[..., Candidate]
Clock = Callable[[datetime], None]
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands during the call, until it is set."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(DURING)
    return set_to


@pytest.fixture
def call(workshop: Workshop) -> Call:
    return call_for(workshop)


def confirmed(workshop: Workshop, **given: Any) -> Candidate:  # noqa: ANN401 -- fields
    applying.apply(workshop, application(**given))
    found = holder(link_in(letters()[-1]))
    assert found is not None
    applying.confirm(found)
    found.refresh_from_db()
    return found


# -- the call ------------------------------------------------------------------------


def test_those_who_run_a_workshop_set_its_call_and_nobody_else(
    workshop: Workshop, cora: User, flora: User, ines: User
) -> None:
    given: dict[str, Any] = {"opens": OPENS, "closes": CLOSES, "texts": {}}
    for by in (flora, ines):
        with pytest.raises(PermissionDenied):
            calls.set_call(workshop, by=by, **given)
    made = calls.set_call(workshop, by=cora, blind=False, **given)
    assert (made.opens, made.closes, made.blind) == (OPENS, CLOSES, False)
    moved = calls.set_call(
        workshop, by=cora, **(given | {"closes": CLOSES + timedelta(1)})
    )
    assert (Call.objects.get().closes, moved.pk) == (CLOSES + timedelta(1), made.pk)
    assert said() == ["set a call"] * 2


def test_a_call_closes_after_it_opens(workshop: Workshop, cora: User) -> None:
    with pytest.raises(ValidationError, match="closes before it opens"):
        calls.set_call(workshop, by=cora, opens=CLOSES, closes=OPENS, texts={})
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    ("moment", "taken"),
    [
        (OPENS - SECOND, False),
        (OPENS, True),
        (CLOSES - SECOND, True),
        (CLOSES, False),
        (CLOSES + SECOND, False),
    ],
)
def test_applications_are_taken_from_opening_until_just_before_closing(
    call: Call, clock: Clock, moment: datetime, taken: bool
) -> None:
    clock(moment)
    if taken:
        applying.apply(call.workshop, application())
    else:
        with pytest.raises(ValidationError, match="call is closed"):
            applying.apply(call.workshop, application())
    assert Candidate.objects.count() == int(taken)


# -- applying ------------------------------------------------------------------------


def test_an_application_counts_once_its_address_confirms_it(call: Call) -> None:
    applying.apply(call.workshop, application())
    found = Candidate.objects.get()
    assert (found.standing, found.origin) == (Standing.NAMED, Origin.APPLIED)
    assert found.keep_until == date(2032, 2, 24)  # 14 days after the call
    assert not candidates.eligible(call.workshop).exists()
    token = link_in(letters()[0])
    assert holder(token) == found
    applying.confirm(found)
    found.refresh_from_db()
    assert (found.standing, found.keep_until) == (
        Standing.ELIGIBLE,
        date(2032, 7, 15),  # 90 days after 16 April
    )
    assert said() == ["applied", "confirmed an application"]
    with pytest.raises(ValidationError, match="nothing to confirm"):
        applying.confirm(found)


def test_one_who_applied_in_the_last_second_has_two_days_to_confirm(
    call: Call, clock: Clock
) -> None:
    clock(CLOSES - SECOND)
    applying.apply(call.workshop, application())
    found = Candidate.objects.get()
    clock(CLOSES + timedelta(days=2))
    with pytest.raises(ValidationError, match="time to confirm"):
        applying.confirm(found)
    clock(CLOSES + timedelta(days=2) - SECOND)
    applying.confirm(found)
    assert candidates.eligible(call.workshop).get() == found


def test_a_second_application_changes_nothing_and_its_letter_says_so(
    call: Call,
) -> None:
    first = confirmed(call.workshop)
    applying.apply(
        call.workshop, application(email="ANA@Harbour.example", name="Not Ana")
    )
    kept = Candidate.objects.get()
    assert (kept.name, kept.standing) == ("Ana Quill", Standing.ELIGIBLE)
    letter = letters()[-1]
    assert "You have applied already" in letter
    assert letter.startswith("ana@harbour.example\n")
    assert "Not Ana" not in letter
    assert holder(link_in(letter)) == first


def test_both_answers_to_an_application_are_the_same(call: Call) -> None:
    answers = [applying.apply(call.workshop, application()) for _ in range(2)]
    assert answers == [None, None]


def test_plants_are_drawn_one_each(call: Call) -> None:
    for n in range(30):
        applying.apply(call.workshop, application(email=f"a{n}@harbour.example"))
    plants = list(Candidate.objects.order_by("pk").values_list("alias", flat=True))
    assert len(set(plants)) == 30
    assert plants != sorted(plants)


def test_nothing_is_kept_without_agreeing_to_it(call: Call) -> None:
    with pytest.raises(ValidationError, match="nobody can choose"):
        applying.apply(call.workshop, application(agree_details=False))
    with pytest.raises(ValidationError, match="leave access and diet empty"):
        applying.apply(call.workshop, application(diet="No nuts"))
    assert (Candidate.objects.count(), said()) == (0, [])


def test_what_is_agreed_to_is_kept_in_its_words_field_by_field(call: Call) -> None:
    found = confirmed(
        call.workshop,
        gender="woman",
        motivation="To learn.",
        access="A ramp",
        agree_needs=True,
    )
    rows = Agreement.objects.order_by("field")
    assert list(rows.values_list("field", "keep_until")) == [
        ("details", date(2032, 7, 15)),
        ("gender", date(2032, 7, 15)),
        ("motivation", date(2032, 4, 14)),
        ("needs", date(2032, 4, 16)),
    ]
    assert rows[0].wording == (
        "I agree that my details are kept to choose who takes part and to write to me:"
        " until 15 July 2032, and if I take part, until 16 April 2033."
    )
    applying.change(found, application())
    assert [row.field for row in Agreement.objects.all()] == ["details"]
    assert not Needs.objects.exists()


def test_needs_lie_encrypted_and_opening_them_is_recorded(
    call: Call, cora: User, flora: User, ines: User
) -> None:
    found = confirmed(call.workshop, diet="No nuts: ořechy", agree_needs=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT access, diet FROM workshops_needs")
        access, diet = cursor.fetchone()
    assert (access, "nuts" in diet, len(diet) > 80) == ("", False, True)
    for by in (flora, ines):
        with pytest.raises(PermissionDenied):
            consents.open_needs(found, by=by)
    opened = consents.open_needs(found, by=cora)
    assert opened is not None
    assert (opened.diet, said()[-1]) == ("No nuts: ořechy", "opened a record of needs")


def test_fields_leave_on_their_own_day(call: Call, clock: Clock) -> None:
    found = confirmed(
        call.workshop,
        gender="man",
        motivation="To learn.",
        diet="Soup",
        agree_needs=True,
    )

    def left(day: date) -> tuple[str, str, bool]:
        clock(datetime(day.year, day.month, day.day, 12, tzinfo=DURING.tzinfo))
        run_due(timezone.now(), 1000)
        found.refresh_from_db()
        return found.motivation, found.gender, Needs.objects.exists()

    assert left(date(2032, 4, 14)) == ("To learn.", "man", True)
    assert left(date(2032, 4, 16)) == ("", "man", True)
    assert left(date(2032, 4, 17)) == ("", "man", False)
    clock(datetime(2032, 7, 16, 12, tzinfo=DURING.tzinfo))
    run_due(timezone.now(), 1000)
    assert not Candidate.objects.exists()  # the last of them goes with the person


def test_an_application_is_changed_and_withdrawn_by_its_own_link_until_the_end(
    call: Call, clock: Clock
) -> None:
    found = confirmed(call.workshop)
    applying.change(found, application(name="أحمد الخليل", institution="Other"))
    found.refresh_from_db()
    assert (found.name, found.institution, found.email) == (
        "أحمد الخليل",
        "Other",
        "ana@harbour.example",
    )
    applying.withdraw(found)
    found.refresh_from_db()
    assert found.standing == Standing.WITHDRAWN
    with pytest.raises(ValidationError, match="withdrawn already"):
        applying.withdraw(found)
    applying.change(found, application())  # and comes back
    found.refresh_from_db()
    assert found.standing == Standing.ELIGIBLE
    clock(CLOSES)
    with pytest.raises(ValidationError, match="nothing can be changed"):
        applying.change(found, application(name="Late"))
    assert said() == [
        *("applied", "confirmed an application", "changed an application"),
        *("withdrew an application", "changed an application"),
    ]


def test_a_name_with_signs_that_turn_writing_is_refused(call: Call) -> None:
    with pytest.raises(ValidationError, match="cannot be seen"):
        applying.apply(call.workshop, application(name="Ana \u202egnp.exe"))
    assert not Candidate.objects.exists()


def test_who_holds_a_seat_gives_it_back_elsewhere(
    call: Call, participants: Callable[[int], list[Candidate]]
) -> None:
    seated = participants(1)[0]
    with pytest.raises(ValidationError, match="hold a seat"):
        applying.withdraw(seated)


AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from django.db import connection
from django.utils import timezone
from karski.web.people.models import Event, Organisation
from karski.web.workshops.actions.applying import apply
from karski.web.workshops.models import Candidate, Series, Workshop
from web.workshops.calls_made import application, call_for
place = Organisation.objects.create(name="Quay Centre", kind="research")
days = {"starts": date(2032, 4, 14), "ends": date(2032, 4, 16)}
series = Series.objects.create(slug="lanterns", organisation=place)
one = Workshop.objects.create(series=series, city="Quay", country="SK", **days)
now, day = timezone.now(), timedelta(1)
call_for(one, opens=now - day, closes=now + day)

def attempt(n):
    apply(one, application(name=f"Ana {n}"))
    connection.close()

with ThreadPoolExecutor(6) as pool:
    list(pool.map(attempt, range(6)))
said = Event.objects.order_by("number").values_list("action", flat=True)
print(Candidate.objects.count(), *said, sep=", ")
"""


def test_an_address_that_applies_many_times_at_once_is_one_candidate(
    host: Host,
) -> None:
    assert host.python(AT_ONCE) == "1, applied" + ", sent a personal link" * 5


# -- deciding ------------------------------------------------------------------------


def test_eligibility_is_decided_with_a_reason_and_a_letter(
    call: Call, cora: User, ines: User
) -> None:
    found = confirmed(call.workshop)
    with pytest.raises(PermissionDenied):
        deciding.decide(found, by=ines, standing=Standing.INELIGIBLE, reason="No.")
    for standing, reason, why in (
        (Standing.INELIGIBLE, " ", "Say why"),
        (Standing.ELIGIBLE, "Fine.", "Choose the other"),
        (Standing.WITHDRAWN, "Gone.", "Choose the other"),
    ):
        with pytest.raises(ValidationError, match=why):
            deciding.decide(found, by=cora, standing=standing, reason=reason)
    deciding.decide(
        found, by=cora, standing=Standing.INELIGIBLE, reason="Works elsewhere."
    )
    found.refresh_from_db()
    assert found.standing == Standing.INELIGIBLE
    assert "Reason: Works elsewhere." in letters()[-1]
    with pytest.raises(ValidationError, match="decided already"):
        applying.change(found, application())


def test_what_is_not_confirmed_is_not_decided(call: Call, cora: User) -> None:
    applying.apply(call.workshop, application())
    with pytest.raises(ValidationError, match="not confirmed"):
        deciding.decide(
            Candidate.objects.get(), by=cora, standing=Standing.ELIGIBLE, reason="Good"
        )


# -- invitations and nominations -----------------------------------------------------


def invite(call: Call, cora: User, **given: Any) -> CallInvitation:  # noqa: ANN401 -- fields
    fixed = {"email": "Bea@Harbour.example", "language": "en"}
    return nominating.invite(call.workshop, by=cora, **(fixed | given))


def named(**given: str) -> Named:
    fixed = {
        "name": "Cyril Reed",
        "email": "cyril@ministry.example",
        "language": "en",
        "country": "SK",
        "sector": "justice",
        "by_name": "Dana Head",
    }
    return Named(**(fixed | given))


def test_an_invited_address_applies_with_that_address_and_no_other(
    call: Call, cora: User
) -> None:
    invitation = invite(call, cora)
    applying.apply_invited(invitation, application(email="other@harbour.example"))
    found = Candidate.objects.get()
    assert (found.email, found.origin, found.standing) == (
        "bea@harbour.example",
        Origin.INVITED,
        Standing.ELIGIBLE,
    )
    invitation.refresh_from_db()
    assert invitation.candidate == found
    applying.apply_invited(invitation, application(name="Again"))
    assert Candidate.objects.get().name == "Ana Quill"


def test_a_newer_invitation_ends_the_older_and_a_withdrawn_one_opens_nothing(
    call: Call, cora: User, ines: User
) -> None:
    first = invite(call, cora)
    second = invite(call, cora, email="bea@harbour.example")
    first.refresh_from_db()
    assert first.withdrawn is not None
    with pytest.raises(PermissionDenied):
        nominating.withdraw_invitation(second, by=ines)
    nominating.withdraw_invitation(second, by=cora)
    for each in (first, second):
        with pytest.raises(ValidationError, match="no longer open"):
            applying.apply_invited(each, application())


def test_an_institution_names_as_many_as_it_may_and_each_is_asked(
    call: Call, cora: User, clock: Clock
) -> None:
    invitation = invite(call, cora, institution="Ministry of Tides", nominates=2)
    nominating.nominate(invitation, named())
    found = Candidate.objects.get()
    assert (found.standing, found.origin, found.institution) == (
        Standing.NAMED,
        Origin.NOMINATED,
        "Ministry of Tides",
    )
    assert "Dana Head of Ministry of Tides named you" in letters()[-1]
    with pytest.raises(ValidationError, match="named this address already"):
        nominating.nominate(invitation, named(email="CYRIL@ministry.example"))
    with pytest.raises(ValidationError, match="nothing to confirm"):
        applying.confirm(found)  # details and consent come from themselves
    applying.change(found, application(name="Cyril Reed"))
    assert candidates.eligible(call.workshop).get().name == "Cyril Reed"
    nominating.nominate(invitation, named(email="eva@ministry.example"))
    with pytest.raises(ValidationError, match="as many as you may"):
        nominating.nominate(invitation, named(email="filip@ministry.example"))
    clock(CLOSES)
    with pytest.raises(ValidationError, match="no longer open"):
        nominating.nominate(invitation, named(email="gita@ministry.example"))


def test_naming_a_candidate_changes_nothing_of_theirs_and_tells_the_institution_nothing(
    call: Call, cora: User
) -> None:
    there = confirmed(call.workshop)
    invitation = invite(call, cora, institution="Ministry of Tides", nominates=2)
    nominating.nominate(invitation, named(email=there.email, name="Wrong Name"))
    there.refresh_from_db()
    assert (there.name, there.standing) == ("Ana Quill", Standing.ELIGIBLE)
    assert invitation.nominations.count() == 1
    assert "candidate already" in letters()[-1]


def test_nominating_needs_an_institution_and_a_call_that_is_not_over(
    call: Call, cora: User, clock: Clock
) -> None:
    with pytest.raises(ValidationError, match="which institution"):
        invite(call, cora, nominates=1)
    clock(CLOSES)
    with pytest.raises(ValidationError, match="not closed yet"):
        invite(call, cora)


def test_earlier_workshops_of_the_series_are_counted_by_address(
    call: Call, candidate: MakeCandidate, participants: Callable[[int], list[Candidate]]
) -> None:
    seated = participants(1)[0]
    other = Workshop.objects.create(
        series=call.workshop.series,
        city="Brno",
        country="CZ",
        starts=date(2032, 9, 1),
        ends=date(2032, 9, 2),
    )
    call_for(other)
    applying.apply(other, application(email=seated.email))
    assert Candidate.objects.get(workshop=other).attended == 1
