"""Credentials verify here and elsewhere; one altered byte is refused."""

import base64
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.papers.contents import contents
from karski.briefings.credential import (
    Attested,
    CredentialError,
    Pair,
    baked,
    controller,
    hashed,
    issuer_id,
    key_set,
    new_pair,
    pair_of,
    read,
    sign,
    token_in,
)
from karski.briefings.papers import catalogue, pages

KEYS: Pair = new_pair()
OTHER: Pair = new_pair()
ATTESTED = Attested(
    number="0b9e9b0e-4a0e-4a52-9a8c-6a2f9a1f0c11",
    issuer="did:web:karski.example.org:workshops:issuer:7",
    issuer_name="Quay Centre",
    issuer_url="https://karski.example.org/workshops/issuer/7/",
    achievement="urn:uuid:3f6d4a52-0f0f-4f57-8f43-6a3c2d3b9d10",
    title="Árvíztűrő: three days",
    description="A workshop.",
    criteria="Was there on all days.",
    address_hash=hashed("eszter@hill.example", "grain"),
    salt="grain",
    name="Eszter Fűrész-Hős",
    issued=datetime(2014, 1, 29, 12, tzinfo=UTC),
)
TOKEN = sign(ATTESTED, KEYS.private)
PICTURE = pages(catalogue()["certificate"], contents("en")["certificate"], 20)[0]


def independently(token: str, document: dict[str, Any]) -> dict[str, Any]:
    """Verify as anybody can who has only the specification and PyJWT."""
    keys = [jwt.PyJWK(method["publicKeyJwk"]) for method in _methods(document)]
    claims: dict[str, Any] = jwt.decode(token, keys[0], algorithms=["RS256"])
    return claims


def _methods(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"publicKeyJwk": key} for key in document["keys"]]


def test_what_is_signed_is_read_again() -> None:
    assert read(TOKEN, [OTHER.public, KEYS.public]) == ATTESTED
    unnamed = replace(ATTESTED, name="")
    assert read(sign(unnamed, KEYS.private), [KEYS.public]) == unnamed


def test_an_independent_implementation_finds_an_open_badge() -> None:
    claims = independently(TOKEN, key_set([KEYS.public]))
    assert claims["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(claims["type"])
    assert claims["iss"] == claims["issuer"]["id"] == ATTESTED.issuer
    assert claims["issuer"]["name"] == "Quay Centre"
    assert claims["jti"] == claims["id"] == f"urn:uuid:{ATTESTED.number}"
    assert claims["validFrom"] == "2014-01-29T12:00:00Z"
    assert claims["nbf"] == int(ATTESTED.issued.timestamp())
    subject = claims["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    achievement = subject["achievement"]
    assert achievement["type"] == ["Achievement"]
    assert achievement["name"] == ATTESTED.title
    assert achievement["achievementType"] == "Certificate"
    assert achievement["criteria"] == {"narrative": ATTESTED.criteria}
    address, name = subject["identifier"]
    digest = hashlib.sha256(b"eszter@hill.example" + b"grain").hexdigest()
    assert address == {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": "grain",
    }
    assert (name["identityType"], name["identityHash"]) == ("name", ATTESTED.name)
    assert "eszter@" not in json.dumps(claims)


def test_an_independent_implementation_refuses_another_key() -> None:
    with pytest.raises(jwt.InvalidSignatureError):
        independently(TOKEN, key_set([OTHER.public]))


def test_keys_are_told_to_the_world_without_their_secret() -> None:
    document = controller(ATTESTED.issuer, [KEYS.public, OTHER.public])
    methods = document["verificationMethod"]
    assert document["id"] == ATTESTED.issuer
    assert [method["id"] for method in methods] == [
        f"{ATTESTED.issuer}#key-1",
        f"{ATTESTED.issuer}#key-2",
    ]
    told = [method["publicKeyJwk"] for method in methods]
    for key, listed in zip(
        told, key_set([KEYS.public, OTHER.public])["keys"], strict=True
    ):
        assert {**key, "use": "sig", "alg": "RS256"} == listed
        assert key["kty"] == "RSA"
        assert not {"d", "p", "q", "dp", "dq", "qi"} & set(listed)
    assert jwt.get_unverified_header(TOKEN)["jwk"] == told[0]


def test_any_altered_letter_is_refused() -> None:
    letters = "ABCDwxyz0189-_.=~"
    for place in range(0, len(TOKEN), 7):
        for letter in {letters[place % len(letters)], chr(ord(TOKEN[place]) ^ 1)}:
            if letter != TOKEN[place]:
                altered = TOKEN[:place] + letter + TOKEN[place + 1 :]
                with pytest.raises(CredentialError):
                    read(altered, [KEYS.public])


def test_letters_that_decode_to_the_same_are_refused() -> None:
    payload = TOKEN.split(".")[1]
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    plain = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    twins = [
        twin
        for letter in last
        if (twin := payload[:-1] + letter) != payload
        and base64.urlsafe_b64decode(twin + "=" * (-len(twin) % 4)) == plain
    ]
    for twin in (*twins, payload + "=", payload + "~"):
        with pytest.raises(CredentialError):
            read(TOKEN.replace(payload, twin), [KEYS.public])


def test_a_key_that_the_badge_brings_along_is_not_trusted() -> None:
    forged = sign(ATTESTED, OTHER.private)
    with pytest.raises(CredentialError, match="none of this site's"):
        read(forged, [KEYS.public])
    claims = jwt.decode(TOKEN, options={"verify_signature": False})
    header = {"jwk": jwt.get_unverified_header(TOKEN)["jwk"]}
    for key, algorithm in (("", "none"), (KEYS.public[:40] * 2, "HS256")):
        fake = jwt.encode(claims, key or None, algorithm=algorithm, headers=header)
        with pytest.raises(CredentialError):
            read(fake, [KEYS.public])


def test_a_picture_carries_the_badge_and_any_altered_byte_of_it_is_refused() -> None:
    picture = baked(TOKEN, PICTURE)
    assert token_in(picture) == TOKEN
    step = max(1, len(picture) // 400)
    for place in (*range(60), *range(60, len(picture), step), len(picture) - 1):
        altered = bytearray(picture)
        altered[place] ^= 0x20
        with pytest.raises(CredentialError):
            read(token_in(bytes(altered)), [KEYS.public])


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_files_that_hold_no_badge_say_so(file: bytes) -> None:
    with pytest.raises(CredentialError):
        read(token_in(file), [KEYS.public])


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"%PDF-1.7",
        PICTURE,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><!DOCTYPE s [<!ENTITY e SYSTEM 'file:///x'>]><svg>&e;</svg>",
        b"{}",
        b"a" * 1_000_001,
        b"e30.e30.e30",
    ],
)
def test_other_files_are_refused_in_one_sentence(file: bytes) -> None:
    with pytest.raises(CredentialError) as refused:
        read(token_in(file), [KEYS.public])
    assert "\n" not in str(refused.value)


def test_a_private_key_leads_to_its_public_one() -> None:
    assert jwt.PyJWK(key_set([pair_of(KEYS.private).public])["keys"][0]) is not None
    assert key_set([pair_of(KEYS.private).public]) == key_set([KEYS.public])
    with pytest.raises(CredentialError, match="damaged"):
        pair_of(KEYS.public)


def test_issuers_without_https_have_no_did() -> None:
    assert issuer_id("http://localhost:8000/a/", "urn:uuid:1") == "urn:uuid:1"
