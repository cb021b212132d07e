"""Constraints of a dump are written into their tables, in an order that works."""

from __future__ import annotations

from tenants.database import constraints

CASE = "CREATE TABLE firm.case (\n    id uuid NOT NULL\n)"
CASE_KEY = "ALTER TABLE ONLY firm.case\n    ADD CONSTRAINT case_pkey PRIMARY KEY (id)"
PARTY = "CREATE TABLE firm.party (\n    case_id uuid NOT NULL\n)"
INDEX = "CREATE INDEX party_case ON firm.party USING btree (case_id)"


def reference(table: str, to: str) -> str:
    return (
        f"ALTER TABLE ONLY firm.{table}\n    ADD CONSTRAINT {table}_{to} FOREIGN KEY "
        f"({to}_id) REFERENCES firm.{to}(id) DEFERRABLE INITIALLY DEFERRED"
    )


def test_a_key_is_written_into_its_table() -> None:
    assert constraints.fold([CASE, CASE_KEY]) == [
        "CREATE TABLE firm.case (\n    id uuid NOT NULL,\n"
        "    CONSTRAINT case_pkey PRIMARY KEY (id)\n)"
    ]


def test_a_table_comes_after_those_that_it_refers_to() -> None:
    folded = constraints.fold([PARTY, CASE, INDEX, reference("party", "case")])

    assert folded[0] == CASE
    assert folded[1].startswith("CREATE TABLE firm.party (")
    assert folded[1].endswith("DEFERRABLE INITIALLY DEFERRED\n)")
    assert folded[2:] == [INDEX]


def test_in_a_circle_one_foreign_key_stays_a_change() -> None:
    circle = [reference("party", "case"), reference("case", "party")]

    folded = constraints.fold([PARTY, CASE, *circle])

    assert [one.count("FOREIGN KEY") for one in folded] == [0, 1, 1]
    assert folded[2].startswith("ALTER TABLE ONLY firm.case ADD CONSTRAINT case_party")
