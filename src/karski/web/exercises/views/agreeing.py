"""Measures proposed, signed, voted on and taken back from a desk."""

from django.utils.translation import gettext as _

from karski.web.exercises import states
from karski.web.exercises.actions import playing
from karski.web.exercises.sending import nonce, sent
from karski.web.exercises.taking_part import PlayerRequest
from karski.web.exercises.views.acting import page, text
from karski.web.exercises.views.sitting import at_desk
from karski.web.people.access import WRITE

PARAMETER = "parameter-"  # what fields of choices begin with
DECISION = page("desk_decision", "number")


@at_desk(methods=WRITE)
@sent(back=page("desk_measure", "name"))
def propose(request: PlayerRequest, name: str) -> str:
    """Take a measure, or put it to those who decide."""
    role = request.player.role
    offer = states.pack_of(request.player.exercise).measures.get(name)
    chosen = {
        field.removeprefix(PARAMETER): str(choice)
        for field, choice in request.POST.items()
        if field.startswith(PARAMETER)
    }
    playing.propose(
        by=request.player,
        measure=name,
        target=text(request, "target"),
        parameters=chosen,
        rationale=text(request, "rationale"),
        legal_basis=text(request, "legal_basis"),
        owner=text(request, "owner"),
        asking=offer is not None and role not in offer.decides,
        nonce=nonce(request),
    )
    return _("Your decision is recorded; whoever must sign it sees it now.")


@at_desk(methods=WRITE)
@sent(back=DECISION)
def sign(request: PlayerRequest, number: int) -> str:
    """Sign a decision."""
    playing.sign(by=request.player, decision=number, nonce=nonce(request))
    return _("You have signed.")


@at_desk(methods=WRITE)
@sent(back=DECISION)
def decline(request: PlayerRequest, number: int) -> str:
    """Decline to sign."""
    playing.decline(
        by=request.player,
        decision=number,
        reason=text(request, "reason"),
        nonce=nonce(request),
    )
    return _("You have declined.")


@at_desk(methods=WRITE)
@sent(back=DECISION)
def vote(request: PlayerRequest, number: int) -> str:
    """Vote on a decision."""
    playing.vote(
        by=request.player,
        decision=number,
        favours=request.POST.get("favours") == "1",
        nonce=nonce(request),
    )
    return _("Your vote is counted.")


@at_desk(methods=WRITE)
@sent(back=DECISION)
def withdraw(request: PlayerRequest, number: int) -> str:
    """Take a decision back."""
    playing.withdraw(
        by=request.player,
        decision=number,
        reason=text(request, "reason"),
        nonce=nonce(request),
    )
    return _("It is withdrawn.")
