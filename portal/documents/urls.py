"""Addresses of documents: /documents/ for clients, /desk/ for the firm."""

from django.urls import path

from portal.documents.views import desk, portal, uploads

portal_urls = [
    path("", portal.documents, name="list"),
    path("<uuid:pk>/file/", portal.file, name="file"),
]

# Under /desk/documents/, but for uploads, which belong to a case.
desk_urls = [
    path("<uuid:pk>/file/", desk.file, name="file"),
    path("<uuid:pk>/share/", desk.share, name="share"),
    path("<uuid:pk>/share/removal/", desk.share_removal, name="share_removal"),
]
case_urls = [path("<uuid:pk>/documents/", uploads.desk, name="upload")]
portal_case_urls = [path("<uuid:pk>/documents/", uploads.portal, name="upload")]
