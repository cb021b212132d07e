"""Addresses of documents: /documents/ for clients, /desk/ for the firm."""

from django.urls import path

from portal.documents.views import (
    desk,
    detail,
    folders,
    portal,
    reader,
    search,
    sharing,
    trash,
    uploads,
)

portal_urls = [
    path("", portal.documents, name="list"),
    path("<uuid:pk>/", reader.document, name="detail"),
    path("<uuid:pk>/pages/<int:number>/", reader.portal_page, name="page"),
    path("<uuid:pk>/file/", portal.file, name="file"),
]

# Under /desk/documents/, but for what belongs to a case.
desk_urls = [
    path("", search.documents, name="list"),
    path("sharing/", sharing.sharing, name="sharing"),
    path("unsharing/", sharing.unsharing, name="unsharing"),
    path("sharings/<uuid:pk>/undo/", sharing.undo, name="undo"),
    path("moving/", folders.moving, name="moving"),
    path("removal/", trash.removal, name="removal"),
    path("restoring/", trash.restoring, name="restoring"),
    path("<uuid:pk>/", detail.detail, name="detail"),
    path("<uuid:pk>/edit/", detail.edit, name="edit"),
    path("<uuid:pk>/versions/", detail.version, name="version"),
    path("<uuid:pk>/file/", desk.file, name="file"),
    path("<uuid:pk>/pages/<int:number>/", reader.desk_page, name="page"),
    path("versions/<uuid:pk>/file/", detail.version_file, name="version_file"),
    path("versions/<uuid:pk>/restoring/", detail.restoring, name="version_restoring"),
    path("folders/<uuid:pk>/", folders.edit, name="folder"),
    path("folders/<uuid:pk>/removal/", folders.removal, name="folder_removal"),
]
case_urls = [
    path("<uuid:pk>/documents/", uploads.desk, name="upload"),
    path("<uuid:pk>/folders/", folders.new, name="new_folder"),
    path("<uuid:pk>/trash/", trash.trash, name="trash"),
]
portal_case_urls = [path("<uuid:pk>/documents/", uploads.portal, name="upload")]
