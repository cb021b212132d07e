"""Start everything, show where it is, stop everything."""

import shutil
import time
from pathlib import Path

from infra.embedded.console import say
from infra.embedded.demo import running
from infra.embedded.demo.check import check, show_logs
from infra.embedded.demo.options import (
    Options,
    Ports,
    UnusableOptionError,
    choose_ports,
)
from infra.embedded.demo.programs import (
    application,
    edge_of,
    edge_programs,
    journey_command,
    mail_catcher,
    management,
    variables,
)
from infra.embedded.demo.welcome import DemoData, read_data, welcome
from infra.embedded.lock import DirectoryInUseError, DirectoryLock
from infra.embedded.postgres import PostgresError
from infra.embedded.stack import Stack
from infra.embedded.supervisor import NotReadyError, StopRequestedError

STOPPED, FAILED = 0, 1


def run(options: Options) -> int:
    """Run the demo until it is stopped. Return the exit code."""
    directory = options.directory
    try:
        _prepare(directory, options)
        return _run(directory, options)
    except (DirectoryInUseError, UnusableOptionError, PostgresError) as error:
        say(str(error))
        return FAILED
    except PermissionError as error:
        say(f"{error.filename} may not be written; choose a folder with --data.")
        return FAILED
    finally:
        if options.is_throwaway:
            shutil.rmtree(directory, ignore_errors=True)


def _prepare(directory: Path, options: Options) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    if options.is_reset:
        with DirectoryLock(directory):
            _empty(directory)


def _empty(directory: Path) -> None:
    """Remove a demo's data. Refuses a folder that is not a demo's."""
    entries = [path for path in directory.iterdir() if path.name != "lock"]
    if entries and not (directory / "private/secrets.json").exists():
        raise UnusableOptionError(f"{directory} holds no demo; nothing was removed.")
    for path in entries:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _run(directory: Path, options: Options) -> int:
    stack = Stack(directory)
    stack.supervisor.obey_signals()
    try:
        stack.start()
        return _run_platform(stack, options)
    except NotReadyError as error:
        say(str(error))
        show_logs(stack.supervisor)
        return FAILED
    except StopRequestedError:
        return FAILED if options.is_check else STOPPED
    finally:
        stack.stop()


def _run_platform(stack: Stack, options: Options) -> int:
    started = time.monotonic()
    ports = choose_ports(options)
    try:
        data = _start_platform(stack, ports)
        say(f"Started in {time.monotonic() - started:.1f} s.")
        return _hold(stack, options, ports, data)
    finally:
        running.withdraw(stack.directory)


def _start_platform(stack: Stack, ports: Ports) -> DemoData:
    supervisor = stack.supervisor
    stack.prepare_database()
    owner = variables(stack, ports, login="owner")
    supervisor.start(mail_catcher(stack, ports))
    supervisor.run(management("bootstrap", "bootstrap", environment=owner))
    output = supervisor.run(
        management("demo-data", "demo_data", "--json", environment=owner)
    )
    supervisor.start(*application(stack, ports), *edge_programs(stack, ports))
    app = variables(stack, ports)
    running.announce(stack.directory, {"owner": owner, "app": app})
    return read_data(output)


def _hold(stack: Stack, options: Options, ports: Ports, data: DemoData) -> int:
    if options.is_check:
        command = journey_command(stack, ports, data.operators[0])
        return check(stack.supervisor, command)
    say(welcome(ports, data, edge_of(stack, ports)))
    stack.supervisor.watch()
    say("Stopping.")
    return STOPPED
