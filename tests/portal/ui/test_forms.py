"""Forms say what is wanted and what is wrong, also to those who do not see them."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

KINDS = [("person", "Person"), ("organisation", "Organisation")]


class ContactForm(forms.Form):
    name = forms.CharField(help_text="As on the identity card.")
    email = forms.EmailField(label="E-mail address", required=False)
    kind = forms.ChoiceField(choices=KINDS, widget=forms.RadioSelect)
    terms = forms.BooleanField(label="I accept the <a href='/terms/'>terms</a>.")
    token = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(error_messages={"required": "Type the code of the letter."})


@pytest.fixture
def empty() -> str:
    return str(ContactForm())


@pytest.fixture
def refused() -> ContactForm:
    return ContactForm({"email": "sofie", "name": "<Sofie>"})


def test_each_field_has_its_label(empty: str) -> None:
    for name in ("name", "email", "terms", "code"):
        assert f'for="id_{name}"' in empty


def test_what_may_stay_empty_says_so(empty: str) -> None:
    labels = re.findall(r"<(?:label|legend)[^>]*>(.*?)</(?:label|legend)>", empty, re.S)

    assert [label.strip() for label in labels if "(optional)" in label] == [
        'E-mail address <span class="optional">(optional)</span>'
    ]


def test_a_hint_belongs_to_its_field(empty: str) -> None:
    assert 'id="id_name_helptext"' in empty
    assert 'aria-describedby="id_name_helptext"' in empty


def test_choices_stand_in_a_fieldset_with_the_question_as_legend(empty: str) -> None:
    assert re.search(r"<fieldset[^>]*>\s*<legend>Kind", empty)


def test_an_error_belongs_to_its_field_and_keeps_what_was_typed(
    refused: ContactForm,
) -> None:
    html = str(refused)

    assert re.search(r'value="sofie"[^>]*aria-invalid="true"', html)
    assert 'aria-describedby="id_email_error"' in html
    assert 'id="id_email_error"' in html
    assert "&lt;Sofie&gt;" in html


def test_the_summary_leads_to_the_fields_in_the_same_words(
    refused: ContactForm,
) -> None:
    summary = render_to_string("ui/_error_summary.html", {"form": refused})
    form = str(refused)

    links = re.findall(r'<a href="#(\w+)">(.*?)</a>', summary)
    assert [target for target, _ in links] == [
        "id_email",
        "id_kind_0",
        "id_terms",
        "id_code",
    ]
    for target, words in links:
        assert f'id="{target}"' in form
        assert form.count(words) == 1


def test_the_summary_takes_the_focus_and_is_announced(refused: ContactForm) -> None:
    summary = render_to_string("ui/_error_summary.html", {"form": refused})

    assert 'role="alert"' in summary
    assert "data-focus" in summary


def test_a_form_without_errors_has_no_summary() -> None:
    assert "<" not in render_to_string(
        "ui/_error_summary.html", {"form": ContactForm()}
    )


def test_a_missing_answer_is_asked_for_by_name(refused: ContactForm) -> None:
    summary = render_to_string("ui/_error_summary.html", {"form": refused})

    assert "Choose an answer: Kind" in summary
    assert "Tick this box to go on: I accept the terms." in summary
    assert "This field is required" not in summary.replace("token", "")


def test_a_form_s_own_words_win(refused: ContactForm) -> None:
    assert "Type the code of the letter." in str(refused)


def test_a_password_can_be_shown() -> None:
    class PasswordForm(forms.Form):
        password = forms.CharField(widget=forms.PasswordInput)

    html = str(PasswordForm())

    assert 'aria-controls="id_password"' in html
    assert "data-reveal" in html
