"""Text that a pack carries in several languages side by side."""

from typing import Final, Literal, TypeAlias, get_args

from karski.core.documents import Document, Words

Language: TypeAlias = Literal["en", "hu", "sk", "cs", "pl"]
LANGUAGES: Final = get_args(Language)


class Text(Document):
    """The same text by language; English is always there.

    Examples
    --------
    >>> Text(en="bridge", hu="híd").told("hu"), Text(en="bridge").told("hu")
    ('híd', 'bridge')
    """

    en: Words
    hu: Words | None = None
    sk: Words | None = None
    cs: Words | None = None
    pl: Words | None = None

    def told(self, language: str) -> str:
        """Return the text in a language, or else in English."""
        return getattr(self, language, None) or self.en
