"""Addresses of documents: /documents/ for clients, /desk/ for the firm."""

from django.urls import path

from portal.documents.views import desk, portal

portal_urls = [
    path("", portal.documents, name="list"),
    path("<uuid:pk>/file/", portal.file, name="file"),
]

# Under /desk/documents/, but for the upload, which belongs to a case.
desk_urls = [
    path("<uuid:pk>/file/", desk.file, name="file"),
    path("<uuid:pk>/share/", desk.share, name="share"),
    path("<uuid:pk>/share/removal/", desk.share_removal, name="share_removal"),
]
case_urls = [path("<uuid:pk>/documents/", desk.upload, name="upload")]
