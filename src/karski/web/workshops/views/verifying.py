"""Anybody can verify a certificate: by its number, or by the badge itself."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from karski.briefings.credential import (
    Attested,
    CredentialError,
    controller,
    key_set,
    read,
    token_in,
)
from karski.web.people.access import FORM, public
from karski.web.workshops.actions.issuer import identifier_of
from karski.web.workshops.actions.papers import digest_of
from karski.web.workshops.forms.papers import VerifyForm
from karski.web.workshops.models import Certificate, Series
from karski.web.workshops.queries import papers as queries

NOT_FOUND, REFUSED = 404, 422


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a certificate.

    `word` is ``valid``, ``revoked``, ``unknown``, or why a badge is refused; `badge` is
    what an uploaded badge says, where its signature holds.
    """

    word: str
    certificate: Certificate | None = None
    badge: Attested | None = None


@public(methods=FORM)
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Take a badge file, and say whether it is as it was issued."""
    if request.method != "POST":
        return _asked(request, VerifyForm())
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asked(request, form, REFUSED)
    try:
        token = token_in(form.cleaned_data["badge"].read())
        badge = read(token, queries.public_keys())
    except CredentialError as error:
        return _said(request, Verdict(error.why))
    return _said(request, _verdict_on(badge, token))


@public()
@never_cache
def verified(request: HttpRequest, number: UUID) -> HttpResponse:
    """Say what the certificate of a number says, and whether it stands."""
    return _said(request, _verdict(queries.certificate(number)))


@public()
def issuer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say who issues certificates here, and by which keys."""
    found = _series(key)
    said = {
        "series": found,
        "identifier": identifier_of(found),
        "keys": queries.public_keys(),
    }
    return render(request, "workshops/papers/issuer.html", said)


@public()
def issuer_document(request: HttpRequest, key: UUID) -> HttpResponse:
    """Name the public keys of an issuer, as a DID document."""
    found = _series(key)
    name, keys = identifier_of(found), queries.public_keys()
    if not keys:  # no certificate was issued yet
        return JsonResponse({"id": name, "verificationMethod": []})
    return JsonResponse(controller(name, keys))


@public()
def keys(request: HttpRequest) -> HttpResponse:
    """Return the public keys as a JSON Web Key Set."""
    return JsonResponse(key_set(queries.public_keys()))


@public()
def revoked(request: HttpRequest) -> HttpResponse:
    """List the numbers of revoked certificates."""
    listed = [
        {"id": f"urn:uuid:{number}", "revoked": at.isoformat(timespec="seconds")}
        for number, at in queries.revoked()
    ]
    return JsonResponse({"revokedCredential": listed})


def _series(key: UUID) -> Series:
    rows = Series.objects.select_related("organisation")
    return get_object_or_404(rows, public_id=key)


def _verdict(found: Certificate | None) -> Verdict:
    if found is None:
        return Verdict("unknown")
    if found.revoked is not None:
        return Verdict("revoked", found)
    if found.credential and not _stands(found):
        return Verdict("altered", found)
    return Verdict("valid", found)


def _verdict_on(badge: Attested, token: str) -> Verdict:
    """Judge a badge whose signature holds: it must be the one that is known here."""
    try:
        found = queries.certificate(UUID(badge.number))
    except ValueError:
        found = None
    if found is None:
        return Verdict("unknown", badge=badge)
    if found.credential_sha256 != digest_of(token):
        return Verdict("altered", found)
    return Verdict("revoked" if found.revoked else "valid", found, badge)


def _stands(found: Certificate) -> bool:
    """Whether the row says what was signed."""
    try:
        said = read(found.credential, queries.public_keys())
    except CredentialError:
        return False
    same = (said.number, said.name) == (str(found.public_id), found.name)
    return same and digest_of(found.credential) == found.credential_sha256


def _asked(request: HttpRequest, form: VerifyForm, status: int = 200) -> HttpResponse:
    page = "workshops/papers/verify.html"
    return render(request, page, {"form": form}, status=status)


def _said(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    status = {"unknown": NOT_FOUND, "valid": 200, "revoked": 200}
    said = {"verdict": verdict, "form": VerifyForm()}
    return render(
        request,
        "workshops/papers/verified.html",
        said,
        status=status.get(verdict.word, REFUSED),
    )
