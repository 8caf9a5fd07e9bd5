"""Why somebody was chosen or not, and what gave way, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from karski.selection.reasons import TEMPLATES
from karski.web.workshops import rule_words

SCORES = ("score", "next", "lowest")


def told(reason: Mapping[str, Any]) -> str:
    """Say a reason, as it is kept, in one sentence."""
    if not reason:
        return ""
    given = {name: _written(name, each) for name, each in reason["parameters"].items()}
    if "rule" in reason:
        given["rule"] = rule_words.said(reason["rule"])
    return gettext(TEMPLATES[reason["key"]]).format(**given)


def gave_way(relaxation: Mapping[str, Any]) -> str:
    """Say that a rule gave way, by how much, and how many there were to choose from."""
    return _("%(rule)s. Seated: %(got)d; candidates: %(applied)d.") % {
        "rule": rule_words.said(relaxation["part"]),
        "got": relaxation["got"],
        "applied": relaxation["applied"],
    }


def against_each_other(conflict: Mapping[str, Any]) -> str:
    """Say which rules cannot hold together, and who stands between them."""
    rules = "; ".join(_rule(each) for each in conflict["rules"])
    if len(conflict["rules"]) == 1:
        return _("These candidates cannot keep this rule: %s.") % rules
    said = _("These rules cannot hold together: %s.") % rules
    between = ", ".join(conflict["candidates"])
    if not between:
        return said
    wanted = _("Wanted by one and held back by another: %s.") % between
    return f"{said} {wanted}"


def in_a_thousand(probability: float | None) -> str:
    """Say a chance, as the sentences of reasons do."""
    if probability is None:
        return ""
    return _("%s in 1,000") % f"{1000 * probability:.0f}"


def _rule(kept: Mapping[str, Any] | None) -> str:
    return _("the people seated already") if kept is None else rule_words.said(kept)


def _written(name: str, value: str | int) -> str | int:
    if name in SCORES and isinstance(value, str):
        return value.replace(".", str(get_format("DECIMAL_SEPARATOR")))
    return value
