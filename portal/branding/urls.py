"""The address of the firm's colours."""

from django.urls import path

from portal.branding.views import theme

branding_urls = [path("theme/<slug:digest>.css", theme, name="theme")]
