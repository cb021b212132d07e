"""What goes wrong on the forms of access, page by page: four states of each at least.

`getting_in`, `second_step`, `own_account` and `desk` are the tables.
"""
