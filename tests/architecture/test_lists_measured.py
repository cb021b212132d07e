"""Every list of the portal is measured with ten thousand rows, or says why not."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.bench import lists
from tests.bench.lists import Measured
from tests.crowd import features
from tests.crowd.page import MOST
from tests.permissions.table import FIRM, lines

SHOWS_PAGES = re.compile(r"\b(Pages|SearchPages|Paginator|page|get_page)\(")
LISTS = ("list", "home")


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Callable]]:  # type: ignore[type-arg]
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{prefix}{each.name}", each.callback
        else:
            inner = f"{prefix}{each.namespace}:" if each.namespace else prefix
            yield from views(each, inner)


def shows_a_list(name: str, view: Callable) -> bool:  # type: ignore[type-arg]
    source = inspect.getsource(inspect.unwrap(view))
    return name.rpartition(":")[2] in LISTS or bool(SHOWS_PAGES.search(source))


def test_every_list_is_measured_or_says_why_not() -> None:
    read = {
        line.name
        for line in lines(FIRM)
        if line.method == "GET" and "200" in line.answers.values()
    }
    found = {
        name
        for name, view in views(get_resolver(settings.FIRM_URLCONF))
        if name in read and shows_a_list(name, view)
    }
    measured = {page.name for page in features.pages()}

    assert found - measured == set(features.NOT_MEASURED)


def measured(*, large: float = 0.02, statements: int = 9) -> Measured:
    return Measured(
        what="contacts", small=[0.02, 0.02], large=[large, large],
        statements=(8, statements), most=MOST,
    )  # fmt: skip


def test_the_bench_fails_when_one_list_misses_one_goal() -> None:
    good = measured(large=0.029)

    assert lists.verdict([good, good]) == 0
    assert lists.verdict([good, measured(large=0.031)]) == 1
    assert lists.verdict([good, measured(statements=MOST + 1)]) == 1


def test_a_slow_list_fails_though_the_small_firm_s_is_as_slow() -> None:
    slow = Measured(
        what="contacts", small=[0.101], large=[0.101], statements=(8, 8), most=MOST
    )

    assert slow.ratio == 1
    assert lists.verdict([slow]) == 1
