"""The process that answers operators, for bin/bench operate."""
