"""Addresses of papers and certificates."""

from django.urls import path

from karski.web.workshops.views import mine_papers, papers, verifying

PAPERS, MINE = "<uuid:key>/papers/", "mine/<str:token>/"
urlpatterns = [
    path(PAPERS, papers.papers, name="papers"),
    path(f"{PAPERS}<slug:name>.<slug:language>.pdf", papers.paper, name="paper"),
    path(
        f"{PAPERS}report.<slug:language>.docx",
        papers.report_document,
        name="report_document",
    ),
    path(f"{PAPERS}certificates/", papers.issue, name="issue_certificates"),
    path(
        f"{PAPERS}certificates/<uuid:number>.<slug:language>.pdf",
        papers.certificate,
        name="certificate",
    ),
    path(
        f"{PAPERS}certificates/<uuid:number>/revoke/",
        papers.revoke,
        name="revoke_certificate",
    ),
    path(
        f"{PAPERS}letters/<uuid:candidate>.<slug:language>.pdf",
        papers.letter,
        name="seat_letter",
    ),
    path(f"{PAPERS}letters/<uuid:candidate>/", papers.send, name="send_seat_letter"),
    path(
        f"{PAPERS}recommendations/<int:number>/",
        papers.drop,
        name="drop_recommendation",
    ),
    path("verify/", verifying.verify, name="verify"),
    path("verify/<uuid:number>/", verifying.verified, name="verified"),
    path("issuer/keys.json", verifying.keys, name="issuer_keys"),
    path("issuer/revoked.json", verifying.revoked, name="revoked_certificates"),
    path("issuer/<uuid:key>/", verifying.issuer, name="issuer"),
    path(
        "issuer/<uuid:key>/did.json", verifying.issuer_document, name="issuer_document"
    ),
    path(
        f"{MINE}certificate.<slug:language>.pdf",
        mine_papers.certificate,
        name="mine_certificate",
    ),
    path(f"{MINE}badge.<slug:ending>", mine_papers.badge, name="mine_badge"),
    path(f"{MINE}certificate/", mine_papers.keep, name="mine_keep"),
    path(f"{MINE}book/", mine_papers.book, name="mine_book"),
]
