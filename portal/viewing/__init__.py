"""Staff see the portal as one client sees it: read only, and written down."""
