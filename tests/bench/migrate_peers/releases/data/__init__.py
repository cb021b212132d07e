"""The same, then a data function that fills the column, and another column."""
