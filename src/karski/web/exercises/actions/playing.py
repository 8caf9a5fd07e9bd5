"""What somebody at a desk does. All of it stands in the journal, under an opaque id."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from karski.exercise import commands
from karski.exercise.events import Kind
from karski.exercise.refusals import Refused
from karski.web.exercises import states
from karski.web.exercises.actions import running
from karski.web.exercises.models import Entry, Player

MOST_READ = 30  # in one request
MOST_IN_A_MINUTE = 120  # of a seat, however many sit there
UNCOUNTED = (commands.Read, commands.StepOut, commands.StepBack)


def say(
    *, by: Player, text: str, to: tuple[str, ...], about: int | None, nonce: str
) -> None:
    """Write to other desks, or to nobody but those who run the exercise."""
    _do(by, commands.Say(by=by.role, text=text, to=to, about=about, nonce=nonce))


def share(
    *, by: Player, event: int, to: tuple[str, ...], text: str, nonce: str
) -> None:
    """Pass on what one received."""
    _do(by, commands.Share(by=by.role, event=event, to=to, text=text, nonce=nonce))


def note_on_board(*, by: Player, text: str, nonce: str) -> None:
    """Write on the team's board."""
    _do(by, commands.NoteOnBoard(by=by.role, text=text, nonce=nonce))


def request(*, by: Player, of: str, text: str, nonce: str) -> None:
    """Ask a desk, or the facilitator, for information."""
    _do(by, commands.RequestInformation(by=by.role, of=of, text=text, nonce=nonce))


def inform(*, by: Player, request: int, text: str, nonce: str) -> None:
    """Answer a request."""
    answer = commands.GiveInformation(
        by=by.role, request=request, text=text, nonce=nonce
    )
    _do(by, answer)


def ask_advice(*, by: Player, text: str, nonce: str) -> None:
    """Ask the experts."""
    _do(by, commands.AskAdvice(by=by.role, text=text, nonce=nonce))


def propose(
    *,
    by: Player,
    measure: str,
    target: str,
    parameters: Mapping[str, str],
    rationale: str,
    legal_basis: str,
    owner: str,
    asking: bool,
    nonce: str,
) -> None:
    """Take a measure, as far as one's authority goes, or put it to those who may."""
    proposal = commands.Propose(
        by=by.role,
        measure=measure,
        target=target,
        parameters=parameters,
        rationale=rationale,
        legal_basis=legal_basis,
        owner=owner,
        asking=asking,
        nonce=nonce,
    )
    _do(by, proposal)


def sign(*, by: Player, decision: int, nonce: str) -> None:
    """Sign a decision."""
    _do(by, commands.Sign(by=by.role, decision=decision, nonce=nonce))


def decline(*, by: Player, decision: int, reason: str, nonce: str) -> None:
    """Decline to sign."""
    refusal = commands.Decline(
        by=by.role, decision=decision, reason=reason, nonce=nonce
    )
    _do(by, refusal)


def vote(*, by: Player, decision: int, favours: bool, nonce: str) -> None:
    """Vote on a decision."""
    ballot = commands.Vote(by=by.role, decision=decision, favours=favours, nonce=nonce)
    _do(by, ballot)


def withdraw(*, by: Player, decision: int, reason: str, nonce: str) -> None:
    """Take a decision back."""
    retreat = commands.Withdraw(
        by=by.role, decision=decision, reason=reason, nonce=nonce
    )
    _do(by, retreat)


def forecast(*, by: Player, question: str, probability: float, nonce: str) -> None:
    """Say how likely one thinks it is."""
    answer = commands.Forecast(
        by=by.role,
        question=question,
        probability=probability,
        player=str(by.public_id),
        nonce=nonce,
    )
    _do(by, answer)


def read(*, by: Player, numbers: Iterable[int]) -> None:
    """Note what somebody has read; what cannot be noted now is left.

    Each is a transaction of its own: the state survives between them.
    """
    for number in list(numbers)[:MOST_READ]:
        try:
            _do(by, commands.Read(by=by.role, event=number, player=str(by.public_id)))
        except Refused:
            continue


def step_out(*, by: Player) -> None:
    """Step out for a while; nobody asks why. Who is out already stays out."""
    who = str(by.public_id)
    if not _is_out(by):
        _do(by, commands.StepOut(by=by.role, role=by.role, player=who))


def step_back(*, by: Player) -> None:
    """Be back."""
    who = str(by.public_id)
    if _is_out(by):
        _do(by, commands.StepBack(by=by.role, role=by.role, player=who))


def _is_out(by: Player) -> bool:
    with states.reading(by.exercise) as state:
        return str(by.public_id) in state.seats[by.role].out


def _do(by: Player, command: commands.Command) -> None:
    if not isinstance(command, UNCOUNTED):
        _not_too_fast(by)
    running.act(by.exercise, lambda _wall: command)


def _not_too_fast(by: Player) -> None:
    """Refuse what no hand can do: a journal is read by all who take part."""
    lately = datetime.now(UTC) - timedelta(minutes=1)
    rows = Entry.objects.filter(exercise=by.exercise_id, by=by.role)
    rows = rows.filter(written__gt=lately).exclude(kind=Kind.READ)
    if rows.count() >= MOST_IN_A_MINUTE:
        raise ValidationError(_("That was very much at once; wait for a minute."))
