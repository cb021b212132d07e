"""The edge's question: may it have a certificate for this name?

A small process of its own, `python -m provisioning.ask`. It never imports Django, so
that it starts at once and goes on when the web process cannot. Since Caddy 2.7 the edge
asks also for certificates that it has in its storage: when nobody answers here, nobody
gets in, so a name that has a certificate gets its yes even while the database is away.
"""
