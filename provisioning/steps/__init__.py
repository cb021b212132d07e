"""What a run does, step by step; each kind of run has its plan in the registry.

A step is a module with `do(run)` and `undo(run)`. The driver calls them inside one
transaction and outside of any scope; they enter what they need, one scope after the
other. Both may be called again after they were done. What lies outside the database
(the key store) bears that too, since a rollback does not reach it.
"""
