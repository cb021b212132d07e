"""What an address may be."""

from __future__ import annotations

import pytest

from controlplane.signup import slugs


@pytest.mark.parametrize(
    "slug", ["wouters", "de-vries-2", "abc", "a" * 40, "kantoor24", "notaris-jans"]
)
def test_an_ordinary_address_is_allowed(slug: str) -> None:
    assert slugs.problem(slug) == ""


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("", "at least 3"),
        ("ab", "at least 3"),
        ("a" * 41, "at most 40"),
        ("1st-law", "starts with a letter"),
        ("-wouters", "starts with a letter"),
        ("wouters-", "single hyphens"),
        ("wou--ters", "single hyphens"),
        ("xn--wouters-abc", "single hyphens"),
        ("xn--80ak6aa92e", "single hyphens"),
        ("wouters.be", "letters a to z"),
        ("wou ters", "letters a to z"),
        ("wou_ters", "letters a to z"),
        ("woutérs", "letters a to z"),
        ("wоuters", "letters a to z"),
        ("wou\x00ters", "letters a to z"),
    ],
)
def test_a_malformed_address_is_refused_with_a_reason(slug: str, words: str) -> None:
    assert words in slugs.problem(slug)


@pytest.mark.parametrize("slug", ["www", "mail", "admin", "desk", "tablinum", "static"])
def test_the_platforms_own_words_are_refused(slug: str) -> None:
    assert "for the platform" in slugs.problem(slug)


@pytest.mark.parametrize(
    "slug",
    ["adm1n", "ad-min", "adrnin", "vvww", "rnail", "tab1inum", "acce5s", "p0rtal"],
)
def test_what_looks_like_such_a_word_is_refused(slug: str) -> None:
    assert "for the platform" in slugs.problem(slug)


@pytest.mark.parametrize(
    "text", ["Wouters & Zonen", "1st Law", "Élan", "xn--abc", "a", "admin", "x" * 60]
)
def test_every_proposal_keeps_the_rules(text: str) -> None:
    proposals = slugs.proposals(text)

    assert proposals
    assert all(slugs.problem(each) == "" for each in proposals)


def test_no_reserved_word_breaks_the_other_rules_unseen() -> None:
    assert {"www", "mail", "api", "help", "status", "login"} <= slugs.RESERVED
    assert all(word == slugs.normalise(word) for word in slugs.RESERVED)
