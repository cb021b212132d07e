"""Somebody of the firm who is signed in, and what is counted within this process."""

from __future__ import annotations

import contextvars
import re
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

from django.conf import settings

from portal.access import proof
from portal.documents.models import Document
from tenants import scope
from tenants.models import Firm
from tenants.storage.folder import FolderFile
from tests import cast as casting
from tests import firms
from tests.bench.documents_peers.asking import BOUNDARY, Took, ask, form
from tests.bench.documents_peers.servers import Server
from tests.cast import Cast
from tests.conftest import HostClient

TOKEN = re.compile(rb'name="(csrfmiddlewaretoken|token)" value="([^"]+)"')
HEAD_BYTES = 64 * 1024  # less than this is no chunk


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Laura's browser."""

    firm: Firm
    cast: Cast
    cookies: SimpleCookie

    def headers(self, server: Server) -> dict[str, str]:
        """As her browser sends them."""
        cookie = "; ".join(f"{key}={each.value}" for key, each in self.cookies.items())
        host = f"{self.firm.primary_host}:{server.port}"
        return {"Host": host, "Origin": f"http://{host}", "Cookie": cookie}

    def send(self, server: Server, content: bytes) -> Took:
        """Upload a file to a case."""
        case, headers = f"/desk/cases/{self.cast.sale.pk}/", self.headers(server)
        page = ask(
            server, "GET", f"{case}?tab=documents", headers=headers, is_kept=True
        )
        for each in page.cookies:
            self.cookies.load(each)
        found = TOKEN.findall(page.body)
        fields = {name.decode(): value.decode() for name, value in found}
        body = form(fields, "files", content)
        headers = self.headers(server)
        headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        return ask(server, "POST", f"{case}documents/", body=body, headers=headers)

    def fetch(self, server: Server) -> Took:
        """Download what came last."""
        path = f"/desk/documents/{self.newest().pk}/file/"
        return ask(server, "GET", path, headers=self.headers(server))

    def newest(self) -> Document:
        """What came last."""
        with scope.scope(self.firm):
            return Document.objects.order_by("-uploaded_at")[0]

    def chunks_of_a_range(self, length: int) -> int:
        """How many chunks of the storage the last bytes of the newest file cost."""
        sizes: list[int] = []
        read = FolderFile.read

        def counted(file: FolderFile, start: int, size: int) -> bytes:
            sizes.append(size)
            return read(file, start, size)

        client = HostClient(self.firm.primary_host)
        client.cookies = self.cookies
        with patch.object(FolderFile, "read", counted):
            answer: Any = client.get(
                f"/desk/documents/{self.newest().pk}/file/",
                headers={"Range": f"bytes=-{length}"},
            )
            assert len(b"".join(answer.streaming_content)) == length
        return sum(size > HEAD_BYTES for size in sizes)


def open_desk() -> Desk:
    """Make the cast, and sign Laura in."""
    return contextvars.Context().run(_open_desk)


def _open_desk() -> Desk:
    with scope.public():
        firm = Firm.objects.get(pk=firms.PEETERS)
    with scope.scope(firm):
        cast = casting.make("bench")
        browser = HostClient(firm.primary_host)
        browser.force_login(cast.laura, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = browser.session
        session[proof.KEY] = session[proof.PASSWORD_KEY] = time.time()
        session.save()
        return Desk(firm=firm, cast=cast, cookies=browser.cookies)
