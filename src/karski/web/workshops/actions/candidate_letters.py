"""What candidates are written, each in their language, with a new link of their own."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from karski.web.due import letters
from karski.web.people.tokens import digest
from karski.web.workshops.actions.links import address, new_link
from karski.web.workshops.models import (
    Call,
    CallInvitation,
    Candidate,
    Nomination,
    Reviewer,
    Standing,
)
from karski.web.workshops.queries.calls import CONFIRM_WITHIN, zone


def confirm(candidate: Candidate, call: Call) -> None:
    """Ask whether an application is the owner's of its address."""
    with override(candidate.language):
        until = localtime(call.closes + CONFIRM_WITHIN, zone(candidate.workshop))
        _send(
            candidate,
            _("Confirm your application: %(workshop)s"),
            _(
                "Somebody, we think you, applied with this address to take part in"
                " '%(workshop)s', in the name of %(name)s. The application counts once"
                " you confirm it, until %(until)s (%(zone)s):\n\n%(link)s\n\n"
                "Keep this link to yourself: with it you change or withdraw your"
                " application. If it was not you, do nothing: what was filled in is"
                " erased after the call."
            ),
            until=date_format(until, "DATETIME_FORMAT"),
            zone=candidate.workshop.time_zone,
        )


def applied(candidate: Candidate) -> None:
    """Say that an application came in, whose address is known to be its owner's."""
    with override(candidate.language):
        _send(
            candidate,
            _("Your application is in: %(workshop)s"),
            _(
                "%(name)s, your application to take part in '%(workshop)s' is in. Until"
                " the call closes you can change or withdraw it here:\n\n%(link)s\n\n"
                "Keep this link to yourself. We write again when seats are given."
            ),
        )


def again(candidate: Candidate) -> None:
    """Say that an address has applied before, to its owner alone."""
    with override(candidate.language):
        _send(
            candidate,
            _("You have applied already: %(workshop)s"),
            _(
                "Somebody, perhaps you, filled in the form for '%(workshop)s' with this"
                " address, which has an application already. Nothing was changed. To"
                " see, change or withdraw the first one, open this link, which takes"
                " the place of the one you had:\n\n%(link)s"
            ),
        )


def link(candidate: Candidate) -> None:
    """Send a new link that somebody asked for, or that was lost."""
    with override(candidate.language):
        _send(
            candidate,
            _("Your link: %(workshop)s"),
            _(
                "%(name)s, this link opens your page for '%(workshop)s'. It takes the"
                " place of any link you had:\n\n%(link)s\n\nKeep it to yourself."
            ),
        )


def nominated(candidate: Candidate, nomination: Nomination) -> None:
    """Ask somebody whether they want what an institution named them for."""
    known = candidate.standing != Standing.NAMED
    with override(candidate.language):
        body = _(
            "%(by)s of %(institution)s named you for '%(workshop)s'. You are a"
            " candidate only if you say so: complete your details, or say no, here:"
            "\n\n%(link)s\n\nWithout an answer what was said of you is erased after"
            " the call."
        )
        if known:
            body = _(
                "%(by)s of %(institution)s named you for '%(workshop)s', for which you"
                " are a candidate already. There is nothing to do. Your page, by a link"
                " that takes the place of the one you had:\n\n%(link)s"
            )
        _send(
            candidate,
            _("You are named for a workshop: %(workshop)s"),
            body,
            by=nomination.by_name,
            institution=nomination.institution,
        )


def decided(candidate: Candidate) -> None:
    """Say that somebody can be selected, or cannot, and why."""
    yes = candidate.standing == Standing.ELIGIBLE
    with override(candidate.language):
        body = _(
            "%(name)s, your application for '%(workshop)s' meets the conditions of the"
            " call. Reason: %(reason)s\n\nYour page:\n\n%(link)s"
        )
        if not yes:
            body = _(
                "%(name)s, your application for '%(workshop)s' does not meet the"
                " conditions of the call. Reason: %(reason)s\n\nIf this is a mistake,"
                " write to those who run the workshop. Your page:\n\n%(link)s"
            )
        _send(
            candidate,
            _("Your application: %(workshop)s"),
            body,
            reason=candidate.standing_reason,
        )


def invited(invitation: CallInvitation, token: str) -> None:
    """Ask an address to apply, or an institution to nominate."""
    workshop = invitation.workshop
    with override(invitation.language):
        said = {
            "workshop": str(workshop),
            "institution": invitation.institution,
            "most": invitation.nominates,
            "until": date_format(
                localtime(invitation.expires, zone(workshop)), "DATETIME_FORMAT"
            ),
            "zone": workshop.time_zone,
            "link": address(token, invitation.language, "invited"),
        }
        body = _(
            "You are invited to apply for '%(workshop)s', until %(until)s (%(zone)s):"
            "\n\n%(link)s\n\nThe invitation is for this address alone."
        )
        if invitation.nominates:
            body = _(
                "%(institution)s is asked to name candidates for '%(workshop)s', at"
                " most %(most)s, until %(until)s (%(zone)s):\n\n%(link)s\n\nEach of"
                " them is asked whether they want to be one."
            )
        letters.post(
            to=invitation.email,
            subject=_line(_("Invitation: %(workshop)s") % said),
            body=body % said,
            key=f"letter: {digest(token)}",
        )


def asked_to_review(reviewer: Reviewer) -> None:
    """Tell a reviewer where they review."""
    with override(reviewer.user.language):
        path = reverse("workshops:to_review", args=[reviewer.workshop.public_id])
        said = {
            "workshop": str(reviewer.workshop),
            "page": f"{settings.ENVIRONMENT.address}{path}",
        }
        letters.post(
            to=reviewer.user.email,
            subject=_line(_("You review candidates: %(workshop)s") % said),
            body=_(
                "You are asked to review the candidates for '%(workshop)s'. Log in, and"
                " begin here:\n\n%(page)s"
            )
            % said,
            key=f"letter: reviewer {reviewer.pk}",
        )


def _send(candidate: Candidate, subject: str, body: str, **more: str) -> None:
    token = new_link(candidate)
    said = more | {
        "name": candidate.name,
        "workshop": str(candidate.workshop),
        "link": address(token, candidate.language),
    }
    letters.post(
        to=candidate.email,
        subject=_line(subject % said),
        body=body % said,
        key=f"letter: {digest(token)}",
    )


def _line(subject: str) -> str:
    return " ".join(subject.split())
