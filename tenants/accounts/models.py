"""The account of a person, in the schema of the firm that it belongs to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from tenants import crypto
from tenants.accounts.roles import CLIENTS, GUESTS, OPERATORS, READERS, STAFF, Role
from tenants.keys import ScopedModel


class UserQuerySet(models.QuerySet["User"]):
    """Users, by what they are."""

    def active(self) -> Self:
        """Those who may sign in."""
        return self.filter(is_active=True)

    def staff(self) -> Self:
        """The people of the firm."""
        return self.filter(role__in=STAFF)


class UserManager(BaseUserManager["User"]):
    """Finds a user by e-mail address, whatever its case."""

    def get_queryset(self) -> UserQuerySet:
        """Users, with the filters above."""
        return UserQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with this address. Raises User.DoesNotExist."""
        return self.get(email=normalise_email(username or ""))

    def staff(self) -> UserQuerySet:
        """The people of the firm."""
        return self.get_queryset().staff()


class User(  # type: ignore[django-manager-missing]  # django-otp has no types
    AbstractBaseUser, ScopedModel
):
    """A person who signs in with an e-mail address, which is unique in the firm."""

    email = models.EmailField(_("E-mail address"), max_length=254)
    name = models.CharField(_("Name"), max_length=150)
    role = models.CharField(_("Role"), max_length=16, choices=Role)
    language = models.CharField(
        _("Language"), max_length=5, choices=settings.LANGUAGES, default="nl"
    )
    time_zone = models.CharField(
        _("Time zone"), max_length=64, default="Europe/Brussels"
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # Who of the staff looks with this client's eyes, for one request: portal.viewing.
    viewer: User | None = None

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["email"], name="user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="user_role_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["role", "name"], name="user_role_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Whether the person works for the firm (Django's name, our meaning)."""
        return self.role in STAFF

    @property
    def is_guest(self) -> bool:
        """Whether the person is an operator whom the owner let in for a while."""
        return self.role in GUESTS

    @property
    def reads_all(self) -> bool:
        """Whether every case and contact of the firm is open to the person."""
        return self.role in READERS

    @property
    def is_operator(self) -> bool:
        """Whether the person runs the platform; such accounts are in `public` only."""
        return self.role in OPERATORS

    @property
    def is_client(self) -> bool:
        """Whether the person uses the portal: a client, or somebody's delegate."""
        return self.role in CLIENTS

    def get_full_name(self) -> str:
        """The name, as Django's and other libraries' pages ask for it."""
        return self.name

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Bind a session to the password and to the firm: equal passwords and equal
        keys in two firms must not make one session valid in both."""
        return salted_hmac(
            "tenants.accounts.session",
            self.password,
            secret=secret or crypto.derive("session-auth").hex(),
            algorithm="sha256",
        ).hexdigest()


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions, by whose they are and whether they still count."""

    def alive(self, at: datetime, *, idle: timedelta, whole: timedelta) -> Self:
        """Those that were used lately, and did not begin too long ago."""
        return self.filter(
            expire_date__gt=at, last_seen_at__gt=at - idle, began_at__gt=at - whole
        )

    def over(self, at: datetime) -> Self:
        """Those whose cookie has run out: nobody can come back to them."""
        return self.filter(expire_date__lte=at)


class Session(AbstractBaseSession, ScopedModel):
    """A browser that somebody uses, of a person once one has signed in.

    The key in the cookie opens the session, so it stands in no address and on no page:
    there a session goes by its `id`.
    """

    session_key = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions"
    )
    began_at = models.DateTimeField()  # the sign-in; it outlives a change of the key
    last_seen_at = models.DateTimeField()  # to the minute
    # Where it was last seen, and what the browser calls itself.
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=300, default="", db_default="")

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-last_seen_at"], name="session_of_user"),
        ]

    def __str__(self) -> str:
        return self.device

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Django's way from a row to its store; here the setting says it."""
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")


def normalise_email(address: str) -> str:
    """Lower case throughout: nobody has two accounts that differ in case."""
    return address.strip().lower()
