"""What commitments bring about when their day comes."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import override

from karski.web.due import letters
from karski.web.due.acts import Act
from karski.web.programme.models import Commitment, State


def remind(commitment: str) -> None:
    """Have a letter sent to the reviewer, if there is still something to review."""
    found = Commitment.objects.filter(public_id=commitment, state=State.OPEN).first()
    if found is None or found.reviewer is None:
        return
    with override(found.reviewer.language):
        said = {"what": found.what, "who": str(found.person or found.organisation)}
        letters.post(
            to=found.reviewer.email,
            subject=_("Was this commitment kept?"),
            body=_(
                "%(who)s promised: %(what)s\n\nThe day has come. You agreed to review"
                " it: log in, open 'Commitments' and say whether it was kept."
            )
            % said,
            key=f"letter: review of {commitment}",
        )


ACTS: Mapping[str, Act] = MappingProxyType({"remind": Act(do=remind)})
