"""The addresses of getting in, on a firm's host."""

from django.urls import path

from portal.access.views.by_mail import by_mail, mailed_code, mailed_link
from portal.access.views.forgotten import forgotten, new_password
from portal.access.views.invitation import invitation
from portal.access.views.invitation_code import invitation_code
from portal.access.views.language import language
from portal.access.views.password import password
from portal.access.views.sign_in import sign_in
from portal.access.views.sign_out import sign_out
from portal.access.views.welcome import welcome

access_urls = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-in/forgotten/", forgotten, name="forgotten"),
    path("sign-in/new-password/<str:token>/", new_password, name="new_password"),
    path("sign-in/by-mail/", by_mail, name="by_mail"),
    path("sign-in/by-mail/code/", mailed_code, name="mailed_code"),
    path("sign-in/by-mail/<str:token>/", mailed_link, name="mailed_link"),
    path("sign-out/", sign_out, name="sign_out"),
    path("invitation/password/", password, name="password"),
    path("invitation/code/", invitation_code, name="invitation_code"),
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("welcome/", welcome, name="welcome"),
    path("language/", language, name="language"),
]
