"""The processes of the demo above PostgreSQL and Valkey."""

import http.client
import os
import sys
from collections.abc import Mapping

from infra.embedded.address import StackAddress
from infra.embedded.demo.options import ROOT, Ports
from infra.embedded.demo.welcome import SignIn
from infra.embedded.edge import Edge
from infra.embedded.ports import LOOPBACK, is_listening
from infra.embedded.program import Program, inherited_environment

HEALTH = "/healthz"
OK = 200
PLATFORM_HOST = "localhost"
HTTP_PORT_UNUSED = 80  # Caddy wants a number, and listens there for redirects only
WEB = (
    *("-m", "gunicorn", "config.wsgi:application", "--no-control-socket"),
    *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
    *("--timeout", "60", "--graceful-timeout", "5", "--log-level", "warning"),
)
CELERY = ("-m", "celery", "-A", "config")


def variables(
    address: StackAddress, ports: Ports, *, login: str = "app"
) -> dict[str, str]:
    """Return the environment of the demo's processes for one of the two logins."""
    return {
        **inherited_environment(),
        **address.environment(login=login),
        "TABLINUM_ENVIRONMENT": "development",
        "TABLINUM_PLATFORM_HOST": PLATFORM_HOST,
        "TABLINUM_PUBLIC_PORT": str(ports.public),
        "TABLINUM_HTTPS": "0",
        "TABLINUM_EDGE_ADDRESSES": LOOPBACK,
        "TABLINUM_SMTP_URL": f"smtp://{LOOPBACK}:{ports.smtp}",
        "TABLINUM_MAIL_FROM": "Tablinum <no-reply@localhost>",
        "TABLINUM_SENTRY_DSN": "",
        "PYTHONUNBUFFERED": "1",
        **_edge_variables(address, ports),
    }


def _edge_variables(address: StackAddress, ports: Ports) -> dict[str, str]:
    """Over HTTPS, and what to know of the edge. Its own authority asks for no CAA."""
    if (edge := edge_of(address, ports)) is None:
        return {}
    return {
        **edge.variables(),
        "TABLINUM_HTTPS": "1",
        "TABLINUM_CERTIFICATE_AUTHORITY": "",
    }


def edge_of(address: StackAddress, ports: Ports) -> Edge | None:
    """Caddy with its internal issuer and the Caddyfile of production; with --tls."""
    if ports.edge is None:
        return None
    return Edge(
        folder=address.directory / "edge",
        https=ports.edge.https,
        http=HTTP_PORT_UNUSED,
        admin=ports.edge.admin,
        ask=ports.edge.ask,
        web=ports.web,
        options=("auto_https disable_redirects",),
        tls="issuer internal",
    )


def edge_programs(address: StackAddress, ports: Ports) -> list[Program]:
    """`ask` and Caddy; none without --tls."""
    if (edge := edge_of(address, ports)) is None:
        return []
    return [edge.asked(variables(address, ports)), edge.caddy()]


def mail_catcher(address: StackAddress, ports: Ports) -> Program:
    """Receives what the worker sends."""
    options = {
        "--smtp-port": str(ports.smtp),
        "--http-port": str(ports.mail),
        "--dir": str(address.directory / "mail"),
    }
    flat = [part for item in options.items() for part in item]
    return Program(
        name="mail",
        command=(sys.executable, "-m", "infra.embedded.mailcatcher", *flat),
        folder=ROOT,
        environment=inherited_environment(),
        is_ready=lambda _: is_listening(ports.smtp) and is_listening(ports.mail),
    )


def management(name: str, *arguments: str, environment: Mapping[str, str]) -> Program:
    """A Django command that runs to its end."""
    return Program(
        name=name,
        command=(sys.executable, str(ROOT / "manage.py"), *arguments),
        folder=ROOT,
        environment=environment,
        is_ready=lambda _: True,
    )


def application(address: StackAddress, ports: Ports) -> list[Program]:
    """Web, worker, provisioning worker and beat."""
    app = variables(address, ports)
    owner = variables(address, ports, login="owner")
    schedule = address.directory / "run/beat-schedule"
    return [
        Program(
            name="web",
            command=(sys.executable, *WEB, "--bind", f"{LOOPBACK}:{ports.web}"),
            folder=ROOT,
            environment=app,
            is_ready=lambda _: is_healthy(ports.web),
        ),
        _worker("worker", queue="default", concurrency=2, environment=app),
        _worker(
            "provisioning",
            queue="provisioning,upkeep",
            concurrency=2,
            environment=owner,
        ),
        Program(
            name="beat",
            command=(
                *(sys.executable, *CELERY, "beat", "--loglevel", "INFO"),
                *("--schedule", str(schedule), "--pidfile", ""),
            ),
            folder=ROOT,
            environment=app,
            is_ready=lambda output: "beat: Starting" in output,
        ),
    ]


def _worker(
    name: str, *, queue: str, concurrency: int, environment: Mapping[str, str]
) -> Program:
    return Program(
        name=name,
        command=(
            *(sys.executable, *CELERY, "worker", "-Q", queue, "--loglevel", "INFO"),
            *("--hostname", f"{name}@{PLATFORM_HOST}"),
            *("--concurrency", str(concurrency)),
            *("--without-gossip", "--without-mingle"),
        ),
        folder=ROOT,
        environment=_allow_root(environment),
        is_ready=lambda output: " ready." in output,
    )


def _allow_root(environment: Mapping[str, str]) -> dict[str, str]:
    """Root may run the demo; Celery warns otherwise. Messages are JSON, not pickles."""
    return {**environment, **({"C_FORCE_ROOT": "1"} if os.geteuid() == 0 else {})}


def is_healthy(port: int) -> bool:
    """Tell whether the web process says that it works."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", HEALTH, headers={"Host": PLATFORM_HOST})
        return connection.getresponse().status == OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def journey_command(address: StackAddress, ports: Ports, operator: SignIn) -> list[str]:
    """The scripted journey: it speaks HTTP only, like the people it plays."""
    edge = edge_of(address, ports)
    return [
        *(sys.executable, "-m", "infra.journey"),
        *("--platform", f"http://{LOOPBACK}:{ports.public}"),
        *("--mail", f"http://{LOOPBACK}:{ports.mail}"),
        *("--port", str(ports.public)),
        *("--operator", operator.email, operator.password, operator.secret),
        *(("--authority", str(edge.internal_root)) if edge else ()),
    ]
