"""What answers on the platform's own host."""

from django.urls import include, path

from config.health import healthz
from controlplane.domains import urls as domains
from controlplane.fleet import urls as fleet
from controlplane.frame import urls as operators
from controlplane.log import urls as log
from controlplane.plans import urls as plans
from controlplane.signup import urls as signup
from controlplane.status import urls as status
from controlplane.support import urls as support
from controlplane.team import urls as team
from portal.access.views.language import language
from portal.account.urls import session_urls
from portal.factors.urls import proof_urls

handler403 = "portal.access.errors.forbidden"
handler404 = "portal.access.errors.not_found"
handler500 = "portal.access.errors.server_error"

urlpatterns = [
    path("", include(signup)),
    path("operate/", include(operators)),
    path("operate/", include((session_urls, "account"))),
    path("operate/", include((proof_urls, "factors"))),
    path("operate/", include(fleet)),
    path("operate/", include(domains)),
    path("operate/", include(status)),
    path("operate/", include(log)),
    path("operate/", include(plans)),
    path("operate/support/", include(support)),
    path("operate/", include(team)),
    path("language/", language, name="language"),
    path("healthz", healthz, name="healthz"),
]
