"""The firm's colour, on its pages and in its mails."""
