from __future__ import annotations

from dataclasses import replace

import pytest

from portal.notifications import registry
from tests.portal.notifications.kinds import NEWS, WORK


def test_a_kind_may_be_registered_twice() -> None:
    assert registry.register(NEWS) is NEWS
    assert registry.kind_of("test.news") == NEWS


def test_two_kinds_do_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="test\\.news"):
        registry.register(replace(NEWS, name=NEWS.name, link=WORK.recipients))


def test_a_kind_that_nobody_registered_is_said_to_be_missing() -> None:
    with pytest.raises(LookupError, match="gone"):
        registry.kind_of("gone")


def test_a_mail_tells_of_its_own_kinds_only() -> None:
    names = {kind.name for kind in registry.told_by("notifications/mail/staff")}

    assert names == {"test.work", "test.careless"}
