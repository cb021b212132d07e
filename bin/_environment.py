"""Make the environment that every door needs, and continue inside it.

Standard library only, and read by an old Python 3 too, which gets a clear line. The
environment is `.venv` in the repository, or where TABLINUM_VENV says. It is made from
requirements/dev.txt, where every file has its hash. A stamp says what it was made from,
so that the second start takes no time.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("TABLINUM_VENV") or ROOT / ".venv").absolute()
PYTHON = VENV / "bin/python"
STAMP = VENV / ".tablinum"
LOCK = ROOT / "requirements/dev.txt"
INSTALLER = ROOT / "requirements/uv.txt"
PATHS = f"{ROOT}\n{ROOT / 'platform'}\n"  # our two source roots
OLDEST = (3, 11)
NEWEST_MINOR = 19
ENTERED = "TABLINUM_ENTERED"
UV = {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1", "UV_LINK_MODE": "copy"}


def enter() -> None:
    """Return inside the environment; make it and start again in it when needed."""
    if os.environ.pop(ENTERED, None) == str(VENV):
        return
    require_python()
    if not is_current():
        make_once()
    # The first word must be the full path: by it Python finds its environment.
    os.execve(str(PYTHON), [str(PYTHON), *sys.argv], inner_variables())  # noqa: S606


def open_module(name: str, *arguments: str) -> None:
    """Become a module of the environment. What lies in the working folder is data."""
    command = [sys.executable, "-P", "-m", name, *arguments]
    os.execv(sys.executable, command)  # noqa: S606


def inner_variables() -> dict:
    """Return our variables as programs inside the environment should see them."""
    steering = ("PYTHONHOME", "PYTHONPATH")
    kept = {name: text for name, text in os.environ.items() if name not in steering}
    path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", os.defpath)])
    return {**kept, "VIRTUAL_ENV": str(VENV), "PATH": path, ENTERED: str(VENV)}


def require_python() -> None:
    """Continue with a newer Python of this machine, or say that one is needed."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(NEWEST_MINOR, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer and runs(newer):
            os.execv(newer, [newer, *sys.argv])  # noqa: S606
    found = ".".join(map(str, sys.version_info[:2]))
    stop(f"Tablinum needs Python 3.11 or newer; this is Python {found}.")


def runs(python: str) -> bool:
    """Tell whether an interpreter starts: a version manager's name may be empty."""
    command = [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.call(command, stderr=subprocess.DEVNULL) == 0


def is_current() -> bool:
    """Tell whether the environment was made from what the repository says now."""
    try:
        made_from = STAMP.read_text().split("\n")[-1]
    except OSError:
        return False
    return made_from == content() and os.access(str(PYTHON), os.X_OK)


def content() -> str:
    """Return a hash of everything that the environment is made from."""
    parts = (LOCK.read_bytes(), INSTALLER.read_bytes(), PATHS.encode(), bytes(VENV))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_once() -> None:
    """Make the environment, unless another door is making it: then wait for that."""
    with LOCK.open("rb") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not is_current():
            require_place()
            make()


def require_place() -> None:
    """Stop with a clear line when the environment cannot stand where it should."""
    if VENV.is_symlink():  # what it leads to belongs to another checkout
        stop(f"{VENV} is a link; remove it, or name a folder in TABLINUM_VENV.")
    if VENV.exists() and not (VENV / "pyvenv.cfg").exists() and any(VENV.iterdir()):
        stop(f"{VENV} holds something else; name another folder in TABLINUM_VENV.")
    place = VENV if VENV.exists() else VENV.parent
    if not os.access(str(place), os.W_OK | os.X_OK):
        stop(
            f"The environment {VENV} is not ready and {place} may not be written. "
            "Name a folder of your own in TABLINUM_VENV."
        )
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    stop(f"Python's venv module is missing. On Debian or Ubuntu: apt install {package}")


def make() -> None:
    """Build what is missing. The stamp comes last: an interrupted try is repeated."""
    tell("Preparing the environment; this happens once and takes about half a minute.")
    if has_moved() or not has_pip():
        make_venv()
    STAMP.unlink(missing_ok=True)
    if not install_with_uv():
        tell("uv cannot be used here; installing with pip, which takes longer.")
        install_with_pip()
    (packages_folder() / "tablinum.pth").write_text(PATHS)
    STAMP.write_text(f"{VENV}\n{content()}")


def has_moved() -> bool:
    """Tell whether it was made elsewhere: its programs name their old place."""
    return STAMP.exists() and STAMP.read_text().split("\n")[0] != str(VENV)


def make_venv() -> None:
    """Make an empty environment with pip in it."""
    try:
        run(sys.executable, "-m", "venv", "--clear", str(VENV))
    except subprocess.CalledProcessError:
        stop(f"Python could not make an environment in {VENV}.")


def has_pip() -> bool:
    """Tell whether the environment stands and is of a Python that is new enough."""
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return (
            subprocess.call([str(PYTHON), "-c", check], stderr=subprocess.DEVNULL) == 0
        )
    except OSError:
        return False


def install_with_uv() -> bool:
    """Install the lock with uv. False when uv cannot be had or does not reach it."""
    options = ("--quiet", "--require-hashes", "--python", str(PYTHON))
    try:
        pip("--requirement", str(INSTALLER))
        run(str(VENV / "bin/uv"), "pip", "sync", *options, str(LOCK))
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def install_with_pip() -> None:
    """Install the lock with pip, or end: pip has said why it could not."""
    try:
        pip("--requirement", str(LOCK))
    except subprocess.CalledProcessError:
        stop("The packages of requirements/dev.txt could not be installed.")


def pip(*arguments: str) -> None:
    """Install with pip, only files whose hashes are known."""
    options = ("--quiet", "--disable-pip-version-check", "--no-input")
    run(str(PYTHON), "-m", "pip", "install", *options, "--require-hashes", *arguments)


def packages_folder() -> Path:
    """Return the environment's site-packages."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(subprocess.check_output([str(PYTHON), "-c", ask], text=True).strip())


def run(*command: str) -> None:
    """Run a step. Its output goes to stderr: stdout belongs to the door."""
    variables = {**os.environ, **UV}
    subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=variables
    )


def tell(line: str) -> None:
    """Say something on stderr."""
    print(line, file=sys.stderr, flush=True)


def stop(line: str) -> None:
    """End with one clear line."""
    tell(line)
    sys.exit(1)
