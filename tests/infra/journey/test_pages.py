"""The journey reads pages as a browser would."""

from __future__ import annotations

import pytest

from infra.journey.pages import Form, Page

PAGE = """
<html><head><title>Sign in</title></head><body>
<form method="get" action="/search/"><input name="q"></form>
<form method="post" action="/language/"><button name="language" value="nl">N</button>
<input type="hidden" name="next" value="/a"></form>
<form method="post">
  <input type="hidden" name="csrf" value="s3cret">
  <input name="auth-username" value="olivia@wouters.be">
  <input type="checkbox" name="terms"><input type="checkbox" name="news" checked>
  <input type="radio" name="kind" value="one"><input type="radio" name="kind" value="two" checked>
  <select name="country"><option value="NL">x</option><option value="BE" selected>y</option></select>
  <select name="zone"><option value="">usual</option><option value="u">x</option></select>
  <textarea name="note">Dear &amp; near</textarea>
  <input name="gone" value="x" disabled><input type="file" name="files">
  <button>Go</button>
</form>
<a href="/cases/7/">A case</a><script>var hidden = 1;</script>
</body></html>
"""  # noqa: E501  (as a page is written)


@pytest.fixture
def form() -> Form:
    """The page's own form."""
    found = Page(PAGE).form()
    assert found
    return found


def test_a_form_is_sent_as_it_stands(form: Form) -> None:
    assert form.fields == {
        "csrf": "s3cret",
        "auth-username": "olivia@wouters.be",
        "news": "on",
        "kind": "two",
        "country": "BE",
        "zone": "",
        "note": "Dear & near",
    }


def test_what_is_not_ticked_can_still_be_ticked(form: Form) -> None:
    assert form.name_of("terms") == "terms"
    assert form.name_of("username") == "auth-username"
    assert form.name_of("gone") is None


def test_a_form_is_found_by_its_address_or_field(form: Form) -> None:
    page = Page(PAGE)

    assert page.form(to="/language/") is page.forms[1]
    assert page.form(with_field="country") is page.forms[2]
    assert page.form(with_field="q") is None
    assert page.form(to="/elsewhere/") is None


def test_words_and_links_are_those_that_one_sees() -> None:
    page = Page(PAGE)

    assert page.links == ["/cases/7/"]
    assert "A case" in page.text
    assert "hidden" not in page.text
    assert "Sign in" not in page.text
