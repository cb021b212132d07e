"""The addresses of the account page, on a firm's host. Operators have a page of their
own, and of these the sessions."""

from django.urls import path

from portal.account.views.email import confirmation, email, undo
from portal.account.views.page import home
from portal.account.views.password import password
from portal.account.views.profile import profile
from portal.account.views.sessions import others_removal, removal, still_here

session_urls = [
    path("account/sessions/removal/", others_removal, name="others_removal"),
    path("account/sessions/<uuid:pk>/removal/", removal, name="session_removal"),
]

account_urls = [
    path("account/", home, name="home"),
    path("account/profile/", profile, name="profile"),
    path("account/password/", password, name="password"),
    path("account/email/", email, name="email"),
    path("account/email/<str:token>/", confirmation, name="email_confirmation"),
    path("account/email/undo/<str:token>/", undo, name="email_undo"),
    *session_urls,
    path("account/still-here/", still_here, name="still_here"),
]
