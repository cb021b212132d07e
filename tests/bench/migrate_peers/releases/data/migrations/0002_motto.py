from importlib import import_module

Migration = import_module(
    "tests.bench.migrate_peers.releases.column.migrations.0002_motto"
).Migration
