"""The catalogue of preventive measures: whole, honest, and checkable in form."""

import re
from pathlib import Path

import pytest

from karski import measures
from karski.core.documents import parse
from karski.core.errors import DocumentError, UnknownNameError
from karski.measures import Measure
from karski.measures.messages import messages

FOLDER = Path(measures.__file__).parent
TEXT = (FOLDER / "mediation.yaml").read_text("utf-8")


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("grade: B", "grade: D", "'grade' cannot be: input should be"),
        ("best: 45", "best: 500", "must grow from low to best to high"),
        ("{1: 0.4", "{1: 0.9", "weigh 1.5 together; let them sum to 1 at most"),
        ("{1: 0.4", "{15: 0.4", "cannot be: input should be less than or equal to 14"),
        ("reports: 88", "reports: null", "give both or neither"),
        ("direct: 7", "direct: 89", "has 89 direct studies among 88 reports"),
        ("grade: B", "grade: U", "has counts but no grade; give the grade"),
        ("[EU, UN, MFA, OSCE]", "[EU, EU]", "'actors' name something twice"),
        ("cost: medium", "costs: medium", "'cost' is missing"),
    ],
)
def test_a_slip_is_told_with_its_file(old: str, new: str, told: str) -> None:
    with pytest.raises(DocumentError, match=re.escape(told)) as error:
        parse(changed(old, new), "mediation.yaml", Measure)
    assert str(error.value).startswith("mediation.yaml: line ")


def test_a_measure_that_is_not_there_suggests_its_neighbour() -> None:
    with pytest.raises(UnknownNameError, match=r"no measure .*'mediation'\?"):
        measures.catalogue()["mediaton"]


def test_every_text_that_people_read_is_found_for_translation() -> None:
    found = set(messages())
    for measure in measures.catalogue().values():
        assert {measure.title, measure.harm, measure.evidence.judgement} <= found
        assert set(measure.helps) | set(measure.legal_basis) <= found
    assert all("%" not in text and "{" not in text for text in found)
