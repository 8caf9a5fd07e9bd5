"""Certificates and recommendations: issued, revoked, agreed to; each write audited."""

import hashlib
import secrets
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from karski.briefings.credential import Attested, hashed, sign
from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.actions.issuer import identifier_of, page_of, signing_pair
from karski.web.workshops.models import (
    Agreement,
    Candidate,
    Certificate,
    Recommendation,
    Workshop,
)
from karski.web.workshops.queries import papers as queries

RUN = Permission.MANAGE_WORKSHOPS
BOOK_WORDS = gettext_lazy(
    "List me in the participant book: name, position, institution, sector and country."
    " Those who take part get it; my data leave it with all the rest."
)
YEARS = (1, 5, 10)  # for which a certificate may stay once its holder's data are gone


@transaction.atomic
def issue_certificates(workshop: Workshop, *, by: User) -> list[Certificate]:
    """Give a certificate to everybody who was there and has none that stands."""
    _require(workshop, by)
    now = timezone.now()
    if now.date() < workshop.ends:
        raise ValidationError(_("Certificates are issued when the workshop is over."))
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # one at a time
    people = queries.deserving(workshop)
    key = signing_pair().private if people else ""
    return [_issue(each, days=days, by=by, now=now, key=key) for each, days in people]


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, by: User, why: str) -> Certificate:
    """Say that a certificate stands no longer; whoever verifies it is told so."""
    _require(certificate.workshop, by)
    kept = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if kept.revoked is not None:
        raise ValidationError(_("This certificate is revoked already."))
    if not why.strip():
        raise ValidationError({"why": _("Say why it is revoked.")})
    kept.revoked, kept.revoked_why = timezone.now(), why.strip()
    kept.full_clean()
    kept.save()
    audit.record("revoked a certificate", by=by, on=kept)
    return kept


@transaction.atomic
def keep_certificate(
    certificate: Certificate, *, by: User | None, years: int, keep_name: bool
) -> Certificate:
    """Note for how long its holder wants it verified once their data are gone."""
    kept = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if years not in (0, *YEARS):
        raise ValidationError({"years": _("Choose one of the times.")})
    kept.keep_until = _years_later(kept.issued.date(), years) if years else None
    kept.keep_name = bool(years) and keep_name
    kept.full_clean()
    kept.save()
    audit.record(
        "said how long their certificate can be verified",
        by=by,
        on=kept,
        detail={"years": years, "with the name": kept.keep_name},
    )
    return kept


@transaction.atomic
def recommend(
    workshop: Workshop, *, by: User, text: str, to: str = ""
) -> Recommendation:
    """Add a recommendation to the report."""
    _require(workshop, by)
    made = Recommendation(workshop=workshop, text=text, to=to)
    made.full_clean()
    made.save()
    audit.record("added a recommendation", by=by, on=workshop)
    return made


@transaction.atomic
def drop_recommendation(recommendation: Recommendation, *, by: User) -> None:
    """Take a recommendation out of the report."""
    _require(recommendation.workshop, by)
    audit.record("removed a recommendation", by=by, on=recommendation.workshop)
    recommendation.delete()


@transaction.atomic
def list_in_book(candidate: Candidate, *, by: User | None, listed: bool) -> None:
    """Note whether somebody wishes to stand in the participant book."""
    rows = Agreement.objects.filter(candidate=candidate, field=queries.BOOK)
    if listed and not rows.exists():
        made = Agreement(
            candidate=candidate,
            field=queries.BOOK,
            wording=str(BOOK_WORDS),
            agreed=timezone.now(),
            keep_until=candidate.keep_until,
        )
        made.full_clean()
        made.save()
    elif not listed:
        rows.delete()
    said = {"listed": listed}
    audit.record("chose about the participant book", by=by, on=candidate, detail=said)


def _issue(
    candidate: Candidate, *, days: int, by: User, now: datetime, key: str
) -> Certificate:
    _release(candidate)
    made = Certificate(
        workshop=candidate.workshop,
        participant=candidate,
        name=candidate.name,
        days=days,
        language=candidate.language,
        issued=now,
    )
    made.credential = sign(_attested(made), key)
    made.credential_sha256 = digest_of(made.credential)
    made.full_clean()
    made.save()
    audit.record("issued a certificate", by=by, on=made, detail={"days": days})
    return made


def digest_of(credential: str) -> str:
    """Return what is kept of a credential when its holder's data are gone."""
    return hashlib.sha256(credential.encode()).hexdigest()


def _release(candidate: Candidate) -> None:
    """Take a revoked certificate off its holder: it stays known by its number."""
    Certificate.objects.filter(participant=candidate).exclude(revoked=None).update(
        participant=None, name="", credential="", keep_until=None
    )


def _attested(made: Certificate) -> Attested:
    workshop, holder = made.workshop, made.participant
    assert holder is not None
    series = workshop.series
    salt = secrets.token_hex(16)
    with override(made.language):
        attended = ngettext(
            "Took part on %(count)s day.", "Took part on %(count)s days.", made.days
        ) % {"count": made.days}
        needed = ngettext(
            "Signed in on at least %(count)s day.",
            "Signed in on at least %(count)s days.",
            queries.days_needed(workshop),
        ) % {"count": queries.days_needed(workshop)}
        title = str(workshop.title) or workshop.city
    return Attested(
        number=str(made.public_id),
        issuer=identifier_of(series),
        issuer_name=str(series.organisation),
        issuer_url=page_of(series),
        achievement=f"urn:uuid:{workshop.public_id}",
        title=title,
        description=attended,
        criteria=needed,
        address_hash=hashed(holder.email, salt),
        salt=salt,
        name=made.name,
        issued=made.issued,
    )


def _years_later(day: date, years: int) -> date:
    """Return the same day years later; of 29 February, the day after it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _require(workshop: Workshop, by: User) -> None:
    require(by, RUN, workshop.series.organisation_id)
