"""The addresses of the sign-up, on the platform's host."""

from datetime import date

from django.urls import path, register_converter

from controlplane.signup import api
from controlplane.signup.views.agreements import processor_agreement, terms
from controlplane.signup.views.confirm import confirm
from controlplane.signup.views.progress import progress
from controlplane.signup.views.start import landing, sent, start


class DateConverter:
    """A date in an address (ISO 8601)."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Raises ValueError, which is "no such page", for the 31st of February."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """As it is read."""
        return value.isoformat()


register_converter(DateConverter, "date")

app_name = "signup"
urlpatterns = [
    path("", landing, name="landing"),
    path("signup/", start, name="start"),
    path("signup/sent/", sent, name="sent"),
    path("signup/confirm/<str:token>/", confirm, name="confirm"),
    path("signup/progress/", progress, name="progress"),
    path("terms/", terms, name="terms"),
    path("terms/<date:version>/", terms, name="terms"),
    path("processor-agreement/", processor_agreement, name="processor_agreement"),
    path(
        "processor-agreement/<date:version>/",
        processor_agreement,
        name="processor_agreement",
    ),
    path("api/signup/slug/", api.SlugCheck.as_view(), name="check"),
    path("api/signup/progress/", api.Progress.as_view(), name="progress_state"),
]
