"""Ports on loopback. Nothing of ours listens anywhere else."""

import secrets
import socket

LOOPBACK = "127.0.0.1"
ATTEMPTS = 200
HIGHEST = 65535
# Below those that kernels give to outgoing connections, one of which could take the
# port between the question and its server's start.
SERVERS = range(15_000, 32_000)


def free_port() -> int:
    """Return a port that is free now, and that nobody else is likely to ask for."""
    for _ in range(ATTEMPTS):
        port = secrets.choice(SERVERS)
        if is_free(port):
            return port
    return _any_port()


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        found: int = probe.getsockname()[1]
        return found


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def next_free_port(first: int) -> int:
    """Return the first free port from `first` upwards."""
    for port in range(first, min(first + ATTEMPTS, HIGHEST + 1)):
        if is_free(port):
            return port
    return free_port()


def is_listening(port: int) -> bool:
    """Tell whether somebody accepts connections on this port."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False
