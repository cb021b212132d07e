"""The same applications on django-tenants as it comes."""

from tests.bench.provision_peers.stock_settings import *  # noqa: F403
