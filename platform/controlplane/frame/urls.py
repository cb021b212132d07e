"""The operators' way in and out, on the platform's host."""

from django.urls import path

from controlplane.frame.views.account import account, password, recovery_codes
from controlplane.frame.views.second_factor import second_factor
from controlplane.frame.views.sign_in import sign_in
from controlplane.frame.views.sign_out import sign_out

app_name = "operators"
urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", sign_out, name="sign_out"),
    path("second-factor/", second_factor, name="second_factor"),
    path("account/", account, name="account"),
    path("account/recovery-codes/", recovery_codes, name="recovery_codes"),
    path("account/password/", password, name="password"),
]
