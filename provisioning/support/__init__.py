"""The two ways of operators into a firm, both by its own people's leave."""
