"""A certificate as an Open Badge 3.0: a credential that anybody can verify [1]_.

The credential is a VC-JWT, signed with RS256, the one algorithm that every verifier of
Open Badges has to know. Signing, verifying and baking are openbadgeslib's. Who holds it
stands in it as a salted hash of their address, and by name only where they agreed.

References
----------
.. [1] 1EdTech, Open Badges Specification 3.0, section 8.2 (JSON Web Token proof).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from jwt.utils import base64url_decode, base64url_encode
from openbadgeslib.baking import ITXT_KEYWORD_OB3, bake_png
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.keys import KeyRSA, public_jwk_from_pem
from openbadgeslib.ob3 import (
    Achievement,
    IdentityObject,
    Issuer,
    OB3Signer,
    OB3Verifier,
    OpenBadgeCredential,
    build_did_document,
    did_web_from_url,
)

from karski.core.errors import ReportableError

ALGORITHM = "RS256"
KEY_SIZE = 3072  # bits
KIND = "Certificate"  # of achievement, in the specification's list
MOST_BYTES = 1_000_000  # of a file that is taken for a badge
PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
PNG, SVG = b"\x89PNG\r\n\x1a\n", (b"<svg", b"<?xml")
NUMBERED = "urn:uuid:"
_SAID = {
    "altered": "this badge is not as it was issued: it was altered, or its signature is"
    " of something else",
    "elsewhere": "this badge is signed with a key that is none of this site's: it was"
    " issued elsewhere, or altered",
    "none": "there is no badge in this file, or it is damaged; give the .png or .jwt"
    " file that came with the certificate",
    "large": "this file is too large for a badge: 1 MB at most",
    "key": "the key that signs certificates is damaged: put its copy back, or remove"
    " the file, and a new key is made",
}


class CredentialError(ReportableError):
    """A file is no credential, or none of ours as it was issued.

    Attributes
    ----------
    why : {"altered", "elsewhere", "none", "large", "key"}
        It was altered; it is signed by somebody else; there is none in the file; the
        file is too large; the key to sign with is damaged.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(_SAID[why])


@dataclass(frozen=True, slots=True)
class Pair:
    """A key to sign with, and the one that verifies what it signed (PEM)."""

    private: str
    public: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """What a credential says.

    Attributes
    ----------
    number : str
        The certificate's, a UUID.
    issuer, issuer_name, issuer_url : str
        The issuer's identifier (a DID or another URI), name and page.
    achievement, title, description, criteria : str
        What was achieved: its identifier, name, and what it took.
    address_hash, salt : str
        ``sha256$...`` of the holder's address and the salt.
    name : str
        Of the holder; empty where they did not agree to it.
    issued : datetime
        With its time zone.
    """

    number: str
    issuer: str
    issuer_name: str
    issuer_url: str
    achievement: str
    title: str
    description: str
    criteria: str
    address_hash: str
    salt: str
    name: str = ""
    issued: datetime


def new_pair() -> Pair:
    """Make a new pair of keys."""
    private, public = KeyRSA(KEY_SIZE).generate_keypair()
    return Pair(private.decode(), public.decode())


