"""A large file of contacts in which some lines are wrong, each in its own way."""

from __future__ import annotations

WRONG = (
    ("", "", "0470 00 00 00", ""),  # no name
    ("Bad Mail", "bad at home", "", ""),
    ("Bad Phone", "phone@bad.example", "12", ""),
    ("Bad Number", "number@bad.example", "", "0403.019.262"),
)


def bad_lines(lines: int, bad: int) -> list[int]:
    """The numbers of the wrong lines, spread over the file; the heading is line 1."""
    step = lines // bad
    return [2 + step * each for each in range(bad)]


def make(*, lines: int, bad: int) -> bytes:
    """So many lines after the heading, so many of them wrong."""
    wrong, rows = (
        set(bad_lines(lines, bad)),
        ["Naam;E-mail;Telefoon;Ondernemingsnummer"],
    )
    for number in range(2, lines + 2):
        row = _right(number)
        if number in wrong:
            row = WRONG[number % len(WRONG)]
        rows.append(";".join(row))
    return "\r\n".join(rows).encode("cp1252")


def _right(number: int) -> tuple[str, ...]:
    mail = f"person{number}@example.org" if number % 3 else ""
    return (
        f"Hélène {number}",
        mail,
        f"0470 {number // 100:02d} {number % 100:02d} 00",
        "",
    )
