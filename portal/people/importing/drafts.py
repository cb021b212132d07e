"""From a line of the file to a contact, or to what is wrong with the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from portal.people import finding, numbers, points, saving
from portal.people.importing.problems import Problem
from portal.people.importing.reading import Line
from portal.people.models import Contact, Kind, Means
from portal.people.points import Point

KINDS = {
    Kind.PERSON: "person persoon particulier personne particulier physique p natural",
    Kind.ORGANISATION: "organisation organization organisatie bedrijf onderneming "
    "societe entreprise firma unternehmen company rechtspersoon o",
}
LANGUAGES = {
    "nl": "nl ned nederlands dutch neerlandais niederlandisch nld",
    "fr": "fr fra frans francais french franzosisch",
    "de": "de deu duits allemand german deutsch",
    "en": "en eng engels anglais english englisch",
}
_KIND_OF = {word: kind for kind, all_ in KINDS.items() for word in all_.split()}
_LANGUAGE_OF = {word: code for code, all_ in LANGUAGES.items() for word in all_.split()}
SEPARATORS = ("\n", ";", " / ")  # between several addresses or numbers in one cell
PLAIN = ("street", "postal_code", "city", "country", "external_id")
LENGTHS = {each.name: each.max_length for each in Contact._meta.concrete_fields}


@dataclass(slots=True)
class Draft:
    """A contact that a line tells of, not saved."""

    line: int
    contact: Contact
    points: list[Point] = field(default_factory=list)


class Reader:
    """Reads lines under one choice of columns; `language` is for who has none."""

    def __init__(
        self, headings: list[str], columns: Mapping[str, str], *, language: str
    ) -> None:
        self.headings = headings
        self.language = language
        self.columns: dict[str, list[int]] = {}
        for number, name in sorted((int(key), name) for key, name in columns.items()):
            self.columns.setdefault(name, []).append(number)
        self._problems: list[Problem] = []

    def read(self, line: Line) -> Draft | list[Problem]:
        """The contact of a line, or all that is wrong with it."""
        self._problems = []
        if any(line.cells[len(self.headings) :]):
            self._problems.append(Problem(code="cells"))
        draft = self._draft(line)
        return self._problems or draft

    def _draft(self, line: Line) -> Draft:
        contact = Contact(**{name: self._text(line, name) for name in PLAIN})
        contact.name = self._name(line)
        contact.street = self._joined(line, "street", "house_number")
        contact.notes = self._joined(line, "notes", by="\n")
        number, vat = "enterprise_number", "vat_number"
        contact.enterprise_number = self._read(line, number, numbers.enterprise_number)
        contact.vat_number = self._read(line, vat, numbers.vat_number)
        contact.language = self._one_of(line, "language", _LANGUAGE_OF) or self.language
        is_firm = contact.enterprise_number or contact.vat_number
        usual = Kind.ORGANISATION if is_firm else Kind.PERSON
        contact.kind = self._one_of(line, "kind", _KIND_OF) or usual
        found = [*self._points(line, Means.EMAIL), *self._points(line, Means.PHONE)]
        self._check_lengths(contact)
        return _with_firsts(Draft(line.number, contact, found))

    def _name(self, line: Line) -> str:
        name = self._text(line, "name")
        name = name or self._joined(line, "first_name", "last_name")
        if not name:
            column = self._column("name") or self._column("last_name")
            self._problems.append(Problem(code="name", column=column))
        return name

    def _points(self, line: Line, means: Means) -> list[Point]:
        """All addresses or numbers of a line, the first one first, each once."""
        first, others = means.value, f"other_{means.value}s"
        found: dict[str, Point] = {}
        for number in (*self.columns.get(first, ()), *self.columns.get(others, ())):
            for typed in _several(_cell(line, number)):
                try:
                    (point,) = points.read(typed, means)
                    found.setdefault(point.value, point)
                except ValidationError:
                    self._wrong(means.value, number, typed)
        return list(found.values())

    def _read(self, line: Line, name: str, check: Callable[[str], str]) -> str:
        typed = self._text(line, name)
        try:
            return check(typed) if typed else ""
        except ValidationError:
            self._wrong(name, self.columns[name][0], typed)
            return ""

    def _one_of(self, line: Line, name: str, known: Mapping[str, str]) -> str:
        typed = self._text(line, name)
        found = known.get(finding.plain(typed), "")
        if typed and not found:
            self._wrong(name, self.columns[name][0], typed)
        return found

    def _check_lengths(self, contact: Contact) -> None:
        for name in ("name", *PLAIN):
            text, most = getattr(contact, name), LENGTHS[name]
            if most and len(text) > most:
                column = self._column(name) or self._column("last_name")
                self._problems.append(Problem(code="long", column=column, value=text))

    def _wrong(self, code: str, number: int, value: str) -> None:
        heading = self.headings[number]
        self._problems.append(Problem(code=code, column=heading, value=value))

    def _text(self, line: Line, name: str) -> str:
        found = self.columns.get(name)
        return " ".join(_cell(line, found[0]).split()) if found else ""

    def _joined(self, line: Line, *names: str, by: str = " ") -> str:
        cells = (
            _cell(line, number)
            for name in names
            for number in self.columns.get(name, ())
        )
        return by.join(filter(None, cells))

    def _column(self, name: str) -> str:
        found = self.columns.get(name)
        return self.headings[found[0]] if found else ""


def _cell(line: Line, number: int) -> str:
    return line.cells[number] if number < len(line.cells) else ""


def _several(cell: str) -> list[str]:
    for separator in SEPARATORS:
        cell = cell.replace(separator, "\n")
    return [each.strip() for each in cell.split("\n") if each.strip()]


def _with_firsts(draft: Draft) -> Draft:
    """The first address and the first number are the contact's own."""
    for means in Means:
        own = [each for each in draft.points if each.means == means][:1]
        for first in own:
            setattr(draft.contact, means.value, first.value)
            draft.points.remove(first)
    saving.tidy(draft.contact, draft.points)
    return draft
