"""The child's side: answers requests through WSGI, without a socket's noise."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import psycopg
from django.core.wsgi import get_wsgi_application


def environ(host: str) -> dict[str, Any]:
    """A GET as a server would hand it over."""
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/", "SCRIPT_NAME": "",
        "QUERY_STRING": "", "SERVER_NAME": host, "SERVER_PORT": "80",
        "HTTP_HOST": host, "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(), "wsgi.multithread": True,
        "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip


class Browser:
    """Asks for the page on these hosts in turn."""

    def __init__(self) -> None:
        self._answer = get_wsgi_application()

    def ask(self, line: str) -> dict[str, Any]:
        """`time|count HOW_MANY HOST ...`: seconds, or statements, per request."""
        what, number, *hosts = line.split()
        turns = [hosts[place % len(hosts)] for place in range(int(number))]
        if what == "count":
            with counted() as statements:
                self._visit(turns)
            return {"statements": len(statements) / len(turns)}
        began = perf_counter()
        self._visit(turns)
        return {"seconds": (perf_counter() - began) / len(turns)}

    def _visit(self, hosts: list[str]) -> None:
        for host in hosts:
            statuses: list[str] = []
            response = self._answer(environ(host), _noting(statuses))
            body = b"".join(response)
            response.close()  # type: ignore[attr-defined]
            if statuses != ["200 OK"] or b"Dossier 0024" not in body:
                raise SystemExit(f"{host} answered {statuses}: {body[:200]!r}")


def _noting(statuses: list[str]) -> Any:
    """WSGI's start_response, which only keeps the status."""
    return lambda status, headers: statuses.append(status)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that leaves through psycopg, the library's own included."""
    seen: list[str] = []
    execute = psycopg.Cursor.execute

    def noted(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        seen.append(str(query))
        return execute(self, query, *args, **kwargs)

    psycopg.Cursor.execute = noted  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]
