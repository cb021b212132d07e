"""A small name server on loopback: authoritative for what a test writes into it.

It speaks UDP and TCP, follows aliases as a resolver does, and can be told to fail, to
be silent, or to cut its answers over UDP.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

TTL = 1


class NameServer:
    """Records by name and type, and names that misbehave."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], list[str]] = {}
        self.failing: set[str] = set()
        self.silent: set[str] = set()
        self.cutting = False
        self.asked: list[tuple[str, str, str]] = []  # name, type, transport
        self._tcp, self._udp = _same_port()
        self.port: int = self._udp.getsockname()[1]
        self._threads = [
            threading.Thread(target=serve, daemon=True)
            for serve in (self._serve_udp, self._serve_tcp)
        ]

    @property
    def address(self) -> tuple[str, int]:
        """As settings.DNS_RESOLVERS names it."""
        return "127.0.0.1", self.port

    def set(self, name: str, kind: str, *values: str) -> None:
        """Put these records at a name, in place of what was there."""
        self.records[name, kind] = list(values)

    def clear(self, name: str, kind: str) -> None:
        """Take the records of a type away."""
        self.records.pop((name, kind), None)

    def start(self) -> None:
        """Answer from now on."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Close both sockets; their threads end."""
        for each in (self._udp, self._tcp):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=5)

    def _serve_udp(self) -> None:
        while True:
            try:
                wire, sender = self._udp.recvfrom(65535)
            except OSError:
                return
            if wire and (answer := self._answer(wire, "udp")) is not None:
                self._udp.sendto(answer, sender)

    def _serve_tcp(self) -> None:
        while True:
            try:
                connection, _ = self._tcp.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                [length] = struct.unpack("!H", connection.recv(2))
                answer = self._answer(connection.recv(length), "tcp")
                if answer is not None:
                    connection.sendall(struct.pack("!H", len(answer)) + answer)

    def _answer(self, wire: bytes, transport: str) -> bytes | None:
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind, transport))
        if name in self.silent:
            return None
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if name in self.failing:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif self.cutting and transport == "udp":
            response.flags |= dns.flags.TC
        else:
            self._fill(response, name, kind)
        return response.to_wire()

    def _fill(self, response: dns.message.Message, name: str, kind: str) -> None:
        while target := self.records.get((name, "CNAME")):
            response.answer.append(_rrset(name, "CNAME", target))
            name = target[0].rstrip(".").lower()
        if values := self.records.get((name, kind)):
            response.answer.append(_rrset(name, kind, values))
        elif not any(known == name for known, _ in self.records):
            response.set_rcode(dns.rcode.NXDOMAIN)


@contextmanager
def running() -> Iterator[NameServer]:
    """A server that answers until the end of the block."""
    server = NameServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _same_port() -> tuple[socket.socket, socket.socket]:
    """Two sockets on one free port; another process may be quicker, so try again."""
    while True:
        tcp = socket.create_server(("127.0.0.1", 0))
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            udp.bind(tcp.getsockname())
        except OSError:
            tcp.close()
            udp.close()
        else:
            return tcp, udp


def _rrset(name: str, kind: str, values: list[str]) -> dns.rrset.RRset:
    owner = dns.name.from_text(name)
    return dns.rrset.from_text_list(owner, TTL, "IN", kind, values)
