"""A bucket that keeps versions, over HTTP: as much of S3 as an erasure uses.

Lists two at a time, so that whoever does not ask for the next page misses some. Takes
any signature: rclone's server, in the other tests, is the one that checks them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 2


@dataclass
class Bucket:
    """Versions and delete markers: (key, version id, is a marker), in S3's order."""

    kept: list[tuple[str, str, bool]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # keys under a legal hold
    batches: int = 0

    def put(self, key: str, *, times: int = 1) -> None:
        """Write it so many times."""
        for number in range(times):
            self.kept.append((key, f"{key}-{number}", False))
        self.kept.sort()

    def mark_deleted(self, key: str) -> None:
        """What an ordinary DELETE does: the versions stay below the marker."""
        self.kept.append((key, f"{key}-x", True))
        self.kept.sort()

    def under(self, prefix: str) -> list[tuple[str, str, bool]]:
        return [one for one in self.kept if one[0].startswith(prefix)]

    def current(self, prefix: str) -> list[str]:
        """The keys that an ordinary listing shows."""
        last = {key: marker for key, _version, marker in self.under(prefix)}
        return [key for key, is_deleted in last.items() if not is_deleted]


def server(bucket: Bucket) -> ThreadingHTTPServer:
    """Not started yet; on a free port of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
            prefix = query.get("prefix", [""])[0]
            if "versions" in query:
                self._answer(_versions(bucket, prefix, query))
            elif "uploads" in query:
                self._answer("<ListMultipartUploadsResult/>")
            else:
                self._answer(_objects(bucket, prefix))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(_delete(bucket, body))

        def _answer(self, text: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def _versions(bucket: Bucket, prefix: str, query: dict[str, list[str]]) -> str:
    found = bucket.under(prefix)
    after = tuple(
        query.get(f"{name}-marker", [""])[0] for name in ("key", "version-id")
    )
    start = sum(one[:2] <= after for one in found)  # a place, whatever was deleted
    page, rest = found[start : start + PAGE], found[start + PAGE :]
    last = page[-1] if page else ("", "", False)
    more = f"<IsTruncated>{'true' if rest else 'false'}</IsTruncated>" + (
        f"<NextKeyMarker>{last[0]}</NextKeyMarker>"
        f"<NextVersionIdMarker>{last[1]}</NextVersionIdMarker>"
        if rest
        else ""
    )
    return (
        f"<ListVersionsResult>{more}{''.join(map(_version, page))}</ListVersionsResult>"
    )


def _version(one: tuple[str, str, bool]) -> str:
    key, version, is_marker = one
    name, size = ("DeleteMarker", "") if is_marker else ("Version", "<Size>1</Size>")
    return f"<{name}><Key>{key}</Key><VersionId>{version}</VersionId>{size}</{name}>"


def _objects(bucket: Bucket, prefix: str) -> str:
    keys = "".join(
        f"<Contents><Key>{key}</Key><Size>1</Size></Contents>"
        for key in bucket.current(prefix)
    )
    return (
        f"<ListBucketResult><IsTruncated>false</IsTruncated>{keys}</ListBucketResult>"
    )


def _delete(bucket: Bucket, body: str) -> str:
    bucket.batches += 1
    answer = ""
    for one in re.findall(r"<Object>(.*?)</Object>", body):
        key = re.findall(r"<Key>(.*?)</Key>", one)[0]
        version = (re.findall(r"<VersionId>(.*?)</VersionId>", one) or [""])[0]
        if key in bucket.refused:
            answer += f"<Error><Key>{key}</Key><Code>AccessDenied</Code></Error>"
        elif version:
            bucket.kept = [each for each in bucket.kept if each[1] != version]
        else:
            bucket.mark_deleted(key)
    return f"<DeleteResult>{answer}</DeleteResult>"
