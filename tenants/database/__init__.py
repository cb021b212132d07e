"""The database as a firm sees it: backend, roles, template, router."""
