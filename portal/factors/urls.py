"""The addresses of one's own second factors. Operators have their own pages, and this
one proof."""

from django.urls import path

from portal.factors.views.app import app, app_removal
from portal.factors.views.overview import overview, recovery_codes
from portal.factors.views.passkeys import passkey, passkey_removal
from portal.factors.views.proof import proof

proof_urls = [path("account/proof/", proof, name="proof")]

factor_urls = [
    path("account/second-factor/", overview, name="list"),
    path("account/second-factor/app/", app, name="app"),
    path("account/second-factor/app/removal/", app_removal, name="app_removal"),
    path("account/second-factor/codes/", recovery_codes, name="codes"),
    path("account/second-factor/passkey/", passkey, name="passkey"),
    path(
        "account/second-factor/passkeys/<uuid:pk>/removal/",
        passkey_removal,
        name="passkey_removal",
    ),
    *proof_urls,
]
