"""What workshops show for the aims of the whole programme."""

from dataclasses import replace

from django.urls import reverse

from karski.web.programme.aims import Aim, Evidence
from karski.web.workshops.models import Workshop
from karski.web.workshops.queries import progress


def evidence(aim: Aim) -> list[Evidence]:
    """Count what happened in the workshops that are no demonstration."""
    workshops = Workshop.objects.filter(series__organisation__demonstration=False)
    page = reverse("workshops:all")
    return [
        replace(each, url=page) for each in progress.evidence_of(workshops, aim.name)
    ]
