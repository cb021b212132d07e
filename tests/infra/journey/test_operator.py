"""The code that the scripted operator types."""

import base64

import pytest

from infra.journey.operator import one_time_code

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1234567890, "005924"),
        (20000000000, "353130"),
    ],
)
def test_it_is_that_of_the_standard(now: int, code: str) -> None:
    assert one_time_code(SECRET, now) == code  # RFC 6238, appendix B, last six digits
