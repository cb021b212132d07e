"""A scripted journey through a running platform, from a firm's sign-up to its client.

    python -m infra.journey --platform http://127.0.0.1:8000 \
        --mail http://127.0.0.1:8025 --port 8000

It speaks HTTP only, like the people whom it plays: it follows links, fills in the
forms that it finds on the pages, and reads mails where the mail catcher shows them. It
imports nothing of the platform and asks no database: it sees what people get.
"""
