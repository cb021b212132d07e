"""PostgreSQL and Valkey from wheels, and the processes of the demo above them.

Needs no Docker, no system service and no root. Imports none of our packages, so
that it can start them.
"""
