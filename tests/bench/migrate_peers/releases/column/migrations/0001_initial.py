from importlib import import_module

Migration = import_module("portal.branding.migrations.0001_initial").Migration
