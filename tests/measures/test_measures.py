"""The catalogue of preventive measures: whole, honest, and checkable in form."""

import re
from pathlib import Path

import pytest

from karski import measures
from karski.core.documents import parse
from karski.core.errors import DocumentError, UnknownNameError
from karski.measures import Days, Measure
from karski.measures.messages import messages

# grade, reports, direct studies; where nobody counted, none
GRADED = {
    "mediation": ("B", 88, 7),
    "naming_and_shaming": ("C", 23, 2),
    "prosecution": ("B", 68, 39),
    "icc_referral": ("B", None, None),
    "targeted_sanctions": ("C", 19, 5),
    "comprehensive_sanctions": ("C", 29, 3),
    "arms_embargo": ("C", 16, 1),
    "armed_peace_operation": ("A-", 96, 8),
    "military_intervention": ("C", None, None),
    "unarmed_observers": ("C", None, None),  # the letter is ours, and the file says so
}
UNGRADED = {
    *("joint_risk_cell", "national_mechanism", "focal_point", "intelligence_sharing"),
    *("open_source_documentation", "demarche", "special_envoy", "diplomatic_sanctions"),
    *("fact_finding", "council_agenda", "local_dialogue", "evidence_preservation"),
    *("incitement_law", "amnesty", "aid_conditionality", "countering_dangerous_speech"),
    *("rumour_verification", "platform_escalation", "preventive_deployment"),
    *("security_assistance_reform", "unarmed_civilian_protection", "evacuation"),
    *("humanitarian_access", "asylum", "witness_interviewing", "minority_assistance"),
    *("electoral_assistance", "transitional_justice", "prevention_education"),
}
FOLDER = Path(measures.__file__).parent
TEXT = (FOLDER / "mediation.yaml").read_text("utf-8")


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new)


def test_there_are_at_least_forty_and_every_one_that_the_field_names() -> None:
    found = measures.catalogue()
    assert len(found) >= 40
    assert set(GRADED) | UNGRADED <= set(found)


def test_grades_and_counts_are_those_of_the_review_and_no_others() -> None:
    for name, measure in measures.catalogue().items():
        evidence = measure.evidence
        told = (evidence.grade, evidence.reports, evidence.direct)
        assert told == GRADED.get(name, ("U", None, None)), name
    combined = {n: m.evidence.combined for n, m in measures.catalogue().items()}
    assert {n: grade for n, grade in combined.items() if grade} == {"arms_embargo": "B"}


def test_what_harms_is_not_told_as_help() -> None:
    direction = {n: m.evidence.direction for n, m in measures.catalogue().items()}
    assert [n for n, found in direction.items() if found == "more"] == [
        "unarmed_observers"
    ]
    assert direction["comprehensive_sanctions"] == "unknown"


def test_every_measure_says_what_is_karskis_own_judgement() -> None:
    for name, measure in measures.catalogue().items():
        assert "Karski's" in measure.evidence.judgement, name
        assert measure.harm, name


def test_weights_share_out_the_whole_effect_of_a_measure() -> None:
    for name, measure in measures.catalogue().items():
        assert sum(measure.weights) == pytest.approx(1), name
    embargo = measures.catalogue()["arms_embargo"]
    assert embargo.weights == (0.3, 0, 0, 0, 0.7, *(0,) * 9)


def test_a_work_is_told_in_the_same_way_wherever_it_stands() -> None:
    told: dict[tuple[str, int], str] = {}
    for measure in measures.catalogue().values():
        for work in measure.evidence.references:
            assert work.doi is None or re.fullmatch(r"10\.\d{4,9}/\S+[^.,\s]", work.doi)
            assert told.setdefault((work.title, work.year), str(work)) == str(work)


def test_lead_times_are_within_what_an_exercise_or_a_decade_can_hold() -> None:
    for name, measure in measures.catalogue().items():
        assert 0 < measure.lead_days.best <= 730, name
        if isinstance(measure.lasts_days, Days):
            assert measure.lasts_days.high <= 7300, name


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
