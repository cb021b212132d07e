"""Many rows of one firm, a file for each feature, and the lists that show them.

Each file says `ROWS`, how many rows a large firm has; `furnish(count)`, which makes so
many, or as many as go with so many, by SQL, inside `scope(firm)`, after the files that
stand before it in `features.py`; and `LISTS`, the pages that show them. A list in a
file of `portal/` that stands in none of them must be in `features.NOT_MEASURED`, with a
reason.

The people are those of tests/cast.py. Laura is a lawyer, Olivia the owner. Sofie is a
client of many cases, Tom of one; the sale is the case with most in it.
"""
