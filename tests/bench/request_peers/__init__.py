"""The same page on plain Django, on stock django-tenants, and on ours."""
