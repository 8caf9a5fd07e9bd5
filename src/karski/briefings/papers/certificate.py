"""The certificate: who took part in what, and where anybody can check it."""

from dataclasses import dataclass

from karski.briefings.papers._content import Code, Content, Signatory
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateContent(Content):
    """A certificate.

    Attributes
    ----------
    issuer : str
    before, name, statement : str
        'This is to certify that', the person, what they did.
    about : str
        More on the workshop.
    signatories : tuple of Signatory
    issued_at : str
        Place and date.
    check : tuple of str
        How it is checked, its address and its number, a line each.
    code : Code
        Leads to the page that says whether it is valid.
    """

    issuer: str
    before: str
    name: str
    statement: str
    about: str
    signatories: tuple[Signatory, ...]
    issued_at: str
    check: tuple[str, ...]
    code: Code


PAPER = Paper("Certificate", "certificate", CertificateContent)
