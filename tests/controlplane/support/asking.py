"""The operators' pages about support."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import HostClient

LIST = "/operate/support/"
As = Callable[..., HostClient]
