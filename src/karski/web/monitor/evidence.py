"""What the monitor shows for the aims: warnings that were issued."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from karski.web.programme.aims import Aim, Evidence

_ISSUED = ngettext_lazy(
    "%(count)d forecast issued here", "%(count)d forecasts issued here", "count"
)


def evidence(aim: Aim) -> list[Evidence]:
    """Count the forecasts of the workspace."""
    if aim.name != "warning":
        return []
    folder = settings.ENVIRONMENT.workspace.forecasts
    issued = sum(1 for _ in folder.glob("**/manifest.json"))
    return [Evidence(_ISSUED, issued, reverse("monitor:world"))]
