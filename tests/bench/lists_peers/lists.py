"""Two firms, a small one and a large one, and people who look at all lists of both.

`setup` makes the tables as `owner`, and the rows; otherwise it answers as `app`, as the
web process does: small and large in turn, so that both have the same noise.
"""

from __future__ import annotations

import contextvars
import sys
import time
from time import perf_counter
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from django.test import Client

    from tenants.models import Firm
    from tests.crowd.page import Page

SMALL, LARGE = "small", "large"
FEW = 100
WARM_UP = 2
TRIVIAL = "(security rules)"  # a desk's page without rows: what a page costs here


def main() -> None:
    """Make the firms, or serve."""
    django.setup()
    if sys.argv[1:2] == ["setup"]:
        setup()
        return
    from tenants.database import login  # noqa: PLC0415
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415

    login.refuse_dangerous()
    serve(Firms().ask)


def setup() -> None:
    """Tables, people and rows; the statistics as autovacuum would have them."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415
    from tests import cast, firms  # noqa: PLC0415
    from tests.crowd import features  # noqa: PLC0415

    call_command("bootstrap", verbosity=0)
    firms.make_both()
    for size, most in ((SMALL, FEW), (LARGE, None)):
        began = perf_counter()
        with scope.scope(firm_of(size)):
            cast.make(size)
            features.furnish(most)
        print(f"the {size} firm took {perf_counter() - began:.0f} s")
    with scope.as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def firm_of(size: str) -> Firm:
    """One of the two firms of the tests."""
    from tenants import scope  # noqa: PLC0415
    from tenants.models import Firm  # noqa: PLC0415
    from tests import firms  # noqa: PLC0415

    with scope.public():
        return Firm.objects.get(pk=firms.DEVRIES if size == SMALL else firms.PEETERS)


class Firms:
    """The browsers of the cast, in each of the firms."""

    def __init__(self) -> None:
        from tests.crowd import features  # noqa: PLC0415
        from tests.crowd.page import Page  # noqa: PLC0415

        trivial = Page(what=TRIVIAL, name="desk:security:rules")
        self.pages = {page.what: page for page in [trivial, *features.pages()]}
        # One for all visits, as a thread of the web process has: what Django keeps in
        # it, above all the connection to the cache, stays.
        self._context = contextvars.Context()
        self._browsers: dict[tuple[str, str], Client] = {}
        for size in (SMALL, LARGE):
            firm = contextvars.Context().run(firm_of, size)
            for who in sorted({page.who for page in self.pages.values()}):
                browser = contextvars.Context().run(signed_in, firm, who)
                self._browsers[size, who] = browser

    def ask(self, line: str) -> dict[str, Any]:
        """`names`, `time HOW_MANY NAME` or `count NAME`: seconds, or statements, in
        both firms."""
        what, _, rest = line.partition(" ")
        if what == "names":
            return {"names": {name: page.most for name, page in self.pages.items()}}
        if what == "count":
            return {
                size: self._count(self.pages[rest], size) for size in (SMALL, LARGE)
            }
        number, _, name = rest.partition(" ")
        times: dict[str, list[float]] = {SMALL: [], LARGE: []}
        for turn in range(WARM_UP + int(number)):
            for size, seconds in times.items():
                taken = self._visit(self.pages[name], size)
                if turn >= WARM_UP:
                    seconds.append(taken)
        return times

    def _visit(self, page: Page, size: str) -> float:
        browser = self._browsers[size, page.who]
        address = page.address(is_small=size == SMALL)
        ask = browser.post if page.sent else browser.get
        began = perf_counter()
        response = self._context.run(ask, address, dict(page.sent))
        seconds = perf_counter() - began
        if response.status_code != 200 or not response.content:
            raise SystemExit(f"{page.what} answered {response.status_code}")
        return seconds

    def _count(self, page: Page, size: str) -> int:
        """Without those that find the firm, as the tests count them."""
        from tests.bench.request_peers.answering import counted  # noqa: PLC0415
        from tests.portal.counting import OF_ROUTING  # noqa: PLC0415

        with counted() as statements:
            self._visit(page, size)
        return sum(not text.startswith(OF_ROUTING) for text in statements)


def signed_in(firm: Firm, who: str) -> Client:
    """Somebody of the cast, who proved a moment ago who he is."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from portal.access import proof  # noqa: PLC0415
    from tenants import scope  # noqa: PLC0415
    from tenants.accounts.models import User  # noqa: PLC0415
    from tests.cast import key  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    browser = Client(HTTP_HOST=firm.primary_host)
    with scope.scope(firm):
        user = User.objects.get(pk=key(who))
        browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = browser.session
        session[proof.KEY] = session[proof.PASSWORD_KEY] = time.time()
        session.save()
    return browser


if __name__ == "__main__":
    main()