def pair_of(private: str) -> Pair:
    """Return a private key (PEM) with its public one.

    Raises
    ------
    CredentialError
        It is no private key.
    """
    try:
        found = load_pem_private_key(private.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CredentialError("key") from error
    public = found.public_key().public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    return Pair(private, public.decode())


def hashed(address: str, salt: str) -> str:
    """Return the salted hash under which a holder's address stands in a credential.

    Examples
    --------
    >>> hashed("A@example.org ", "s") == hashed("a@example.org", "s")
    True
    """
    return IdentityObject.create(address.strip().lower(), salt).identity_hash


def issuer_id(page: str, fallback: str) -> str:
    """Return an issuer's identifier: ``did:web`` of its page where that is https.

    Examples
    --------
    >>> issuer_id("https://karski.example.org/workshops/issuer/7/", "urn:uuid:7")
    'did:web:karski.example.org:workshops:issuer:7'
    >>> issuer_id("http://localhost:8000/workshops/issuer/7/", "urn:uuid:7")
    'urn:uuid:7'
    """
    return did_web_from_url(page) if page.startswith("https://") else fallback


def sign(attested: Attested, private: str) -> str:
    """Return the signed credential, a compact JWT."""
    return OB3Signer(private, algorithm=ALGORITHM).sign(_credential(attested))


def read(token: str, publics: Iterable[str]) -> Attested:
    """Verify a credential, and return what it says.

    Parameters
    ----------
    token : str
        A compact JWT, such as `token_in` finds in a file.
    publics : iterable of str
        All public keys that the issuer ever signed with (PEM). A key that the
        credential brings along is never trusted, only looked for among them.

    Raises
    ------
    CredentialError
        It is no credential, is signed by none of the keys, or was altered.
    """
    public = _key_of(token, publics)
    if not _is_canonical(token):
        raise CredentialError("altered")
    try:
        found = OB3Verifier(public).verify(token)
    except LibOpenBadgesException as error:
        raise CredentialError("altered") from error
    return _attested(found)


def token_in(file: bytes) -> str:
    """Find the credential in a file: a JWT, or a PNG or SVG that carries one.

    Raises
    ------
    CredentialError
        There is none in it.
    """
    if len(file) > MOST_BYTES:
        raise CredentialError("large")
    try:
        if file.startswith(PNG):
            if not file.endswith(PNG_END):
                raise CredentialError("none")
            return OB3Verifier.extract_token_from_png(file)
        if file.lstrip().startswith(SVG):
            return OB3Verifier.extract_token_from_svg(file)
        return file.decode("ascii").strip()
    except (LibOpenBadgesException, UnicodeDecodeError) as error:
        raise CredentialError("none") from error


def baked(token: str, picture: bytes) -> bytes:
    """Return a picture (PNG) that carries a credential."""
    return bake_png(picture, token, keyword=ITXT_KEYWORD_OB3)


def key_set(publics: Iterable[str]) -> dict[str, Any]:
    """Return public keys as a JSON Web Key Set, the newest first."""
    keys = [
        {**public_jwk_from_pem(each), "use": "sig", "alg": ALGORITHM}
        for each in publics
    ]
    return {"keys": keys}


def controller(issuer: str, publics: Iterable[str]) -> dict[str, Any]:
    """Return the document that names an issuer's public keys, the newest first."""
    keys = [public_jwk_from_pem(each) for each in publics]
    named = [(f"key-{number}", key) for number, key in enumerate(keys, 1)]
    return build_did_document(issuer, named)


def _credential(attested: Attested) -> OpenBadgeCredential:
    holder = [
        IdentityObject(
            attested.address_hash, "emailAddress", hashed=True, salt=attested.salt
        )
    ]
    if attested.name:
        holder.append(IdentityObject(attested.name, "name", hashed=False))
    return OpenBadgeCredential(
        id=f"{NUMBERED}{attested.number}",
        issuer=Issuer(attested.issuer, attested.issuer_name, attested.issuer_url),
        recipient_id=None,
        achievement=Achievement(
            id=attested.achievement,
            name=attested.title,
            description=attested.description,
            criteria_narrative=attested.criteria,
            achievement_type=KIND,
        ),
        issuance_date=attested.issued.replace(microsecond=0),
        identifiers=holder,
    )


def _attested(found: OpenBadgeCredential) -> Attested:
    held = {each.identity_type: each for each in found.identifiers}
    address, name = held.get("emailAddress"), held.get("name")
    if address is None or found.id is None or found.issuance_date is None:
        raise CredentialError("altered")
    return Attested(
        number=found.id.removeprefix(NUMBERED),
        issuer=found.issuer.id,
        issuer_name=found.issuer.name,
        issuer_url=found.issuer.url or "",
        achievement=found.achievement.id,
        title=found.achievement.name,
        description=found.achievement.description,
        criteria=found.achievement.criteria_narrative,
        address_hash=address.identity_hash,
        salt=address.salt or "",
        name=name.identity_hash if name else "",
        issued=found.issuance_date,
    )


def _key_of(token: str, publics: Iterable[str]) -> str:
    try:
        brought = jwt.get_unverified_header(token).get("jwk")
    except (jwt.InvalidTokenError, ValueError, RecursionError) as error:
        raise CredentialError("none") from error
    for public in publics:
        if public_jwk_from_pem(public) == brought:
            return public
    raise CredentialError("elsewhere")


def _is_canonical(token: str) -> bool:
    """Whether no letter of it could be another and decode to the same."""
    try:
        return all(
            base64url_encode(base64url_decode(part)).decode() == part
            for part in token.split(".")
        )
    except ValueError:
        return False
