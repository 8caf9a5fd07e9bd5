"""Documents: kept as they came, with the digest that proves it."""

import hashlib
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.models import Document, Series, Session, Workshop


@transaction.atomic
def add_document(
    series: Series,
    *,
    by: User,
    title: str,
    language: str,
    public: bool,
    file: "UploadedFile[bytes]",
    workshop: Workshop | None = None,
    session: Session | None = None,
) -> Document:
    """Keep a file of a series, a workshop or a session."""
    require(by, Permission.MANAGE_WORKSHOPS, series.organisation_id)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    document = Document(
        series=series,
        workshop=workshop,
        session=session,
        title=title,
        language=language,
        public=public,
        name=PurePath(file.name or "file").name[-200:],
        size=file.size or 0,
        sha256=digest.hexdigest(),
    )
    document.full_clean(exclude=["file"])
    document.file.save(f"{document.public_id}", file, save=False)
    # a transaction that fails leaves a file that no row names; it is in no one's way
    document.save()
    audit.record(
        "added a document", by=by, on=document, detail={"sha256": document.sha256}
    )
    return document


@transaction.atomic
def remove_document(document: Document, *, by: User) -> None:
    """Take a document away, its file too once the transaction holds."""
    require(by, Permission.MANAGE_WORKSHOPS, document.series.organisation_id)
    audit.record(
        "removed a document", by=by, on=document, detail={"sha256": document.sha256}
    )
    file = document.file
    document.delete()
    transaction.on_commit(lambda: file.delete(save=False))
