import pytest

from karski.core.documents import parse
from karski.core.errors import DocumentError, UnknownNameError
from karski.framework import Framework, framework, risk_factor


def test_there_are_eight_common_risk_factors_and_six_of_single_crimes() -> None:
    crimes = [factor.crime for factor in framework().risk_factors]
    assert crimes == (
        [None] * 8
        + ["genocide"] * 2
        + ["crimes against humanity"] * 2
        + ["war crimes"] * 2
    )


def test_a_risk_factor_is_found_by_the_frameworks_number() -> None:
    found = [risk_factor(number).number for number in range(1, 15)]
    assert found == list(range(1, 15))
    assert "intent to destroy" in risk_factor(10).title


@pytest.mark.parametrize("number", [0, 15, -1])
def test_a_number_that_the_framework_lacks_is_refused(number: int) -> None:
    with pytest.raises(UnknownNameError, match=f"no risk factor {number}; they are"):
        risk_factor(number)


def document(numbers: list[int]) -> str:
    head = "title: Framework\nreference: A/70/741\nrisk_factors:\n"
    entry = "  - {{number: {}, title: war, short: war, asks: Is it war}}\n"
    return head + "".join(entry.format(number) for number in numbers)


def test_risk_factors_stand_once_and_in_order() -> None:
    with pytest.raises(DocumentError) as error:
        parse(document([1, 2, 2]), "factors.yaml", Framework)
    assert str(error.value) == (
        "factors.yaml: line 1, must be numbered 1 to 14, each once and in order; it has"
        " 1, 2, 2"
    )
    assert len(parse(document([*range(1, 15)]), "f", Framework).risk_factors) == 14


def test_a_number_above_fourteen_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentError, match=r"^f: line 5, 'number' cannot be: "):
        parse(document([1, 15]), "f", Framework)
