"""Plain Django: FileSystemStorage and FileResponse, no firm, no key, no session.

gunicorn tests.bench.documents_peers.plain:application
"""

from __future__ import annotations

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.wsgi import get_wsgi_application
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

FOLDER = "BENCH_PLAIN_FOLDER"

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="of nothing",
    FILE_UPLOAD_TEMP_DIR=os.environ[FOLDER],
)
storage = FileSystemStorage(location=os.environ[FOLDER])


def upload(request: HttpRequest) -> HttpResponse:
    """Keep the file; its name."""
    (file,) = request.FILES.values()
    return HttpResponse(storage.save("deed.pdf", file))


def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file."""
    return FileResponse(storage.open(name), as_attachment=True)


urlpatterns = [path("upload/", upload), path("<str:name>", download)]
application = get_wsgi_application()
