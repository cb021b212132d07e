"""Each prevention is taken out in turn, and a test must notice.

docs/security.md has a table of ways in, preventions and tests. Here stands, for each
row, how to take its prevention out of a running process, and which tests must then
fail. `bin/bench preventions` does all of it; the suite does the cheapest ones.
"""
