"""What participants are asked without a name; a key stands for each in the answers.

A question that is changed gets a new key: answers are never counted for other words.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from karski.web.workshops.models import Form

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REACTIONS: Mapping[str, "_StrPromise"] = MappingProxyType(
    {
        "useful": _("What I learnt is useful in my work."),
        "clear": _("I knew what we were to learn, and why."),
        "level": _("It was neither too easy nor too hard for me."),
        "voice": _("I could say what I think."),
        "safe": _("Hard subjects were dealt with in a way I could bear."),
        "people": _("I met people whom I will work with."),
        "recommend": _("I would recommend it to colleagues."),
    }
)
CONDUCT: Mapping[str, "_StrPromise"] = MappingProxyType(
    {
        "used": _("I have used something from the workshop in my work."),
        "shared": _("I have passed on to colleagues what I learnt."),
        "contacted": _("I have been in touch with somebody I met there."),
        "warned": _("I have told somebody who can act of a risk that I saw."),
        "changed": _("Something where I work is done differently because of it."),
    }
)
COMMENT = "comment"


def questions_of(form: str) -> Mapping[str, "_StrPromise"]:
    """Return the questions of a form by their keys."""
    return REACTIONS if form == Form.REACTION else CONDUCT
