"""The certificate on paper."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from karski.briefings.papers._content import Code, Signatory
from karski.briefings.papers.certificate import CertificateContent
from karski.web.people.letters import outward
from karski.web.workshops.models import Certificate
from karski.web.workshops.papers import words
from karski.web.workshops.papers.frames import frame


def certificate(found: Certificate, site: str) -> CertificateContent:
    """Return a certificate; `site` is the address that its code begins with."""
    workshop = found.workshop
    issued = found.issued.date()
    address = verify_address(found, site)
    attended = ngettext(
        "for taking part on %(count)s day of the workshop “%(title)s”",
        "for taking part on %(count)s days of the workshop “%(title)s”",
        found.days,
    )
    return CertificateContent(
        **frame(workshop, gettext("Certificate of participation"), issued),
        issuer=str(workshop.series.organisation),
        before=gettext("Awarded to"),
        name=found.name,
        statement=attended % {"count": found.days, "title": workshop.title},
        about=words.place_and_dates(workshop),
        signatories=(
            Signatory(
                str(workshop.series.organisation), gettext("Organiser of the workshop")
            ),
        ),
        issued_at=gettext("Issued on %(date)s") % {"date": words.day(issued)},
        check=(gettext("Anybody can check it at this address:"), address),
        code=Code.of(address, gettext("Code that leads to the page that checks it")),
    )


def verify_address(found: Certificate, site: str) -> str:
    """Return where a certificate is checked, in its own language."""
    with override(found.language):
        path = reverse("workshops:verified", args=[found.public_id])
    return outward(f"{site}{path}")
