"""Everything that somebody with all rights could do to a log, at random places."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tenants.audit import rows
from tests.tenants.audit import logs
from tests.tenants.audit.logs import MemoryLog

Tampering = Callable[[MemoryLog, random.Random], MemoryLog]
COLUMNS = len(rows.LAYOUTS[rows.NEWEST])


def change_a_column(log: MemoryLog, chance: random.Random) -> MemoryLog:
    place, column = chance.randrange(len(log.table)), chance.randrange(1, COLUMNS)
    row = list(log.table[place])
    row[column] = f"{row[column]}{chance.randrange(1000)}"
    log.table[place] = tuple(row)
    return log


def empty_a_column(log: MemoryLog, chance: random.Random) -> MemoryLog:
    place = chance.randrange(len(log.table))
    row = list(log.table[place])
    filled = [number for number, text in enumerate(row) if text is not None]
    row[chance.choice(filled[1:])] = None
    log.table[place] = tuple(row)
    return log


def change_a_key(log: MemoryLog, chance: random.Random) -> MemoryLog:
    place = chance.randrange(len(log.table))
    _key, *rest = log.table[place]
    moment = logs.moment_of(log.table[place])
    log.table[place] = (str(logs.key_at(moment, 9_000)), *rest)
    return log


def delete_rows(log: MemoryLog, chance: random.Random) -> MemoryLog:
    for _each in range(chance.randint(1, 3)):
        log.table.pop(chance.randrange(len(log.table)))
    return log


def insert_a_row(log: MemoryLog, chance: random.Random) -> MemoryLog:
    """Somewhere in what is past, with a key that fits its time."""
    number = chance.randrange(len(log.table) - 4)
    _key, at, *rest = logs.row(number, chance)
    moment = logs.moment_of(log.table[number]) + timedelta(seconds=chance.random())
    log.table.append((str(logs.key_at(moment, 9_000)), at, *rest))
    return log


def insert_and_seal(log: MemoryLog, chance: random.Random) -> MemoryLog:
    """The sealer seals it too: it cannot know better. Found all the same."""
    insert_a_row(log, chance)
    at = log.chain[-1].sealed_at + timedelta(minutes=1)
    log.chain.append(logs.next_link(log, [log.table[-1]], at=at))
    return log


def swap_rows(log: MemoryLog, chance: random.Random) -> MemoryLog:
    """Each of two rows keeps its key and gets the rest of the other."""
    one, other = chance.sample(range(len(log.table)), 2)
    first, second = log.table[one], log.table[other]
    log.table[one] = (first[0], *second[1:])
    log.table[other] = (second[0], *first[1:])
    return log


def swap_in_a_seal(log: MemoryLog, chance: random.Random) -> MemoryLog:
    several = [number for number, link in enumerate(log.chain) if len(link.entries) > 1]
    place = chance.choice(several)
    keys = list(log.chain[place].entries)
    one, other = chance.sample(range(len(keys)), 2)
    keys[one], keys[other] = keys[other], keys[one]
    log.chain[place] = replace(log.chain[place], entries=tuple(keys))
    return log


def cut_the_rows(log: MemoryLog, chance: random.Random) -> MemoryLog:
    del log.table[-chance.randint(1, len(log.table)) :]
    return log


def cut_the_seals(log: MemoryLog, chance: random.Random) -> MemoryLog:
    del log.chain[-chance.randint(1, len(log.chain)) :]
    return log


def cut_both(log: MemoryLog, chance: random.Random) -> MemoryLog:
    """The last seals with all their rows, so that what is left fits together."""
    for link in log.chain[-chance.randint(1, len(log.chain)) :]:
        gone = {str(key) for key in link.entries}
        log.table = [row for row in log.table if row[0] not in gone]
        log.chain.remove(link)
    return log


def delete_a_seal(log: MemoryLog, chance: random.Random) -> MemoryLog:
    log.chain.pop(chance.randrange(len(log.chain)))
    return log


def swap_seals(log: MemoryLog, chance: random.Random) -> MemoryLog:
    one, other = chance.sample(range(len(log.chain)), 2)
    first, second = log.chain[one], log.chain[other]
    log.chain[one] = replace(first, number=second.number)
    log.chain[other] = replace(second, number=first.number)
    return log


def change_a_seal(log: MemoryLog, chance: random.Random) -> MemoryLog:
    place = chance.randrange(len(log.chain))
    link = log.chain[place]
    noise = chance.randbytes(32)
    log.chain[place] = chance.choice([
        replace(link, previous=noise),
        replace(link, rows=noise),
        replace(link, digest=noise),
        replace(link, number=link.number + len(log.chain) + 1),
        replace(link, layout=link.layout + 1),
        replace(link, sealed_at=link.sealed_at + timedelta(microseconds=1)),
        replace(link, entries=link.entries[:-1]),
        replace(link, entries=(*link.entries, link.entries[0])),
    ])  # fmt: skip
    return log


def change_and_reseal(log: MemoryLog, chance: random.Random) -> MemoryLog:
    """Change a row, then make every seal anew, so that the database fits together."""
    return logs.resealed(change_a_column(log, chance))


def delete_and_reseal(log: MemoryLog, chance: random.Random) -> MemoryLog:
    return logs.resealed(delete_rows(log, chance))


EVERY: tuple[Tampering, ...] = (
    change_a_column, empty_a_column, change_a_key, delete_rows, insert_a_row,
    insert_and_seal, swap_rows, swap_in_a_seal, cut_the_rows, cut_the_seals, cut_both,
    delete_a_seal, swap_seals, change_a_seal, change_and_reseal, delete_and_reseal,
)  # fmt: skip
