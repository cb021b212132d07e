"""The people of the sign-in tests."""

from tests.portal.access.conftest import laura, sofie

__all__ = ["laura", "sofie"]
