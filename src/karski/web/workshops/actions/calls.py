"""Opening a call for candidates, and moving its moments."""

from datetime import datetime
from typing import Any

from django.db import transaction

from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops.actions.running import locked, require_runs
from karski.web.workshops.models import Call, CallInvitation, Workshop


@transaction.atomic
def set_call(
    workshop: Workshop,
    *,
    by: User,
    opens: datetime,
    closes: datetime,
    texts: dict[str, dict[str, str]],
    **how: Any,  # noqa: ANN401 -- the call's other fields, which the model checks
) -> Call:
    """Say from when to when a workshop takes applications, and what it asks.

    Open invitations end when the call does. What candidates agreed to stays as it was
    when they agreed.
    """
    require_runs(by, workshop)
    kept = locked(workshop)
    call = Call.objects.filter(workshop=kept).first() or Call(workshop=kept)
    call.opens, call.closes, call.texts = opens, closes, texts
    for name, value in how.items():
        setattr(call, name, value)
    call.full_clean()
    call.save()
    CallInvitation.objects.filter(workshop=kept, withdrawn=None).update(expires=closes)
    audit.record(
        "set a call",
        by=by,
        on=kept,
        detail={"closes": closes.isoformat(" ", "minutes")},
    )
    return call
