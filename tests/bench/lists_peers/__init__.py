"""The process that shows lists of a small firm and of a large one."""
