"""What the audit trail says, in words that can be translated."""

from django.utils.translation import gettext_noop

ACTIONS = (
    gettext_noop("accepted an invitation"),
    gettext_noop("added to a cohort"),
    gettext_noop("agreed to being counted"),
    gettext_noop("asked somebody to review a commitment"),
    gettext_noop("changed a role"),
    gettext_noop("changed their details"),
    gettext_noop("erased their account"),
    gettext_noop("invited somebody"),
    gettext_noop("made a cohort"),
    gettext_noop("made a commitment"),
    gettext_noop("made an account"),
    gettext_noop("made an organisation"),
    gettext_noop("made seats"),
    gettext_noop("made the demonstration organisation"),
    gettext_noop("made the first account"),
    gettext_noop("made the link for the first account"),
    gettext_noop("put the site back from a backup"),
    gettext_noop("refused being counted"),
    gettext_noop("removed a member"),
    gettext_noop("removed from a cohort"),
    gettext_noop("reviewed a commitment"),
    gettext_noop("revoked a seat"),
    gettext_noop("withdrew a commitment"),
    gettext_noop("withdrew an invitation"),
)
