"""The design system of all three faces: pages, forms, styles, icons."""
