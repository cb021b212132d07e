"""Who gets what answer at which address: one table, held against every address."""
