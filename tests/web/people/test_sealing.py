"""What is sealed opens under the secret and for the purpose it was sealed with."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from karski.core.errors import ReportableError
from karski.web.people.sealing import seal, unseal


@given(st.text(max_size=40))
def test_what_is_sealed_tells_nothing_and_opens_again(text: str) -> None:
    sealed = seal(text, "a purpose")
    assert sealed != text
    assert unseal(sealed, "a purpose") == text


def test_another_purpose_or_secret_opens_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealed = seal("No nuts", "a purpose")
    with pytest.raises(ReportableError, match="another secret"):
        unseal(sealed, "another purpose")
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    with pytest.raises(ReportableError, match="put that one back"):
        unseal(sealed, "a purpose")
