"""One's own account."""

from functools import partial

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from karski.web.people import second_factor
from karski.web.people.access import FORM, members
from karski.web.people.actions import accounts
from karski.web.people.forms.people import DetailsForm, attempt
from karski.web.people.person import AuthenticatedRequest


@members(methods=FORM)
def you(request: AuthenticatedRequest) -> HttpResponse:
    """Show one's account; change one's name and language."""
    user = request.user
    now = {"name": user.name, "language": user.language}
    form = DetailsForm(request.POST or None, initial=now)
    changed = attempt(form, partial(accounts.change_details, user, by=user))
    if changed is not None:
        with override(changed.language):
            messages.success(request, _("Your details are changed."))
            return redirect("people:you")
    said = {
        "form": form,
        "memberships": user.memberships.select_related("organisation"),
        "second_factor": second_factor.has_one(user),
        "factors": Authenticator.objects.filter(user=user).count(),
    }
    return render(request, "people/you.html", said)
