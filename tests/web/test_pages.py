"""Pages that everybody may open."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "language"), [("/", "en"), ("/hu/", "hu"), ("/pl/", "pl")]
)
def test_the_first_page_opens_in_the_language_of_its_address(
    visitor: Client, path: str, language: str
) -> None:
    page = visitor.get(path)
    assert (page.status_code, page["Content-Language"]) == (200, language)
