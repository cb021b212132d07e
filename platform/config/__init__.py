"""The composition root: settings, URL confs, middleware order, processes."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
